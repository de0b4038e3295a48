// Drafts what is due: the differences that fall due on or before a day, as lines with their derivations, gathered into
// documents by sign and issue day. Doing it twice finds nothing the second time (BIL-1).
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>What is due.</summary>
/// <param name="Documents">The documents to issue, in the order of their ordinals.</param>
public sealed record DueDocuments(ImmutableArray<DraftDocument> Documents);

/// <summary>A sum that falls due on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="NetMinor">The sum in minor units, before tax; below zero when credits outweigh.</param>
/// <param name="TaxMinor">The tax on it.</param>
public readonly record struct UpcomingSum(DateOnly On, long NetMinor, long TaxMinor = 0);

/// <summary>What a contract costs, and what of it is still to come.</summary>
/// <param name="TotalMinor">The total contract value from the start to the known end, in minor units, before tax. Items that wait for a
/// milestone are in it until an end is recorded: whether they are reached before it nobody knows.</param>
/// <param name="Upcoming">Every sum still to come on a known day, in day order.</param>
/// <param name="Awaited">What is still to come without a day, by line.</param>
public sealed record Outlook(long TotalMinor, IReadOnlyList<UpcomingSum> Upcoming, ImmutableArray<AwaitedSum> Awaited)
{
    /// <summary>What is known to fall due, and waits for later lines to reach the least amount of an invoice, in minor units before tax
    /// (BIL-8).</summary>
    public long WaitingMinor { get; init; }
}

/// <summary>A one-time item that waits for a milestone (PRO-6).</summary>
/// <param name="Milestone">The milestone.</param>
/// <param name="Line">The line.</param>
/// <param name="NetMinor">What it will cost, in minor units, before tax.</param>
public readonly record struct AwaitedSum(string Milestone, int Line, long NetMinor);

/// <summary>Compares what should be billed with what was.</summary>
public static class Reconciling
{
    /// <summary>The documents that are due on or before a day, the day included.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="billed">What was issued so far.</param>
    /// <param name="day">The business day.</param>
    /// <param name="documentsSoFar">How many documents the contract has; the next ordinal is one more.</param>
    /// <param name="settles">Whether nothing waits any longer for the least amount of an invoice: what waits goes out on the day.</param>
    public static DueDocuments Until(Contract contract, Billed billed, DateOnly day, int documentsSoFar, bool settles = false)
    {
        List<DraftLine> lines = Lines(contract, billed, day, explains: true);
        return new DueDocuments(Documents(
            lines, Waiting.IssueDays(contract, lines, day, settles), documentsSoFar, new DraftTaxing(contract, billed)));
    }

    private static List<DraftLine> Lines(Contract contract, Billed billed, DateOnly day, bool explains)
    {
        var visitor = new DueVisitor(contract, day, explains);
        Differences.Visit(contract, billed, ref visitor);
        return visitor.Lines;
    }

    /// <summary>The earliest day on which an open difference falls due, or <c>null</c> when everything is billed.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="billed">What was issued so far.</param>
    public static DateOnly? NextDueOn(Contract contract, Billed billed)
    {
        var visitor = new NextVisitor(contract.Clauses.LedFrom(contract.Start));
        if (contract.Clauses.MinimumInvoice is null)
        {
            Differences.Visit(contract, billed, ref visitor);
        }
        else
        {
            foreach (DateOnly? day in Waiting.IssueDays(contract, Lines(contract, billed, DateOnly.MaxValue, explains: false), DateOnly.MaxValue, settles: false))
            {
                visitor.See(day == DateOnly.MaxValue ? DateOnly.MinValue : day ?? DateOnly.MaxValue);
            }
        }

        return visitor.On == DateOnly.MaxValue ? null : visitor.On;
    }

    /// <summary>What is due on or before a day, the day included, and waits for later lines to reach the least amount of an invoice, in minor
    /// units before tax (BIL-8).</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="billed">What was issued so far.</param>
    /// <param name="day">The business day.</param>
    public static long WaitingOn(Contract contract, Billed billed, DateOnly day)
    {
        if (contract.Clauses.MinimumInvoice is null)
        {
            return 0;
        }

        List<DraftLine> lines = Lines(contract, billed, day, explains: false);
        return lines.Zip(Waiting.IssueDays(contract, lines, day, settles: false), static (line, on) => on is null ? line.AmountMinor : 0).Sum();
    }

