using System.Text.RegularExpressions;

namespace Tenure.House.Tests;

/// <summary>A key of a table: primary key, unique, foreign key or index, with its columns in order.</summary>
public sealed record SqlKey(string Kind, IReadOnlyList<string> Columns);

/// <summary>
/// What a migration says about a table: its keys and every bare word of its columns. Reads CREATE TABLE, ALTER TABLE
/// ... ADD and CREATE INDEX in the plain form that migrations are written in; not a parser of SQL.
/// </summary>
public sealed partial record SqlTable(string Name, bool IsNew, IReadOnlyList<SqlKey> Keys, IReadOnlyList<string> Types)
{
    public static IEnumerable<SqlTable> ReadAll(string sql)
    {
        var text = Noise().Replace(sql, " ").ToLowerInvariant();
        foreach (Match match in Creates().Matches(text))
        {
            var body = Parenthesised(text, match.Index + match.Length - 1);
            var parts = TopLevelParts(body).Select(p => p.Trim()).ToList();
            yield return new SqlTable(match.Groups[1].Value, true, [.. parts.SelectMany(KeysOf)], [.. parts.SelectMany(TypesOf)]);
        }
        foreach (Match match in Alters().Matches(text))
        {
            var part = match.Groups[2].Value;
            yield return new SqlTable(match.Groups[1].Value, false, [.. KeysOf(part)], [.. TypesOf(part)]);
        }
        foreach (Match match in Indexes().Matches(text))
        {
            var columns = Columns(Parenthesised(text, match.Index + match.Length - 1));
            yield return new SqlTable(match.Groups[2].Value, false, [new SqlKey(match.Groups[1].Value + "index", columns)], []);
        }
    }

    private static IEnumerable<SqlKey> KeysOf(string part)
    {
        var table = TableKeys().Match(part);
        if (table.Success)
        {
            var kind = Spaces().Replace(table.Groups[1].Value, " ");
            yield return new SqlKey(kind, Columns(Parenthesised(part, table.Index + table.Length - 1)));
            yield break;
        }
        var column = part.Split((char[])[' ', '\t', '\n', '\r'], 2)[0].Trim('"');
        foreach (Match match in ColumnKeys().Matches(part))
        {
            var kind = Spaces().Replace(match.Value, " ");
            yield return new SqlKey(kind == "references" ? "foreign key" : kind, [column]);
        }
    }

    /// <summary>The words after the column's name, where its type and its generation stand.</summary>
    private static IEnumerable<string> TypesOf(string part) =>
        TableKeys().IsMatch(part) ? [] : Words().Matches(part).Skip(1).Select(m => m.Value);

    private static List<string> Columns(string list) =>
        [.. TopLevelParts(list).Select(c => c.Trim().Split(' ')[0].Trim('"')).Where(c => c.Length > 0)];

    private static string Parenthesised(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text[(open + 1)..i];
            }
        }
        return text[(open + 1)..];
    }

    private static IEnumerable<string> TopLevelParts(string body)
    {
        int depth = 0, start = 0;
        for (var i = 0; i < body.Length; i++)
        {
            depth += body[i] == '(' ? 1 : body[i] == ')' ? -1 : 0;
            if (body[i] == ',' && depth == 0)
            {
                yield return body[start..i];
                start = i + 1;
            }
        }
        yield return body[start..];
    }

    // Comments and quoted text; the names in double quotes stay.
    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:tenure\.)?""?(\w+)""?\s*\(")]
    private static partial Regex Creates();

    [GeneratedRegex(@"alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(?:tenure\.)?""?(\w+)""?\s+add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?([^;]*);")]
    private static partial Regex Alters();

    [GeneratedRegex(@"create\s+(unique\s+)?index\s+(?:if\s+not\s+exists\s+)?\S+\s+on\s+(?:tenure\.)?""?(\w+)""?\s*\(")]
    private static partial Regex Indexes();

    [GeneratedRegex(@"^(?:constraint\s+\S+\s+)?(primary\s+key|unique|foreign\s+key)\s*\(")]
    private static partial Regex TableKeys();

    [GeneratedRegex(@"\bprimary\s+key\b|\bunique\b|\breferences\b")]
    private static partial Regex ColumnKeys();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
