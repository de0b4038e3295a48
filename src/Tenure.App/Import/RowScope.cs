// One row of a section with the rows joined to it: where expressions find their cells and where a refusal is noted. A row
// goes on being read after the first refusal, so that a person can mend all of it at once.
using System.Buffers;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>The row at hand.</summary>
internal sealed class RowScope
{
    private const int LongestName = 200;
    private const int LongestText = 4000;

    private static readonly SearchValues<char> Harmless = SearchValues.Create("0123456789 .,()-/");

    private readonly Findings findings;
    private readonly FileRules file;
    private readonly int[] places;
    private readonly CsvRow?[] rows;

    public RowScope(RowRules rules, IReadOnlyDictionary<FileRules, CsvTable> tables, Findings findings)
    {
        this.findings = findings;
        file = rules.File;
        rows = new CsvRow?[rules.Joins.Count + 1];
        places = [.. rules.References.Select(reference => tables[reference.File].PlaceOf(reference.Column))];
    }

    /// <summary>The line on which the row begins.</summary>
    public int Line => rows[0]!.Value.Line;

    /// <summary>Whether anything in it was refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Goes to a row; joined rows are set one by one.</summary>
    public void MoveTo(CsvRow row)
    {
        Array.Clear(rows);
        rows[0] = row;
        IsRefused = false;
    }

    public void Join(int slot, CsvRow? row) => rows[slot] = row;

    public string Cell(ColumnReference column) => rows[column.Slot] is { } row ? row.Cells[places[column.Number]] : string.Empty;

    /// <summary>Refuses the row; answers false, so that a reader can end with it.</summary>
    public bool Refuse(ColumnReference? column, string code, string sentence)
    {
        IsRefused = true;
        findings.Refuse(file, Line, column?.Label ?? string.Empty, column is null ? string.Empty : Cell(column), code, sentence);
        return false;
    }

