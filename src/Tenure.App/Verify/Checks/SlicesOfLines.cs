// The rows that keep a day from being billed twice say what the document lines say, and indeed no day is (BIL-2). The days are
// counted here in plain C#, not by the triggers that refuse such rows.
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class SlicesOfLines : ContractCheck
{
    public override string Id => "billed.slices";

    public override string Law =>
        "Billed slices, batches of usage and days given back are those of the document lines, and no day of a line is covered twice.";

    protected override string Advice => "Restore the rows from a backup; the document that the customer holds says which of them is right.";

    public override IEnumerable<Finding> Look(StoredContract contract) =>
        Slices(contract).Concat(GivenBack(contract)).Concat(Usage(contract)).Concat(CoveredTwice(contract));

    private IEnumerable<Finding> Slices(StoredContract contract)
    {
        var stored = contract.Slices.ToDictionary(NameOf);
        foreach (DocumentLineRow line in contract.Lines.Where(line => line.Kind is "slice" or "one_time" or "fee"))
        {
            var expected = new BilledSliceRow(
                contract.Id, line.ContractLine, line.PeriodIndex, line.ServiceStart, line.Generation, line.ServiceEnd, line.DocumentId,
                line.LineIndex);
            RowName against = RowName.Line(line.DocumentId, line.LineIndex);
            if (!stored.Remove(NameOf(expected), out BilledSliceRow? row))
            {
                yield return Found(NameOf(expected), Show(expected), "no such row", against);
            }
            else if (row != expected)
            {
                yield return Found(NameOf(expected), Show(expected), Show(row), against);
            }
        }

        foreach ((RowName name, BilledSliceRow row) in stored)
        {
            yield return Found(name, "a document line that bills these days", "none", RowName.Line(row.DocumentId, row.LineIndex));
        }
    }

    private IEnumerable<Finding> GivenBack(StoredContract contract)
    {
        var stored = contract.GivenBack.ToDictionary(RowName.GivenBack);
        foreach (DocumentLineRow line in contract.Lines.Where(line => line.Kind == "give_back"))
        {
            DocumentLineRow? corrected = contract.Lines.Find(other =>
                other.DocumentId == line.CorrectsDocumentId && other.LineIndex == line.CorrectsLineIndex);
            if (corrected is null)
            {
                continue;
            }

            var expected = new GivenBackRow(
                contract.Id, line.ContractLine, line.PeriodIndex, corrected.ServiceStart, line.Generation, line.ServiceStart,
                line.ServiceEnd, line.DocumentId, line.LineIndex);
            RowName against = RowName.Line(line.DocumentId, line.LineIndex);
            if (!stored.Remove(RowName.GivenBack(expected), out GivenBackRow? row))
            {
                yield return Found(RowName.GivenBack(expected), $"until {DayText.Of(expected.ToOn)}", "no such row", against);
            }
            else if (row != expected)
            {
                yield return Found(
                    RowName.GivenBack(expected), $"until {DayText.Of(expected.ToOn)} by {against.Key}",
                    $"until {DayText.Of(row.ToOn)} by document {row.DocumentId} line {row.LineIndex}", against);
            }
        }

        foreach ((RowName name, GivenBackRow row) in stored)
        {
            yield return Found(name, "a credit line that gives these days back", "none", RowName.Line(row.DocumentId, row.LineIndex));
        }
    }

    private IEnumerable<Finding> Usage(StoredContract contract)
    {
        var stored = contract.Usage.ToDictionary(NameOf);
        foreach (DocumentLineRow line in contract.Lines.Where(static line => line.Kind == "usage"))
        {
            var expected = new UsageBatchRow(
                contract.Id, line.ContractLine, line.PeriodIndex, line.Generation, line.DocumentId, line.LineIndex);
            RowName against = RowName.Line(line.DocumentId, line.LineIndex);
            if (!stored.Remove(NameOf(expected), out UsageBatchRow? row) || row != expected)
            {
                yield return Found(NameOf(expected), Show(expected), row is null ? "no such row" : Show(row), against);
            }
        }

        foreach ((RowName name, UsageBatchRow row) in stored)
        {
            yield return Found(name, "a document line that bills this batch", "none", RowName.Line(row.DocumentId, row.LineIndex));
        }
    }

    private IEnumerable<Finding> CoveredTwice(StoredContract contract)
    {
        // Which line covers a day of a contract line, as documents were issued.
        var covering = new Dictionary<(int ContractLine, int Day), DocumentLineRow>();
        foreach (DocumentLineRow line in contract.Lines.Where(static line => line.Kind is not ("reduction" or "usage")))
        {
            bool gives = line.Kind == "give_back";
            RowName name = RowName.Line(line.DocumentId, line.LineIndex);
            for (int day = line.ServiceStart.DayNumber; day < line.ServiceEnd.DayNumber; day++)
            {
                bool covered = covering.Remove((line.ContractLine, day), out DocumentLineRow? by);
                if (gives && !(covered && by!.DocumentId == line.CorrectsDocumentId && by.LineIndex == line.CorrectsLineIndex))
                {
                    yield return Found(name, "days that the corrected line covers", $"{DateOnly.FromDayNumber(day):yyyy-MM-dd} is not covered by it");
                    break;
                }

                if (!gives && covered)
                {
                    yield return Found(
                        name, "each day covered once", $"{DateOnly.FromDayNumber(day):yyyy-MM-dd} is covered already",
                        RowName.Line(by!.DocumentId, by.LineIndex));
                    break;
                }

                if (!gives)
                {
                    covering[(line.ContractLine, day)] = line;
                }
            }
        }
    }

    private static RowName NameOf(BilledSliceRow row) =>
        RowName.Slice(row.ContractId, row.ContractLine, row.PeriodIndex, row.SliceStart, row.Generation);

    private static RowName NameOf(UsageBatchRow row) => RowName.UsageBatch(row.ContractId, row.ContractLine, row.PeriodIndex, row.Batch);

    private static string Show(UsageBatchRow row) => $"by document {row.DocumentId} line {row.LineIndex}";

    private static string Show(BilledSliceRow row) =>
        $"until {DayText.Of(row.SliceEnd)} by document {row.DocumentId} line {row.LineIndex}";
}
