// Everything that happened is told to the outside: one message per event and per document, and no other (STO-2).
using System.Globalization;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class OutboxOfBook(int tenantId) : ReferenceCheck
{
    // As many ids as one statement takes on every engine.
    private const int AtOnce = 4096;

    private long matched;

    public override string Id => "outbox.complete";

    public override string Law => "The outbox has one message for every event and every document, and no other.";

    protected override string Advice => "Restore the message from a backup; delivery is marked on it, its content never changes.";

    public override async Task<List<Finding>> LookAsync(Session session, IReadOnlyList<StoredContract> contracts)
    {
        var findings = new List<Finding>();
        foreach (Message[] expected in contracts.SelectMany(MessagesOf).Chunk(AtOnce))
        {
            var open = expected.ToDictionary(message => message.Id);
            await session.ForEachAsync(
                "SELECT outbox_id, contract_id, topic, body FROM outbox WHERE tenant_id = @tenant AND outbox_id IN @ids ORDER BY outbox_id",
                row =>
                {
                    open.Remove(row.GetGuid(0), out Message? message);
                    var found = new Message(row.GetGuid(0), row.GetGuid(1), row.GetText(2), row.GetText(3));
                    matched++;
                    if (found != message)
                    {
                        findings.Add(Found(RowName.Message(found.Id), message, found));
                    }
                },
                ("ids", open.Keys.ToList()));
            findings.AddRange(open.Values.Select(missing => Found(RowName.Message(missing.Id), missing, "no such row")));
        }

        return findings;
    }

    /// <summary>Messages beyond those expected are looked for only when there are more than expected.</summary>
    public override async Task<List<Finding>> FinishAsync(Session session)
    {
        if (await session.ScalarAsync("SELECT count(*) FROM outbox WHERE tenant_id = @tenant") == matched)
        {
            return [];
        }

        var expected = new HashSet<Guid>();
        await session.ForEachAsync(
            "SELECT contract_id, sequence, type FROM contract_event WHERE tenant_id = @tenant ORDER BY contract_id, sequence",
            row => expected.Add(IdOf(row.GetText(2), row.GetGuid(0), row.GetInt(1))));
        await session.ForEachAsync(
            "SELECT contract_id, ordinal, kind FROM document WHERE tenant_id = @tenant ORDER BY contract_id, ordinal",
            row => expected.Add(IdOf(row.GetText(2) + ".issued", row.GetGuid(0), row.GetInt(1))));
        var findings = new List<Finding>();
        await session.ForEachAsync(
            "SELECT outbox_id, topic FROM outbox WHERE tenant_id = @tenant ORDER BY outbox_id",
            row =>
            {
                if (!expected.Contains(row.GetGuid(0)))
                {
                    findings.Add(Found(RowName.Message(row.GetGuid(0)), "an event or document that it tells of", $"none for {row.GetText(1)}"));
                }
            });
        return findings;
    }

    private IEnumerable<Message> MessagesOf(StoredContract contract)
    {
        foreach (StoredEvent stored in contract.Events)
        {
            yield return new Message(
                IdOf(stored.Type, contract.Id, stored.Sequence), contract.Id, stored.Type,
                FormattableString.Invariant($"{{\"contract\":\"{contract.Id}\",\"sequence\":{stored.Sequence}}}"));
        }

        foreach (DocumentRow document in contract.Documents)
        {
            string topic = document.Kind + ".issued";
            yield return new Message(
                IdOf(topic, contract.Id, document.Ordinal), contract.Id, topic,
                FormattableString.Invariant($"{{\"contract\":\"{contract.Id}\",\"document\":\"{document.DocumentId}\"}}"));
        }
    }

    private Guid IdOf(string topic, Guid contract, int number) =>
        DerivedId.From(topic, tenantId, contract.ToString("N"), number.ToString(CultureInfo.InvariantCulture), null);

    private sealed record Message(Guid Id, Guid ContractId, string Topic, string Body);
}
