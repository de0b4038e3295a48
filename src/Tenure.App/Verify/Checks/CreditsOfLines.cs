// A credit names the line it corrects and never takes more than that line billed (BIL-3).
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class CreditsOfLines : ContractCheck
{
    public override string Id => "billed.credits";

    public override string Law => "A credit names an earlier debit of the same line and period, and credits never exceed the debit.";

    protected override string Advice => "Restore the line from a backup, or answer the excess with a correction; issued documents never change.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        var left = new Dictionary<(Guid, int), long>();
        foreach (DocumentLineRow line in contract.Lines)
        {
            RowName row = RowName.Line(line.DocumentId, line.LineIndex);
            if (line.Kind is "slice" or "one_time" or "usage" or "fee")
            {
                left[(line.DocumentId, line.LineIndex)] = line.AmountMinor;
                if (line.AmountMinor <= 0 || line.CorrectsDocumentId is not null)
                {
                    yield return Found(row, "a debit above zero that corrects nothing", line.AmountMinor);
                }

                continue;
            }

            DocumentLineRow? debit = contract.Lines.Find(other =>
                other.DocumentId == line.CorrectsDocumentId && other.LineIndex == line.CorrectsLineIndex);
            if (debit is null || !left.ContainsKey((debit.DocumentId, debit.LineIndex)))
            {
                RowName? named = line is { CorrectsDocumentId: { } id, CorrectsLineIndex: { } index } ? RowName.Line(id, index) : null;
                yield return Found(row, "an earlier debit that it corrects", named?.Key, named);
                continue;
            }

            RowName against = RowName.Line(debit.DocumentId, debit.LineIndex);
            if (debit.ContractLine != line.ContractLine || debit.PeriodIndex != line.PeriodIndex || debit.Generation != line.Generation)
            {
                yield return Found(
                    row, $"line {debit.ContractLine} period {debit.PeriodIndex} generation {debit.Generation}",
                    $"line {line.ContractLine} period {line.PeriodIndex} generation {line.Generation}", against);
            }

            if (line.ServiceStart < debit.ServiceStart || line.ServiceEnd > debit.ServiceEnd || line.AmountMinor > 0)
            {
                yield return Found(row, "a credit within the days of the line it corrects", $"{line.AmountMinor} for other days", against);
            }

            long rest = left[(debit.DocumentId, debit.LineIndex)] += line.AmountMinor;
            if (rest < 0)
            {
                yield return Found(row, $"credits of at most {debit.AmountMinor}", $"{debit.AmountMinor - rest}", against);
            }
        }
    }
}
