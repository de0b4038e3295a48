// A contract's life as a scenario tells it: acts on days, each with what is expected of it. Knows nothing of who plays it, so
// that the same life runs against the pure Core and over HTTP.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>A whole life in text.</summary>
/// <param name="Title">The first comment line of the file.</param>
/// <param name="Rules">The rules of the rule book that it shows.</param>
/// <param name="Currency">The currency of every amount in it.</param>
/// <param name="Acts">What happens, in the order of the text.</param>
public sealed record Scenario(string Title, ImmutableArray<string> Rules, Currency Currency, ImmutableArray<Act> Acts);

/// <summary>Something that happens on a business day.</summary>
/// <param name="LineNumber">Where the text says so, for the report of a failure.</param>
/// <param name="On">The tenant's business day.</param>
/// <param name="Deed">What happens.</param>
/// <param name="Expected">What must be seen afterwards.</param>
public sealed record Act(int LineNumber, DateOnly On, Deed Deed, ImmutableArray<Expectation> Expected);

/// <summary>What can happen to a contract.</summary>
public abstract record Deed;

/// <summary>It is ordered.</summary>
public sealed record OrderDeed(OrderContract Command) : Deed;

/// <summary>It is upgraded, perhaps to the plan as it is on offer that day.</summary>
public sealed record UpgradeDeed(UpgradeContract Command, bool ToOffer = false) : Deed;

/// <summary>It is renewed by decision.</summary>
public sealed record RenewDeed(RenewContract Command) : Deed;

/// <summary>It is terminated.</summary>
public sealed record TerminateDeed(TerminateContract Command) : Deed;

/// <summary>Its termination is taken back.</summary>
public sealed record WithdrawDeed : Deed;

/// <summary>A scheduled change is taken back.</summary>
public sealed record DropDeed(DropChange Command) : Deed
{
    /// <summary>Whether its number is that among the changes of the life, which refused payments do not move, and not that of its event.</summary>
    public bool IsNth { get; init; }

    /// <summary>The command on a history.</summary>
    public DropChange In(IReadOnlyList<RecordedFact> history) => IsNth ? new DropChange(EventOf(history, Command.Sequence)) : Command;

    /// <summary>The event of the n-th change that may be scheduled; 0 when there is none.</summary>
    internal static int EventOf(IReadOnlyList<RecordedFact> history, int number) =>
        history.Where(static recorded => Rescheduling.IsSchedulable(recorded.Fact)).ElementAtOrDefault(number - 1)?.Sequence ?? 0;
}

/// <summary>A scheduled change is moved.</summary>
public sealed record RescheduleDeed(RescheduleChange Command) : Deed
{
    /// <summary>Whether its number is that among the changes of the life.</summary>
    public bool IsNth { get; init; }

    /// <summary>The command on a history.</summary>
    public RescheduleChange In(IReadOnlyList<RecordedFact> history) =>
        IsNth ? Command with { Sequence = DropDeed.EventOf(history, Command.Sequence) } : Command;
}

/// <summary>Its renewal is declined.</summary>
public sealed record DeclineDeed(DeclineRenewal Command) : Deed;

/// <summary>Less is to be paid for one of its lines.</summary>
public sealed record GoodwillDeed(GrantGoodwill Command) : Deed;

/// <summary>A total of what was used on it is recorded.</summary>
public sealed record UsageDeed(RecordUsage Command) : Deed;

/// <summary>One of its milestones is reached, or that is taken back.</summary>
public sealed record MilestoneDeed(ProposedChange Command) : Deed;

/// <summary>Units of one of its items were delivered.</summary>
public sealed record DeliverDeed(DeliverUnits Command) : Deed;

/// <summary>It is granted a credit.</summary>
public sealed record GrantDeed(GrantCredit Command) : Deed;

/// <summary>Other terms are agreed for it.</summary>
public sealed record AmendDeed(AmendContract Command) : Deed;

/// <summary>It gets free days.</summary>
public sealed record ExtendDeed(ExtendContract Command) : Deed;

/// <summary>It goes on after its end.</summary>
public sealed record ReinstateDeed(ReinstateContract Command) : Deed;

/// <summary>Its service stops for a while.</summary>
public sealed record PauseDeed(PauseContract Command) : Deed;

/// <summary>Its service comes back.</summary>
public sealed record ResumeDeed(DateOnly On) : Deed;

/// <summary>The seller's price list changes: from now on these charges are on offer.</summary>
public sealed record OfferDeed(ImmutableArray<Charge> Charges) : Deed;

/// <summary>It is recast: another contract takes its place, and is the one that later acts and expectations are about.</summary>
public sealed record RecastDeed(RecastContract Command) : Deed;

