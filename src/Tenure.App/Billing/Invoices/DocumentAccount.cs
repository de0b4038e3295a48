// What a document did on the customer's account (BIL-3): what a credit note cancelled, left as credit or gave back, and what became of
// an invoice's debt.
using System.Text.Json.Nodes;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Billing.Invoices;

/// <summary>A document on the account.</summary>
/// <param name="Document">The document.</param>
/// <param name="Move">What it moved when it was issued.</param>
/// <param name="Invoice">What became of its debt by now; <c>null</c> for a credit note.</param>
internal sealed record DocumentAccount(FoundDocument Document, AccountMove Move, InvoiceBalance? Invoice)
{
    /// <summary>Whether something moved, which has an entry of its own behind the document's.</summary>
    public bool HasEntry => !Move.IsNothing;

    /// <summary>What it did, by name.</summary>
    public IEnumerable<(string Name, string Value)> Words => Amounts
        .Where(amount => amount.Minor != 0 || amount.Name == "openMinor")
        .Select(amount => (amount.Words, new Money(amount.Minor, Document.Currency).ToString()));

    private (string Name, string Words, long Minor)[] Amounts => Invoice is { } invoice
        ?
        [
            ("cancelledMinor", "cancelled by credit notes", invoice.CancelledMinor),
            ("paidMinor", "paid", invoice.PaidMinor),
            ("creditUsedMinor", "paid by credit", invoice.CreditUsedMinor),
            ("writtenOffMinor", "written off", invoice.WrittenOffMinor),
            ("openMinor", "open", invoice.OpenMinor),
        ]
        :
        [
            ("cancelledMinor", "debt cancelled", -Document.GrossMinor - Move.ReceivableMinor - Move.WrittenOffMinor),
            ("creditMinor", "left as credit", -Move.CreditMinor),
            ("refundOwedMinor", "to be paid back", -Move.RefundMinor),
        ];

    public static async Task<DocumentAccount> LoadAsync(Session session, FoundDocument document)
    {
        Dossier dossier = (await DossierStore.LoadAsync(session, [document.ContractId]))[document.ContractId].Dossier;
        CustomerAccount account = dossier.Account;
        return new DocumentAccount(
            document,
            account.Moves.FirstOrDefault(move => move.AfterDocument == document.Ordinal && move.Event == 0),
            account.Invoices.FirstOrDefault(invoice => invoice.Document == document.Ordinal));
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach ((string name, _, long minor) in Amounts)
        {
            json[name] = minor;
        }

        return json;
    }
}
