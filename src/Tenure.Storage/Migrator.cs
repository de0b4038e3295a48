// Brings a database forward, one numbered migration after another, alone behind a lock (STO-7). What was applied is
// recorded with a checksum of the text that ran, so that an edited migration or a newer database is noticed.
using System.Globalization;

namespace Tenure.Storage;

internal static class Migrator
{
    internal static async Task MigrateAsync(Dialect dialect, TimeProvider time)
    {
        var known = Migration.LoadAll(dialect);
        await using var channel = await dialect.BeginAsOwnerAsync(alone: true);
        await channel.ScriptAsync(Migration.Expand(SchemaTable, dialect));
        var applied = await AppliedAsync(channel);
        Check(known, applied);
        foreach (var migration in known.Where(migration => !applied.ContainsKey(migration.Version)))
        {
            await channel.ScriptAsync(migration.Text);
            await channel.ExecuteAsync(
                "INSERT INTO schema_version (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @at)",
                [
                    ("version", migration.Version), ("name", migration.Name), ("checksum", migration.Checksum),
                    ("at", time.GetUtcNow()),
                ]);
        }

        await channel.CommitAsync();
    }

    internal static async Task<int> VersionAsync(Dialect dialect)
    {
        await using var channel = await dialect.BeginAsOwnerAsync(alone: false);
        var exists = false;
        await channel.ReadAsync(dialect.SchemaProbe, row => exists = row.GetLong(0) == 1, []);
        return exists ? (await AppliedAsync(channel)).Keys.DefaultIfEmpty(0).Max() : 0;
    }

    private const string SchemaTable = """
        CREATE TABLE IF NOT EXISTS schema_version (
          version {int} NOT NULL PRIMARY KEY, name {text} NOT NULL, checksum {text} NOT NULL, applied_at {instant} NOT NULL
        ) {wide};
        """;

    private static async Task<Dictionary<int, string>> AppliedAsync(Channel channel)
    {
        var applied = new Dictionary<int, string>();
        await channel.ReadAsync(
            "SELECT version, checksum FROM schema_version ORDER BY version",
            row => applied.Add(row.GetInt(0), row.GetText(1)),
            []);
        return applied;
    }

    private static void Check(IReadOnlyList<Migration> known, Dictionary<int, string> applied)
    {
        foreach (var (version, checksum) in applied)
        {
            var migration = known.FirstOrDefault(candidate => candidate.Version == version)
                ?? throw new SchemaRefusedException(SchemaRefusedException.Newer, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database is at version {version}, this release knows up to {known[^1].Version}: use a newer release."));
            if (migration.Checksum != checksum)
            {
                throw new SchemaRefusedException(SchemaRefusedException.Changed, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Migration {version} ({migration.Name}) ran with another text than this release carries."));
            }
        }
    }
}