/// <summary>The contract is handed over to the next of the scenario's customers.</summary>
/// <param name="On">The day of the change.</param>
/// <param name="UnusedGoesOver">Whether what was paid and not used goes with it.</param>
/// <param name="ReasonCode">Why.</param>
public sealed record TransferDeed(DateOnly On, bool UnusedGoesOver, string ReasonCode) : Deed;

/// <summary>The customer pays.</summary>
public sealed record PayDeed(RecordPayment Command) : Deed;

/// <summary>Money is taken back: the n-th of its kind in the life, from 1.</summary>
/// <param name="What"><c>payment</c>, <c>refund</c> or <c>use</c> of credit.</param>
/// <param name="Number">Which of them.</param>
public sealed record UnapplyDeed(string What, int Number) : Deed
{
    /// <summary>The sequence of its event; 0 when there is none.</summary>
    public int SequenceIn(IEnumerable<RecordedFact> history) => history.Where(recorded => What switch
    {
        "payment" => recorded.Fact is PaymentRecorded,
        "refund" => recorded.Fact is RefundPaid,
        "credit" => recorded.Fact is CreditGranted,
        _ => recorded.Fact is CreditUsed,
    }).ElementAtOrDefault(Number - 1)?.Sequence ?? 0;
}

/// <summary>What is left is used on open invoices.</summary>
public sealed record UseCreditDeed(UseCredit Command) : Deed;

/// <summary>Money is paid back to the customer.</summary>
public sealed record PayBackDeed(RecordRefund Command) : Deed;

/// <summary>Everything due by the day is carried out.</summary>
public sealed record RunDeed : Deed;

/// <summary>Nothing happens; somebody looks.</summary>
public sealed record LookDeed : Deed;

/// <summary>What must be seen after an act.</summary>
/// <param name="LineNumber">Where the text says so.</param>
public abstract record Expectation(int LineNumber);

/// <summary>A document is issued. An act's documents are listed whole: one that is not listed is a failure.</summary>
/// <param name="LineNumber">Where the text says so.</param>
/// <param name="Kind"><c>invoice</c> or <c>credit note</c>.</param>
/// <param name="IssueOn">Its day; <c>null</c> is the day of the act.</param>
/// <param name="NetMinor">Its net amount in minor units.</param>
/// <param name="Lines">Its lines in order; empty leaves them open.</param>
public sealed record DocumentExpected(
    int LineNumber, string Kind, DateOnly? IssueOn, long NetMinor, ImmutableArray<SeenLine> Lines) : Expectation(LineNumber)
{
    /// <summary>The tax that comes on top, in minor units.</summary>
    public long TaxMinor { get; init; }
}

/// <summary>The act is refused with a code, and changes nothing.</summary>
public sealed record RefusalExpected(int LineNumber, string Code) : Expectation(LineNumber);

/// <summary>The types of the facts that the act adds, in order.</summary>
public sealed record FactsExpected(int LineNumber, ImmutableArray<string> Types) : Expectation(LineNumber);

/// <summary>The preview warns of this.</summary>
public sealed record WarningExpected(int LineNumber, string Code) : Expectation(LineNumber);

/// <summary>One of the contract's dates: <c>end</c>, <c>fence</c>, <c>deadline</c>, <c>lock in</c>; <c>null</c> for none.</summary>
public sealed record DateExpected(int LineNumber, string Name, DateOnly? On) : Expectation(LineNumber);

/// <summary>A term's first and last day. Listed from the first term; more terms than listed are a failure.</summary>
public sealed record TermExpected(int LineNumber, DateRange Span) : Expectation(LineNumber);

/// <summary>The units of a charge on a day.</summary>
public sealed record UnitsExpected(int LineNumber, string ChargeCode, string Units, DateOnly On) : Expectation(LineNumber);

/// <summary>What the customer owes on issued documents, in minor units.</summary>
public sealed record ReceivableExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>What the customer has left, in minor units.</summary>
public sealed record CreditExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>What is to be paid back to the customer, in minor units.</summary>
public sealed record RefundExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>What was written off of its debt, in minor units.</summary>
public sealed record WrittenOffExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>The credit that was forfeited, in minor units.</summary>
public sealed record ForfeitedExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>What the contract costs to its known end, in minor units.</summary>
public sealed record ValueExpected(int LineNumber, long Minor) : Expectation(LineNumber);

/// <summary>Monthly recurring revenue on the day of the act, in whole minor units.</summary>
public sealed record MrrExpected(int LineNumber, long Minor) : Expectation(LineNumber);
