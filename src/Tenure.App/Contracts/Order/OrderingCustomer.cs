// The customer of an order: found by reference, or added with it in the same transaction.
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Order;

internal sealed record OrderingCustomer(PartyId Id, string Reference, string? NameIfNew)
{
    public static async Task<OrderingCustomer> FindAsync(Session session, string reference, string? name)
    {
        List<Guid> found = await session.QueryAsync(
            "SELECT party_id FROM party WHERE tenant_id = @tenant AND kind = 'customer' AND external_ref = @reference",
            static row => row.GetGuid(0),
            ("reference", reference));
        return found.Count > 0
            ? new OrderingCustomer(new PartyId(found[0]), reference, null)
            : new OrderingCustomer(
                new PartyId(DerivedId.From("party", session.TenantId, "command", reference)), reference, name ?? reference);
    }

    public async Task WriteAsync(Session session)
    {
        if (NameIfNew is not null)
        {
            await PartyTables.AddAsync(session, [new PartyRow(Id.Value, "customer", Reference)]);
            string profile = new CanonicalJson(128).BeginObject().Name("name"u8).Value(NameIfNew).EndObject().Text;
            await PartyTables.WriteProfilesAsync(session, [new PartyProfileRow(Id.Value, profile)]);
        }
    }
}
