// Part of the independent computation; RavenStackOracle.cs says why it shares nothing with the product.

namespace IndependentOracle;

/// <summary>One term of a contract, which is also its one slice: billed whole on its first day. Index is 0 for the
/// first term, then one more per renewal; End is the first day of the next term, also where the contract ends earlier,
/// since nothing is given back.</summary>
public sealed record RavenStackTerm(
    RavenStackContract Contract, int Index, DateOnly Start, DateOnly End, long NetCents);

public enum RavenStackMovementKind
{
    New,
    Expansion,
    Contraction,
    Churn,
    Reactivation,
}

/// <summary>What one customer's day changed; signed, so contraction and churn are negative.</summary>
public sealed record RavenStackMovement(string AccountId, DateOnly Day, RavenStackMovementKind Kind, long DeltaCents);

/// <summary>What was issued in the month that begins on Month.</summary>
public sealed record RavenStackBilledMonth(DateOnly Month, int Slices, long NetCents);

/// <summary>One report row of BOOK-4; every amount is signed, so the five kinds add up as they stand.</summary>
public sealed record RavenStackMovementMonth
{
    public required DateOnly Month { get; init; }
    public required long OpeningCents { get; init; }
    public required long NewCents { get; init; }
    public required long ExpansionCents { get; init; }
    public required long ContractionCents { get; init; }
    public required long ChurnCents { get; init; }
    public required long ReactivationCents { get; init; }
    public required long ClosingCents { get; init; }

    public long MovedCents => NewCents + ExpansionCents + ContractionCents + ChurnCents + ReactivationCents;
}

/// <summary>Why a contract ended. ChurnEventId is null when the account has no churn event; the reason is then
/// "unknown", which is also a reason that events give.</summary>
public sealed record RavenStackEndReason(string SubscriptionId, string Reason, string? ChurnEventId, long RefundCents);

/// <summary>Everything the product's book is compared with. The lists name each slice, movement and end, so that a
/// difference in a total can be traced to the row that makes it.</summary>
public sealed record RavenStackExpectation
{
    public required int Customers { get; init; }
    public required int Contracts { get; init; }
    public required int InForce { get; init; }
    public required int TrialsInForce { get; init; }

    /// <summary>Contracts whose end has come, those of zero days among them.</summary>
    public required int Ended { get; init; }
    public required int ZeroDay { get; init; }
    public required long MrrCents { get; init; }

    /// <summary>Terms of trials among them; a contract of zero days begins none.</summary>
    public required int TermsBegun { get; init; }
    public required int RenewalsByHand { get; init; }
    public required int RenewalsAutomatic { get; init; }

    public required IReadOnlyList<RavenStackTerm> BilledSlices { get; init; }

    /// <summary>One document per contract and issue day (BIL-8); none of total zero.</summary>
    public required int Invoices { get; init; }
    public required long BilledTotalCents { get; init; }
    public required IReadOnlyList<RavenStackBilledMonth> BilledPerMonth { get; init; }

    public required IReadOnlyList<RavenStackMovement> Movements { get; init; }
    public required IReadOnlyList<RavenStackMovementMonth> MovementsPerMonth { get; init; }

    public required IReadOnlyList<RavenStackEndReason> EndReasons { get; init; }
    public required IReadOnlyDictionary<string, int> EndedPerReason { get; init; }
    public required int EndedWithoutChurnEvent { get; init; }
    public required int EndedWithRefund { get; init; }
}
