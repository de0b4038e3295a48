// A database of its own and the command line upon it, run inside the test's process: the same doors that a person uses, with a
// clock that stands still.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Storage;

namespace Tenure.App.Tests.Commands;

/// <summary>What a command answered.</summary>
internal sealed record CliAnswer(int ExitCode, string Out, string Error)
{
    /// <summary>The answer as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Out).ShouldNotBeNull(Error);

    /// <summary>The code of a refusal; <c>null</c> when it was none.</summary>
    public string? Code => Json is JsonObject answer ? (string?)answer["code"] : null;

    /// <summary>Everything that was said, for failing tests.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Out}\n{Error}";
}

/// <summary>A book that commands act upon.</summary>
internal sealed class CliBook : IAsyncDisposable
{
    private readonly TimeProvider _time;

    private CliBook(DatabaseUnderTest underTest, TimeProvider time)
    {
        UnderTest = underTest;
        _time = time;
    }

    public DatabaseUnderTest UnderTest { get; }

    public Engine Engine => UnderTest.Engine;

    public static async Task<CliBook> CreateAsync(Engine engine, DateTimeOffset? now = null)
    {
        var time = new StandingClock(now ?? new DateTimeOffset(2025, 1, 15, 12, 0, 0, TimeSpan.Zero));
        return new CliBook(await DatabaseUnderTest.CreateAsync(engine, time), time);
    }

    /// <summary>Runs a command on this book.</summary>
    public Task<CliAnswer> RunAsync(params string[] args) => RunOnAsync(UnderTest.Address.Text, _time, args);

    /// <summary>Runs a command with <c>--json</c>, which must be done.</summary>
    public async Task<JsonNode> DoAsync(params string[] args)
    {
        CliAnswer answer = await RunAsync([.. args, "--json"]);
        answer.ExitCode.ShouldBe(ExitCodes.Done, $"{string.Join(' ', args)}: {answer}");
        return answer.Json;
    }

    /// <summary>Runs a command on whatever an address names.</summary>
    public static async Task<CliAnswer> RunOnAsync(string address, TimeProvider time, params string[] args)
    {
        await using var said = new StringWriter();
        await using var complained = new StringWriter();
        int exitCode = await CommandLine.RunAsync(
            [.. args, "--db", address], new CliHost(said, complained, time, 120, IsTerminal: false));
        return new CliAnswer(exitCode, said.ToString(), complained.ToString());
    }

    /// <summary>Reads rows of the first tenant.</summary>
    public Task<List<T>> RowsAsync<T>(string sql, Func<RowReader, T> map, params (string Name, object? Value)[] args) =>
        RowsOfAsync(1, sql, map, args);

    /// <summary>Reads rows of a tenant.</summary>
    public async Task<List<T>> RowsOfAsync<T>(int tenant, string sql, Func<RowReader, T> map, params (string Name, object? Value)[] args)
    {
        await using Session session = await UnderTest.Database.BeginAsync(tenant, Access.Read);
        return await session.QueryAsync(sql, map, args);
    }

    /// <summary>Adds a company.</summary>
    public Task AddTenantAsync(int tenant, string zone) => Tenants.WriteAsync(
        UnderTest.Database, new TenantRow(tenant, $"Tenant {tenant}", zone, IsSandbox: false, ClockOffsetDays: 0, NextDueOn: null));

    /// <summary>One number.</summary>
    public async Task<long> CountAsync(string sql, params (string Name, object? Value)[] args) =>
        (await RowsAsync(sql, static row => row.GetLong(0), args)).Single();

    public ValueTask DisposeAsync() => UnderTest.DisposeAsync();
}

/// <summary>A clock that stands still.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
