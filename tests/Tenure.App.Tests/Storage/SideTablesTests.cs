// The smaller tables: due days, messages out and in, people, catalogue, notes, tenants.
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class SideTablesTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task Read_rows_of_a_contract_are_replaced_whole(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = await OrderAsync(session);
        var line = new ContractLineRow(head.ContractId, 1, "seats", "crm", Day(1, 1), null, "10", "12.5");
        var step = new MrrStepRow(head.ContractId, head.CustomerId, Day(1, 1), "EUR", "100/3");
        Guid[] all = [head.ContractId];
        await ReadTables.WriteAsync(
            session, new([ContractOf(head)], new([], [line, line with { Line = 2 }]), new([], [step])));
        await ReadTables.WriteAsync(
            session, new([ContractOf(head) with { Status = "ended" }], new(all, [line]), new(all, [])));
        (await session.QueryAsync("SELECT status FROM contract WHERE tenant_id = @tenant", row => row.GetText(0)))
            .ShouldBe(["ended"]);
        (await session.ScalarAsync("SELECT count(*) FROM contract_line WHERE tenant_id = @tenant")).ShouldBe(1);
        (await session.ScalarAsync("SELECT count(*) FROM mrr_step WHERE tenant_id = @tenant")).ShouldBe(0);
        await Should.ThrowAsync<StorageRefusedException>(
            ReadTables.WriteAsync(session, new([], new([], [line]), new([], []))));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6"), Rule("STO-4")]
    public async Task A_draft_is_kept_seen_anew_committed_and_dropped_by_whoever_holds_its_contract(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        Head head = await OrderAsync(book.Database);
        DraftRow draft = DraftOf(head, "a month on us");
        await using (var session = await book.Database.BeginAsync(Tenant, Access.Write))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => DraftTables.WriteAsync(session, draft));
            await Should.ThrowAsync<InvalidOperationException>(() => DraftTables.DropAsync(session, draft));
        }

        await WriteAsync(book.Database, head.ContractId, async (session, _) =>
        {
            await ReadTables.WriteAsync(session, new([ContractOf(head)], new([], []), new([], [])));
            await Effects.AppendAsync(session, [new(head.ContractId, 1, new byte[32], Json("{}"))]);
            await DraftTables.WriteAsync(session, draft);
        });
        await WriteAsync(book.Database, head.ContractId, async (session, _) =>
        {
            await DraftTables.WriteAsync(session, draft with { BusinessOn = Day(3, 1), Version = 7, Effects = Json("""{"b":2}"""), Body = Json("[]") });
            DraftRow seen = (await DraftTables.FindAsync(session, draft.DraftId)).ShouldNotBeNull();
            (seen.BusinessOn, seen.Version, Text(seen.Effects)).ShouldBe((Day(3, 1), 7, """{"b":2}"""));
            Text(seen.Body).ShouldBe("""{"days":30}""", "what was wished never changes");
            await DraftTables.WriteAsync(session, seen with { CommittedSequence = 1 });
            (await DraftTables.OpenOfAsync(session, head.ContractId)).ShouldBeEmpty();
            (await DraftTables.ListAsync(session, head.ContractId, isOpen: false, limit: 5)).Select(row => row.DraftId).ShouldBe([draft.DraftId]);
            await DraftTables.WriteAsync(session, DraftOf(head, draft.Name));
            (await DraftTables.NamedAsync(session, draft.Name)).Count.ShouldBe(2, "a committed draft leaves its name free");
        });
        await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, head.ContractId, (session, _) => DraftTables.WriteAsync(session, DraftOf(head, draft.Name))));
        await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, head.ContractId, (session, _) => DraftTables.WriteAsync(session, DraftOf(head, "other") with { CommittedSequence = 2 })));
        await WriteAsync(book.Database, head.ContractId, (session, _) => DraftTables.DropAsync(session, draft));
        await using var read = await book.Database.BeginAsync(Tenant, Access.Read);
        (await DraftTables.FindAsync(read, draft.DraftId)).ShouldBeNull();
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-4")]
    public async Task Due_work_is_claimed_in_order_and_the_tenant_knows_its_next_day(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await Tenants.WriteAsync(book.Database, new(Tenant, "Ours", "Europe/Prague", true, 3, null));
        await using (var session = await book.Database.BeginAsync(Tenant, Access.Write))
        {
            var (a, b, c) = (await OrderAsync(session), await OrderAsync(session), await OrderAsync(session));
            await DueWork.SetAsync(session, [(a.ContractId, Day(3, 1)), (b.ContractId, Day(1, 1)), (c.ContractId, null)]);
            (await DueWork.ClaimAsync(session, Day(3, 1), 10))
                .ShouldBe([(b.ContractId, Day(1, 1)), (a.ContractId, Day(3, 1))]);
            (await DueWork.ClaimAsync(session, Day(2, 28), 10)).Count.ShouldBe(1);
            await DueWork.SetAsync(session, [(b.ContractId, null), (a.ContractId, Day(4, 1))]);
            (await DueWork.NextAsync(session)).ShouldBe(Day(4, 1));
            await Tenants.SetNextDueAsync(session);
            await session.CommitAsync();
        }

        (await Tenants.LoadAsync(book.Database))
            .ShouldBe([new TenantRow(Tenant, "Ours", "Europe/Prague", true, 3, Day(4, 1))]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task Messages_wait_until_they_are_delivered_and_arrive_once(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var (first, second) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        await Outbox.AppendAsync(session, [new(second, first, "hook", Json("[]")), new(first, first, "mail", Json("{}"))]);
        (await Outbox.PendingAsync(session, 10)).Select(row => row.OutboxId).ShouldBe([first, second]);
        await Outbox.MarkDeliveredAsync(session, [first]);
        (await Outbox.PendingAsync(session, 10)).Select(row => row.Topic).ShouldBe(["hook"]);
        (await Inbox.TryReceiveAsync(session, "stripe", "evt_1", Json("{}"))).ShouldBeTrue();
        (await Inbox.TryReceiveAsync(session, "stripe", "evt_1", Json("{}"))).ShouldBeFalse();
        (await Inbox.TryReceiveAsync(session, "crm", "evt_1", Json("{}"))).ShouldBeTrue();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-3")]
    public async Task People_and_their_words_can_be_erased_while_their_ids_stay(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var (party, note) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await PartyTables.AddAsync(session, [new(party, "person", null)])).ShouldBe(1);
        (await PartyTables.AddAsync(session, [new(party, "person", null)])).ShouldBe(0);
        await PartyTables.WriteProfilesAsync(session, [new(party, """{"name":"Ada"}""")]);
        await PartyTables.WriteProfilesAsync(session, [new(party, """{"name":"Ada Lovelace"}""")]);
        (await PartyTables.LoadProfilesAsync(session, [party])).Single().Attributes.ShouldContain("Lovelace");
        (await Notes.AddAsync(session, [new(note, party, "call", "said hello")])).ShouldBe(1);
        (await Notes.LoadAsync(session, party)).Single().Text.ShouldBe("said hello");
        (await Notes.EraseAsync(session, note)).ShouldBeTrue();
        (await PartyTables.EraseProfileAsync(session, party)).ShouldBeTrue();
        (await PartyTables.EraseProfileAsync(session, party)).ShouldBeFalse();
        (await PartyTables.LoadAsync(session, [party])).ShouldBe([new PartyRow(party, "person", null)]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task A_plan_has_each_version_once(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var plan = new PlanRow(Guid.CreateVersion7(), "pro", "Pro");
        var version = new PlanVersionRow(Guid.CreateVersion7(), plan.PlanId, 1, Json("{}"));
        await CatalogueTables.AddPlansAsync(session, [plan, plan]);
        (await CatalogueTables.LoadPlansAsync(session)).ShouldBe([plan]);
        (await CatalogueTables.AddPlanVersionsAsync(session, [version])).ShouldBe(1);
        (await CatalogueTables.AddPlanVersionsAsync(session, [version])).ShouldBe(0);
        (await CatalogueTables.LoadPlanVersionsAsync(session)).Single().PlanVersionId.ShouldBe(version.PlanVersionId);
        (await Should.ThrowAsync<StorageRefusedException>(CatalogueTables.AddPlanVersionsAsync(
            session, [version with { PlanVersionId = Guid.CreateVersion7() }])))
            .Code.ShouldBeOneOf(StorageRefusedException.Duplicate, StorageRefusedException.AppendOnly);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5")]
    public async Task An_accepted_preview_is_kept_beside_its_event(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = await OrderAsync(session);
        await Effects.AppendAsync(session, [new(head.ContractId, 1, [1, 2, 3], Json("""{"total":1}"""))]);
        var effect = (await Effects.LoadAsync(session, head.ContractId)).Single();
        effect.Hash.ShouldBe([1, 2, 3]);
        effect.Bytes.ToArray().ShouldBe(Json("""{"total":1}""").ToArray());
    }
}
