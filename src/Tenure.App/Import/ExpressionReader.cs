// Reads expressions and conditions from the mapping's tree. A reference to a column is noted as it is met, so that a
// missing column can be named before any row is read, and a column that nothing names can be listed.
using System.Text;

namespace Tenure.App.Import;

/// <summary>Reads the expressions of one section.</summary>
internal sealed class ExpressionReader(FileRules file, MappingFaults faults)
{
    private static readonly string[] Forms = ["first", "divide", "of", "when"];

    private readonly Dictionary<string, (int Slot, FileRules File)> joins = new(StringComparer.Ordinal);
    private readonly List<ColumnReference> references = [];

    /// <summary>Every reference so far, by number.</summary>
    public IReadOnlyList<ColumnReference> References => references;

    /// <summary>Makes the columns of a join known under its name.</summary>
    public void Define(string join, FileRules joined) => joins.TryAdd(join, (joins.Count + 1, joined));

    /// <summary>An expression that must be there.</summary>
    public Expression Need(MappingSection section, string key)
    {
        bool isThere = section.Has(key);
        Expression expression = Read(section.Need(key), key);
        if (isThere && expression is TextOf { Constant: "" })
        {
            section.Refuse(expression.Line, key, string.Empty, "Write a value, or a column such as $name.");
        }

        return expression;
    }

    /// <summary>An expression that may be absent.</summary>
    public Expression? Find(MappingSection section, string key) =>
        section.Find(key) is { } node ? Read(node, key) : null;

    /// <summary>An expression with values of one kind, or a constant that stands for its absence.</summary>
    public Typed<T> TypedOr<T>(MappingSection section, string key, Vocabulary<T> words, string otherwise)
    {
        Expression expression = Find(section, key) ?? Constant(section.Line, otherwise);
        return Checked(section, key, words, expression);
    }

    /// <summary>An expression with values of one kind.</summary>
    public Typed<T> NeedTyped<T>(MappingSection section, string key, Vocabulary<T> words) =>
        Checked(section, key, words, Need(section, key));

    public Expression Read(MappingNode node, string key) => node switch
    {
        TextNode text => Text(text, key),
        MissingNode => Constant(node.Line, string.Empty),
        KeyedNode => Form(new MappingSection(node, key, faults)),
        _ => Refused(node, key),
    };

    /// <summary>A condition: expressions as keys, the texts they may equal as values.</summary>
    public Condition Condition(MappingNode node, string place)
    {
        var section = new MappingSection(node, place, faults);
        var all = new List<Comparison>();
        Condition? not = null;
        foreach (MappingEntry entry in section.Entries)
        {
            if (entry.Key == "not")
            {
                not = Condition(entry.Value, "not");
            }
            else if (!entry.Key.Contains('$', StringComparison.Ordinal))
            {
                section.Refuse(entry.Line, place, entry.Key, "A condition names columns, such as $status: active, or not.");
            }
            else
            {
                section.Find(entry.Key);
                all.Add(new Comparison(
                    Text(new TextNode(entry.Line, entry.Key), place), [.. section.Texts(entry.Key).Select(value => value.Text)]));
            }
        }

        if (section.Entries.Count == 0 && node is KeyedNode)
        {
            section.Refuse(node.Line, place, "{}", "A condition compares at least one column.");
        }

        return new Condition(all, not);
    }

    private static TextOf Constant(int line, string text) => new(line, [new TextPart(text, null)]);

    private static Typed<T> Checked<T>(MappingSection section, string key, Vocabulary<T> words, Expression expression)
    {
        foreach (Leaf leaf in expression.Leaves)
        {
            if (leaf is TextOf { Constant: { Length: > 0 } constant } && words.Read(constant) is { IsAccepted: false } refused)
            {
                section.Refuse(leaf.Line, key, constant, refused.Refusal.Sentence);
            }
        }

        return new Typed<T>(expression, words);
    }

