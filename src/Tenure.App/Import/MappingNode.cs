// The text of a mapping as a small tree in which every node knows its line. YAML offers far more than a mapping needs;
// aliases, tags and several documents are refused, so that what is read is what is written.
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tenure.App.Import;

/// <summary>A piece of a mapping.</summary>
internal abstract record MappingNode(int Line)
{
    /// <summary>Reads the text of a mapping; null, with the reason among the faults, when it is not YAML.</summary>
    public static MappingNode? Read(TextReader text, MappingFaults faults)
    {
        var events = new Parser(text);
        try
        {
            events.Consume<StreamStart>();
            if (events.Accept<StreamEnd>(out _))
            {
                return faults.Refuse<MappingNode>(new MappingNotReadable(1, "It is empty; the import guide has an example to start from."));
            }

            events.Consume<DocumentStart>();
            MappingNode node = ReadNode(events, depth: 0);
            events.Consume<DocumentEnd>();
            return events.Accept<StreamEnd>(out _)
                ? node
                : faults.Refuse<MappingNode>(new MappingNotReadable(LineOf(events.Current!), "A second document begins here; write one."));
        }
        catch (YamlException problem)
        {
            return faults.Refuse<MappingNode>(new MappingNotReadable(Math.Max(1, (int)problem.Start.Line), problem.Message));
        }
        catch (InvalidOperationException)
        {
            // The parser says in this way that the text ended inside something.
            int line = events.Current is { } last ? LineOf(last) : 1;
            return faults.Refuse<MappingNode>(new MappingNotReadable(line, "It ends before everything that was opened is closed."));
        }
    }

    private static MappingNode ReadNode(IParser events, int depth)
    {
        const int Deepest = 24;
        ParsingEvent next = events.Current!;
        if (depth > Deepest || next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false } || next is NodeEvent { Tag.IsEmpty: false })
        {
            throw new YamlException(next.Start, next.End,
                depth > Deepest ? "It is nested too deeply." : "Anchors, aliases and tags are not used in a mapping; write the value out.");
        }

        return next switch
        {
            Scalar => new TextNode(LineOf(next), events.Consume<Scalar>().Value),
            SequenceStart => ReadList(events, depth),
            _ => ReadKeyed(events, depth),
        };
    }

    private static ListNode ReadList(IParser events, int depth)
    {
        int line = LineOf(events.Consume<SequenceStart>());
        var items = new List<MappingNode>();
        while (!events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(events, depth + 1));
        }

        return new ListNode(line, items);
    }

    private static KeyedNode ReadKeyed(IParser events, int depth)
    {
        int line = LineOf(events.Consume<MappingStart>());
        var entries = new List<MappingEntry>();
        while (!events.TryConsume<MappingEnd>(out _))
        {
            var key = events.Consume<Scalar>();
            entries.Add(new MappingEntry(key.Value, LineOf(key), ReadNode(events, depth + 1)));
        }

        return new KeyedNode(line, entries);
    }

    private static int LineOf(ParsingEvent at) => (int)at.Start.Line;
}

/// <summary>A text, quoted or not; a mapping has no other kind of value.</summary>
internal sealed record TextNode(int Line, string Text) : MappingNode(Line);

/// <summary>A stand-in for a value that should be there; its absence is already among the faults.</summary>
internal sealed record MissingNode(int Line) : MappingNode(Line);

/// <summary>Values in order.</summary>
internal sealed record ListNode(int Line, IReadOnlyList<MappingNode> Items) : MappingNode(Line);

/// <summary>Values by key, in order.</summary>
internal sealed record KeyedNode(int Line, IReadOnlyList<MappingEntry> Entries) : MappingNode(Line);

/// <summary>A key with its value.</summary>
internal sealed record MappingEntry(string Key, int Line, MappingNode Value);
