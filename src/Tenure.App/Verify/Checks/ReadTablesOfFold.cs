// What lists and reports look at is what folding the events again makes, column by column.
using Tenure.App.Contracts;

namespace Tenure.App.Verify.Checks;

internal sealed class ReadTablesOfFold : ContractCheck
{
    public override string Id => "read.tables";

    public override string Law => "The read tables are what folding the events again makes.";

    protected override string Advice => "Read tables are projections: any decision on the contract writes them anew from its events.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        if (contract.Dossier?.Existing is not { } folded)
        {
            return [];
        }

        return Compare([ReadRows.RowOf(contract.Id, folded)], contract.ReadRows, static row => RowName.Read(row.ContractId))
            .Concat(Compare(
                [.. ReadRows.LinesOf(contract.Id, folded)], contract.ReadLines, static row => RowName.ContractLine(row.ContractId, row.Line)))
            .Concat(Compare([.. ReadRows.StepsOf(contract.Id, folded)], contract.MrrSteps, RowName.MrrStep));
    }

    private IEnumerable<Finding> Compare<T>(List<T> expected, List<T> stored, Func<T, RowName> nameOf)
        where T : class
    {
        var found = stored.ToDictionary(nameOf);
        foreach (T row in expected)
        {
            if (!found.Remove(nameOf(row), out T? other))
            {
                yield return Found(nameOf(row), row, "no such row");
            }
            else if (!row.Equals(other))
            {
                yield return Found(nameOf(row), row, other);
            }
        }

        foreach (RowName extra in found.Keys)
        {
            yield return Found(extra, "no such row", found[extra]);
        }
    }
}
