// The preview of an upgrade, everything included, beside the least that anyone could do: divide as often as there are figures,
// write as many bytes, and hash them.
using Tenure.Core.Changes;
using Tenure.Core.Kernel;

namespace Tenure.Bench;

internal static class PreviewRun
{
    private const int Rounds = 4000;

    public static int Measure()
    {
        Dossier dossier = FiveYearContract.Make();
        int figures = 2 * FiveYearContract.Figures(dossier);
        int bytes = FiveYearContract.Preview(dossier).Effects.Length;
        Console.WriteLine(
            $"five years, {dossier.Existing.Lines.Length} lines after 20 changes, {figures} figures before and after, "
            + $"{dossier.Billed.Lines.Length} billed lines, {bytes} bytes of effects");
        var floor = new FiguresFloor(figures, bytes);
        (double median, long allocated) = Timing.Median(Rounds, () => FiveYearContract.Preview(dossier));
        (double least, _) = Timing.Median(Rounds, () => floor.Run());
        Console.WriteLine($"preview   {median,8:F1} us median  {allocated / 1024.0,7:F1} KB allocated");
        Console.WriteLine($"floor     {least,8:F1} us median  ratio {median / least:F1}");
        return 0;
    }
}

/// <summary>The least work that yields as many figures and as many hashed bytes.</summary>
internal sealed class FiguresFloor(int figures, int bytes)
{
    private readonly byte[] effects = new byte[bytes];

    public Hash32 Run()
    {
        long sum = 0;
        for (int i = 0; i < figures; i++)
        {
            sum += Rounding.MulDiv(199_600 + i, 29, 31);
        }

        effects.AsSpan().Fill((byte)(sum & byte.MaxValue));
        return Hash32.Of(effects);
    }
}
