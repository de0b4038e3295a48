// What a version of the rule book decides where versions differ (CON-1). A contract is folded and billed by the version that its order
// froze, for as long as it lives; a changed rule is a member here and a further version, and never a changed line elsewhere.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>One version of the rule book.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Halves">How the part of a period's price is rounded that lies half-way between two minor units (PRO-3).</param>
[Rule("CON-1")]
public sealed record RuleBook(int Version, Halves Halves)
{
    private static ImmutableDictionary<int, RuleBook> known = ImmutableDictionary<int, RuleBook>.Empty.Add(1, new RuleBook(1, Halves.AwayFromZero));

    /// <summary>The version that new contracts are signed under.</summary>
    public const int Newest = 1;

    /// <summary>Whether this program knows a version.</summary>
    /// <param name="version">Its number.</param>
    public static bool Knows(int version) => known.ContainsKey(version);

    /// <summary>A version that this program knows; another one breaks an invariant.</summary>
    /// <param name="version">Its number.</param>
    public static RuleBook Of(int version) => known.TryGetValue(version, out RuleBook? book) ? book : throw Invariant.Broken("the version of the rules is known");

    /// <summary>Makes a version known that is not released: tests prove with one that contracts keep theirs. A number never changes
    /// what it means.</summary>
    internal static void Try(RuleBook book)
    {
        RuleBook kept = ImmutableInterlocked.GetOrAdd(ref known, book.Version, book);
        Invariant.Holds(kept == book, "a version of the rules means one thing");
    }
}

/// <summary>A contract that was signed under rules which came after this program.</summary>
/// <param name="Version">The version that its order names.</param>
public sealed record RulesUnknown(int Version) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "rules.unknown";

    /// <inheritdoc/>
    public override string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"The contract was signed under version {Version} of the rules, and this program knows them up to version {RuleBook.Newest}: use a newer release of it.");
}
