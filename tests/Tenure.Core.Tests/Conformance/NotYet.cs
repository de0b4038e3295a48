using System.Collections.Immutable;

namespace Tenure.Core.Tests.Conformance;

/// <summary>A worked example that this release cannot play to its end.</summary>
/// <param name="Id">The case.</param>
/// <param name="Piece">What is missing, one of <see cref="NotYet.Pieces"/>.</param>
/// <param name="Places">The expected values that it takes; empty when nothing of the case can be played. The others are compared.</param>
internal sealed record Missing(string Id, string Piece, params ImmutableArray<string> Places);

/// <summary>
/// What stands out, by name: no case of a peer does. Whoever builds a piece plays its examples and takes them off this list in the same commit.
/// </summary>
internal static class NotYet
{
    internal const string Refunds = "refunds by payment";
    internal const string LongFirstPeriod = "a first period beyond its grid";
    internal const string RefundPolicy = "a refund policy of its own";
    internal const string Schedules = "schedules of instalments";
    internal const string Recast = "recast";
    internal const string Reports = "reports over a whole book";
    internal const string Law = "laws as data";

    /// <summary>The pieces that worked examples wait for.</summary>
    internal static ImmutableArray<string> Pieces { get; } =
        [Refunds, LongFirstPeriod, RefundPolicy, Schedules, Recast, Reports, Law];

    /// <summary>The worked examples.</summary>
    internal static ImmutableArray<Missing> Examples { get; } =
    [
        new("A7", LongFirstPeriod),
        new("C6", Refunds),
        new("C8", RefundPolicy),
        new("R2", Schedules, "unbilled_after_20000"),
        new("R3", Recast),
        new("M9", Reports),
        new("M10", Reports),
        new("M15", Reports),
        new("M16", Reports),
        new("M17", Reports),
        new("M20", Reports),
        new("M21", Reports),
        new("M22", Reports),
        new("L5", Law, "transition_until", "retrieval_until"),
    ];
}
