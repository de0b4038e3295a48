// After an end nothing is charged for service on or after it (BIL-5). A run may have billed such days before the end was
// recorded, on documents of a later day even; so each of them must have been given back, or be listed as forfeited by the end,
// or be due to be given back. Any other is a charge that passed the fence. Agreed fees may pass it
// (BIL-6). Days are counted here, not asked of billing.
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class NothingPastFence : ContractCheck
{
    public override string Id => "fence.passed";

    public override string Law => "Every billed day on or after the fence is given back, due to be given back, or forfeited by the end.";

    protected override string Advice => "Credit this line and find out how it was issued: nothing may be charged after an end.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        RecordedFact? fence = contract.History.LastOrDefault(recorded => recorded.Fact is FenceSet);
        Ending? ending = contract.Dossier?.Existing.Ending;
        if (fence is not { Fact: FenceSet { FenceOn: { } fenceOn } } || ending is null
            || contract.DueOn.Exists(dueOn => dueOn <= ending.DueOn))
        {
            yield break;
        }

        foreach (DocumentLineRow line in contract.Lines.Where(line =>
            line.AmountMinor > 0 && line.ServiceEnd > fenceOn && line.Kind != "fee" && !IsPrepaid(contract, line)))
        {
            var kept = new HashSet<int>();
            DateOnly first = line.ServiceStart > fenceOn ? line.ServiceStart : fenceOn;
            kept.UnionWith(Days(new DateRange(first, line.ServiceEnd)));
            foreach (DocumentLineRow credit in contract.Lines.Where(row => row.Kind == "give_back"
                && row.CorrectsDocumentId == line.DocumentId && row.CorrectsLineIndex == line.LineIndex))
            {
                kept.ExceptWith(Days(new DateRange(credit.ServiceStart, credit.ServiceEnd)));
            }

            foreach (ForfeitedDays days in ending.Forfeited.Where(
                days => days.Line == line.ContractLine && days.PeriodIndex == line.PeriodIndex))
            {
                kept.ExceptWith(Days(new DateRange(days.Start, days.End)));
            }

            // Days worth less than a minor unit cannot be given back.
            int length = line.ServiceEnd.DayNumber - line.ServiceStart.DayNumber;
            if (kept.Count > 0 && (Int128)line.AmountMinor * kept.Count >= length)
            {
                yield return Found(
                    RowName.Line(line.DocumentId, line.LineIndex), $"no charge for service on or after {DayText.Of(fenceOn)}",
                    $"{Counted.Of(kept.Count, "day")} from {DayText.Of(DateOnly.FromDayNumber(kept.Min()))} charged and kept",
                    RowName.Event(contract.Id, fence.Sequence));
            }
        }
    }

    /// <summary>Prepaid units are not of days: what is kept of them was used before the end, or their clause gives it up.</summary>
    private static bool IsPrepaid(StoredContract contract, DocumentLineRow line) => contract.Ordered(line.ContractLine)?.Charge.IsPrepaid == true;

    private static IEnumerable<int> Days(DateRange range) => Enumerable.Range(range.Start.DayNumber, range.Days);
}