    private Expression Form(MappingSection section)
    {
        Expression expression;
        switch (Array.Find(Forms, section.Has))
        {
            case "first":
                expression = new FirstOf(section.Line, [.. section.Items("first").Select(item => Read(item, "first"))]);
                break;
            case "divide":
                expression = new Quotient(section.Line, Need(section, "divide"), Need(section, "by"));
                break;
            case "of":
                expression = new MapOf(section.Line, Need(section, "of"), Map(section), Find(section, "else"));
                break;
            case "when":
                Condition when = Condition(section.Need("when"), "when");
                expression = new Choice(section.Line, when, Read(section.Need("then"), "then"), Read(section.Need("else"), "else"));
                break;
            default:
                foreach (string form in Forms)
                {
                    section.Find(form);
                }

                expression = Constant(section.Line, string.Empty);
                break;
        }

        section.Close();
        return expression;
    }

    private Dictionary<string, Expression> Map(MappingSection section)
    {
        var map = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (MappingEntry entry in new MappingSection(section.Need("map"), "map", faults).Entries)
        {
            map.TryAdd(entry.Key, Read(entry.Value, "map"));
        }

        return map;
    }

    private TextOf Refused(MappingNode node, string key)
    {
        faults.Refuse<MappingNode>(new MappingValueRefused(
            node.Line, key, MappingSection.Shown(node), "Write a value, a column such as $name, or one of first, divide, of, when."));
        return Constant(node.Line, string.Empty);
    }

    /// <summary>Cuts a text at its columns: <c>$name</c>, <c>$join.name</c>, <c>${any name}</c>; <c>$$</c> is a dollar sign.</summary>
    private TextOf Text(TextNode node, string key)
    {
        var parts = new List<TextPart>();
        var words = new StringBuilder();
        string text = node.Text;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '$')
            {
                words.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '$')
            {
                words.Append(text[++at]);
            }
            else if (NameAt(text, at + 1) is { Name.Length: > 0 } found)
            {
                Flush(parts, words);
                parts.Add(new TextPart(string.Empty, Reference(found.Name, node.Line)));
                at = found.Last;
            }
            else
            {
                faults.Refuse<MappingNode>(new MappingValueRefused(
                    node.Line, key, text, "A $ begins a column such as $name or ${any name}; write $$ for a dollar sign."));
                break;
            }
        }

        Flush(parts, words);
        return new TextOf(node.Line, parts);
    }

    private static void Flush(List<TextPart> parts, StringBuilder words)
    {
        if (words.Length > 0)
        {
            parts.Add(new TextPart(words.ToString(), null));
            words.Clear();
        }
    }

    /// <summary>The name that begins at a place, and the place of its last character. A point counts only between names,
    /// so that a sentence may end in a column.</summary>
    private static (string Name, int Last) NameAt(string text, int start)
    {
        if (start < text.Length && text[start] == '{')
        {
            int close = text.IndexOf('}', start);
            return close < 0 ? (string.Empty, start) : (text[(start + 1)..close], close);
        }

        int end = start;
        while (end < text.Length && (IsNamePart(text[end])
            || (text[end] == '.' && end > start && end + 1 < text.Length && IsNamePart(text[end + 1]))))
        {
            end++;
        }

        return (text[start..end], end - 1);
    }

    private static bool IsNamePart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private ColumnReference Reference(string name, int line)
    {
        if (references.Find(known => known.Label == name) is { } again)
        {
            return again;
        }

        int point = name.IndexOf('.', StringComparison.Ordinal);
        (int Slot, FileRules File) owner = (0, file);
        if (point > 0 && !joins.TryGetValue(name[..point], out owner))
        {
            owner = (0, file);
            faults.Refuse<MappingNode>(new MappingNameUnknown(
                line, name[..point], joins.Count == 0 ? "the columns of this file, as no join is defined above" : string.Join(", ", joins.Keys)));
        }

        var reference = new ColumnReference(references.Count, owner.Slot, owner.File, name[(point + 1)..], name, line);
        references.Add(reference);
        owner.File.Use(reference.Column, line);
        return reference;
    }
}

/// <summary>An expression whose values are all of one kind.</summary>
internal sealed record Typed<T>(Expression Expression, Vocabulary<T> Words);
