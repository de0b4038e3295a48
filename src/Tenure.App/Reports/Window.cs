// The days a report looks at, first and last included, as people name them.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Reports;

internal readonly record struct Window(DateOnly From, DateOnly To)
{
    public string Words => $"{Parsing.Show(From)} to {Parsing.Show(To)}";

    /// <summary>The bounds of days that are stored as exclusive ends: their last day lies in the window.</summary>
    public (DateOnly From, DateOnly To) Ends => (From.AddDays(1), To.AddDays(1));

    public JsonObject AsJson() => new() { ["from"] = Parsing.Show(From), ["to"] = Parsing.Show(To) };
}

/// <summary>The options of a report over a window.</summary>
internal sealed class WindowOptions
{
    private readonly Option<string?> from;
    private readonly Option<string?> to;

    public WindowOptions(string defaultFrom, string defaultTo)
    {
        from = new Option<string?>("--from") { Description = $"The first day, YYYY-MM-DD (default: {defaultFrom})" };
        to = new Option<string?>("--to") { Description = $"The last day, YYYY-MM-DD (default: {defaultTo})" };
    }

    public Option<string?> On { get; } = new("--on") { Description = "The business day that counts as today, YYYY-MM-DD" };

    public ListingOptions Listing { get; } = new();

    public Command AddTo(Command command)
    {
        command.Options.Add(from);
        command.Options.Add(to);
        command.Options.Add(On);
        return Listing.AddTo(command);
    }

    /// <summary>The window that was asked for; what is not given comes from today.</summary>
    public Decision<(Window Window, DateOnly Today)> Read(CliContext context, Func<DateOnly, Window> usual)
    {
        Decision<DateOnly> today = context.BusinessDay(On);
        Decision<DateOnly> first = Day(context, from, "--from", today, window => window.From);
        Decision<DateOnly> last = Day(context, to, "--to", today, window => window.To);
        foreach (Decision<DateOnly> day in new[] { today, first, last })
        {
            if (!day.IsAccepted)
            {
                return day.Refusal;
            }
        }

        return first.Value <= last.Value
            ? (new Window(first.Value, last.Value), today.Value)
            : new OptionNotReadable("--to", Parsing.Show(last.Value), $"a day on or after --from, which is {Parsing.Show(first.Value)}");

        Decision<DateOnly> Day(
            CliContext asked, Option<string?> option, string name, Decision<DateOnly> now, Func<Window, DateOnly> pick) =>
            asked.Get(option) is { } given ? Parsing.Day(name, given) : now.Select(day => pick(usual(day)));
    }
}
