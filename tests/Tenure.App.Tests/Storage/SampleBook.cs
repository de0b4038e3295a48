// Small true-to-life rows for the storage tests: a contract with its first event, an invoice with its slices, and one
// contract that has a row in every append-only table.
using System.Text;
using Tenure.Storage;

namespace Tenure.App.Tests.Storage;

internal static class SampleBook
{
    internal const int Tenant = 1;
    internal const string Series = "INV";

    /// <summary>The tables whose rows never change, by the founding design (STO-3).</summary>
    internal static readonly string[] AppendOnlyTables =
    [
        "billed_slice", "contract_event", "document", "document_line", "effect", "given_back", "number",
        "plan_version", "posting", "seal", "usage_batch",
    ];

    internal static DateOnly Day(int month, int day) => new(2025, month, day);

    internal static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    internal static NewEvent Event(Guid contractId, int sequence, string body = """{"a":1}""") => new(
        contractId, sequence, "contract_ordered", 1, Day(1, 1), Day(1, 1),
        new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.Zero), Guid.CreateVersion7(), "test", Json(body));

    /// <summary>Orders a contract in a session: one event and the head.</summary>
    internal static async Task<Head> OrderAsync(Session session, Guid? contractId = null)
    {
        var id = contractId ?? Guid.CreateVersion7();
        var hashes = await EventLog.AppendAsync(session, [Event(id, 1)]);
        var head = new Head(id, Guid.CreateVersion7(), 1, hashes[id], null, 0, 0, null);
        await Heads.InsertAsync(session, [head]);
        return head;
    }

    /// <summary>Orders a contract and commits it.</summary>
    internal static async Task<Head> OrderAsync(Database database, Guid? contractId = null, int tenantId = Tenant)
    {
        await using var session = await database.BeginAsync(tenantId, Access.Write);
        var head = await OrderAsync(session, contractId);
        await session.CommitAsync();
        return head;
    }

    /// <summary>Locks a contract, lets the act write, and commits.</summary>
    internal static async Task WriteAsync(Database database, Guid contractId, Func<Session, Head, Task> act)
    {
        await using var session = await database.BeginAsync(Tenant, Access.Write);
        await act(session, (await Heads.LockAsync(session, [contractId])).Single());
        await session.CommitAsync();
    }

    internal static DocumentLineRow Line(
        Guid documentId, int index, Guid contractId, DateOnly start, DateOnly end, long amount = 1000, int line = 1) =>
        new(documentId, index, contractId, line, "slice", 0, start, end, 1, amount, null, null, Refunds: false, 0, null, null, Json("{}"));

    internal static BilledSliceRow Slice(DocumentLineRow line, int generation = 1) => new(
        line.ContractId, line.ContractLine, line.PeriodIndex, line.ServiceStart, generation, line.ServiceEnd,
        line.DocumentId, line.LineIndex);

    internal static GivenBackRow GiveBack(BilledSliceRow slice, DateOnly from, DateOnly to, DocumentLineRow line) => new(
        slice.ContractId, slice.ContractLine, slice.PeriodIndex, slice.SliceStart, slice.Generation, from, to,
        line.DocumentId, line.LineIndex);

    internal static async Task<DocumentRow> DocumentAsync(Session session, Head head, string series = Series) => new(
        Guid.CreateVersion7(), head.ContractId, head.CustomerId,
        (int)(await session.ScalarAsync(
            "SELECT count(*) FROM document WHERE tenant_id = @tenant AND contract_id = @c", ("c", head.ContractId)))!,
        "invoice", series, await Numbers.TakeAsync(session, series, 1), Day(1, 1), "EUR", 1000, 0);

    /// <summary>Issues one invoice with one slice, of the line from start to end.</summary>
    internal static async Task<BilledSliceRow> InvoiceAsync(
        Session session, Head head, DateOnly start, DateOnly end, int generation = 1, long amount = 1000, int line = 1)
    {
        var document = await DocumentAsync(session, head);
        var row = Line(document.DocumentId, 0, head.ContractId, start, end, amount, line) with
        {
            Generation = generation,
        };
        var slice = Slice(row, generation);
        await Documents.WriteAsync(session, DocumentBatch.Empty with
        {
            Documents = [document],
            Lines = [row],
            Slices = [slice],
        });
        return slice;
    }

    /// <summary>Gives days of a slice back on a credit note.</summary>
    internal static async Task CreditAsync(Session session, Head head, BilledSliceRow slice, DateOnly from, DateOnly to)
    {
        var document = await DocumentAsync(session, head);
        var line = Line(document.DocumentId, 0, head.ContractId, from, to, amount: -500) with { Kind = "give_back" };
        await Documents.WriteAsync(session, DocumentBatch.Empty with
        {
            Documents = [document with { Kind = "credit_note" }],
            Lines = [line],
            GivenBack = [GiveBack(slice, from, to, line)],
        });
    }

    /// <summary>Fills every append-only table, and most of the others, with at least one row.</summary>
    internal static async Task FillAsync(Database database, int tenantId = Tenant)
    {
        await using var session = await database.BeginAsync(tenantId, Access.Write);
        var head = await OrderAsync(session);
        await Effects.AppendAsync(session, [new(head.ContractId, 1, new byte[32], Json("{}"))]);
        var slice = await InvoiceAsync(session, head, Day(1, 1), Day(2, 1));
        await CreditAsync(session, head, slice, Day(1, 15), Day(2, 1));
        await Documents.WriteAsync(session, DocumentBatch.Empty with
        {
            Postings = [new(head.ContractId, 0, 0, slice.DocumentId, Day(1, 1), "receivable", 1000, "EUR")],
            Usage = [new(head.ContractId, 2, 0, 0, slice.DocumentId, slice.LineIndex)],
        });
        await FillAroundAsync(session, head);
        await Sealer.SealAsync(session);
        await session.CommitAsync();
    }

    internal static DraftRow DraftOf(Head head, string name) => new(
        Guid.CreateVersion7(), head.ContractId, name, "extend", 1, Json("""{"days":30}"""), new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.Zero),
        Guid.CreateVersion7(), Day(1, 1), Day(2, 1), 1, new byte[32], Json("{}"), CommittedSequence: null);

    private static async Task FillAroundAsync(Session session, Head head)
    {
        var planId = Guid.CreateVersion7();
        var partyId = Guid.CreateVersion7();
        await CatalogueTables.AddProductsAsync(session, [new(Guid.CreateVersion7(), "crm", "CRM")]);
        await CatalogueTables.AddPlansAsync(session, [new(planId, "pro", "Pro")]);
        await CatalogueTables.AddPlanVersionsAsync(session, [new(Guid.CreateVersion7(), planId, 1, Json("{}"))]);
        await PartyTables.AddAsync(session, [new(partyId, "company", "crm-1")]);
        await PartyTables.WriteProfilesAsync(session, [new(partyId, """{"name":"Ada"}""")]);
        await PolicyTables.WriteAsync(session, new PolicyRow("thirty", false, Json("""{"day_count":"actual/30"}""")));
        await DraftTables.WriteAsync(session, DraftOf(head, "a month on us"));
        await Notes.AddAsync(session, [new(Guid.CreateVersion7(), head.ContractId, "call", "asked for a discount")]);
        await Outbox.AppendAsync(session, [new(Guid.CreateVersion7(), head.ContractId, "mail", Json("{}"))]);
        await Inbox.TryReceiveAsync(session, "crm", "1", Json("{}"));
        await DueWork.SetAsync(session, [(head.ContractId, Day(2, 1))]);
        await ReadTables.WriteAsync(session, new ReadTableBatch(
            [ContractOf(head)],
            new([head.ContractId], [new(head.ContractId, 1, "seats", "crm", Day(1, 1), null, "10", "12.5")]),
            new([head.ContractId], [new(head.ContractId, head.CustomerId, Day(1, 1), "EUR", "12500/1")])));
    }

    internal static ContractRow ContractOf(Head head) => new(
        head.ContractId, head.CustomerId, "C-1", "pro", "active", false, false, Day(1, 1), null, Day(1, 1),
        new DateOnly(2026, 1, 1), 1, "automatic", Day(11, 1), null, null, "EUR");
}
