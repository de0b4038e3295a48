namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>Random choices that a seed fixes for ever, whatever the version of .NET (SplitMix64).</summary>
internal sealed class Seeded(ulong seed)
{
    private ulong state = seed;

    /// <summary>From zero up to, and not including, a number.</summary>
    public int Below(int most) => (int)(Next() % (ulong)most);

    /// <summary>From one number to another, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> from) => from[Below(from.Length)];

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
