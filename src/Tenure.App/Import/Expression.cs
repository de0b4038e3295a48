// The few things a mapping can say instead of a plain constant: a text with columns in it, a quotient, the first that is
// not empty, a table of values, and a choice. There is no more on purpose; what these cannot say is better said by
// preparing the export.
namespace Tenure.App.Import;

/// <summary>A column of the section's own file (slot 0) or of one of its joins (slots from 1).</summary>
/// <param name="Number">Its place among the references of the section.</param>
/// <param name="Slot">Whose column it is.</param>
/// <param name="File">The file it belongs to.</param>
/// <param name="Column">Its name in the file's header.</param>
/// <param name="Label">The name as the mapping writes it, for findings.</param>
/// <param name="Line">The line of the mapping.</param>
internal sealed record ColumnReference(int Number, int Slot, FileRules File, string Column, string Label, int Line);

/// <summary>Something that has a value for each row.</summary>
internal abstract record Expression(int Line)
{
    /// <summary>The text or quotient that counts for a row; null, after refusing the row, when there is none.</summary>
    public abstract Leaf? Resolve(RowScope row);

    /// <summary>Every text or quotient it can resolve to.</summary>
    public abstract IEnumerable<Leaf> Leaves { get; }

    /// <summary>The column to name in a finding.</summary>
    public abstract ColumnReference? Leading { get; }
}

/// <summary>An expression that is a value and no choice.</summary>
internal abstract record Leaf(int Line) : Expression(Line)
{
    public override Leaf? Resolve(RowScope row) => this;

    public override IEnumerable<Leaf> Leaves => [this];
}

/// <summary>A piece of a text: fixed words, or a column.</summary>
internal readonly record struct TextPart(string Words, ColumnReference? Column);

/// <summary>A text, perhaps with columns in it.</summary>
internal sealed record TextOf(int Line, IReadOnlyList<TextPart> Parts) : Leaf(Line)
{
    /// <summary>The text when no column is in it, else null.</summary>
    public string? Constant { get; } =
        Parts.All(part => part.Column is null) ? string.Concat(Parts.Select(part => part.Words)) : null;

    public override ColumnReference? Leading => Parts.FirstOrDefault(part => part.Column is not null).Column;
}

/// <summary>One number divided by another, exactly.</summary>
internal sealed record Quotient(int Line, Expression Dividend, Expression Divisor) : Leaf(Line)
{
    public override ColumnReference? Leading => Dividend.Leading;
}

/// <summary>The first of several that is not empty; empty when all are.</summary>
internal sealed record FirstOf(int Line, IReadOnlyList<Expression> Choices) : Expression(Line)
{
    private static readonly TextOf Empty = new(0, []);

    public override IEnumerable<Leaf> Leaves => Choices.SelectMany(choice => choice.Leaves);

    public override ColumnReference? Leading => Choices.Select(choice => choice.Leading).FirstOrDefault(column => column is not null);

    public override Leaf? Resolve(RowScope row)
    {
        foreach (Expression choice in Choices)
        {
            if (choice.Resolve(row) is not { } leaf || !row.TryText(leaf, out string text))
            {
                return null;
            }

            if (text.Length > 0)
            {
                return leaf;
            }
        }

        return Empty;
    }
}

/// <summary>A table from the values of one expression to others; what the table lacks is refused unless it has an else.</summary>
internal sealed record MapOf(int Line, Expression Of, IReadOnlyDictionary<string, Expression> Map, Expression? Otherwise)
    : Expression(Line)
{
    public override IEnumerable<Leaf> Leaves => Map.Values.Concat(Otherwise is null ? [] : [Otherwise]).SelectMany(value => value.Leaves);

    public override ColumnReference? Leading => Of.Leading;

    public override Leaf? Resolve(RowScope row)
    {
        if (!row.TryText(Of, out string text))
        {
            return null;
        }

        if (Map.TryGetValue(text, out Expression? mapped) || (mapped = Otherwise) is not null)
        {
            return mapped.Resolve(row);
        }

        row.Refuse(Leading, ImportCodes.ValueNotMapped,
            $"'{text}' is not in the map on line {Line} of the mapping ({string.Join(", ", Map.Keys)}): correct the cell, or add the value or an else to the map.");
        return null;
    }
}

/// <summary>One of two, by a condition.</summary>
internal sealed record Choice(int Line, Condition When, Expression Then, Expression Otherwise) : Expression(Line)
{
    public override IEnumerable<Leaf> Leaves => Then.Leaves.Concat(Otherwise.Leaves);

    public override ColumnReference? Leading => Then.Leading ?? Otherwise.Leading ?? When.Leading;

    public override Leaf? Resolve(RowScope row) => When.Holds(row) is { } holds ? (holds ? Then : Otherwise).Resolve(row) : null;
}

/// <summary>A comparison: the expression equals one of the texts.</summary>
internal sealed record Comparison(Expression Of, IReadOnlyList<string> OneOf);

/// <summary>Comparisons that must all hold, or, turned round, must not all hold.</summary>
internal sealed record Condition(IReadOnlyList<Comparison> All, Condition? Not)
{
    public ColumnReference? Leading => All.Count > 0 ? All[0].Of.Leading : Not?.Leading;

    /// <summary>Whether it holds; null, after refusing the row, when an expression in it has no value.</summary>
    public bool? Holds(RowScope row)
    {
        foreach (Comparison comparison in All)
        {
            if (!row.TryText(comparison.Of, out string text))
            {
                return null;
            }

            if (!comparison.OneOf.Contains(text))
            {
                return false;
            }
        }

        return Not is null ? true : !Not.Holds(row);
    }
}
