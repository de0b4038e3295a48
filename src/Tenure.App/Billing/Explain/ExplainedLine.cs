// One line of a document, from the cent to the clause: its derivation, the same amount computed again from the numbers shown,
// and the events behind it. A line whose numbers do not lead to its amount is said to be wrong, never passed over.
using Tenure.App.Billing.Invoices;
using Tenure.App.Cli;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;

namespace Tenure.App.Billing.Explain;

/// <summary>A line of the same contract line and billing period, in the order in which they were issued.</summary>
internal sealed record PeerLine(Guid DocumentId, int Index, string Number, long AmountMinor, ReadOnlyMemory<byte> Derivation)
{
    public string Name => $"{Number}/{Index}";
}

internal sealed class ExplainedLine
{
    private readonly IReadOnlyList<RecordedFact> history;

    private ExplainedLine(FoundDocument document, IssuedLine line, IReadOnlyList<RecordedFact> history, Derivation derivation)
    {
        Document = document;
        Line = line;
        this.history = history;
        Derivation = derivation;
    }

    public FoundDocument Document { get; }

    public IssuedLine Line { get; }

    public Derivation Derivation { get; }

    /// <summary>How the amount follows from the figure.</summary>
    public string AmountWords { get; private set; } = string.Empty;

    /// <summary>How the figure follows from the full price; null where the contract has no such period any more.</summary>
    public string? FigureWords { get; private set; }

    /// <summary>How the full price follows from the price.</summary>
    public string? FullWords { get; private set; }

    /// <summary>How the day of the invoice follows from the contract's clause; null where it is that of the slice itself.</summary>
    public string? DueWords => Derivation.Due is not { } due ? null
        : due.LeadDays == 0 ? $"on or after {Parsing.Show(due.FromOn)}, when the period ends, also where service stops within it"
        : $"on or after {Parsing.Show(due.FromOn.AddDays(-due.LeadDays))}, {Core.Kernel.Cadence.Days(due.LeadDays)} before "
            + $"{Parsing.Show(due.FromOn)}, and not before it was agreed";

    /// <summary>How its tax came about; null when it is not taxed.</summary>
    public ExplainedTax? Tax { get; private set; }

    /// <summary>Whether every number shown leads to the next.</summary>
    public bool Holds { get; private set; }

    public string Name => $"{Document.Number}/{Line.Index}";

    public string Show(long minor) => Parsing.Show(minor, Document.Currency);

    /// <summary>Explains a line.</summary>
    /// <param name="document">Its document.</param>
    /// <param name="line">The line.</param>
    /// <param name="history">The events of its contract, for the discounts that were agreed.</param>
    /// <param name="peers">All lines of its contract line and period, itself included.</param>
    public static ExplainedLine Of(FoundDocument document, IssuedLine line, IReadOnlyList<RecordedFact> history, IReadOnlyList<PeerLine> peers)
    {
        var explained = new ExplainedLine(document, line, history, Derivation.Read(line.Derivation));
        bool full = explained.CheckPrice();
        bool figure = explained.CheckFigure();
        explained.Tax = ExplainedTax.Of(line, document.Currency);
        explained.Holds = explained.CheckAmount(peers) && figure && full && explained.Tax is null or { Holds: true };
        return explained;
    }

    private bool CheckPrice()
    {
        if (Derivation.Price is not { } price)
        {
            return true;
        }

        var full = FullPrice.Of(price, history);
        FullWords = full.Words;
        return full.Holds;
    }

    private bool CheckFigure()
    {
        if (Derivation.Fee is { } fee)
        {
            FigureWords = fee.FigureWith(Derivation.FigureMinor, Show);
            return fee.Holds(Derivation.FigureMinor, Document.Currency);
        }

        if (Derivation.Price is not { } price)
        {
            return Derivation.FigureMinor == 0;
        }

        string figure = Show(Derivation.FigureMinor);
        if (price.Usage is { Prepaid: { } prepaid })
        {
            string kept = prepaid.Kept.Kept == prepaid.Kept.All ? Show(price.FullMinor)
                : $"{Round(price)}({Show(price.FullMinor)} x {prepaid.Kept.Kept} / {prepaid.Kept.All})";
            FigureWords = $"{figure} = {kept} for {prepaid.Bought} prepaid units"
                + (prepaid.OverageMinor == 0 ? string.Empty : $" + {Show(prepaid.OverageMinor)} for what was used beyond them");
            return Derivation.FigureMinor == prepaid.Kept.Of(price.FullMinor, price.Halves) + prepaid.OverageMinor;
        }

        if (price.Usage is { } usage)
        {
            long least = usage.Served.Of(usage.MinimumMinor, price.Halves);
            FigureWords = usage.MinimumMinor == 0 ? $"{figure}: the price of the total"
                : $"{figure}: the greater of {Show(price.FullMinor)} for the total and the minimum, " + (usage.Served.Kept == usage.Served.All
                    ? Show(least)
                    : $"{Show(least)} = {Round(price)}({Show(usage.MinimumMinor)} x {usage.Served.Kept} / {usage.Served.All})");
            return Derivation.FigureMinor == Math.Max(price.FullMinor, least) && usage.Total.Units == Math.Max(0m, usage.Recorded.Sum(static each => each.Quantity));
        }

        if (!price.Granted.IsEmpty)
        {
            FigureWords = GrantedWords(price, figure);
            return Derivation.FigureMinor == Granted.FigureOf(
                price.FullMinor, price.Share.Served, price.Granted[0].Effect, price.Halves,
                price.Granted.Select(static grant => (grant.AmountMinor, grant.At)));
        }

        if (price.Share.Served.Kept == price.Share.Served.All)
        {
            FigureWords = $"{figure}: the whole of it is served";
            return Derivation.FigureMinor == price.FullMinor;
        }

        FigureWords = $"{figure} = {Round(price)}({Show(price.FullMinor)} x {ShareWords(price)})";
        return Derivation.FigureMinor == price.Share.Served.Of(price.FullMinor, price.Halves);
    }

