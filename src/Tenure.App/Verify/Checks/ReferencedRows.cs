// What contracts refer to exists: the customer, whoever decided, and the plan version that was signed, which offered the
// charges that the order froze (CON-1, CON-3).
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class ReferencedRows : ReferenceCheck
{
    public override string Id => "references";

    public override string Law => "Customers, actors and signed plan versions exist, and orders froze the charges of the version they signed.";

    protected override string Advice => "Add the row again from a backup; a person's words may be erased, the row that facts name may not.";

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
        List<(Guid Contract, ContractOrdered Order)> orders =
            [.. contracts.Where(each => each.Dossier is not null).Select(each => (each.Id, each.Dossier!.Existing.Order))];
        var versions = new Dictionary<Guid, (Guid Plan, string? Code, PlanVersion? Version)>();
        await session.ForEachAsync(
            "SELECT v.plan_version_id, v.plan_id, v.version, v.body, p.code FROM plan_version v "
            + "LEFT JOIN plan p ON p.tenant_id = v.tenant_id AND p.plan_id = v.plan_id "
            + "WHERE v.tenant_id = @tenant AND v.plan_version_id IN @ids ORDER BY v.plan_version_id",
            row => versions.Add(row.GetGuid(0), (row.GetGuid(1), row.GetNullableText(4), Decoded(row))),
            ("ids", orders.Select(each => each.Order.PlanVersion.Value).Distinct().ToList()));

        var findings = new List<Finding>();
        foreach ((Guid contract, ContractOrdered order) in orders)
        {
            RowName row = RowName.PlanVersion(order.PlanVersion.Value);
            if (!versions.TryGetValue(order.PlanVersion.Value, out var signed))
            {
                findings.Add(Found(row, "the signed plan version", "no such row", RowName.Event(contract, 1)));
                continue;
            }

            if (signed.Code is not null && signed.Code != order.PlanCode)
            {
                findings.Add(Found(RowName.Plan(signed.Plan), order.PlanCode, signed.Code, row));
            }

            foreach (OrderedLine line in order.Lines)
            {
                if (signed.Version is { } version && version.Find(line.Charge.Code) != line.Charge)
                {
                    findings.Add(Found(row, line.Charge, version.Find(line.Charge.Code), RowName.Event(contract, 1)));
                }
            }
        }

        return findings;
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
}
