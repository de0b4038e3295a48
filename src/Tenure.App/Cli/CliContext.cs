// One command's run: the opened database, today's business day, and how answers are shown. Every command goes through here,
// so refusals, conflicts and outages look the same everywhere.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Cli;

internal sealed class CliContext(CliHost host, ParseResult parsed, Database database, TenantRow tenant, bool json, ParseResult? otherwise = null)
{
    public CliHost Host => host;

    public Database Database => database;

    public int TenantId => tenant.TenantId;

    public Answers Answers { get; } = new(host, json);

    /// <summary>What was typed, else what stands for it: words that count otherwise, and the option's default.</summary>
    public T? Get<T>(Option<T> option) =>
        otherwise?.GetResult(option) is { } said && !IsGiven(option) && (!said.Implicit || parsed.GetResult(option) is null)
            ? otherwise.GetValue(option)
            : parsed.GetValue(option);

    /// <summary>Whether an option was typed, rather than filled with its default.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The same command with words for options that were not typed.</summary>
    public CliContext Over(ParseResult words) => new(host, parsed, database, tenant, json, words);

    /// <summary>What was typed for an option, <c>true</c> where it takes nothing; <c>null</c> when it was not typed.</summary>
    public string? WordsOf(Option option) => parsed.GetResult(option) is { Implicit: false } given
        ? given.Tokens.Count == 0 ? "true" : string.Join(' ', given.Tokens.Select(static token => token.Value))
        : null;

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Today in the tenant's zone, and on its own calendar when it has one (CAL-1).</summary>
    public DateOnly Today
    {
        get
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(tenant.Zone);
            DateTimeOffset now = TimeZoneInfo.ConvertTime(host.Time.GetUtcNow(), zone);
            return DateOnly.FromDateTime(now.DateTime).AddDays(tenant.ClockOffsetDays);
        }
    }

    /// <summary>The business day: the one given, else today.</summary>
    public Decision<DateOnly> BusinessDay(Option<string?> option) =>
        parsed.GetValue(option) is { } given ? Parsing.Day(option.Name, given) : Today;

    /// <summary>Shows a refusal; its exit code.</summary>
    public int Refuse(Refusal refusal) => Answers.Refuse(refusal);

    /// <summary>Shows an answer as JSON, or as text by the action; always success.</summary>
    public int Answer(Func<JsonNode> asJson, Action<Answers> asText) => Answers.Show(asJson, asText);
}
