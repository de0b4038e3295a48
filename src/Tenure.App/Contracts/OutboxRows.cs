// What the outbox will deliver: one row per fact and per document, with ids only (CON-3).
using System.Globalization;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal static class OutboxRows
{
    public static List<OutboxRow> Of(int tenantId, IReadOnlyList<ContractChange> changes)
    {
        var rows = new List<OutboxRow>(changes.Count * 2);
        var json = new CanonicalJson();
        foreach (ContractChange change in changes)
        {
            foreach (RecordedFact recorded in change.Facts)
            {
                json.Reset().BeginObject().Name("contract"u8).Value(change.ContractId);
                json.Name("sequence"u8).Value(recorded.Sequence).EndObject();
                rows.Add(Row(tenantId, change.ContractId, FactCodec.TypeOf(recorded.Fact), recorded.Sequence, json));
            }

            foreach (DraftDocument document in change.Documents)
            {
                Guid id = DocumentRows.DocumentIdOf(tenantId, change.ContractId, document.Ordinal);
                json.Reset().BeginObject().Name("contract"u8).Value(change.ContractId);
                json.Name("document"u8).Value(id).EndObject();
                string topic = document.Kind == DocumentKind.Invoice ? "invoice.issued" : "credit_note.issued";
                rows.Add(Row(tenantId, change.ContractId, topic, document.Ordinal, json));
            }
        }

        return rows;
    }

    private static OutboxRow Row(int tenantId, Guid contractId, string topic, int number, CanonicalJson json) => new(
        DerivedId.From(topic, tenantId, contractId.ToString("N"), number.ToString(CultureInfo.InvariantCulture), null),
        contractId,
        topic,
        json.ToArray());
}