    /// <summary>What the contract costs from its start to its known end, and every sum still to come, in day order.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="billed">What was issued so far.</param>
    public static Outlook OutlookOf(Contract contract, Billed billed)
    {
        var visitor = new OutlookVisitor(new List<UpcomingSum>(16));
        Differences.Visit(contract, billed, ref visitor);
        ImmutableArray<AwaitedSum> awaited = AwaitedOf(contract);
        return new Outlook(
            visitor.TotalMinor + (contract.Ending is null ? awaited.Sum(static sum => sum.NetMinor) : 0),
            contract.Clauses is { TaxRates.IsEmpty: true, MinimumInvoice: null } ? visitor.Sums : Drafted(contract, billed),
            awaited)
        {
            WaitingMinor = WaitingOn(contract, billed, DateOnly.MaxValue),
        };
    }

    /// <summary>Items that wait for a milestone, with the units that are still there on the contract's last known day.</summary>
    private static ImmutableArray<AwaitedSum> AwaitedOf(Contract contract)
    {
        if (contract.IsTrial || contract.KnownEnd <= contract.Start)
        {
            return [];
        }

        DateOnly last = contract.KnownEnd.AddDays(-1);
        return
        [
            .. contract.Lines.Where(line => line.Awaits && !line.QuantityOn(last).IsZero)
                .Select(line => new AwaitedSum(line.Charge.Milestone, line.Number, Pricing.OneTime(line, line.QuantityOn(last)))),
        ];
    }

    /// <summary>Tax depends on what stands on one document, and what waits on what comes, so the documents to come are drafted.</summary>
    private static List<UpcomingSum> Drafted(Contract contract, Billed billed)
    {
        List<DraftLine> lines = Lines(contract, billed, DateOnly.MaxValue, explains: false);
        DateOnly?[] issueDays = Waiting.IssueDays(contract, lines, DateOnly.MaxValue, settles: false);
        int newest = billed.Lines.IsEmpty ? 0 : billed.Lines.ToArray().Max(static line => line.Document);
        return
        [
            .. Documents(lines, issueDays, newest, new DraftTaxing(contract, billed))
                .GroupBy(static document => document.IssueOn == DateOnly.MaxValue ? DateOnly.MinValue : document.IssueOn)
                .OrderBy(static day => day.Key)
                .Select(static day => new UpcomingSum(day.Key, day.Sum(static document => document.NetMinor), day.Sum(static document => document.TaxMinor))),
        ];
    }

    /// <summary>The lines that go out as documents, in day order; of one day the credit note first, so that its credit pays the invoice, unless
    /// it takes from that very invoice.</summary>
    private static ImmutableArray<DraftDocument> Documents(List<DraftLine> lines, DateOnly?[] issueDays, int documentsSoFar, DraftTaxing taxing)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var documents = ImmutableArray.CreateBuilder<DraftDocument>();
        foreach (IGrouping<(DateOnly On, int Place), int> group in Enumerable.Range(0, lines.Count)
            .Where(i => issueDays[i] is not null)
            .GroupBy(i => (issueDays[i]!.Value, PlaceOf(i)))
            .OrderBy(static group => group.Key))
        {
            documents.Add(taxing.Taxed(new DraftDocument(
                documentsSoFar + documents.Count + 1,
                group.Key.Place == 1 ? DocumentKind.Invoice : DocumentKind.CreditNote,
                group.Key.On,
                [
                    .. group.Select(i => lines[i].DueOn == group.Key.On ? lines[i] : lines[i] with { DueOn = group.Key.On }).Select(line =>
                        line.CorrectsDocument == DraftLine.OfThisRun ? Corrected(line, lines[line.CorrectsLine], documents) : line),
                ])));
        }

        return documents.ToImmutable();

