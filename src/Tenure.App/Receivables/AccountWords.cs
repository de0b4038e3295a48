// What stands on a customer's account, in the words that the statement, the previews and a document's own page share.
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.App.Receivables;

internal static class AccountWords
{
    public static string NameOf(CreditKind kind) => kind switch
    {
        CreditKind.Correction => "correction",
        CreditKind.Overpayment => "overpayment",
        CreditKind.Goodwill => "goodwill",
    };

    public static string Of(CreditKind kind) => kind switch
    {
        CreditKind.Correction => "credit notes",
        CreditKind.Overpayment => "payments above the debt",
        CreditKind.Goodwill => "goodwill",
    };

    public static string NameOf(StatementKind kind) => kind switch
    {
        StatementKind.Invoice => "invoice",
        StatementKind.CreditNote => "credit_note",
        StatementKind.Payment => "payment",
        StatementKind.Refund => "refund",
        StatementKind.CreditUsed => "credit_used",
        StatementKind.TakenBack => "taken_back",
        StatementKind.CarriedOut => "credit_carried_out",
        StatementKind.CarriedIn => "credit_carried_in",
        StatementKind.Granted => "credit_granted",
        StatementKind.Forfeited => "credit_forfeited",
        StatementKind.Settled => "settled_at_end",
        StatementKind.WrittenOff => "written_off",
    };

    /// <summary>A row of a statement in words.</summary>
    public static string Of(
        StatementRow row, IReadOnlyDictionary<int, ContractDocument> documents, IReadOnlyList<RecordedFact> history, Currency currency)
    {
        string purpose = row.Document > 0 ? " for " + documents[row.Document].Number : string.Empty;
        return row.Kind switch
        {
            StatementKind.Invoice => "invoice " + documents[row.Document].Number,
            StatementKind.CreditNote => "credit note " + documents[row.Document].Number,
            StatementKind.Payment => "payment" + purpose,
            StatementKind.Refund => "refund paid",
            StatementKind.CreditUsed => $"credit used{purpose}: {Parsing.Show(row.SettledMinor, currency)}",
            StatementKind.TakenBack => Of(history[row.TakesBack - 1].Fact) + $" {row.TakesBack} taken back",
            StatementKind.CarriedOut => "credit carried over",
            StatementKind.CarriedIn => "credit that came over",
            StatementKind.Granted => "credit granted",
            StatementKind.Forfeited => "credit forfeited",
            StatementKind.Settled => $"settled at the end: {Parsing.Show(row.SettledMinor, currency)} offset",
            StatementKind.WrittenOff => row.AmountMinor < 0 ? "written off" : "written off before, paid or cancelled after all",
        };
    }

    /// <summary>What kind of money a fact is, in words.</summary>
    public static string Of(Fact fact) => fact switch
    {
        PaymentRecorded => "payment",
        RefundPaid => "refund",
        CreditGranted => "granted credit",
        BalanceSettled => "settlement at the end",
        CreditLapsed => "forfeit",
        _ => "use of credit",
    };

    /// <summary>A balance with who owes it.</summary>
    public static string Balance(long minor, Currency currency) => new Money(minor, currency) + (minor switch
    {
        > 0 => ", owed by the customer",
        < 0 => ", owed to the customer",
        _ => string.Empty,
    });
}
