// The statement of a contract's account: every document and all money in the order of their days, and what the customer owes after
// each (BIL-3, BOOK-1). It ends with what is owed, less what is left and what is to be paid back.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;

namespace Tenure.Core.Receivables;

/// <summary>What a row of a statement is.</summary>
public enum StatementKind
{
    /// <summary>An invoice was issued.</summary>
    Invoice,

    /// <summary>A credit note was issued.</summary>
    CreditNote,

    /// <summary>The customer paid.</summary>
    Payment,

    /// <summary>Money was paid back.</summary>
    Refund,

    /// <summary>What is left was used on invoices; what is owed on balance stays the same.</summary>
    CreditUsed,

    /// <summary>A payment, a refund or a use of credit was taken back.</summary>
    TakenBack,

    /// <summary>Credit went over to the contract that follows.</summary>
    CarriedOut,

    /// <summary>Credit came over from the contract before.</summary>
    CarriedIn,

    /// <summary>Credit was granted above what was due.</summary>
    Granted,

    /// <summary>Credit was due and not granted, or not used in time.</summary>
    Forfeited,

    /// <summary>What an end chose was carried out: credit and refunds paid what was open, or what was left is to be paid back.</summary>
    Settled,

    /// <summary>Debt was written off; above zero when it was paid or cancelled after all.</summary>
    WrittenOff,
}

/// <summary>A row of a statement.</summary>
/// <param name="On">The day: that of the document, or of the money.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Document">The ordinal of the document that it is, or that the money was for; 0 for none.</param>
/// <param name="Event">The sequence of the money's event; 0 for a document.</param>
/// <param name="TakesBack">The sequence of the event that it takes back; 0 for none.</param>
/// <param name="AmountMinor">What it changes about the balance: above zero what the customer owes more, in minor units.</param>
/// <param name="SettledMinor">How much debt it closed by credit or by setting off; below zero when that was taken back. Only of a use of
/// credit, of what an end chose, and of either being taken back.</param>
/// <param name="BalanceMinor">What the customer owes after it; below zero when the customer is owed.</param>
public readonly record struct StatementRow(
    DateOnly On, StatementKind Kind, int Document, int Event, int TakesBack, long AmountMinor, long SettledMinor, long BalanceMinor);

/// <summary>Draws statements up.</summary>
public static class Statement
{
    /// <summary>The rows, by day, and on one day in the order in which they were recorded.</summary>
    /// <param name="account">The account.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="billed">Every issued line.</param>
    /// <param name="issuedOn">The issue day of each document, by its ordinal.</param>
    public static ImmutableArray<StatementRow> Of(
        CustomerAccount account, IReadOnlyList<RecordedFact> history, Billed billed, IReadOnlyDictionary<int, DateOnly> issuedOn)
    {
        var rows = new List<StatementRow>();
        foreach (AccountStep step in Replaying.StepsOf(history, billed))
        {
            if (step.Lines is { } lines)
            {
                StatementKind kind = lines.Exists(static line => line.CorrectsDocument == 0) ? StatementKind.Invoice : StatementKind.CreditNote;
                rows.Add(new StatementRow(issuedOn[step.Document], kind, step.Document, 0, 0, lines.Sum(static line => line.GrossMinor), 0, 0));
                AccountMove move = account.Moves.FirstOrDefault(move => move.Event == 0 && move.AfterDocument == step.Document);
                rows.AddRange(Extra(rows[^1], StatementKind.WrittenOff, move.WrittenOffMinor));
            }
            else
            {
                rows.AddRange(RowsOf(step.Money!, account.Moves, history));
            }
        }

        long balance = 0;
        return [.. rows.OrderBy(static row => row.On).Select(row => row with { BalanceMinor = balance += row.AmountMinor })];
    }

    /// <summary>A fact about money, and what was granted or forfeited with it. A fact that moved nothing is told all the same.</summary>
    private static IEnumerable<StatementRow> RowsOf(RecordedFact recorded, ImmutableArray<AccountMove> moves, IReadOnlyList<RecordedFact> history)
    {
        AccountMove move = moves.FirstOrDefault(move => move.Event == recorded.Sequence);
        Fact meant = recorded.Fact is PaymentUnapplied back ? history[back.PaymentSequence - 1].Fact : recorded.Fact;
        bool isWhole = meant is CreditGranted or CreditLapsed;
        long apart = isWhole ? 0 : move.GrantedMinor + move.ForfeitedMinor + move.WrittenOffMinor;
        var row = new StatementRow(
            recorded.Fact.EffectiveOn, KindOf(recorded.Fact), 0, recorded.Sequence, 0, move.BalanceMinor + apart, 0, 0);
        yield return recorded.Fact switch
        {
            PaymentRecorded { Document: { } document } => row with { Document = document },
            CreditUsed used => row with { Document = used.Document ?? 0, SettledMinor = -move.ReceivableMinor },
            BalanceSettled => row with { SettledMinor = -move.ReceivableMinor - move.WrittenOffMinor },
            PaymentUnapplied unapplied => row with
            {
                TakesBack = unapplied.PaymentSequence,
                SettledMinor = meant is CreditUsed or BalanceSettled ? -move.ReceivableMinor - move.WrittenOffMinor : 0,
            },
            _ => row,
        };
        foreach (StatementRow extra in isWhole ? [] : (StatementRow[])
            [
                .. Extra(row, StatementKind.Granted, move.GrantedMinor), .. Extra(row, StatementKind.Forfeited, move.ForfeitedMinor),
                .. Extra(row, StatementKind.WrittenOff, move.WrittenOffMinor),
            ])
        {
            yield return extra;
        }
    }

    private static StatementRow[] Extra(in StatementRow beside, StatementKind kind, long movedMinor) =>
        movedMinor == 0 ? [] : [beside with { Kind = kind, AmountMinor = -movedMinor, SettledMinor = 0 }];

    private static StatementKind KindOf(Fact fact) => fact switch
    {
        PaymentRecorded => StatementKind.Payment,
        RefundPaid => StatementKind.Refund,
        CreditUsed => StatementKind.CreditUsed,
        PaymentUnapplied => StatementKind.TakenBack,
        CreditGranted => StatementKind.Granted,
        BalanceSettled => StatementKind.Settled,
        CreditLapsed => StatementKind.Forfeited,
        CreditCarriedOut => StatementKind.CarriedOut,
        _ => StatementKind.CarriedIn,
    };
}
