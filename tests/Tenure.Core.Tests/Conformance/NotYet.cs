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
    internal const string Law = "laws as data";

    /// <summary>The pieces that worked examples wait for.</summary>
    internal static ImmutableArray<string> Pieces { get; } = [Law];

    /// <summary>The worked examples.</summary>
    internal static ImmutableArray<Missing> Examples { get; } =
    [
        new("L5", Law, "transition_until", "retrieval_until"),
    ];
}
