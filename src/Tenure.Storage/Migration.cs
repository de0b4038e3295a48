// One numbered migration as an engine runs it: the portable text with the engine's words, then the engine's own part.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tenure.Storage;

internal sealed partial record Migration(int Version, string Name, string Text)
{
    private const string Folder = "Tenure.Storage.Migrations.";

    /// <summary>Of the text that runs, so that a changed word of the dialect is noticed as well.</summary>
    internal string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    // "0001_founding.sql" is for both engines and runs first, "0001_founding.sqlite.sql" for one of them.
    internal static IReadOnlyList<Migration> LoadAll(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var engine = dialect.Engine == Engine.Sqlite ? ".sqlite" : ".postgres";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => (Resource: name, Parts: FileName().Match(name[Folder.Length..])))
            .Where(file => file.Parts.Groups["engine"].Value is "" || file.Parts.Groups["engine"].Value == engine)
            .GroupBy(file => int.Parse(file.Parts.Groups["version"].Value, CultureInfo.InvariantCulture))
            .OrderBy(group => group.Key)
            .Select(group => new Migration(
                group.Key,
                group.First().Parts.Groups["name"].Value,
                string.Join('\n', group
                    .OrderBy(file => file.Parts.Groups["engine"].Value.Length)
                    .Select(file => Expand(Read(file.Resource), dialect)))))
            .ToList();
    }

    internal static string Expand(string text, Dialect dialect) =>
        Word().Replace(text, match => dialect.Words[match.Groups[1].Value]);

    private static string Read(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?<version>\d{4})_(?<name>\w+?)(?<engine>\.sqlite|\.postgres)?\.sql$")]
    private static partial Regex FileName();
}
