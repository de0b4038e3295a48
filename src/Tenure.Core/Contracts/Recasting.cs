// A recast (VER-4) closes a contract on a day and opens another with its own plan, dates, terms and anchors. What was billed for
// the days that the first leaves unused cancels its debt, goes over as credit, is paid back, or is forfeited: nothing is lost.
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to recast a contract.</summary>
/// <param name="On">The day of the change, read by the clause about ends (CAL-6).</param>
/// <param name="Settlement">What becomes of billed days on or after it.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
/// <param name="Opened">The contract that follows; its start is set to the first day without service of the closed one.</param>
/// <param name="OpenedId">The id of the contract that follows.</param>
/// <param name="ClosedId">The id of the contract that is closed.</param>
public sealed record RecastContract(
    DateOnly On, Settlement Settlement, string ReasonCode, OrderContract Opened, Guid OpenedId, Guid ClosedId)
{
    /// <summary>Units of the new currency for one of the old; <c>null</c> when none was agreed. At most 10 digits after the point.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Another credit for the unused days than the derived one, in minor units of the closed contract, zero or more.</summary>
    public long? CreditMinor { get; init; }

    /// <summary>Why; a code.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>What becomes of credit that the first invoice leaves over. Default: it stays.</summary>
    public Leftover Leftover { get; init; }

    /// <summary>Who holds the contract that follows; <c>null</c> is who held the first.</summary>
    public PartyId? To { get; init; }
}

/// <summary>Decides about recasts; the two halves are a termination and an order.</summary>
[Rule("VER-4")]
public static class Recasting
{
    /// <summary>The reason code of a contract that never begins because its recast was taken back.</summary>
    public const string TakenBackReason = "recast_taken_back";

    private const decimal HighestRate = 1_000_000m;
    private const int MostRateDigits = 10;

    /// <summary>The end that a recast is for the closed contract. Refuses with <c>recast.currency_differs</c>, <c>recast.rate_not_usable</c>,
    /// <c>recast.no_credit_to_agree</c>, <c>recast.override_without_reason</c> or <c>reason.not_a_code</c>; the end itself refuses as
    /// <see cref="Terminating.Decide"/> does.</summary>
    /// <param name="contract">The contract to close.</param>
    /// <param name="command">What is wished.</param>
    public static Decision<TerminateContract> Close(Contract contract, RecastContract command) =>
        Check(contract.Order.Currency, command) is { } refusal ? refusal
        : new TerminateContract(command.On, command.Settlement, command.ReasonCode)
        {
            Successor = new Succession(
                command.OpenedId, command.Opened.Currency, command.Rate, command.CreditMinor, command.OverrideReason, command.Leftover,
                AfterDocuments: 0),
        };

    /// <summary>The order that a recast is for the contract that follows: the same customer unless it goes to another, from the day of the change, the trial days of
    /// the wish kept as they are.</summary>
    public static OrderContract Open(Contract contract, RecastContract command, DateOnly end) => command.Opened with
    {
        Customer = command.To ?? contract.Order.Customer,
        StartOn = end,
        PaidFrom = command.Opened.PaidFrom is { } paid && paid < end ? end : command.Opened.PaidFrom,
        Recasts = command.ClosedId,
    };

    private static Refusal? Check(Currency currency, RecastContract command)
    {
        bool carries = command.Settlement == Settlement.Credit;
        bool differs = command.Opened.Currency != currency;
        return command.Rate is { } rate && !(differs && IsRate(rate)) ? new RateNotUsable(currency.Code, command.Opened.Currency.Code)
            : differs && carries && command.Rate is null ? new RecastCurrencyDiffers(currency.Code, command.Opened.Currency.Code)
            : command.CreditMinor is null ? null
            : !carries ? new NoCreditToAgree()
            : command.OverrideReason is not { } reason ? new OverrideWithoutReason()
            : Terminating.IsCode(reason) ? null
            : new ReasonNotACode(reason);
    }

    private static bool IsRate(decimal rate) => rate > 0 && rate <= HighestRate && decimal.Round(rate, MostRateDigits, MidpointRounding.AwayFromZero) == rate;
}

/// <summary>A recast into another currency without saying what becomes of the credit.</summary>
/// <param name="From">The currency of the closed contract.</param>
/// <param name="To">The currency of the one that follows.</param>
public sealed record RecastCurrencyDiffers(string From, string To) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.currency_differs";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Credit in {From} cannot pay invoices in {To}: state a rate, or choose a settlement that pays the money back.";
}

/// <summary>A rate between one currency and itself, or one that is no rate.</summary>
/// <param name="From">The currency of the closed contract.</param>
/// <param name="To">The currency of the one that follows.</param>
public sealed record RateNotUsable(string From, string To) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.rate_not_usable";

    /// <inheritdoc/>
    public override string Sentence => From == To
        ? $"Both contracts are in {From}: leave the rate out."
        : $"The rate says how many {To} one {From} is: give a number above zero with at most 10 digits after the point.";
}

/// <summary>Another credit for a recast that carries none.</summary>
public sealed record NoCreditToAgree : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.no_credit_to_agree";

    /// <inheritdoc/>
    public override string Sentence =>
        "An agreed credit takes the place of the derived one: choose the settlement that credits unused days, or leave the amount out.";
}

/// <summary>Another credit than the derived one, and nobody says why.</summary>
public sealed record OverrideWithoutReason : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.override_without_reason";

    /// <inheritdoc/>
    public override string Sentence => "Another credit than the one that follows from the terms needs a reason: give its code.";
}

/// <summary>A contract that was to follow another one, whose recast was taken back.</summary>
public sealed record RecastTakenBack : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.taken_back";

    /// <inheritdoc/>
    public override string Sentence =>
        "The recast was taken back, and this contract never begins: choose the contract that it was to follow, and recast that one.";
}

/// <summary>A contract that goes on as another one.</summary>
/// <param name="Successor">The contract that followed.</param>
public sealed record GoesOnElsewhere(Guid Successor) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "recast.goes_on_elsewhere";

    /// <inheritdoc/>
    public override string Sentence =>
        string.Create(CultureInfo.InvariantCulture, $"The contract was recast and goes on as {Successor}: change that one instead.");
}
