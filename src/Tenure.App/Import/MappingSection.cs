// One keyed part of a mapping while it is being read. Whoever reads it asks for the keys it knows; what was never asked
// for is a key that the language does not have, and is refused with its line.
namespace Tenure.App.Import;

/// <summary>What is wrong with a mapping; reading goes on after the first, so that the most telling one can be named.</summary>
internal sealed class MappingFaults
{
    private MappingRefusal? first;

    /// <summary>The fault to name: a missing key is often the shadow of a misspelt one, so any other fault goes before it.</summary>
    public MappingRefusal? First => first;

    /// <summary>Notes a fault and answers with nothing.</summary>
    public T? Refuse<T>(MappingRefusal refusal) where T : class
    {
        if (first is null || Rank(refusal).CompareTo(Rank(first)) < 0)
        {
            first = refusal;
        }

        return null;
    }

    private static (int Shadow, int Line) Rank(MappingRefusal refusal) => (refusal is MappingKeyMissing ? 1 : 0, refusal.Line);
}

/// <summary>A keyed part of a mapping.</summary>
internal sealed class MappingSection
{
    private readonly KeyedNode node;
    private readonly List<string> known = [];

    public MappingSection(MappingNode node, string place, MappingFaults faults)
    {
        Place = place;
        Faults = faults;
        this.node = node as KeyedNode ?? new KeyedNode(node.Line, []);
        if (node is not (KeyedNode or MissingNode))
        {
            Refuse(node.Line, place, Shown(node), "Write keys with values here; the import guide lists the keys.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (MappingEntry entry in this.node.Entries.Where(entry => !seen.Add(entry.Key)))
        {
            faults.Refuse<MappingNode>(new MappingKeyTwice(entry.Line, entry.Key));
        }
    }

    public string Place { get; }

    public MappingFaults Faults { get; }

    public int Line => node.Line;

    /// <summary>Every entry, for parts whose keys are names that the mapping itself gives.</summary>
    public IReadOnlyList<MappingEntry> Entries => node.Entries;

    public bool Has(string key) => node.Entries.Any(entry => entry.Key == key);

    /// <summary>The value of a key that may be absent.</summary>
    public MappingNode? Find(string key)
    {
        known.Add(key);
        return node.Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
    }

    /// <summary>The value of a key that must be there; a stand-in, and a fault, when it is not.</summary>
    public MappingNode Need(string key)
    {
        if (Find(key) is { } value)
        {
            return value;
        }

        Faults.Refuse<MappingNode>(new MappingKeyMissing(Line, key, Place));
        return new MissingNode(Line);
    }

    /// <summary>A plain text that must be there and say something.</summary>
    public string NeedText(string key)
    {
        MappingNode value = Need(key);
        if (value is TextNode { Text.Length: > 0 } text)
        {
            return text.Text;
        }

        if (value is not MissingNode)
        {
            Refuse(value.Line, key, Shown(value), "Write one plain text.");
        }

        return string.Empty;
    }

    /// <summary>A plain text, or what stands for its absence.</summary>
    public string TextOr(string key, string otherwise)
    {
        known.Add(key);
        return Has(key) ? NeedText(key) : otherwise;
    }

    /// <summary>One or several plain texts.</summary>
    public IReadOnlyList<(string Text, int Line)> Texts(string key)
    {
        MappingNode? value = Find(key);
        IReadOnlyList<MappingNode> nodes = value is ListNode list ? list.Items : value is null ? [] : [value];
        foreach (MappingNode item in nodes.Where(item => item is not TextNode))
        {
            Refuse(item.Line, key, Shown(item), "Write plain texts.");
        }

        return [.. nodes.OfType<TextNode>().Select(text => (text.Text, text.Line))];
    }

    /// <summary>The items of a list that may be absent; a single item needs no list.</summary>
    public IReadOnlyList<MappingNode> Items(string key) =>
        Find(key) switch { null => [], ListNode list => list.Items, { } one => [one] };

    /// <summary>One of a few words, or what stands for its absence.</summary>
    public T WordOr<T>(string key, Vocabulary<T> words, T otherwise)
    {
        if (!Has(key))
        {
            known.Add(key);
            return otherwise;
        }

        int line = Need(key).Line;
        string text = NeedText(key);
        return words.Read(text).Match(
            accepted => accepted,
            refusal =>
            {
                Refuse(line, key, text, refusal.Sentence);
                return otherwise;
            });
    }

    /// <summary>A fault in a value.</summary>
    public void Refuse(int line, string key, string given, string hint) =>
        Faults.Refuse<MappingNode>(new MappingValueRefused(line, key, given, hint));

    /// <summary>Ends the reading: every key that nobody asked for is refused.</summary>
    public void Close()
    {
        foreach (MappingEntry entry in node.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            Faults.Refuse<MappingNode>(new MappingKeyUnknown(
                entry.Line, entry.Key, Place, string.Join(", ", known.Distinct().Order(StringComparer.Ordinal))));
        }
    }

    internal static string Shown(MappingNode node) => node switch
    {
        TextNode text => text.Text,
        ListNode => "a list",
        _ => "keys with values",
    };
}
