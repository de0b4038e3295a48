// What is fast and what is not, each figure beside its physical floor from the same run. docs/operating/performance.md has
// the commands and the figures.
using Tenure.Bench;

return args switch
{
    ["preview", ..] => PreviewRun.Measure(),
    ["lives", ..] => LivesRun.Measure(),
    ["micro", .. var rest] => MicroRun.Measure(rest),
    ["book", var folder, var mapping, .. var databases] => await BookRun.MeasureAsync(folder, mapping, databases),
    ["start", var program] => StartRun.Measure(program),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine(
        """
        preview                          the preview of an upgrade on a five-year contract
        lives                            folding a thousand events, billing thirty years of months at once
        micro [BenchmarkDotNet options]  the same under BenchmarkDotNet, with its floor
        book FOLDER MAPPING [DB...]      import a book and run it to 2024-12-31, on new SQLite files or databases
        start PROGRAM                    how long the program takes to say --help
        """);
    return 2;
}
