// The preview under BenchmarkDotNet, its floor as the baseline.
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;

namespace Tenure.Bench;

internal static class MicroRun
{
    public static int Measure(string[] args)
    {
        // In process: a second build of the solution would measure the package feed as well.
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run<PreviewBenchmark>(config, args);
        return 0;
    }
}

/// <summary>The preview of an upgrade on a five-year contract.</summary>
[MemoryDiagnoser]
public class PreviewBenchmark
{
    private readonly Dossier dossier = FiveYearContract.Make();
    private FiguresFloor floor = null!;

    /// <summary>Sizes the floor like the preview.</summary>
    [GlobalSetup]
    public void Prepare() => floor = new FiguresFloor(
        2 * FiveYearContract.Figures(dossier), FiveYearContract.Preview(dossier).Effects.Length);

    /// <summary>Divide, write, hash: nothing else.</summary>
    [Benchmark(Baseline = true)]
    public Hash32 Floor() => floor.Run();

    /// <summary>Fold, target to the end of the term, ledger, MRR, effects, hash.</summary>
    [Benchmark]
    public Hash32 Upgrade() => FiveYearContract.Preview(dossier).Hash;
}
