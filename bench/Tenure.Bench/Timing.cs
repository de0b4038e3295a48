// Medians of work that takes well below a second.
using System.Diagnostics;

namespace Tenure.Bench;

internal static class Timing
{
    /// <summary>The median time of a round and what it allocates, after as many rounds to warm up.</summary>
    public static (double Microseconds, long Bytes) Median(int rounds, Action work)
    {
        var times = new double[rounds];
        long allocated = 0;
        for (int warm = 0; warm < 2; warm++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < rounds; i++)
            {
                long at = Stopwatch.GetTimestamp();
                work();
                times[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds;
            }

            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
        }

        Array.Sort(times);
        return (times[rounds / 2], allocated);
    }
}
