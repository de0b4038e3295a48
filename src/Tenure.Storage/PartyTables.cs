// Who takes part. The party row is an id that facts may name for ever; the profile holds the person and can be erased
// (CON-3).
using System.Text;

namespace Tenure.Storage;

/// <summary>A party: its kind, and its id in the system that it came from.</summary>
public sealed record PartyRow(Guid PartyId, string Kind, string? ExternalRef);

/// <summary>What is known of a party: a JSON object, erasable.</summary>
public sealed record PartyProfileRow(Guid PartyId, string Attributes);

/// <summary>Adds and loads parties, and erases what is known of them.</summary>
public static class PartyTables
{
    private static readonly BulkInsert<PartyRow> Rows = new(
        "party",
        ["party_id", "kind", "external_ref"],
        "ON CONFLICT DO NOTHING",
        static (writer, row) =>
        {
            writer.Put(row.PartyId);
            writer.Put(row.Kind);
            writer.Put(row.ExternalRef);
        });

    private static readonly BulkInsert<PartyProfileRow> Profiles = new(
        "party_profile",
        ["party_id", "attributes"],
        "ON CONFLICT (tenant_id, party_id) DO UPDATE SET attributes = excluded.attributes",
        static (writer, row) =>
        {
            writer.Put(row.PartyId);
            writer.PutUtf8(Encoding.UTF8.GetBytes(row.Attributes));
        });

    /// <summary>Adds those that are not there yet, by id or external reference; returns how many were new.</summary>
    public static Task<int> AddAsync(Session session, IReadOnlyList<PartyRow> rows) => Rows.WriteAsync(session, rows);

    /// <summary>Writes profiles, replacing earlier ones.</summary>
    public static Task WriteProfilesAsync(Session session, IReadOnlyList<PartyProfileRow> rows) =>
        Profiles.WriteAsync(session, rows);

    /// <summary>The parties that exist, by id.</summary>
    public static async Task<List<PartyRow>> LoadAsync(Session session, IReadOnlyCollection<Guid> partyIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        var parties = new List<PartyRow>();
        foreach (var ids in IdChunks.Of(partyIds))
        {
            parties.AddRange(await session.QueryAsync(
                "SELECT party_id, kind, external_ref FROM party "
                + "WHERE tenant_id = @tenant AND party_id IN @ids ORDER BY party_id",
                static row => new PartyRow(row.GetGuid(0), row.GetText(1), row.GetNullableText(2)),
                ("ids", ids)));
        }

        return parties;
    }

    /// <summary>The profiles that exist, by party id.</summary>
    public static async Task<List<PartyProfileRow>> LoadProfilesAsync(
        Session session, IReadOnlyCollection<Guid> partyIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        var profiles = new List<PartyProfileRow>();
        foreach (var ids in IdChunks.Of(partyIds))
        {
            profiles.AddRange(await session.QueryAsync(
                "SELECT party_id, attributes FROM party_profile "
                + "WHERE tenant_id = @tenant AND party_id IN @ids ORDER BY party_id",
                static row => new PartyProfileRow(row.GetGuid(0), row.GetText(1)),
                ("ids", ids)));
        }

        return profiles;
    }

    /// <summary>Erases the profile; the party row stays, because facts name it. Returns whether there was one.</summary>
    public static async Task<bool> EraseProfileAsync(Session session, Guid partyId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.ExecuteAsync(
            "DELETE FROM party_profile WHERE tenant_id = @tenant AND party_id = @party", ("party", partyId)) == 1;
    }
}