        int PlaceOf(int i) => lines[i].IsDebit ? 1
            : lines[i].CorrectsDocument == DraftLine.OfThisRun && issueDays[lines[i].CorrectsLine] == issueDays[i] ? 2
            : 0;
    }

    /// <summary>A credit for what the same run bills names that line; its invoice is dated earlier, and so it has its ordinal.</summary>
    private static DraftLine Corrected(DraftLine credit, DraftLine debit, IEnumerable<DraftDocument> before)
    {
        foreach (DraftDocument document in before)
        {
            for (int i = 0; i < document.Lines.Length; i++)
            {
                if (IsSame(document.Lines[i], debit))
                {
                    return credit with { CorrectsDocument = document.Ordinal, CorrectsLine = i + 1 };
                }
            }
        }

        throw Invariant.Broken("what a credit takes back was billed before it");
    }

    /// <summary>Tax comes to a line on its document, and leaves what it is.</summary>
    private static bool IsSame(DraftLine line, DraftLine drafted) =>
        (line.Kind, line.ContractLine, line.PeriodIndex, line.Days, line.Generation, line.AmountMinor)
            == (drafted.Kind, drafted.ContractLine, drafted.PeriodIndex, drafted.Days, drafted.Generation, drafted.AmountMinor);

    private struct DueVisitor(Contract contract, DateOnly day, bool explains) : IDifferenceVisitor
    {
        public readonly List<DraftLine> Lines { get; } = [];

        public readonly void Figure(long figureMinor)
        {
        }

        public void Debit(in TargetItem item, in OpenSlice slice, long amountMinor, Share share, DateOnly dueOn)
        {
            if (IsDue(dueOn))
            {
                Lines.Add(new DraftLine(
                    item.Line.Charge.Kind == Catalogue.ChargeKind.OneTime ? BilledKind.OneTime : BilledKind.Slice,
                    item.Line.Number, item.PeriodIndex, slice.Days, slice.Generation, amountMinor, dueOn, 0, 0,
                    explains ? Derivations.OfDebit(contract, item, slice.Days, amountMinor, share) : default));
            }
        }

        public void Credit(
            in TargetItem item, ReadOnlySpan<BilledLine> issued, List<DateRange> givenBack, long amountMinor, in CreditStage stage)
        {
            if (IsDue(stage.DueOn))
            {
                issued = WithDrafts(item.Line.Number, item.PeriodIndex, issued);
                int refundedBy = RefundedBy(stage.DueOn);
                ReadOnlyMemory<byte> derivation = explains ? Derivations.OfCredit(contract, item, stage, amountMinor, refundedBy) : default;
                ReducedDays reduced = Crediting.ReducedBy(contract, item, stage.DueOn);
                Crediting.Spread(Lines, issued, amountMinor, givenBack, reduced, stage.DueOn, derivation, refundedBy != 0);
            }
        }

        public void Usage(in TargetItem item, ReadOnlySpan<BilledLine> issued, in UsageBatch batch)
        {
            if (!IsDue(batch.DueOn))
            {
                return;
            }

            int refundedBy = batch.AmountMinor < 0 ? RefundedBy(batch.DueOn) : 0;
            ReadOnlyMemory<byte> derivation = UsageDerivations.Of(contract, item, batch, refundedBy);
            if (batch.AmountMinor > 0)
            {
                Lines.Add(new DraftLine(
                    BilledKind.Usage, item.Line.Number, item.PeriodIndex, new DateRange(item.Days.Start, item.ServedEnd), batch.Number,
                    batch.AmountMinor, batch.DueOn, 0, 0, derivation));
                return;
            }

            issued = WithDrafts(item.Line.Number, item.PeriodIndex, issued);
            Crediting.Spread(Lines, issued, -batch.AmountMinor, [], new ReducedDays(item.Days.Start, IsDue: true), batch.DueOn, derivation, refundedBy != 0);
        }

        public void Fee(in TargetFee fee, ReadOnlySpan<BilledLine> issued, long amountMinor)
        {
            if (!IsDue(fee.DueOn))
            {
                return;
            }

            ReadOnlyMemory<byte> derivation = explains ? FeeDerivations.Of(contract, fee, amountMinor) : default;
            if (amountMinor > 0)
            {
                int generation = Coverage.NewestGeneration(issued, fee.Days) + 1;
                Lines.Add(new DraftLine(
                    BilledKind.Fee, Fees.Line, fee.Event, fee.Days, generation, amountMinor, fee.DueOn, 0, 0, derivation));
            }
            else
            {
                Crediting.Spread(Lines, issued, -amountMinor, Coverage.Of(issued), new ReducedDays(fee.Days.Start, IsDue: false), fee.DueOn, derivation, refunds: false);
            }
        }

        public void CreditAbsent(ReadOnlySpan<BilledLine> issued, long amountMinor, DateOnly dueOn)
        {
            DateOnly due = dueOn == DateOnly.MinValue ? day : dueOn;
            if (IsDue(due))
            {
                ReadOnlyMemory<byte> derivation = explains
                    ? Derivations.OfAbsent(contract, issued[0].ContractLine, issued[0].PeriodIndex, Coverage.FirstDayOf(issued), amountMinor, RefundedBy(due))
                    : default;
                Crediting.Spread(Lines, issued, amountMinor, Coverage.Of(issued), default, due, derivation, RefundedBy(due) != 0);
            }
        }

        /// <summary>What falls due with an end that refunds is to be paid back in money, also when the contract was reinstated since: the
        /// end's sequence, else 0.</summary>
        private int RefundedBy(DateOnly dueOn)
        {
            if (contract.Ending is { Settlement: Settlement.Refund } ending && ending.DueOn == dueOn)
            {
                return ending.Sequence;
            }

            foreach (Gap gap in contract.Gaps)
            {
                if (gap.RefundedBy != 0 && gap.DueOn == dueOn)
                {
                    return gap.RefundedBy;
                }
            }

            return 0;
        }

        private bool IsDue(DateOnly dueOn) => dueOn <= day;

        /// <summary>The issued lines of a line and period with those that this run has already drafted for them, so that two credits
        /// of one run never take from the same money, and one may take from what the run itself bills.</summary>
        private readonly ReadOnlySpan<BilledLine> WithDrafts(int line, int period, ReadOnlySpan<BilledLine> issued)
        {
            int first = Lines.Count;
            while (first > 0 && Lines[first - 1].ContractLine == line && Lines[first - 1].PeriodIndex == period)
            {
                first--;
            }

            if (first == Lines.Count)
            {
                return issued;
            }

            IEnumerable<BilledLine> drafts = Lines.Skip(first).Select((draft, i) => draft.AsBilled(DraftLine.OfThisRun, first + i));
            return (BilledLine[])[.. issued, .. drafts];
        }
    }

    private struct NextVisitor(DateOnly earliest) : IDifferenceVisitor
    {
        public DateOnly On { get; private set; } = DateOnly.MaxValue;

        public readonly void Figure(long figureMinor)
        {
        }

        public void Debit(in TargetItem item, in OpenSlice slice, long amountMinor, Share share, DateOnly dueOn) => See(dueOn);

        public void Credit(
            in TargetItem item, ReadOnlySpan<BilledLine> issued, List<DateRange> givenBack, long amountMinor, in CreditStage stage) =>
            See(stage.DueOn);

        public void Usage(in TargetItem item, ReadOnlySpan<BilledLine> issued, in UsageBatch batch) => See(batch.DueOn);

        public void Fee(in TargetFee fee, ReadOnlySpan<BilledLine> issued, long amountMinor) => See(fee.DueOn);

        public void CreditAbsent(ReadOnlySpan<BilledLine> issued, long amountMinor, DateOnly dueOn) => See(dueOn);

        public void See(DateOnly dueOn)
        {
            DateOnly due = dueOn > earliest ? dueOn : earliest;
            On = due < On ? due : On;
        }
    }

    private struct OutlookVisitor(List<UpcomingSum> sums) : IDifferenceVisitor
    {
        private int last;

        public readonly List<UpcomingSum> Sums => sums;

        public long TotalMinor { get; private set; }

        public void Figure(long figureMinor) => TotalMinor += figureMinor;

        public void Debit(in TargetItem item, in OpenSlice slice, long amountMinor, Share share, DateOnly dueOn) =>
            Add(dueOn, amountMinor);

        public void Credit(
            in TargetItem item, ReadOnlySpan<BilledLine> issued, List<DateRange> givenBack, long amountMinor, in CreditStage stage) =>
            Add(stage.DueOn, -amountMinor);

        public void Usage(in TargetItem item, ReadOnlySpan<BilledLine> issued, in UsageBatch batch) => Add(batch.DueOn, batch.AmountMinor);

        public void Fee(in TargetFee fee, ReadOnlySpan<BilledLine> issued, long amountMinor) => Add(fee.DueOn, amountMinor);

        public void CreditAbsent(ReadOnlySpan<BilledLine> issued, long amountMinor, DateOnly dueOn) =>
            Add(dueOn, -amountMinor);

        /// <summary>Lines of one cadence fall due on the same few days, so the sums stay sorted as they come, and the next sum is
        /// mostly the one after the last.</summary>
        private void Add(DateOnly on, long amountMinor)
        {
            if (++last < sums.Count && sums[last].On == on)
            {
                sums[last] = sums[last] with { NetMinor = sums[last].NetMinor + amountMinor };
                return;
            }

            int low = 0;
            int high = sums.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = sums[middle].On < on ? (middle + 1, high) : (low, middle);
            }

            last = low;
            if (low < sums.Count && sums[low].On == on)
            {
                sums[low] = sums[low] with { NetMinor = sums[low].NetMinor + amountMinor };
            }
            else
            {
                sums.Insert(low, new UpcomingSum(on, amountMinor));
            }
        }
    }
}
