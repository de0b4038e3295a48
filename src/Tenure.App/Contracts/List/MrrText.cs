// Stored MRR, such as 199000/1 or 100/3: an exact fraction of minor units per month.
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.List;

internal static class MrrText
{
    /// <summary>The fraction; zero where nothing is stored.</summary>
    public static Fraction Parse(string? stored)
    {
        if (stored is null)
        {
            return Fraction.Zero;
        }

        int slash = stored.IndexOf('/', StringComparison.Ordinal);
        return new Fraction(
            Int128.Parse(stored.AsSpan(0, slash), CultureInfo.InvariantCulture),
            Int128.Parse(stored.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
