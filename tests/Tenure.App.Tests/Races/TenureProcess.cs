// The built program as a process of its own, as an operator or another server runs it.
using System.Diagnostics;
using Tenure.App.Tests.Storage;
using Xunit;

namespace Tenure.App.Tests.Races;

internal static class TenureProcess
{
    /// <summary>Starts a command on a book.</summary>
    public static Process Start(DatabaseUnderTest book, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet" ? own : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string arg in (string[])[Path.Combine(AppContext.BaseDirectory, "tenure.dll"), .. args, "--db", book.Address.Text])
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end: the exit code, and what was said on both streams.</summary>
    public static async Task<(int Exit, string Said)> EndAsync(Process process)
    {
        using (process)
        {
            Task<string> answers = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await answers + await errors);
        }
    }
}
