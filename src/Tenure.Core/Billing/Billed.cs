// What storage holds of a contract's bills: document lines by line and period. Billing is the difference between the target
// and this (BIL-1).
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>What a document line is.</summary>
public enum BilledKind
{
    /// <summary>A debit for days of a recurring charge.</summary>
    Slice,

    /// <summary>A debit for a one-time item.</summary>
    OneTime,

    /// <summary>A debit for a batch of what was recorded in a period.</summary>
    Usage,

    /// <summary>A debit for an end within a fixed term, on no line of the contract (VER-5).</summary>
    Fee,

    /// <summary>A credit that gives whole days back.</summary>
    GiveBack,

    /// <summary>A credit for units that left, or for a total that was too high; days stay covered.</summary>
    Reduction,
}

/// <summary>The stored names of the kinds of document lines.</summary>
public static class BilledKinds
{
    /// <summary>Whether a line of the kind covers its days, so that none of them is billed on the same line again (BIL-2).</summary>
    public static bool Covers(BilledKind kind) => kind is BilledKind.Slice or BilledKind.OneTime or BilledKind.Fee;

    /// <summary>The stored name.</summary>
    public static string NameOf(BilledKind kind) => kind switch
    {
        BilledKind.Slice => "slice",
        BilledKind.OneTime => "one_time",
        BilledKind.Usage => "usage",
        BilledKind.Fee => "fee",
        BilledKind.GiveBack => "give_back",
        BilledKind.Reduction => "reduction",
    };

    /// <summary>The kind with a stored name; an unknown name breaks an invariant.</summary>
    public static BilledKind Of(string name) => name switch
    {
        "slice" => BilledKind.Slice,
        "one_time" => BilledKind.OneTime,
        "usage" => BilledKind.Usage,
        "fee" => BilledKind.Fee,
        "give_back" => BilledKind.GiveBack,
        "reduction" => BilledKind.Reduction,
        _ => throw Invariant.Broken("a document line of unknown kind " + name),
    };
}

/// <summary>A line of an issued document.</summary>
/// <param name="Document">The document's ordinal within the contract, from 1.</param>
/// <param name="LineIndex">The line's place on its document, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ContractLine">The contract's line number; 0 for a fee, which is on none.</param>
/// <param name="PeriodIndex">The billing period's index over the contract's life; of a fee the sequence of the end.</param>
/// <param name="Days">The days billed or given back.</param>
/// <param name="Generation">How often these days were billed before; of usage the number of its batch.</param>
/// <param name="AmountMinor">The amount in minor units, before tax; credits are negative.</param>
/// <param name="CorrectsDocument">For a credit, the ordinal of the document it corrects; else 0.</param>
/// <param name="CorrectsLine">For a credit, the line on that document; else 0.</param>
/// <param name="Refunds">Whether money paid for what it takes back is to be paid back (VER-5).</param>
/// <param name="TaxMinor">Its share of the document's tax in minor units, on top of the amount; credits are negative.</param>
/// <param name="TaxPercent">The rate of its tax; <c>null</c> when it is not taxed.</param>
/// <param name="IssuedOn">The issue day of its document.</param>
public readonly record struct BilledLine(
    int Document,
    int LineIndex,
    BilledKind Kind,
    int ContractLine,
    int PeriodIndex,
    DateRange Days,
    int Generation,
    long AmountMinor,
    int CorrectsDocument,
    int CorrectsLine,
    bool Refunds = false,
    long TaxMinor = 0,
    decimal? TaxPercent = null,
    DateOnly IssuedOn = default)
{
    /// <summary>The amount with its tax, in minor units: what is owed for it, or comes back.</summary>
    public long GrossMinor => AmountMinor + TaxMinor;
}

/// <summary>The issued lines of one contract, sorted by contract line, period, document and place.</summary>
public sealed class Billed
{
    private readonly BilledLine[] lines;

    private Billed(BilledLine[] lines) => this.lines = lines;

    /// <summary>Nothing billed yet.</summary>
    public static Billed Nothing { get; } = new([]);

    /// <summary>Every issued line.</summary>
    public ReadOnlySpan<BilledLine> Lines => lines;

    /// <summary>The issued lines of a contract, in any order.</summary>
    public static Billed Of(IEnumerable<BilledLine> issued)
    {
        BilledLine[] sorted = [.. issued];
        Array.Sort(sorted, Compare);
        return new Billed(sorted);
    }

    /// <summary>These lines and some more.</summary>
    public Billed With(IReadOnlyCollection<BilledLine> more) => more.Count == 0 ? this : Of(lines.Concat(more));

    /// <summary>The issued lines of one contract line and period.</summary>
    public ReadOnlySpan<BilledLine> Of(int contractLine, int periodIndex)
    {
        int low = 0;
        int high = lines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            BilledLine at = lines[middle];
            bool before = at.ContractLine != contractLine ? at.ContractLine < contractLine : at.PeriodIndex < periodIndex;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        int end = low;
        while (end < lines.Length && lines[end].ContractLine == contractLine && lines[end].PeriodIndex == periodIndex)
        {
            end++;
        }

        return lines.AsSpan(low, end - low);
    }

    private static int Compare(BilledLine one, BilledLine other) =>
        one.ContractLine != other.ContractLine ? one.ContractLine.CompareTo(other.ContractLine)
        : one.PeriodIndex != other.PeriodIndex ? one.PeriodIndex.CompareTo(other.PeriodIndex)
        : one.Document != other.Document ? one.Document.CompareTo(other.Document)
        : one.LineIndex.CompareTo(other.LineIndex);
}
