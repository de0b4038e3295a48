// Puts tax on drafted documents (MON-5): on a debit at the rate of its tax point, the day its document is issued; on a credit at the rate of
// the line it corrects, so far that the tax which is kept fits what is kept of the line.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tax;

namespace Tenure.Core.Billing;

/// <param name="contract">The contract, for its rates and what they are figured on.</param>
/// <param name="billed">What was issued before.</param>
internal sealed class DraftTaxing(Contract contract, Billed billed)
{
    private readonly Dictionary<(int Line, int Period), List<BilledLine>> drafted = [];

    /// <summary>A document with its tax. Documents come in the order of their ordinals, since a credit looks at what came before.</summary>
    public DraftDocument Taxed(DraftDocument document)
    {
        if (contract.Clauses.TaxRates.IsEmpty)
        {
            return document;
        }

        DraftLine[] lines = [.. document.Lines];
        if (document.Kind == DocumentKind.Invoice && contract.Clauses.TaxBasis == TaxBasis.PerDocument)
        {
            Split(document, lines);
        }

        var taxed = ImmutableArray.CreateBuilder<DraftLine>(lines.Length);
        foreach (DraftLine line in lines)
        {
            List<BilledLine> before = Before(line);
            DraftLine with = document.Kind == DocumentKind.CreditNote ? Credited(line, before)
                : contract.Clauses.TaxBasis == TaxBasis.PerLine ? Figured(line, RateOf(line, document.IssueOn), before)
                : line;
            taxed.Add(with);
            before.Add(with.AsBilled(document.Ordinal, taxed.Count));
        }

        return document with { Lines = taxed.MoveToImmutable() };
    }

    /// <summary>The lines of one line and period that were issued or drafted before.</summary>
    private List<BilledLine> Before(DraftLine line)
    {
        if (!drafted.TryGetValue((line.ContractLine, line.PeriodIndex), out List<BilledLine>? before))
        {
            before = [.. billed.Of(line.ContractLine, line.PeriodIndex)];
            drafted.Add((line.ContractLine, line.PeriodIndex), before);
        }

        return before;
    }

    /// <summary>A fee is on no line: it is taxed at the rate of every charge.</summary>
    private decimal? RateOf(DraftLine debit, DateOnly taxPointOn) => debit.Kind == BilledKind.Fee ? contract.Clauses.TaxRates.Stated(null, taxPointOn)
        : contract.Clauses.TaxRates.RateOn(contract.FindLine(debit.ContractLine)?.Charge.Code ?? throw Invariant.Broken("a debit has a line"), taxPointOn);

    /// <summary>Rate by rate one rounded tax, split to the lines.</summary>
    private void Split(DraftDocument document, DraftLine[] lines)
    {
        foreach (IGrouping<decimal?, int> rate in Enumerable.Range(0, lines.Length).GroupBy(place => RateOf(lines[place], document.IssueOn)))
        {
            if (rate.Key is { } percent)
            {
                int[] places = [.. rate];
                long[] shares = Taxing.Shares([.. places.Select(place => lines[place].AmountMinor)], percent);
                long net = places.Sum(place => lines[place].AmountMinor);
                for (int i = 0; i < places.Length; i++)
                {
                    DraftLine line = lines[places[i]];
                    lines[places[i]] = With(line, percent, shares[i], new TaxOrigin(net, shares.Sum()));
                }
            }
        }
    }

    /// <summary>Per line there is one figure for each period and rate, as for the amounts (PRO-3): tax is the change of it.</summary>
    private DraftLine Figured(DraftLine line, decimal? rate, List<BilledLine> before)
    {
        if (rate is not { } percent)
        {
            return line;
        }

        long net = line.AmountMinor;
        long tax = 0;
        foreach (BilledLine other in before)
        {
            bool counts = other.TaxPercent == percent;
            net += counts ? other.AmountMinor : 0;
            tax += counts ? other.TaxMinor : 0;
        }

        long figure = Taxing.Of(net, percent);
        return With(line, percent, figure - tax, new TaxOrigin(net, figure) { BeforeMinor = tax });
    }

    private DraftLine Credited(DraftLine line, List<BilledLine> before)
    {
        BilledLine debit = before.Find(other => other.Document == line.CorrectsDocument && other.LineIndex == line.CorrectsLine);
        if (debit.TaxPercent is not { } percent)
        {
            return line;
        }

        if (contract.Clauses.TaxBasis == TaxBasis.PerLine)
        {
            return Figured(line, percent, before);
        }

        long net = debit.AmountMinor + line.AmountMinor;
        long tax = debit.TaxMinor;
        foreach (BilledLine other in before)
        {
            bool corrects = other.CorrectsDocument == debit.Document && other.CorrectsLine == debit.LineIndex;
            net += corrects ? other.AmountMinor : 0;
            tax += corrects ? other.TaxMinor : 0;
        }

        long kept = Taxing.Kept(debit.TaxMinor, debit.AmountMinor, net);
        return With(line, percent, kept - tax, new TaxOrigin(net, kept) { BeforeMinor = tax, OfNetMinor = debit.AmountMinor, OfTaxMinor = debit.TaxMinor });
    }

    private DraftLine With(DraftLine line, decimal percent, long tax, TaxOrigin origin) => line with
    {
        TaxMinor = tax,
        TaxPercent = percent,
        TaxDerivation = line.Derivation.IsEmpty ? default : Derivations.OfTax(contract.Clauses.TaxBasis, percent, tax, origin),
    };
}

/// <summary>Where the tax of a line comes from.</summary>
/// <param name="NetMinor">The net amount that it is figured on: of a document at the rate, of a line and period, or what is kept of a line.</param>
/// <param name="FigureMinor">The tax of that.</param>
internal readonly record struct TaxOrigin(long NetMinor, long FigureMinor)
{
    /// <summary>What of the figure there was before; the line has the change.</summary>
    public long BeforeMinor { get; init; }

    /// <summary>Of a credit the net amount of the line it corrects, where what is kept is a share of it.</summary>
    public long OfNetMinor { get; init; }

    /// <summary>Of a credit the tax of the line it corrects.</summary>
    public long OfTaxMinor { get; init; }
}
