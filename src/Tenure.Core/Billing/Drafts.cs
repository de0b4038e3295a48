// Documents before they have a number: what billing found to be due.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>A line that is due.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ContractLine">The contract's line number; 0 for a fee, which is on none.</param>
/// <param name="PeriodIndex">The billing period's index over the contract's life; of a fee the sequence of the end.</param>
/// <param name="Days">The days billed or given back.</param>
/// <param name="Generation">How often these days were billed before; of usage the number of its batch (BIL-2).</param>
/// <param name="AmountMinor">The amount in minor units, before tax; credits are negative.</param>
/// <param name="DueOn">The day it falls due (BIL-1); on a document the day that is issued.</param>
/// <param name="CorrectsDocument">For a credit, the ordinal of the document it corrects; else 0.</param>
/// <param name="CorrectsLine">For a credit, the line on that document; else 0.</param>
/// <param name="Derivation">Canonical JSON that explains the amount (BIL-8).</param>
/// <param name="Refunds">Whether money paid for what it takes back is to be paid back (VER-5).</param>
public sealed record DraftLine(
    BilledKind Kind,
    int ContractLine,
    int PeriodIndex,
    DateRange Days,
    int Generation,
    long AmountMinor,
    DateOnly DueOn,
    int CorrectsDocument,
    int CorrectsLine,
    ReadOnlyMemory<byte> Derivation,
    bool Refunds = false)
{
    /// <summary>Stands for the document that a credit corrects while it has no ordinal, because the same run bills it; the line is then the
    /// place among the run's lines.</summary>
    internal const int OfThisRun = -1;

    /// <summary>Its share of the document's tax in minor units, on top of the amount; credits are negative.</summary>
    public long TaxMinor { get; init; }

    /// <summary>The rate of its tax; <c>null</c> when it is not taxed.</summary>
    public decimal? TaxPercent { get; init; }

    /// <summary>Canonical JSON that explains the tax; empty when it is not taxed.</summary>
    public ReadOnlyMemory<byte> TaxDerivation { get; init; }

    /// <summary>The amount with its tax, in minor units.</summary>
    public long GrossMinor => AmountMinor + TaxMinor;

    /// <summary>Whether it asks for money.</summary>
    public bool IsDebit => Kind is not (BilledKind.GiveBack or BilledKind.Reduction);

    /// <summary>The line as billing finds it on a document.</summary>
    internal BilledLine AsBilled(int document, int index) => new(
        document, index, Kind, ContractLine, PeriodIndex, Days, Generation, AmountMinor, CorrectsDocument, CorrectsLine, Refunds, TaxMinor,
        TaxPercent, DueOn);
}

/// <summary>What a document is.</summary>
public enum DocumentKind
{
    /// <summary>It asks for money.</summary>
    Invoice,

    /// <summary>It takes back what an invoice asked for.</summary>
    CreditNote,
}

/// <summary>A document that is due: the lines of one sign, one contract and one issue day (BIL-8).</summary>
/// <param name="Ordinal">Its number within the contract, from 1.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="IssueOn">The day it is issued.</param>
/// <param name="Lines">Its lines; the first has index 1.</param>
public sealed record DraftDocument(int Ordinal, DocumentKind Kind, DateOnly IssueOn, ImmutableArray<DraftLine> Lines)
{
    /// <summary>The sum of its lines in minor units, before tax; below zero on a credit note. A sum of rounded figures (MON-2).</summary>
    public long NetMinor
    {
        get
        {
            long sum = 0;
            foreach (DraftLine line in Lines)
            {
                sum += line.AmountMinor;
            }

            return sum;
        }
    }

    /// <summary>The tax of its lines in minor units; below zero on a credit note.</summary>
    public long TaxMinor => Lines.Sum(static line => line.TaxMinor);

    /// <summary>What it asks for or gives back, tax included, in minor units.</summary>
    public long GrossMinor => NetMinor + TaxMinor;

    /// <summary>Whether any of its lines is taxed.</summary>
    public bool IsTaxed => Lines.Any(static line => line.TaxPercent is not null);

    /// <summary>Its lines as billing will find them once they are issued.</summary>
    public IEnumerable<BilledLine> AsBilled()
    {
        for (int i = 0; i < Lines.Length; i++)
        {
            yield return Lines[i].AsBilled(Ordinal, i + 1);
        }
    }
}
