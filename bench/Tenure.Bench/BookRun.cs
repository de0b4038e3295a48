// The main job on a real book, step by step, beside what the same engine needs to copy the finished rows and do nothing else.
using System.Diagnostics;
using Tenure.App.Cli;
using Tenure.Storage;

namespace Tenure.Bench;

internal static class BookRun
{
    private static readonly string[] Tables =
    [
        "party", "party_profile", "contract_event", "effect", "contract_head", "document", "document_line", "billed_slice",
        "posting", "number", "contract", "contract_line", "mrr_step", "due_work", "outbox",
    ];

    public static async Task<int> MeasureAsync(string folder, string mapping, string[] databases)
    {
        string file = Path.Combine(Path.GetTempPath(), $"tenure-bench-{Environment.ProcessId}.db");
        foreach (string database in databases.Length > 0 ? databases : [file])
        {
            await MeasureAsync(folder, mapping, database);
        }

        foreach (string left in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(left);
        }

        return 0;
    }

    private static async Task MeasureAsync(string folder, string mapping, string database)
    {
        Console.WriteLine(database.Contains('=', StringComparison.Ordinal) ? "PostgreSQL" : "SQLite");
        double total = 0;
        total += await StepAsync("import", "import", "--mapping", mapping, "--from", folder, "--commit", "--db", database);
        total += await StepAsync("run", "run", "--until", "2024-12-31", "--db", database);
        total += await StepAsync("mrr", "report", "mrr", "--on", "2024-12-31", "--db", database);
        total += await StepAsync(
            "movements", "report", "movements", "--from", "2023-01-01", "--to", "2024-12-31", "--db", database);
        total += await StepAsync("verify", "verify", "--db", database);
        (double floor, long rows) = await CopyAsync(database);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"  {"whole job",-10} {total,7:F2} s  peak {self.PeakWorkingSet64 / 1_048_576} MB");
        Console.WriteLine($"  {"floor",-10} {floor,7:F2} s  {rows} rows copied by the engine  ratio {total / floor:F1}");
    }

    private static async Task<double> StepAsync(string name, params string[] args)
    {
        var errors = new StringWriter();
        long at = Stopwatch.GetTimestamp();
        int code = await App.Cli.CommandLine.RunAsync(args, new CliHost(new StringWriter(), errors, TimeProvider.System, 120, false));
        double seconds = Stopwatch.GetElapsedTime(at).TotalSeconds;
        Console.WriteLine($"  {name,-10} {seconds,7:F2} s" + (code == 0 ? "" : $"  exit {code}: {errors}"));
        return seconds;
    }

    /// <summary>Copies every row of the book's tables inside the engine, and takes it back.</summary>
    private static async Task<(double Seconds, long Rows)> CopyAsync(string address)
    {
        await using var database = Database.Open(DatabaseAddress.Parse(address), TimeProvider.System);
        await using Session session = await database.BeginAsync(1, Access.Write);
        long rows = 0;
        long at = Stopwatch.GetTimestamp();
        foreach (string table in Tables)
        {
            await session.ExecuteAsync($"CREATE TEMPORARY TABLE floor_{table} AS SELECT * FROM {table} WHERE tenant_id = @tenant");
        }

        double seconds = Stopwatch.GetElapsedTime(at).TotalSeconds;
        foreach (string table in Tables)
        {
            rows += await session.ScalarAsync($"SELECT count(*) FROM {table} WHERE tenant_id = @tenant") ?? 0;
        }

        return (seconds, rows);
    }
}
