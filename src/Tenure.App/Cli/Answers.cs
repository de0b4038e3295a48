// How answers look: a calm table for people, JSON for programs. Amounts stand to the right, days in ISO form.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;
using Tenure.App.Contracts.Drafts;
using Tenure.Core.Kernel;

namespace Tenure.App.Cli;

internal sealed class Answers(CliHost host, bool json)
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IAnsiConsole? console;

    /// <summary>Whether answers are JSON.</summary>
    public bool AsJson => json;

    private IAnsiConsole Console => console ??= ConsoleTo(host.Out);

    /// <summary>Shows an answer in the form that was asked for.</summary>
    public int Show(Func<JsonNode> asJson, Action<Answers> asText)
    {
        if (json)
        {
            host.Out.WriteLine(asJson().ToJsonString(Indented));
        }
        else
        {
            asText(this);
        }

        return ExitCodes.Done;
    }

    /// <summary>Shows a refusal: its code, and what to do.</summary>
    public int Refuse(Refusal refusal)
    {
        if (json)
        {
            var problem = new JsonObject { ["code"] = refusal.Code, ["detail"] = refusal.Sentence };
            host.Out.WriteLine(problem.ToJsonString(Indented));
        }
        else
        {
            host.Error.WriteLine($"refused ({refusal.Code}): {Printable(refusal.Sentence)}");
        }

        return refusal is VersionConflict or PreviewStale or DraftStale ? ExitCodes.Conflict
            : refusal is DatabaseUnavailable ? ExitCodes.Unavailable
            : refusal is UsageInvalid or OptionMissing ? ExitCodes.Usage
            : ExitCodes.Refused;
    }

    /// <summary>What was given comes back in a refusal; control characters in it must not reach a terminal.</summary>
    private static string Printable(string sentence) =>
        sentence.Any(char.IsControl) ? string.Concat(sentence.Select(static letter => char.IsControl(letter) ? '\uFFFD' : letter)) : sentence;

    /// <summary>A line of text.</summary>
    public void Line(string text = "") => host.Out.WriteLine(text);

    /// <summary>What a person should read twice, apart from what stands above it.</summary>
    public void Notes(IEnumerable<string> notes)
    {
        bool first = true;
        foreach (string note in notes)
        {
            if (first)
            {
                Line();
                first = false;
            }

            Line("note: " + note);
        }
    }

    /// <summary>A heading above what follows.</summary>
    public void Heading(string text)
    {
        Console.WriteLine();
        Console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");
    }

    /// <summary>A table; a column named with a leading <c>&gt;</c> stands to the right. One wider than the window shows its rows
    /// one below the other: half an amount is worse than a long list.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        bool[] right = [.. columns.Select(static column => column.StartsWith('>'))];
        string[] headings = [.. columns.Select(static column => column.TrimStart('>'))];
        List<IReadOnlyList<string>> all = [.. rows];
        int[] widths = [.. headings.Select(WidthOf)];
        foreach (IReadOnlyList<string> row in all)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], WidthOf(row[i]));
            }
        }

        if (host.IsTerminal && widths.Sum() + (2 * widths.Length) > host.Width)
        {
            Records(headings, all);
            return;
        }

        Console.Write(new ControlCode(Console.Profile.Capabilities.Ansi ? "\u001b[1m" : string.Empty));
        host.Out.Write(RowOf(headings, widths, right));
        Console.Write(new ControlCode(Console.Profile.Capabilities.Ansi ? "\u001b[0m" : string.Empty));
        host.Out.WriteLine();
        host.Out.WriteLine(RowOf([.. widths.Select(static width => new string('\u2500', width))], widths, right));
        foreach (IReadOnlyList<string> row in all)
        {
            host.Out.WriteLine(RowOf(row, widths, right));
        }
    }

    private void Records(string[] headings, List<IReadOnlyList<string>> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                Line();
            }

            // A row of sums has its own word in the place of the last heading but one.
            Pairs(rows[i][0].Length == 0 ? [(rows[i][^2], rows[i][^1])] : headings.Zip(rows[i]).Where(static pair => pair.Second is not ("" or "-")));
        }
    }

    /// <summary>Names with their values, below each other; a long value goes on below itself.</summary>
    public void Pairs(IEnumerable<(string Name, string Value)> pairs)
    {
        List<(string Name, string Value)> all = [.. pairs];
        int indent = all.Select(static pair => WidthOf(pair.Name)).DefaultIfEmpty().Max() + 5;
        foreach ((string name, string value) in all)
        {
            string before = "  " + name + new string(' ', indent - 2 - WidthOf(name));
            foreach (string part in Folded(value, Math.Max(host.Width - indent, 20)))
            {
                host.Out.WriteLine((before + part).TrimEnd());
                before = new string(' ', indent);
            }
        }
    }

    /// <summary>A tree, as an explanation reads best.</summary>
    public void Tree(Tree tree) => Console.Write(tree);

    /// <summary>Runs long work with a bar on the error stream, so that answers can still be piped.</summary>
    public async Task<T> ProgressAsync<T>(string what, Func<IProgress<(double Done, double Total)>, Task<T>> work)
    {
        if (!host.IsTerminal || json)
        {
            return await work(new Progress<(double, double)>());
        }

        return await ConsoleTo(host.Error).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(what));
                return await work(new Reporter(task));
            });
    }

    /// <summary>How many columns a text takes; letters of East Asia take two.</summary>
    private static int WidthOf(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>A text in lines of a width, broken between words; a longer word stays whole.</summary>
    private static IEnumerable<string> Folded(string text, int width)
    {
        while (WidthOf(text) > width && text.LastIndexOf(' ', Math.Min(width, text.Length - 1)) is > 0 and int space)
        {
            yield return text[..space];
            text = text[(space + 1)..];
        }

        yield return text;
    }

    private static string RowOf(IReadOnlyList<string> cells, int[] widths, bool[] right)
    {
        var line = new StringBuilder();
        for (int i = 0; i < widths.Length; i++)
        {
            line.Append(' ', 2);
            int blank = widths[i] - WidthOf(cells[i]);
            line.Append(' ', right[i] ? blank : 0).Append(cells[i]).Append(' ', right[i] ? 0 : blank);
        }

        return line.ToString().TrimEnd();
    }

    private IAnsiConsole ConsoleTo(TextWriter writer)
    {
        IAnsiConsole made = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        made.Profile.Width = host.Width;
        return made;
    }

    /// <summary>Reports on the spot; <see cref="Progress{T}"/> would hop to another thread for each chunk.</summary>
    private sealed class Reporter(ProgressTask task) : IProgress<(double Done, double Total)>
    {
        public void Report((double Done, double Total) value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
