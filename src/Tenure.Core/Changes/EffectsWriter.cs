// The effects of a decision as canonical JSON: facts, documents and entries of the same transaction, lines, recurring revenue,
// contract value and documents to come before and after, dates, warnings. Days on which it was recorded stay out (CON-5).
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Metrics;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

internal static class EffectsWriter
{
    public static byte[] Write(
        Dossier before,
        Dossier after,
        DateOnly effectiveOn,
        ImmutableArray<DraftDocument> documents,
        ImmutableArray<Entry> entries)
    {
        var json = new CanonicalJson(8 * 1024);
        Contract contract = after.Existing;
        Outlook? outlookBefore = before.Contract is null ? null : Reconciling.OutlookOf(before.Contract, before.Billed);
        Outlook outlookAfter = Reconciling.OutlookOf(contract, after.Billed);
        json.BeginObject();
        WriteAccount(json, before, after);
        WriteAwaited(json, outlookBefore, outlookAfter);
        WriteDates(json, contract);
        WriteDocuments(json, documents);
        WriteEntries(json, entries);
        WriteFacts(json, after.History, before.History.Count);
        WriteFee(json, before, after);
        json.Name("lines"u8).BeginObject();
        WriteLines(json, "after"u8, contract, effectiveOn);
        WriteLines(json, "before"u8, before.Contract, effectiveOn);
        json.EndObject();
        json.Name("mrr"u8).BeginObject();
        json.Name("after"u8).Value(MonthlyRevenue.On(contract, effectiveOn).ToString());
        json.Name("before"u8).Value((before.Contract is null ? Fraction.Zero : MonthlyRevenue.On(before.Contract, effectiveOn)).ToString());
        json.EndObject();
        json.Name("tcv"u8).BeginObject();
        json.Name("after"u8).Value(outlookAfter.TotalMinor);
        json.Name("before"u8).Value(outlookBefore?.TotalMinor ?? 0);
        json.EndObject();
        json.Name("upcoming"u8).BeginObject();
        WriteUpcoming(json, "after"u8, outlookAfter);
        WriteUpcoming(json, "before"u8, outlookBefore);
        json.EndObject();
        WriteWaiting(json, outlookBefore?.WaitingMinor ?? 0, outlookAfter.WaitingMinor);
        WriteWarnings(json, before, after);
        json.EndObject();
        return json.ToArray();
    }

    /// <summary>What is owed, left and to be paid back, once any money is known, and the invoices of which something else is open
    /// afterwards. Of an end also what they are when everything due by it is issued.</summary>
    private static void WriteAccount(CanonicalJson json, Dossier before, Dossier after)
    {
        Ending? ends = after.Existing.Ending is { IsExpiry: false } ending && ending.Sequence > before.History.Count ? ending : null;
        if (!after.KnowsMoney && ends?.Balance.Acts != true)
        {
            return;
        }

        CustomerAccount was = before.Account;
        CustomerAccount becomes = after.Account;
        json.Name("account"u8).BeginObject();
        WriteAccount(json, "after"u8, becomes);
        WriteAccount(json, "before"u8, was);
        json.Name("invoices"u8).BeginArray();
        foreach ((InvoiceBalance one, InvoiceBalance other) in was.Invoices.Zip(becomes.Invoices))
        {
            if (one.OpenMinor != other.OpenMinor)
            {
                json.BeginObject();
                json.Name("after"u8).Value(other.OpenMinor);
                json.Name("before"u8).Value(one.OpenMinor);
                json.Name("document"u8).Value(one.Document);
                json.EndObject();
            }
        }

        json.EndArray();
        if (ends is not null)
        {
            CustomerAccount settled = CarryingOut.Through(after, ends.DueOn).After.Account;
            WriteLapse(json, ends, settled);
            WriteAccount(json, "settled"u8, settled, ends.DueOn);
        }

        json.EndObject();
    }

