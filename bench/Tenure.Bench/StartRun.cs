// How long the program takes to say --help, beside a process that does nothing.
using System.Diagnostics;

namespace Tenure.Bench;

internal static class StartRun
{
    private const int Rounds = 21;

    public static int Measure(string program)
    {
        double help = Median(program, "--help");
        double floor = Median("/bin/true", "");
        Console.WriteLine($"--help    {help,7:F1} ms median of {Rounds}");
        Console.WriteLine($"floor     {floor,7:F1} ms, a process that does nothing  ratio {help / floor:F0}");
        return 0;
    }

    private static double Median(string program, string arguments)
    {
        var times = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long at = Stopwatch.GetTimestamp();
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            times[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }
}