    /// <summary>The text of an expression, which may be empty.</summary>
    public bool TryText(Expression expression, out string text)
    {
        text = string.Empty;
        switch (expression.Resolve(this))
        {
            case TextOf { Parts: [{ Column: { } column }] }:
                text = Cell(column);
                return true;
            case TextOf words:
                text = words.Constant ?? string.Concat(words.Parts.Select(part => part.Column is null ? part.Words : Cell(part.Column)));
                return true;
            case Quotient quotient when TryQuotient(quotient, out decimal number):
                text = DecimalText.Of(number);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A name, code or id: not empty, one line, nothing that a spreadsheet would run.</summary>
    public bool TryName(Expression expression, string what, out string name) =>
        TryText(expression, out name)
        && (name.Length > 0 || Refuse(expression.Leading, ImportCodes.ValueMissing, $"The {what} is empty: fill the cell, or give the mapping a value for empty ones."))
        && IsUsable(name, what, LongestName, expression);

    /// <summary>People's own words: may be empty and have lines.</summary>
    public bool TryWords(Expression expression, string what, out string words) =>
        TryText(expression, out words) && IsUsable(words, what, LongestText, expression);

    /// <summary>A value of one kind.</summary>
    public bool TryRead<T>(Typed<T> typed, string what, out T value)
    {
        value = default!;
        if (!TryText(typed.Expression, out string text))
        {
            return false;
        }

        if (text.Length == 0)
        {
            return Refuse(typed.Expression.Leading, ImportCodes.ValueMissing, $"The {what} is empty: fill the cell, or give the mapping a value for empty ones.");
        }

        Decision<T> read = typed.Words.Read(text);
        if (read.TryValue(out T? accepted, out Refusal? refusal))
        {
            value = accepted;
            return true;
        }

        return Refuse(typed.Expression.Leading, refusal.Code, $"The {what} cannot be used: {refusal.Sentence}");
    }

    /// <summary>A day; nothing when the text is empty.</summary>
    public bool TryDay(Expression expression, out DateOnly? day)
    {
        day = null;
        if (expression.Resolve(this) is not { } leaf || !TryText(leaf, out string text))
        {
            return false;
        }

        if (text.Length == 0)
        {
            return true;
        }

        FileRules from = leaf.Leading?.File ?? file;
        bool isConstant = leaf is TextOf { Constant: not null };
        if (isConstant ? Vocabularies.Day.Read(text).TryValue(out DateOnly read, out _) : DayForm.TryRead(text, from.Dates, out read))
        {
            day = read;
            return true;
        }

        return Refuse(leaf.Leading ?? expression.Leading, ImportCodes.DateFormat, isConstant ? $"'{text}' in the mapping is not a day: write yyyy-MM-dd." : DayHint(text, from));
    }

    /// <summary>A day that must be there.</summary>
    public bool TryDay(Expression expression, string what, out DateOnly day)
    {
        bool isRead = TryDay(expression, out DateOnly? read);
        day = read ?? default;
        return isRead && (read is not null || Refuse(expression.Leading, ImportCodes.ValueMissing, $"The {what} is empty: fill the cell."));
    }

    /// <summary>A number that must be there.</summary>
    public bool TryNumber(Expression expression, string what, out decimal number)
    {
        number = 0m;
        Leaf? leaf = expression.Resolve(this);
        if (leaf is Quotient quotient)
        {
            return TryQuotient(quotient, out number);
        }

        if (leaf is null || !TryText(leaf, out string text))
        {
            return false;
        }

        NumberForm form = leaf.Leading?.File.Numbers ?? new NumberForm('.', null);
        return NumberText.TryRead(text, form, out number)
            || (text.Length == 0
                ? Refuse(expression.Leading, ImportCodes.ValueMissing, $"The {what} is empty: fill the cell.")
                : Refuse(leaf.Leading ?? expression.Leading, ImportCodes.NumberFormat,
                    $"'{text}' is not a number as the mapping says this file writes them: write digits only, without currency signs, or set 'numbers' in the mapping."));
    }

    /// <summary>What to say about a text that is not a day.</summary>
    public static string DayHint(string text, FileRules file) =>
        $"'{text}' is not a day written as {string.Join(" or ", file.Dates)} between {DayText.FirstYear} and {DayText.LastYear}: correct the cell, or set 'dates' in the mapping.";

    private bool TryQuotient(Quotient quotient, out decimal number)
    {
        number = 0m;
        if (!TryNumber(quotient.Dividend, "dividend", out decimal dividend) | !TryNumber(quotient.Divisor, "divisor", out decimal divisor))
        {
            return false;
        }

        if (divisor == 0m)
        {
            return Refuse(quotient.Divisor.Leading, ImportCodes.DividedByZero, $"{DecimalText.Of(dividend)} cannot be divided by zero: correct the cell.");
        }

        if (NumberText.Divide(dividend, divisor) is { } exact)
        {
            number = exact;
            return true;
        }

        return Refuse(quotient.Leading, ImportCodes.NotDivisible,
            $"{DecimalText.Of(dividend)} divided by {DecimalText.Of(divisor)} has no exact value: correct the amount, or let the mapping sell it as one flat charge.");
    }

    private bool IsUsable(string text, string what, int longest, Expression expression)
    {
        if (IsFormula(text))
        {
            return Refuse(expression.Leading, ImportCodes.Formula,
                $"The {what} '{text}' would run as a formula when somebody opens an export in a spreadsheet: take its first character away.");
        }

        bool hasControls = text.Any(letter => char.IsControl(letter) && (longest == LongestName || letter is not ('\n' or '\r' or '\t')));
        return (!hasControls && text.Length <= longest) || Refuse(expression.Leading, ImportCodes.TextNotUsable,
            $"The {what} has more than {longest} characters or has control characters: shorten or clean it.");
    }

    /// <summary>A sign before nothing but digits and their punctuation is a number or a telephone number, and harmless.</summary>
    private static bool IsFormula(string text) =>
        text.Length > 1 && (text[0] is '=' or '@' or '\t' or '\r'
            || (text[0] is '+' or '-' && text.AsSpan(1).ContainsAnyExcept(Harmless)));
}