    private static void WriteAccount(CanonicalJson json, ReadOnlySpan<byte> name, CustomerAccount account, DateOnly? on = null)
    {
        json.Name(name).BeginObject();
        json.Name("credit"u8).Value(account.CreditMinor);
        if (on is { } day)
        {
            json.Name("on"u8).Value(day);
        }

        json.Name("open"u8).Value(account.OpenMinor);
        json.Name("refundOwed"u8).Value(account.RefundOwedMinor);
        if (account.WrittenOffMinor != 0)
        {
            json.Name("writtenOff"u8).Value(account.WrittenOffMinor);
        }

        json.EndObject();
    }

    /// <summary>Credit that is forfeited some days after the end, as far as it is known.</summary>
    private static void WriteLapse(CanonicalJson json, Ending ending, CustomerAccount settled)
    {
        if (ending.LapsesOn is { } day)
        {
            json.Name("lapses"u8).BeginObject();
            json.Name("amount"u8).Value(settled.CreditMinor);
            json.Name("on"u8).Value(day);
            json.EndObject();
        }
    }

    /// <summary>Items without a day, where there are any.</summary>
    private static void WriteAwaited(CanonicalJson json, Outlook? before, Outlook after)
    {
        if (after.Awaited.IsEmpty && before?.Awaited.IsEmpty != false)
        {
            return;
        }

        json.Name("awaited"u8).BeginObject();
        WriteAwaited(json, "after"u8, after.Awaited);
        WriteAwaited(json, "before"u8, before?.Awaited ?? []);
        json.EndObject();
    }

