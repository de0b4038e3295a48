using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>A second version of the rule book, which no release has (CON-1). One life in eight is signed under it, so that every property
/// holds under both.</summary>
internal static class TriedRules
{
    public const int Version = 2;

    /// <summary>Makes it known to this process.</summary>
    public static void AreKnown() => RuleBook.Try(new RuleBook(Version, Halves.ToEven));

    /// <summary>The order under the rules that belong to the seed.</summary>
    public static OrderContract On(ulong seed, OrderContract order)
    {
        AreKnown();
        return seed % 8 == 5 ? order with { RulesVersion = Version } : order;
    }
}
