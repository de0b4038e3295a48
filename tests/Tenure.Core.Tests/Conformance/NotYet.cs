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
    /// <summary>Laws as versioned data (END-7), stored with each judgement. What is arithmetic of a notice or a term is played without them;
    /// which law applies, and what it does beyond that, is theirs to say.</summary>
    internal const string Law = "laws as data";

    /// <summary>A case of an end with its receipt and its clocks (END-1, END-4), which knows the instant at which something arrived. Core has
    /// days only (CAL-1), so a window of hours cannot be told.</summary>
    internal const string Ending = "the ending case";

    /// <summary>Erasure after a window, with a certificate and what law keeps (END-5).</summary>
    internal const string Erasure = "erasure";

    /// <summary>The pieces that worked examples wait for.</summary>
    internal static ImmutableArray<string> Pieces { get; } = [Law, Ending, Erasure];

    /// <summary>The worked examples.</summary>
    internal static ImmutableArray<Missing> Examples { get; } =
    [
        // A period that ends on a Sunday goes on to the Monday by Regulation 1182/71. A roll moves deadlines, and forward only where a rule pack
        // says so (CAL-5); there is none yet, so that no clause offers it.
        new("L9", Law, "rolled_to"),

        // 24 hours from 16:00, and three working days of a calendar that a law names.
        new("L10", Ending),

        // Years from the end of the year of issue: the arithmetic is plain, but nothing of the book is erased yet, so no day would be used.
        new("L11", Erasure),
    ];
}
