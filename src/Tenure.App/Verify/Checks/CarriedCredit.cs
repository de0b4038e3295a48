// Credit that left a recast contract came to the one that follows it, once and as much (VER-4): what the one's books say went over is
// what the other's events say came, at the rate that was agreed.
using Tenure.App.Contracts;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class CarriedCredit : ReferenceCheck
{
    public override string Id => "recast.credit";

    public override string Law => "Credit that went over from a recast contract came to the one that follows it, once and as much.";

    protected override string Advice => "Both contracts were written in one transaction: restore both from the same backup.";

    public override async Task<List<Finding>> LookAsync(Session session, IReadOnlyList<StoredContract> contracts)
    {
        var findings = new List<Finding>();
        List<(StoredContract From, Ending Ending)> recast =
        [
            .. contracts.Where(static contract => contract.Dossier?.Contract?.Ending?.Successor is not null)
                .Select(static contract => (contract, contract.Dossier!.Existing.Ending!)),
        ];
        ILookup<Guid, RecordedFact> followed =
            (await EventLog.LoadAsync(session, [.. recast.Select(static each => each.Ending.Successor!.Contract)]))
                .ToLookup(static stored => stored.ContractId, DossierStore.ToFact);
        foreach ((StoredContract from, Ending ending) in recast)
        {
            findings.AddRange(Compare(from, ending.Successor!, followed[ending.Successor!.Contract]));
        }

        findings.AddRange(contracts.SelectMany(Strays));
        return findings;
    }

    private IEnumerable<Finding> Compare(StoredContract from, Succession to, IEnumerable<RecordedFact> followed)
    {
        Currency currency = from.Dossier!.Existing.Order.Currency;
        List<RecordedFact> events = [.. followed];
        RowName follower = RowName.Event(to.Contract, 1);
        if (events is not [{ Fact: ContractOrdered { Recasts: { } named } }, ..] || named != from.Id)
        {
            yield return Found(RowName.Head(from.Id), "an order that follows it", "none", follower);
            yield break;
        }

        string went = string.Join(", ", from.Postings.Where(static row => row.Account == Accounts.CreditCarried && row.AmountMinor < 0)
            .OrderBy(static row => row.EntryNo).Select(row => Converted(-row.AmountMinor, currency, to)));
        string came = string.Join(", ", events.Select(static recorded => recorded.Fact).OfType<CreditCarriedIn>()
            .Where(carried => carried.From == from.Id).Select(static carried => carried.Amounts.Sum(static amount => amount.AmountMinor)));
        if (went != came)
        {
            yield return Found(RowName.Head(from.Id), $"{went} went over", $"{came} came", follower);
        }
    }

    private IEnumerable<Finding> Strays(StoredContract contract) =>
        contract.History.Where(recorded => recorded.Fact is CreditCarriedIn carried && carried.From != contract.Dossier?.Contract?.Order.Recasts)
            .Select(recorded => Found(RowName.Event(contract.Id, recorded.Sequence), "credit of the contract that it follows", "of another"));

    /// <summary>Plain decimal arithmetic, half away from zero.</summary>
    private static long Converted(long minor, Currency from, Succession to) =>
        to.Rate is not { } rate ? minor
        : (long)decimal.Round(minor * rate * to.Currency.MinorPerUnit / from.MinorPerUnit, 0, MidpointRounding.AwayFromZero);
}