    /// <summary>Goodwill comes off the price, as far as that was served when it was granted, or off what is left (PRO-7).</summary>
    private string GrantedWords(DerivedPrice price, string figure)
    {
        bool whole = price.Share.Served.Kept == price.Share.Served.All;
        string full = Show(price.FullMinor);
        if (price.Granted[0].Effect == GoodwillEffect.CapOnly)
        {
            string goodwill = string.Concat(price.Granted.Select(grant => $" - {Show(grant.AmountMinor)} goodwill"));
            return $"{figure} = {(whole ? full : $"{Round(price)}({full} x {ShareWords(price)})")}{goodwill}, at least zero";
        }

        string reduced = full + string.Concat(price.Granted.Select(grant =>
            $" - {Show(grant.AmountMinor)} goodwill{(grant.At.Kept == grant.At.All ? "" : $" x {grant.At.All} / {grant.At.Kept}")}"));
        return whole ? $"{figure} = {reduced}" : $"{figure} = {Round(price)}(({reduced}) x {ShareWords(price)})";
    }

    private static string Round(DerivedPrice price) => price.Halves == Core.Kernel.Halves.ToEven ? "round half to even" : "round";

    private static string ShareWords(DerivedPrice price) => price.Share switch
    {
        { By: { } count } share => $"{share.Kept} / {share.Of}, counted by {count}",
        var share when price.GivenBack?.Kind == Core.Catalogue.GiveBackKind.Undelivered => $"{share.Kept} / {share.Of} units",
        var share when share.Units == Core.Catalogue.Quantity.One => $"{share.Kept} / {share.Of} days",
        var share => $"{share.Kept} / {share.Of} unit-days",
    };

    private bool CheckAmount(IReadOnlyList<PeerLine> peers)
    {
        int place = 0;
        while (peers[place].DocumentId != Document.Id || peers[place].Index != Line.Index)
        {
            place++;
        }

        return Derivation.BilledBeforeMinor is { } before ? CheckCredit(peers, place, before) : CheckDebit(peers, place);
    }

    /// <summary>A debit is what is missing to the figure of what is billed with it.</summary>
    private bool CheckDebit(IReadOnlyList<PeerLine> peers, int place)
    {
        long before = peers.Take(place).Sum(static peer => peer.AmountMinor);
        AmountWords = place == 0
            ? $"{Show(Line.AmountMinor)}, the figure"
            : $"{Show(Line.AmountMinor)} = {Show(Derivation.FigureMinor)} - {Show(before)} billed before";
        return before + Line.AmountMinor == Derivation.FigureMinor && Line.AmountMinor == Derivation.AmountMinor;
    }

    /// <summary>A credit leads down to the figure; where it takes from several debits, each line is a part of it.</summary>
    private bool CheckCredit(IReadOnlyList<PeerLine> peers, int place, long before)
    {
        List<PeerLine> parts = [.. peers.Where(peer => peer.DocumentId == Document.Id && peer.Derivation.Span.SequenceEqual(Line.Derivation.Span))];
        long sum = parts.Sum(static peer => peer.AmountMinor);
        AmountWords = $"{Show(Derivation.AmountMinor)} = {Show(Derivation.FigureMinor)} - {Show(before)} billed before";
        if (parts.Count > 1)
        {
            AmountWords += $"; {Show(Line.AmountMinor)} of it here, {string.Join(", ", parts.Where(peer => peer != peers[place])
                .Select(peer => $"{Show(peer.AmountMinor)} in {peer.Name}"))}";
        }

        return sum == Derivation.AmountMinor && Derivation.FigureMinor - before == Derivation.AmountMinor
            && peers.TakeWhile(peer => peer != parts[0]).Sum(static peer => peer.AmountMinor) == before;
    }
}
