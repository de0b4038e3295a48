// Folding a thousand events, and billing thirty years at once, each beside the least that anyone could do: look at every event once in
// order of its day; divide once for each figure, write as many bytes of derivations, and hash them.
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;

namespace Tenure.Bench;

internal static class LivesRun
{
    private const int Rounds = 300;

    public static int Measure()
    {
        Dossier restless = LongLives.Restless();
        Contract folded = Folding.Fold(restless.History).Value;
        Console.WriteLine($"a contract of {restless.Version} events in {folded.Terms.Length} terms, {folded.Lines.Length} lines");
        Show("fold", Timing.Median(Rounds, () => Folding.Fold(restless.History)), Timing.Median(Rounds, () => LookAtAll(restless.History)));

        Dossier unbilled = LongLives.Unbilled();
        DateOnly end = LongLives.Start.AddYears(30);
        CarriedOut billed = CarryingOut.Bill(unbilled, end);
        DraftLine[] lines = [.. billed.Documents.SelectMany(static document => document.Lines)];
        int bytes = lines.Sum(static line => line.Derivation.Length);
        Console.WriteLine($"thirty years of months: {billed.Documents.Length} documents, {lines.Length} lines, {bytes / 1024} KB of derivations");
        var floor = new FiguresFloor(lines.Length, bytes);
        Show("bill", Timing.Median(Rounds, () => CarryingOut.Bill(unbilled, end)), Timing.Median(Rounds, () => floor.Run()));
        return 0;
    }

    private static void Show(string what, (double Microseconds, long Bytes) work, (double Microseconds, long Bytes) floor)
    {
        Console.WriteLine($"{what,-9} {work.Microseconds / 1000,8:F2} ms median  {work.Bytes / 1024.0,7:F0} KB allocated");
        Console.WriteLine($"floor     {floor.Microseconds / 1000,8:F3} ms median  ratio {work.Microseconds / floor.Microseconds:F0}");
    }

    private static long LookAtAll(IReadOnlyList<RecordedFact> history)
    {
        var ordered = new RecordedFact[history.Count];
        for (int i = 0; i < ordered.Length; i++)
        {
            ordered[i] = history[i];
        }

        Array.Sort(ordered, static (one, other) => one.Fact.EffectiveOn.CompareTo(other.Fact.EffectiveOn));
        long units = 0;
        foreach (RecordedFact recorded in ordered)
        {
            foreach (OrderedLine line in (recorded.Fact as ContractUpgraded)?.Added ?? [])
            {
                units += line.Quantity.Micros;
            }
        }

        return units;
    }
}
