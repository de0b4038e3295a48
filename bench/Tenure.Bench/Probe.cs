using System.Diagnostics;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
namespace Tenure.Bench;
internal static class Probe
{
    public static void Run(Dossier d)
    {
        Time("fold", () => Folding.Fold(d.History));
        Time("periods x15", () => { int n = 0; for (int l = 0; l < 15; l++) foreach (var p in BillingPeriods.Of(d.Existing.Terms[0].Span, d.Existing.BillingAnchor, Cadence.Month, BillingGrid.FromStart)) n += p.Index; return n; });
        Time("target", () => { long n = 0; foreach (var p in new Target(d.Existing)) n += p.FigureMinor; return n; });
        Time("upcoming", () => Reconciling.OutlookOf(d.Existing, d.Billed));
        Time("mrr", () => MonthlyRevenue.On(d.Existing, FiveYearContract.Today));
        Time("lockins", () => CarryingOut.LockIns(d, FiveYearContract.Today));
        Time("sha", () => Hash32.Of(new byte[4543]));
        Time("preview", () => Previewing.Upgrade(d, FiveYearContract.Upgrade, FiveYearContract.Today));
    }
    private static void Time<T>(string name, Func<T> f)
    {
        var times = new double[3000];
        for (int w = 0; w < 2; w++)
        for (int i = 0; i < times.Length; i++) { long at = Stopwatch.GetTimestamp(); f(); times[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds; }
        Array.Sort(times);
        Console.WriteLine($"{name,-12} min {times[0]:F1} p10 {times[300]:F1} median {times[1500]:F1}");
    }
}
