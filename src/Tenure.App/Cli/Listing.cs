// A list that can be read three ways: a table for people, JSON for programs, CSV for spreadsheets. One definition of its
// columns serves all three. CSV goes to standard output; a text that a spreadsheet would run as a formula gets an
// apostrophe before it.
using System.CommandLine;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Tenure.App.Cli;

/// <summary>A column.</summary>
/// <param name="Name">Its name in JSON and CSV; JSON adds <c>Minor</c> to an amount, which is in minor units there.</param>
/// <param name="Heading">Its heading in the table, with a leading <c>&gt;</c> to the right; null leaves it out there.</param>
/// <param name="Of">Its value of a row.</param>
internal sealed record Column<T>(string Name, string? Heading, Func<T, Cell> Of);

internal sealed class Listing<T>(string name, IReadOnlyList<Column<T>> columns)
{
    /// <summary>Shows the rows as the command line asks.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">The options that every list shares.</param>
    /// <param name="rows">What to show.</param>
    /// <param name="about">What JSON says before the rows.</param>
    /// <param name="heading">What stands above the table.</param>
    /// <param name="after">What is said below the table; by default how many rows there are.</param>
    public int Show(
        CliContext context,
        ListingOptions options,
        IReadOnlyList<T> rows,
        JsonObject about,
        string? heading = null,
        Action<Answers>? after = null)
    {
        if (context.Get(options.Csv) && context.Answers.AsJson)
        {
            return context.Refuse(new OptionNotReadable("--csv", "yes", "only one of --csv and --json"));
        }

        if (context.Get(options.Csv))
        {
            WriteCsv(context.Host.Out, rows);
            return ExitCodes.Done;
        }

        return context.Answer(() => AsJson(rows, about), answers =>
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

            // A column in which nothing stands says nothing.
            List<Column<T>> shown =
                [.. columns.Where(column => column.Heading is not null && rows.Any(row => column.Of(row).IsPresent))];
            answers.Table(
                [.. shown.Select(static column => column.Heading!)],
                rows.Select(row => (IReadOnlyList<string>)[.. shown.Select(column => column.Of(row).Show())]));
            answers.Line();
            if (after is null)
            {
                answers.Line("  " + Counted.Of(rows.Count, "row"));
            }
            else
            {
                after(answers);
            }
        });
    }

    private JsonObject AsJson(IReadOnlyList<T> rows, JsonObject about)
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

/// <summary>The options that every list shares.</summary>
internal sealed class ListingOptions
{
    public Option<bool> Csv { get; } = new("--csv") { Description = "Write the list as CSV to standard output" };

    public Command AddTo(Command command)
    {
        command.Options.Add(Csv);
        return command;
    }
}
