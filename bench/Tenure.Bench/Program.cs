using System.Diagnostics;
using Tenure.Bench;
using Tenure.Core.Changes;

var dossier = FiveYearContract.Make();
Console.WriteLine($"figures {FiveYearContract.Figures(dossier)}, lines {dossier.Existing.Lines.Length}, billed {dossier.Billed.Lines.Length}");
Probe.Run(dossier);
for (int w = 0; w < 3; w++)
{
    var times = new double[2000];
    long before = GC.GetAllocatedBytesForCurrentThread();
    int bytes = 0;
    for (int i = 0; i < times.Length; i++)
    {
        long at = Stopwatch.GetTimestamp();
        bytes = Previewing.Upgrade(dossier, FiveYearContract.Upgrade, FiveYearContract.Today).Value.Effects.Length;
        times[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds;
    }
    long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / times.Length;
    Array.Sort(times);
    Console.WriteLine($"median {times[1000]:F1} us, p99 {times[1980]:F1}, allocated {allocated} B, effects {bytes} B");
}
