using System.Collections.Immutable;

namespace Tenure.Core.Tests.Conformance;

/// <summary>A case that this release cannot play to its end.</summary>
/// <param name="Id">The case.</param>
/// <param name="Piece">What is missing, one of <see cref="NotYet.Pieces"/>.</param>
/// <param name="Places">The expected values that it takes; empty when nothing of the case can be played. The others are compared.</param>
internal sealed record Missing(string Id, string Piece, params ImmutableArray<string> Places);

/// <summary>
/// What stands out, by name. Whoever builds a piece plays its cases and takes them off this list in the same commit.
/// </summary>
internal static class NotYet
{
    internal const string Tax = "tax";
    internal const string Refunds = "refunds by payment";
    internal const string CoTermination = "co-termination at an uplift";
    internal const string BillingDay = "a change of the billing day";
    internal const string RefundPolicy = "a refund policy of its own";
    internal const string Schedules = "schedules of instalments";
    internal const string Recast = "recast";
    internal const string Reports = "reports over a whole book";
    internal const string Law = "laws as data";

    /// <summary>The pieces that the peers' cases may wait for.</summary>
    internal static ImmutableArray<string> Pieces { get; } = [Tax, Refunds, CoTermination];

    /// <summary>The pieces that worked examples may wait for besides.</summary>
    internal static ImmutableArray<string> FurtherPieces { get; } =
        [BillingDay, RefundPolicy, Schedules, Recast, Reports, Law];

    /// <summary>The peers' cases.</summary>
    internal static ImmutableArray<Missing> Cases { get; } =
    [
        new("LG-002", Tax, "credit_note_total_incl_tax"),
        new("LG-005", Tax, "credit_note_total_incl_tax"),
        new("LG-011", Tax, "first_invoice.tax", "first_invoice.total", "credit_note.tax", "credit_note.total",
            "final_invoice.tax", "final_invoice.credit_applied", "final_invoice.amount_due"),
        new("LG-013", Tax, "credit_note.tax", "credit_note.total", "credit_left"),
        new("LG-014", Tax, "credit_note.tax", "credit_note.total"),
        new("LG-015", Tax, "credit_note.tax", "credit_note.total"),
        new("LG-016", Tax, "credit_note.tax", "credit_note.total"),
        new("LG-017", Tax),
        new("IB-001", CoTermination, "renewal_price"),
    ];

    /// <summary>The worked examples.</summary>
    internal static ImmutableArray<Missing> Examples { get; } =
    [
        new("A5", BillingDay),
        new("A6", BillingDay),
        new("A7", BillingDay),
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
