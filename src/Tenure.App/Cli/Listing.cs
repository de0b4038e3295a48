// A list that can be read three ways: a table for people, JSON for programs, CSV for spreadsheets. One definition of its
// columns serves all three. CSV goes to standard output; a text that a spreadsheet would run as a formula gets an
// apostrophe before it.
using System.CommandLine;
using System.Text.Json.Nodes;
using CsvHelper;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Cli;

/// <summary>A column.</summary>
/// <param name="Name">Its name in JSON and CSV; JSON adds <c>Minor</c> to an amount, which is in minor units there.</param>
/// <param name="Heading">Its heading in the table, with a leading <c>&gt;</c> to the right; null leaves it out there.</param>
/// <param name="Of">Its value of a row.</param>
internal sealed record Column<T>(string Name, string? Heading, Func<T, Cell> Of);

internal sealed class Listing<T>(string name, IReadOnlyList<Column<T>> columns)
{
    /// <summary>Shows the rows as the command line asks, no more of them than <c>--limit</c> allows.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">The options that every list shares.</param>
    /// <param name="rows">What to show.</param>
    /// <param name="about">What JSON says before the rows.</param>
    /// <param name="heading">What stands above the table.</param>
    /// <param name="after">What is said below the table; by default how many rows there are.</param>
    /// <param name="waiting">What waits for a run, which the list says too.</param>
    /// <param name="below">What stands below the list in any case, as it tells of more than its rows.</param>
    public int Show(
        CliContext context,
        ListingOptions options,
        IReadOnlyList<T> rows,
        JsonObject about,
        string? heading = null,
        Action<Answers>? after = null,
        WaitingWork waiting = default,
        Action<Answers>? below = null)
    {
        if (context.Get(options.Csv) && context.Answers.AsJson)
        {
            return context.Refuse(new OptionNotReadable("--csv", "yes", "only one of --csv and --json"));
        }

        bool more = context.Get(options.Limit) is { } limit && rows.Count > limit;
        rows = more ? [.. rows.Take(context.Get(options.Limit)!.Value)] : rows;
        if (context.Get(options.Csv))
        {
            WriteCsv(context.Host.Out, rows);
            return ExitCodes.Done;
        }

        if (waiting.SinceOn is { } since)
        {
            about["waitingSince"] = Parsing.Show(since);
        }

        return context.Answer(() => AsJson(rows, about, more), answers =>
        {
            AsText(answers, rows, more, heading, below is null ? after ?? (told => told.Line("  " + Counted.Of(rows.Count, "row"))) : null, waiting);
            below?.Invoke(answers);
        });
    }

    private void AsText(
        Answers answers, IReadOnlyList<T> rows, bool more, string? heading, Action<Answers>? after, WaitingWork waiting)
    {
        if (heading is not null)
        {
            answers.Heading(heading);
        }

        if (rows.Count == 0)
        {
            answers.Line("  nothing to show");
            return;
        }

        ShowTable(answers, rows);
        if (more)
        {
            answers.Line();
            answers.Line($"  the first {Counted.Of(rows.Count, "row")}; more fit: leave out --limit to see all");
        }
        else if (after is not null)
        {
            answers.Line();
            after(answers);
        }

        answers.Notes(waiting.Notes);
    }

    /// <summary>A column in which nothing stands says nothing, and a currency that all amounts have stands above them once.</summary>
    private void ShowTable(Answers answers, IReadOnlyList<T> rows)
    {
        List<Column<T>> shown =
            [.. columns.Where(column => column.Heading is not null && rows.Any(row => column.Of(row).SaysSomething))];
        Currency[] currencies =
        [
            .. shown.SelectMany(column => rows.Select(row => column.Of(row)))
                .Where(static cell => cell.IsAmount).Select(static cell => cell.Currency).Distinct(),
        ];
        bool one = currencies.Length == 1;
        answers.Table(
            [.. shown.Select(column => one && column.Of(rows[0]).IsAmount ? $"{column.Heading} {currencies[0].Code}" : column.Heading!)],
            rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(column => column.Of(row).Show(withCurrency: !one))]));
    }

    private JsonObject AsJson(IReadOnlyList<T> rows, JsonObject about, bool more)
    {
        var list = new JsonArray();
        foreach (T row in rows)
        {
            var item = new JsonObject();
            foreach (Column<T> column in columns)
            {
                Cell cell = column.Of(row);
                item[cell.IsAmount ? column.Name + "Minor" : column.Name] = cell.ToJson();
            }

            list.Add((JsonNode)item);
        }

        about["count"] = rows.Count;
        if (more)
        {
            about["more"] = true;
        }

        about[name] = list;
        return about;
    }

    private void WriteCsv(TextWriter writer, IReadOnlyList<T> rows)
    {
        var options = new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape };
        using CsvWriter csv = CsvWriter.Create(writer, options, leaveOpen: true);
        csv.WriteRecord([.. columns.Select(static column => column.Name)]);
        foreach (T row in rows)
        {
            foreach (Column<T> column in columns)
            {
                column.Of(row).WriteTo(csv);
            }

            csv.EndRecord();
        }
    }
}

/// <summary>Work that was due before or on the day of which a list tells, and that no run has carried out.</summary>
/// <param name="SinceOn">The earliest day of it; <c>null</c> when nothing waits.</param>
internal readonly record struct WaitingWork(DateOnly? SinceOn)
{
    public IEnumerable<string> Notes => SinceOn is { } since
        ? [$"work due since {Parsing.Show(since)} was not carried out yet: 'run' bills it, and renews or ends what is due."]
        : [];

    public static async Task<WaitingWork> UntilAsync(Session session, DateOnly day) =>
        await DueWork.NextAsync(session) is { } next && next <= day ? new WaitingWork(next) : default;
}

/// <summary>The options that every list shares.</summary>
internal sealed class ListingOptions
{
    public Option<bool> Csv { get; } = new("--csv") { Description = "Write the list as CSV to standard output" };

    public Option<int?> Limit { get; } = new("--limit") { Description = "At most so many rows" };

    /// <summary>How many rows to read: one more than are shown tells that more fit; <c>null</c> for all.</summary>
    public Decision<long?> RowsToRead(CliContext context) => context.Get(Limit) switch
    {
        null => (long?)null,
        < 1 and var limit => new OptionNotReadable("--limit", $"{limit}", "a number from 1"),
        var limit => limit + 1L,
    };

    public Command AddTo(Command command)
    {
        command.Options.Add(Limit);
        command.Options.Add(Csv);
        return command;
    }
}
