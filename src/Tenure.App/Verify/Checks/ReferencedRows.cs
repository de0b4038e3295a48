// What contracts refer to exists: the customer, whoever decided, and the plan version that was signed, which offered the
// charges that the order froze, and the price lists that renewals looked at (CON-1, CON-3).
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class ReferencedRows : ReferenceCheck
{
    private const string Imported = "import";

    public override string Id => "references";

    public override string Law => "Customers, actors and named plan versions exist, and events took their charges from the version they name.";

    protected override string Advice => "Restore the row from a backup: what facts name is neither erased nor changed, only a person's words may be erased.";

    public override async Task<List<Finding>> LookAsync(Session session, IReadOnlyList<StoredContract> contracts) =>
    [
        .. await PartiesAsync(session, contracts),
        .. await PlanVersionsAsync(session, contracts),
    ];

    private async Task<List<Finding>> PartiesAsync(Session session, IReadOnlyList<StoredContract> contracts)
    {
        var named = new Dictionary<Guid, RowName>();
        foreach (StoredContract contract in contracts)
        {
            named.TryAdd(contract.Head.CustomerId, RowName.Head(contract.Id));
            foreach (StoredEvent stored in contract.Events.Where(each => each.ActorId != Core.Parties.Party.Machine.Id.Value))
            {
                named.TryAdd(stored.ActorId, RowName.Event(contract.Id, stored.Sequence));
            }
        }

        List<PartyRow> known = await PartyTables.LoadAsync(session, named.Keys);
        var findings = new List<Finding>();
        foreach (PartyRow party in known)
        {
            RowName by = named[party.PartyId];
            named.Remove(party.PartyId);
            if (by.Table == "contract_head" && party.Kind != "customer")
            {
                findings.Add(Found(RowName.Party(party.PartyId), "customer", party.Kind, by));
            }
        }

        findings.AddRange(named.Select(missing => Found(RowName.Party(missing.Key), "a party", "no such row", missing.Value)));
        return findings;
    }

    private async Task<List<Finding>> PlanVersionsAsync(Session session, IReadOnlyList<StoredContract> contracts)
    {
        List<Named> named = [.. contracts.SelectMany(static contract => Versions(contract))];
        var versions = new Dictionary<Guid, (Guid Plan, string? Code, PlanVersion? Version)>();
        await session.ForEachAsync(
            "SELECT v.plan_version_id, v.plan_id, v.version, v.body, p.code FROM plan_version v "
            + "LEFT JOIN plan p ON p.tenant_id = v.tenant_id AND p.plan_id = v.plan_id "
            + "WHERE v.tenant_id = @tenant AND v.plan_version_id IN @ids ORDER BY v.plan_version_id",
            row => versions.Add(row.GetGuid(0), (row.GetGuid(1), row.GetNullableText(4), Decoded(row))),
            ("ids", named.Select(static each => each.Version.Value).Distinct().ToList()));

        var findings = new List<Finding>();
        foreach (Named each in named)
        {
            RowName row = RowName.PlanVersion(each.Version.Value);
            RowName by = RowName.Event(each.Contract, each.Sequence);
            if (!versions.TryGetValue(each.Version.Value, out var found))
            {
                findings.Add(Found(row, each.Charges.IsEmpty || each.Sequence == 1 ? "the signed plan version" : "the price list of a renewal", "no such row", by));
                continue;
            }

            if (found.Code is not null && !each.PlanCodes.Contains(found.Code))
            {
                findings.Add(Found(RowName.Plan(found.Plan), string.Join(" or ", each.PlanCodes), found.Code, row));
            }

            foreach (Charge charge in each.Charges)
            {
                if (found.Version is { } version && version.Find(charge.Code) is var offered && offered != Expected(each, charge, offered))
                {
                    findings.Add(Found(row, Show(charge), Show(offered), by));
                }
            }
        }

        return findings;
    }

    /// <summary>What the version must offer: the charge as it was ordered; of a contract that has its prices from elsewhere at those of the
    /// list, and of one that goes on for another also in the blocks and on the days of the list, since both may have changed on the way.</summary>
    private static Charge Expected(Named named, Charge charge, Charge? offered)
    {
        if (offered is null || !named.HasOwnPrices)
        {
            return charge;
        }

        Charge priced = charge with { Price = offered.Price, Minimum = offered.Minimum, Tiers = offered.Tiers };
        return named.GoesOn ? priced with { Block = offered.Block, BillingCadence = offered.BillingCadence, Timing = offered.Timing } : priced;
    }

    private static string Show(Charge? charge) =>
        charge is null ? "no such charge"
        : $"'{charge.Code}' at {charge.PriceText} per {charge.PricePeriod}, billed {charge.BillingCadence?.ToString() ?? "once per term"}, "
            + $"{(charge.Timing == BillingTiming.InAdvance ? "in advance" : "in arrears")}";

    /// <summary>The plan versions that a contract's events name: the one signed, those it moves to, and the price lists of its
    /// renewals.</summary>
    private static IEnumerable<Named> Versions(StoredContract contract)
    {
        if (contract.Dossier?.Existing.Order is not { } order)
        {
            yield break;
        }

        HashSet<string> plans =
            [order.PlanCode, .. contract.History.Select(static recorded => (recorded.Fact as ContractUpgraded)?.Plan?.Code).OfType<string>()];
        yield return new Named(contract.Id, 1, order.PlanVersion, [order.PlanCode], [.. order.Lines.Select(static line => line.Charge)])
        {
            HasOwnPrices = contract.Events[0].Cause == Imported || order.Recasts is not null,
            GoesOn = order.Recasts is not null,
        };
        foreach (RecordedFact recorded in contract.History)
        {
            if (recorded.Fact is ContractRenewed { List: { } list })
            {
                yield return new Named(contract.Id, recorded.Sequence, list.Version, plans, list.Charges);
            }
            else if (recorded.Fact is ContractUpgraded { Plan: { } moved })
            {
                yield return new Named(contract.Id, recorded.Sequence, moved.Version, [moved.Code], []);
            }
        }
    }

    /// <summary>A body that cannot be read is found where all versions are read.</summary>
    private static PlanVersion? Decoded(RowReader row)
    {
        try
        {
            return PlanVersionCodec.Read(new PlanVersionId(row.GetGuid(0)), string.Empty, row.GetInt(2), row.GetBytes(3));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>A plan version with the charges that an event took from it.</summary>
    private sealed record Named(
        Guid Contract, int Sequence, PlanVersionId Version, HashSet<string> PlanCodes, System.Collections.Immutable.ImmutableArray<Charge> Charges)
    {
        /// <summary>Whether its prices may be others than the list's: a mapping may name both, and a recast keeps those it finds.</summary>
        public bool HasOwnPrices { get; init; }

        /// <summary>Whether it took its charges over from the contract before it, as that one had them by then.</summary>
        public bool GoesOn { get; init; }
    }
}