    private static void WriteAwaited(CanonicalJson json, ReadOnlySpan<byte> name, ImmutableArray<AwaitedSum> awaited)
    {
        json.Name(name).BeginArray();
        foreach (AwaitedSum sum in awaited)
        {
            json.BeginObject();
            json.Name("line"u8).Value(sum.Line);
            json.Name("milestone"u8).Value(sum.Milestone);
            json.Name("net"u8).Value(sum.NetMinor);
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>What waits for the least amount of an invoice beyond everything that is known to come, where there is any.</summary>
    private static void WriteWaiting(CanonicalJson json, long before, long after)
    {
        if (before != 0 || after != 0)
        {
            json.Name("waiting"u8).BeginObject();
            json.Name("after"u8).Value(after);
            json.Name("before"u8).Value(before);
            json.EndObject();
        }
    }

    private static void WriteDates(CanonicalJson json, Contract contract)
    {
        json.Name("dates"u8).BeginObject();
        json.Name("deadlineOn"u8).ValueOrNull(contract.DeadlineOn);
        json.Name("end"u8).ValueOrNull(contract.Ending?.On);
        json.Name("fenceOn"u8).ValueOrNull(contract.FenceOn);
        json.Name("lockInOn"u8).ValueOrNull(contract.LockInOn);
        json.Name("start"u8).Value(contract.Start);
        json.Name("termEnd"u8).Value(contract.LastTerm.Span.End);
        json.EndObject();
    }

    private static void WriteDocuments(CanonicalJson json, ImmutableArray<DraftDocument> documents)
    {
        json.Name("documents"u8).BeginArray();
        foreach (DraftDocument document in documents)
        {
            json.BeginObject();
            json.Name("issueOn"u8).Value(document.IssueOn);
            json.Name("kind"u8).Value(document.Kind == DocumentKind.Invoice ? "invoice" : "credit_note");
            json.Name("lines"u8).BeginArray();
            foreach (DraftLine line in document.Lines)
            {
                WriteLine(json, line);
            }

            json.EndArray();
            json.Name("net"u8).Value(document.NetMinor);
            json.Name("ordinal"u8).Value(document.Ordinal);
            if (document.IsTaxed)
            {
                json.Name("tax"u8).Value(document.TaxMinor);
            }

            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteLine(CanonicalJson json, DraftLine line)
    {
        json.BeginObject();
        json.Name("amount"u8).Value(line.AmountMinor);
        json.Name("correctsDocument"u8).Value(line.CorrectsDocument);
        json.Name("correctsLine"u8).Value(line.CorrectsLine);
        json.Name("end"u8).Value(line.Days.End);
        json.Name("generation"u8).Value(line.Generation);
        json.Name("kind"u8).Value(BilledKinds.NameOf(line.Kind));
        json.Name("line"u8).Value(line.ContractLine);
        json.Name("period"u8).Value(line.PeriodIndex);
        if (line.Refunds)
        {
            json.Name("refunds"u8).Value(true);
        }

        json.Name("start"u8).Value(line.Days.Start);
        if (line.TaxPercent is { } percent)
        {
            json.Name("tax"u8).Value(line.TaxMinor);
            json.Name("taxRate"u8).Value(percent);
        }

        json.EndObject();
    }

    private static void WriteEntries(CanonicalJson json, ImmutableArray<Entry> entries)
    {
        json.Name("entries"u8).BeginArray();
        foreach (Entry entry in entries)
        {
            json.BeginObject();
            json.Name("document"u8).Value(entry.Document);
            json.Name("number"u8).Value(entry.Number);
            json.Name("on"u8).Value(entry.PostedOn);
            json.Name("postings"u8).BeginArray();
            foreach (Posting posting in entry.Postings)
            {
                json.BeginObject();
                json.Name("account"u8).Value(posting.Account);
                json.Name("amount"u8).Value(posting.AmountMinor);
                json.EndObject();
            }

            json.EndArray();
            json.EndObject();
        }

        json.EndArray();
    }

    private static void WriteFacts(CanonicalJson json, IReadOnlyList<RecordedFact> history, int from)
    {
        json.Name("facts"u8).BeginArray();
        for (int i = from; i < history.Count; i++)
        {
            Fact fact = history[i].Fact;
            if (fact is FenceSet)
            {
                continue;
            }

            json.BeginObject();
            json.Name("body"u8);
            if (fact is TerminationWithdrawn withdrawn)
            {
                json.BeginObject().Name("withdraws"u8).Value(withdrawn.WithdrawnSequence).EndObject();
            }
            else
            {
                FactCodec.Write(json, fact);
            }

            json.Name("sequence"u8).Value(history[i].Sequence);
            json.Name("type"u8).Value(FactCodec.TypeOf(fact));
            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>The fee of an end, beside what is given back on the same day: with the renewals that are locked in by then.</summary>
    private static void WriteFee(CanonicalJson json, Dossier before, Dossier after)
    {
        if (after.Existing.Ending is not { IsExpiry: false } ending || ending.Sequence <= before.History.Count)
        {
            return;
        }

        Dossier ended = CarryingOut.LockIns(after, ending.On);
        if (Fees.Of(ended.Existing) is not { } fee || (fee.FigureMinor == 0 && fee.ByClauseMinor == 0))
        {
            return;
        }

        long credit = Reconciling.Until(ended.Existing, ended.Billed, ending.DueOn, ended.Documents).Documents
            .Where(document => document.Kind == DocumentKind.CreditNote && document.IssueOn == ending.DueOn).Sum(static document => document.NetMinor);
        json.Name("fee"u8).BeginObject();
        json.Name("amount"u8).Value(fee.FigureMinor);
        json.Name("byClause"u8).Value(fee.ByClauseMinor);
        json.Name("credit"u8).Value(credit);
        json.Name("on"u8).Value(fee.DueOn);
        json.Name("remaining"u8).Value(fee.RemainingMinor);
        json.EndObject();
    }

    private static void WriteLines(CanonicalJson json, ReadOnlySpan<byte> name, Contract? contract, DateOnly day)
    {
        json.Name(name).BeginArray();
        if (contract is not null && (contract.Ending is null || day < contract.Ending.On))
        {
            foreach (Line line in contract.Lines)
            {
                Quantity units = line.QuantityOn(day);
                if (!units.IsZero)
                {
                    json.BeginObject();
                    json.Name("charge"u8).Value(line.Charge.Code);
                    json.Name("line"u8).Value(line.Number);
                    json.Name("price"u8).Value(line.ChargeOn(day).PriceText);
                    json.Name("quantity"u8).Value(units.ToString());
                    json.EndObject();
                }
            }
        }

        json.EndArray();
    }

    private static void WriteUpcoming(CanonicalJson json, ReadOnlySpan<byte> name, Outlook? outlook)
    {
        json.Name(name).BeginArray();
        foreach (UpcomingSum sum in outlook?.Upcoming ?? [])
        {
            json.BeginObject();
            json.Name("net"u8).Value(sum.NetMinor);
            json.Name("on"u8).Value(sum.On);
            if (sum.TaxMinor != 0)
            {
                json.Name("tax"u8).Value(sum.TaxMinor);
            }

            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>What a person should read twice: a deadline that was missed, events that an end suspends, days forfeited, usage
    /// that is never invoiced, money left beside a debt.</summary>
    private static void WriteWarnings(CanonicalJson json, Dossier before, Dossier after)
    {
        Contract contract = after.Existing;
        int from = before.History.Count;
        json.Name("warnings"u8).BeginArray();
        if (contract.Ending is { IsExpiry: false, AtEndOfTerm: { } term } missed && missed.Sequence > from
            && contract.Terms[term].Kind == RenewalKind.Automatic
            && contract.Terms[term].Span.Start > after.History[missed.Sequence - 1].BusinessOn)
        {
            json.Value("notice.deadline_missed");
        }

        if (after.History.Skip(from).Any(static recorded => recorded.Fact is PaymentFact)
            && after.Account is { OpenMinor: > 0 } account && account.CreditMinor + account.RefundOwedMinor > 0)
        {
            json.Value("credit.left_beside_debt");
        }

        if (WaivedIn(after.Existing) > (before.Contract is null ? 0 : WaivedIn(before.Contract)))
        {
            json.Value("usage.waived");
        }

        WriteMissed(json, after, from);
        if (contract.Ending is { } ending)
        {
            if (!ending.Forfeited.IsEmpty)
            {
                json.Value("termination.days_forfeited");
            }

            if (ending.Sequence > from && LostDays(contract, ending.On) is > 0 and var lost)
            {
                json.Value("pause.days_lost:" + lost.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            foreach (RecordedFact recorded in after.History)
            {
                if (Reinstating.IsSuspended(after.History, recorded, ending))
                {
                    json.Value("event.suspended:" + recorded.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }

        json.EndArray();
    }

    /// <summary>How many days that pauses moved to the end of a term as free ones lie on or after an end, which gives nothing for them
    /// (VER-7).</summary>
    private static int LostDays(Contract contract, DateOnly end)
    {
        int lost = 0;
        foreach (Term term in contract.Terms)
        {
            int moved = contract.Gaps.Sum(gap => gap.Moves is { } moves && moves.TermIndex == term.Index ? moves.FreeDays(gap.Agreed) : 0);
            lost += Math.Min(moved, new DateRange(term.PaidEnd, term.Span.End).After(end).Days);
        }

        return lost;
    }

    private static int WaivedIn(Contract contract) => contract.Usage.Count(used => UsageTotals.IsWaived(contract, used));

    /// <summary>Charges whose price should have followed the price list of a renewal and stays, because the list does not have them.</summary>
    private static void WriteMissed(CanonicalJson json, Dossier after, int from)
    {
        foreach (RecordedFact recorded in after.History.Skip(from))
        {
            if (recorded.Fact is ContractRenewed renewed)
            {
                foreach (string code in after.Existing.Lines
                    .Where(line => !line.QuantityOn(renewed.EffectiveOn).IsZero && Uplifting.IsMissed(line.Charge, renewed))
                    .Select(static line => line.Charge.Code).Distinct())
                {
                    json.Value("price.not_on_list:" + code);
                }
            }
        }
    }
}
