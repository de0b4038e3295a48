// What goes in comes out, on both engines alike: letters of all scripts, the first and the last day, long texts.
using System.Text;
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class RoundTripTests
{
    private static readonly string[] Words =
    [
        "", "a", "B", "Z", "a b", "A", "é", "e\u0301", "ß", "ss", "中文", "\ud83d\ude80", "\uffee", "_", "-", "10", "9", "a'\"\\",
        "İ", "i", "\u0001",
    ];

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task Thousands_of_rows_come_back_as_they_went_in(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var days = new[] { DateOnly.MinValue, DateOnly.MaxValue, Day(2, 28), new DateOnly(2024, 2, 29) };
        var rows = Enumerable.Range(0, 3001).Select(i => new ContractRow(
            Guid.CreateVersion7(), Guid.NewGuid(), Words[i % Words.Length], "pro", "active", i % 2 == 0, i % 3 == 1, days[i % 4],
            i % 3 == 0 ? null : days[(i + 1) % 4], days[i % 4], days[(i + 2) % 4], i - 5, "automatic",
            i % 5 == 0 ? null : days[i % 4], null, i % 7 == 0 ? "ended" : null, "EUR", i % 11 == 0 ? Guid.NewGuid() : null,
            i % 13 == 0 ? Guid.NewGuid() : null)).ToList();
        await using (var session = await book.Database.BeginAsync(Tenant, Access.Write))
        {
            await ReadTables.WriteAsync(session, new ReadTableBatch(rows, new([], []), new([], [])));
            await ReadTables.WriteAsync(session, new ReadTableBatch(rows, new([], []), new([], [])));
            await session.CommitAsync();
        }

        await using var read = await book.Database.BeginAsync(Tenant, Access.Read);
        (await read.QueryAsync(
            "SELECT contract_id, customer_id, reference, plan_code, status, is_trial, is_joint, start_on, end_on, term_start_on, "
            + "term_end_on, term_count, renewal_kind, deadline_on, lock_in_on, end_reason, currency, predecessor_id, successor_id FROM contract "
            + "WHERE tenant_id = @tenant ORDER BY contract_id",
            row => new ContractRow(
                row.GetGuid(0), row.GetGuid(1), row.GetText(2), row.GetText(3), row.GetText(4), row.GetBool(5),
                row.GetBool(6), row.GetDate(7), row.GetNullableDate(8), row.GetDate(9), row.GetDate(10), row.GetInt(11), row.GetText(12),
                row.GetNullableDate(13), row.GetNullableDate(14), row.GetNullableText(15), row.GetText(16),
                row.GetNullableGuid(17), row.GetNullableGuid(18))))
            .ShouldBe(rows.OrderBy(row => row.ContractId));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2"), Rule("CON-6")]
    public async Task A_draft_comes_back_as_it_went_in(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        Head head = await OrderAsync(session);
        await ReadTables.WriteAsync(session, new([ContractOf(head)], new([], []), new([], [])));
        await Effects.AppendAsync(session, [new(head.ContractId, 1, new byte[32], Json("{}"))]);
        foreach (string name in Words)
        {
            DraftRow draft = DraftOf(head, name) with
            {
                SeenAt = new DateTimeOffset(2025, 3, 30, 2, 30, 0, TimeSpan.Zero).AddTicks(12_345_670),
                Hash = [.. Enumerable.Repeat((byte)7, 32)],
                EffectiveOn = DateOnly.MinValue,
                BusinessOn = DateOnly.MaxValue,
                CommittedSequence = name.Length % 2 == 0 ? 1 : null,
            };
            await DraftTables.WriteAsync(session, draft);
            DraftRow read = (await DraftTables.FindAsync(session, draft.DraftId)).ShouldNotBeNull();
            (read with { Body = draft.Body, Effects = draft.Effects, Hash = draft.Hash }).ShouldBe(draft);
            (read.Body.ToArray(), read.Effects.ToArray(), read.Hash).ShouldSatisfyAllConditions(
                row => row.Item1.ShouldBe(draft.Body.ToArray()), row => row.Item2.ShouldBe(draft.Effects.ToArray()), row => row.Hash.ShouldBe(draft.Hash));
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-5")]
    public async Task Text_and_ids_sort_by_their_bytes(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var rows = Words.Select((word, i) => new ProductRow(Guid.NewGuid(), word, $"{i}")).ToList();
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        await CatalogueTables.AddProductsAsync(session, rows);
        (await CatalogueTables.LoadProductsAsync(session)).Select(row => row.Code)
            .ShouldBe(Words.OrderBy(word => Convert.ToHexString(Encoding.UTF8.GetBytes(word)), StringComparer.Ordinal));
        (await session.QueryAsync(
            "SELECT product_id FROM product WHERE tenant_id = @tenant ORDER BY product_id", row => row.GetGuid(0)))
            .ShouldBe(rows.Select(row => row.ProductId).Order());
        (await session.ScalarAsync(
            "SELECT count(*) FROM product WHERE tenant_id = @tenant AND code < @word", ("word", "a")))
            .ShouldBe(Words.Count(word => string.CompareOrdinal(word, "a") < 0));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2"), Rule("CON-2")]
    public async Task The_very_bytes_of_a_long_body_are_kept_and_hashed(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var body = $$"""{"b":"{{string.Concat(Enumerable.Repeat("žluťoučký 🚀 \\u0000 ", 20_000))}}","a":1.50}""";
        var id = Guid.CreateVersion7();
        var at = new DateTimeOffset(2025, 3, 30, 2, 30, 0, TimeSpan.FromHours(2)).AddTicks(12_345_670);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var fact = Event(id, 1, body) with { RecordedAt = at, EffectiveOn = DateOnly.MinValue, Cause = "" };
        await EventLog.AppendAsync(session, [fact, Event(id, 2)]);
        var stored = await EventLog.LoadAsync(session, [id]);
        Encoding.UTF8.GetString(stored[0].Body.Span).ShouldBe(body);
        (stored[0].RecordedAt, stored[0].EffectiveOn, stored[0].Cause, stored[0].ActorId)
            .ShouldBe((at.ToUniversalTime(), DateOnly.MinValue, "", fact.ActorId));
        stored[0].Hash.ShouldBe(EventLog.HashOf(EventLog.Genesis, fact));
        stored[1].PreviousHash.ShouldBe(stored[0].Hash);
        stored[1].Hash.ShouldBe(EventLog.HashOf(stored[0].Hash, stored[1].Fact));
    }

    [Fact, Rule("CON-2")]
    public void The_hash_covers_the_hash_before_and_every_field_and_never_changes_its_ways()
    {
        var fact = Event(Guid.Parse("01234567-89ab-7def-8123-456789abcdef"), 1) with { ActorId = Guid.Empty };
        var other = Enumerable.Repeat((byte)1, 32).ToArray();
        Convert.ToHexStringLower(EventLog.HashOf(EventLog.Genesis, fact)).ShouldBe(
            "89a1f5764917e50c55c4435728d33f4eb919c683fc8edecb1ce41b4c92f89fa0");
        new[]
        {
            EventLog.HashOf(EventLog.Genesis, fact), EventLog.HashOf(other, fact),
            EventLog.HashOf(EventLog.Genesis, fact with { ContractId = Guid.Empty }),
            EventLog.HashOf(EventLog.Genesis, fact with { Sequence = 2 }),
            EventLog.HashOf(EventLog.Genesis, fact with { Type = "contract_ordere", Cause = "dtest" }),
            EventLog.HashOf(EventLog.Genesis, fact with { TypeVersion = 2 }),
            EventLog.HashOf(EventLog.Genesis, fact with { EffectiveOn = Day(1, 2) }),
            EventLog.HashOf(EventLog.Genesis, fact with { BusinessOn = Day(1, 2) }),
            EventLog.HashOf(EventLog.Genesis, fact with { RecordedAt = fact.RecordedAt.AddMicroseconds(1) }),
            EventLog.HashOf(EventLog.Genesis, fact with { ActorId = fact.ContractId }),
            EventLog.HashOf(EventLog.Genesis, fact with { Cause = "testy" }),
            EventLog.HashOf(EventLog.Genesis, fact with { Body = Json("{}") }),
        }.Select(Convert.ToHexString).Distinct().Count().ShouldBe(12);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task Text_that_the_engines_would_keep_differently_is_refused(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        foreach (var bytes in new byte[][] { [0xC3, 0x28], [0x61, 0x00, 0x62], [0xED, 0xA0, 0x80] })
        {
            await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
            await Should.ThrowAsync<ArgumentException>(
                EventLog.AppendAsync(session, [Event(Guid.CreateVersion7(), 1) with { Body = bytes }]));
        }

        foreach (var text in new[] { "a\0b", "\ud83d", "x\udc00y", "\ud83d\ude80\ud83d" })
        {
            await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
            await Should.ThrowAsync<ArgumentException>(
                CatalogueTables.AddProductsAsync(session, [new(Guid.NewGuid(), text, "x")]));
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-5")]
    public async Task Parameters_of_every_kind_compare_alike(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await FillAsync(book.Database);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Read);
        (await session.ScalarAsync(
            "SELECT count(*) FROM contract c JOIN contract_event e ON e.tenant_id = c.tenant_id "
            + "AND e.contract_id = c.contract_id JOIN effect f ON f.tenant_id = e.tenant_id "
            + "AND f.contract_id = e.contract_id AND f.sequence = e.sequence WHERE c.tenant_id = @tenant "
            + "AND c.start_on <= @day AND c.start_on > @before AND c.is_trial = @trial AND c.reference = @reference "
            + "AND e.recorded_at >= @at AND e.sequence = @sequence AND f.hash = @hash AND c.contract_id <> @id "
            + "AND c.currency IN @currencies AND e.sequence NOT IN @sequences",
            ("day", Day(1, 1)), ("before", new DateOnly(999, 12, 31)), ("trial", false), ("reference", "C-1"),
            ("at", new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)), ("sequence", 1L), ("hash", new byte[32]),
            ("id", Guid.Empty), ("currencies", new[] { "EUR", "USD" }), ("sequences", new[] { 2, 3 })))
            .ShouldBe(1);
        (await session.ScalarAsync(
            "SELECT sum(amount_minor) FROM document_line WHERE tenant_id = @tenant")).ShouldBe(500);
        (await session.ScalarAsync(
            "SELECT sum(amount_minor) FROM document_line WHERE tenant_id = @tenant AND line_index < 0")).ShouldBeNull();
    }
}
