// docs/guide/export.md describes every table of an export with its columns, in their order, and no other.
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.App.Exports;
using Xunit;

namespace Tenure.App.Tests.Docs;

public sealed partial class ExportDocsTests
{
    [Fact]
    public void The_page_names_each_table_with_its_columns()
    {
        string page = RefusalDocsTests.Paper("docs/guide/export.md");
        string[] described =
        [
            .. Row().Matches(page).Select(static row =>
                $"{row.Groups["table"].Value}: {string.Join(' ', Column().Matches(Aside().Replace(row.Groups["columns"].Value, "")).Select(static column => column.Groups[1].Value))}"),
        ];
        described.ShouldBe(
            ExportTable.All.Select(static table => $"{table.Name}: {string.Join(' ', table.Columns.Select(static column => column.Name))}"),
            ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| `(?<table>\w+)` \|[^|]*\|(?<columns>[^|]*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Column();

    /// <summary>In brackets stand values of a column and what it means.</summary>
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Aside();
}
