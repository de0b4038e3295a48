// How each refusal is met on the command line. The list is whole: a new refusal has a row here, or a reason why no command
// meets it.
using System.Runtime.CompilerServices;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Contracts.Drafts;
using Tenure.App.Contracts.Policies;
using Tenure.App.Import;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.App.Tests.Commands;

/// <summary>A command that must be refused.</summary>
/// <param name="Refusal">With this.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Args">The command on the small book; for an import, the changes of the small import are in pairs after it.</param>
internal sealed record RefusedCommand(Type Refusal, int ExitCode, params string[] Args)
{
    /// <summary>The code of a text that cannot be read, which names the field.</summary>
    public string Text { get; init; } = "text.currency";

    /// <summary>The code, which is the same for every other refusal of the type.</summary>
    public string Code => Refusal == typeof(TextRefused) ? Text : ((Refusal)RuntimeHelpers.GetUninitializedObject(Refusal)).Code;
}

internal static class Refusals
{
    private static readonly string[] Order = ["order", "--customer", "acme", "--plan", "saas", "--start", "2025-06-15"];
    private static readonly string[] Added = ["--line", "seats=1"];
    private static readonly string[] Recast = ["recast", "live", "--effective", "2025-07-01"];
    private static readonly string[] Terminate = ["terminate", "live", "--settlement", "nothing"];

    /// <summary>Refusals that no command meets, each with the reason.</summary>
    public static Dictionary<Type, string> Unmet { get; } = new()
    {
        [typeof(NoticeOutsideTerm)] = "notice is asked of Core only for deadlines of terms that reach far enough",
        [typeof(DatabaseUnavailable)] = "met in DatabaseDoorTests, without a book",
        [typeof(DatabaseRefused)] = "met in DatabaseDoorTests, on a book of its own",
        [typeof(RulesUnknown)] = "met in RuleVersionsTests, where a book holds such a contract",
    };

    /// <summary>Every refused command.</summary>
    public static IReadOnlyList<RefusedCommand> Met { get; } = [.. Orders(), .. Plans(), .. Changes(), .. Renewals(), .. Terms(), .. Usages(), .. Ends(), .. Doors(), .. DraftsOfChanges(), .. Readers(), .. Imports()];

    private static IEnumerable<RefusedCommand> Orders() =>
    [
        Refused<ReferenceNotUsable>([.. Order, .. Added, "--reference", "Mr Smith"]),
        Refused<ReferenceTaken>([.. Order, .. Added, "--reference", "live"]),
        Refused<ReferenceTaken>([.. Order, .. Added, "--reference", "twice"]),
        Refused<TrialBeforeStart>([.. Order, .. Added, "--trial-until", "2025-06-01"]),
        Refused<QuantityNotAllowed>([.. Order, "--line", "base=2"]),
        Refused<QuantityNotReadable>([.. Order, "--line", "seats=1.0000001"]),
        Refused<NamedTwice>([.. Order, "--line", "seats=1", "--line", "seats=2"]),
        Refused<ChargeUnknown>([.. Order, "--line", "licences=1"]),
        Refused<DiscountOverCadences>([.. Order, .. Added, "--line", "storage=1", "--discount", "WELCOME=50.00"]),
        Refused<DiscountOutOfRange>([.. Order, .. Added, "--discount", "WELCOME=120%"]),
        Refused<DiscountUnknown>(["upgrade", "live", "--end-discount", "WELCOME"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--discount", "WELCOME=10%:until=soon"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--discount", "WELCOME=10%:3:renews"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--discount", "Mr Smith's deal=10%"]),
        Refused<LengthNotUsable>([.. Order, .. Added, "--term", "1300 months"]),
        Refused<UpliftOutOfRange>([.. Order, .. Added, "--uplift", "1000.5%"]),
        Refused<UpliftWithoutRenewal>([.. Order, .. Added, "--renewal", "none", "--uplift", "5%"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--uplift", "5"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--price", "seats=12.00"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--price", "seats=12.00@soon"]),
        Refused<NegativePrice>([.. Order, .. Added, "--price", "seats=-1@2025-07-15"]),
        Refused<PriceNotDatable>([.. Order, .. Added, "--line", "setup=1", "--price", "setup=1.00@2025-07-15"]),
        Refused<PriceDatedBeforeStart>([.. Order, .. Added, "--price", "seats=1.00@2025-06-15"]),
        Refused<PriceWithinPeriod>([.. Order, .. Added, "--price", "seats=1.00@2025-07-16"]),
        Refused<EvergreenLimited>([.. Order, .. Added, "--renewal", "evergreen", "--max-renewals", "3"]),
        Refused<NoticeForwardWithoutLaw>([.. Order, .. Added, "--notice", "60 days", "--notice-roll", "forward"]),
        Refused<NoticeForwardWithoutLaw>(["amend", "live", "--notice", "60 days", "--notice-roll", "forward"]),
        Refused<NoticeWithoutTermEnd>([.. Order, .. Added, "--renewal", "evergreen", "--notice", "1 month", "--notice-landing", "term end"]),
        Refused<PlanUnknown>(["order", "--customer", "acme", "--plan", "gold", "--start", "2025-06-15", .. Added]),
        .. Unprintable("acme").Select(name => Refused<OptionNotReadable>([.. Order, .. Added, "--customer-name", name])),
        .. Unprintable("new").Select(customer => Refused<OptionNotReadable>(
            ["order", "--customer", customer, "--plan", "saas", "--start", "2025-06-15", .. Added])),
        Refused<PolicyUnknown>([.. Order, .. Added, "--policy", "gold"]),
        Refused<PolicyUnknown>(["policy", "show", "gold"]),
        Refused<PolicyUnknown>(["policy", "remove", "gold"]),
        Refused<PolicyUnknown>(["policy", "set", "gold", "--default"]),
        Refused<PoliciesFull>(["policy", "set", "gold", "--day-count", "actual"]),
        Refused<OptionNotReadable>(["policy", "set", "none", "--day-count", "actual"]),
        Refused<OptionNotReadable>(["policy", "set", "policy-1", "--notice-landing", "sunday"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--zone", "Europe/Nowhere"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--trial", "--trial-until", "2025-07-15"]),
        Refused<OptionNotReadable>(["contract", "list", "--csv"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--on", "tomorrow"]),
    ];

    private static IEnumerable<RefusedCommand> Plans() =>
    [
        Refused<TextRefused>(["plan", "add", "gold", "--currency", "Dollars", "--charge", "seats per unit 10 per month"]),
        Refused<CadenceMismatch>(["plan", "add", "gold", "--currency", "USD", "--charge", "seats per unit 10 per month billed every 7 days"]),
        .. Unprintable("gold").Select(name => Refused<OptionNotReadable>(
            ["plan", "add", "gold", "--currency", "USD", "--charge", "seats per unit 10 per month", "--name", name])),
        Refused<NamedTwice>(["plan", "add", "gold", "--currency", "USD", "--charge", "a flat 1 per month", "--charge", "a flat 2 per month"]),
        Refused<TiersMissing>(Priced("seats graduated per month")),
        Refused<TiersNotAscending>(Priced("seats graduated 1-10@5.00,11-5@4.00,6+@3.00 per month")),
        Refused<LastTierBounded>(Priced("seats volume 1-10@5.00,11-20@4.00 per month")),
        Refused<BlockEmpty>(Priced("storage package 0@30.00 per month")),
        Refused<IncludedOnFlat>(Priced("base flat 100.00 per month with 5 included")),
        Refused<MinimumWithoutPeriod>(Priced("setup per unit 100.00 once at least 500.00")),
        Refused<PriceTermsUnfit>(Priced("seats per unit 1-10@5.00,11+@4.00 per month")),
        Refused<PriceTermsUnfit>(Priced("seats per unit 100.00 per month given back pro rata")),
        Refused<PriceTermsUnfit>(Priced("seats per unit 100.00 per month on acceptance")),
        Refused<OptionNotReadable>(Priced("seats per unit per month")),
        Refused<OptionNotReadable>(Priced("storage package 50@cheap per month")),
    ];

    private static string[] Priced(string charge) => ["plan", "add", "gold", "--currency", "USD", "--charge", charge];

    private static IEnumerable<RefusedCommand> Changes() =>
    [
        Refused<NothingToChange>(["upgrade", "live"]),
        Refused<OutsideTheDates>(["upgrade", "live", "--add", "seats=1", "--effective", "2024-12-31"]),
        Refused<LineUnknown>(["upgrade", "live", "--remove", "seats=1@99"]),
        Refused<TooFewUnits>(["upgrade", "live", "--remove", "seats=11"]),
        Refused<OneTimeStays>(["upgrade", "live", "--remove", "setup=1"]),
        Refused<ContractEnded>(["upgrade", "ended", "--add", "seats=1", "--effective", "2025-02-15"]),
        Refused<HistoryContradicts>(["upgrade", "live", "--remove", "seats=5", "--effective", "2025-03-01"]),
        Refused<RecordedLater>(["upgrade", "live", "--add", "seats=1", "--on", "2025-01-15"]),
        Refused<ChangeUnknown>(["withdraw", "live", "--change", "1"]),
        Refused<ChangeTookEffect>(["withdraw", "swapped", "--change", "2"]),
        Refused<ChangeDroppedAlready>(["withdraw", "leaving", "--change", "3"]),
        Refused<ChangeInvoiced>(["withdraw", "paid-ahead", "--change", "3"]),
        Refused<OutsideTheDates>(["reschedule", "leaving", "--change", "2", "--effective", "2025-06-14"]),
        Refused<RenewalNotAgreed>(["renew", "fixed"]),
        Refused<RenewalLockedIn>(["decline", "ahead"]),
        Refused<ExtendedBeyondItsDay>(["extend", "ending-on-a-day", "--days", "5"]),
        Refused<ExtensionOutOfRange>(["extend", "live", "--days", "0"]),
        Refused<MilestoneUnknown>(["milestone", "accepted", "--name", "delivery"]),
        Refused<MilestoneReachedBefore>(["milestone", "accepted", "--name", "acceptance"]),
        Refused<MilestoneNotReached>(["milestone", "accepted", "--name", "golive", "--undo"]),
        Refused<OutsideTheDates>(["milestone", "accepted", "--name", "golive", "--effective", "2024-12-31"]),
        Refused<LineUnknown>(["deliver", "accepted", "--line", "9", "--units", "1"]),
        Refused<DeliveryNotAgreed>(["deliver", "accepted", "--line", "1", "--units", "1"]),
        Refused<DeliveryNotDue>(["deliver", "accepted", "--line", "4", "--units", "1"]),
        Refused<DeliveredTooMany>(["deliver", "accepted", "--line", "3", "--units", "3"]),
        Refused<PauseWithoutDays>(["pause", "live", "--from", "2025-06-20", "--until", "2025-06-20"]),
        Refused<PauseTooLong>(["pause", "live", "--from", "2025-06-20", "--until", "2026-06-20"]),
        Refused<PauseOverlaps>(["pause", "paused", "--from", "2025-06-20"]),
        Refused<CannotBeginAnew>(["pause", "live", "--from", "2025-06-01", "--until", "2025-06-02", "--billing-days", "return"]),
        Refused<PauseCannotMove>(["pause", "live", "--from", "2025-06-20", "--term", "shifted"]),
        Refused<ExtendedBeyondItsDay>(["pause", "ending-on-a-day", "--from", "2025-06-20", "--until", "2025-06-30", "--term", "shifted"]),
        Refused<TextRefused>(["pause", "live", "--from", "2025-06-20", "--until", "2025-06-30", "--billed-days", "lost"]) with { Text = "text.paused_days" },
        Refused<TextRefused>(["pause", "live", "--from", "2025-06-20", "--until", "2025-06-30", "--term", "longer"]) with { Text = "text.paused_term" },
        Refused<TextRefused>(["pause", "live", "--from", "2025-06-20", "--until", "2025-06-30", "--billing-days", "reset"]) with { Text = "text.billing_days" },
        Refused<TextRefused>([.. Terminate, "--at", "renewal", "--unpaid", "forgotten"]) with { Text = "text.unpaid_at_end" },
        Refused<TextRefused>([.. Terminate, "--at", "renewal", "--leftover", "keep 0 days"]) with { Text = "text.leftover_at_end" },
        Refused<NotPaused>(["resume", "live"]),
        Refused<ResumesBeforeThePause>(["resume", "paused", "--effective", "2025-03-31"]),
        new(typeof(OptionMissing), ExitCodes.Usage, "recast", "live", "--settlement", "credit"),
        new(typeof(OptionMissing), ExitCodes.Usage, Recast),
        Refused<PlanUnknown>([.. Recast, "--settlement", "credit", "--plan", "nowhere"]),
        Refused<ReferenceTaken>([.. Recast, "--settlement", "credit", "--reference", "ended"]),
        Refused<ChargeUnknown>([.. Recast, "--settlement", "refund", "--plan", "euro"]),
        Refused<OptionNotReadable>([.. Recast, "--settlement", "credit", "--leftover", "spend"]),
        Refused<OptionNotReadable>([.. Recast, "--settlement", "credit", "--credit", "-1.00"]),
        Refused<RecastCurrencyDiffers>([.. Recast, "--settlement", "credit", "--plan", "euro", "--line", "seats=1"]),
        Refused<RateNotUsable>([.. Recast, "--settlement", "credit", "--rate", "1.1"]),
        Refused<NoCreditToAgree>([.. Recast, "--settlement", "refund", "--credit", "1.00", "--credit-reason", "promise"]),
        Refused<OverrideWithoutReason>([.. Recast, "--settlement", "credit", "--credit", "1.00"]),
        Refused<GoesOnElsewhere>(["reinstate", "grown", "--effective", "2025-06-15"]),
        Refused<RecastTakenBack>(["withdraw", "regrown/2"]),
        Refused<NotEnded>(["reinstate", "live"]),
        Refused<ReinstatedBeforeTheEnd>(["reinstate", "ended", "--effective", "2025-01-15"]),
        Refused<ReinstatedTooLate>(["reinstate", "ended", "--effective", "2035-01-15"]),
        Refused<NotSuspended>(["reinstate", "ended", "--drop", "1"]),
    ];

    private static IEnumerable<RefusedCommand> Renewals() =>
    [
        Refused<RenewalsUsedUp>(["renew", "used-up"]),
        Refused<AlreadyEnding>(["renew", "ending"]),
        Refused<LengthNotUsable>(["renew", "live", "--length", "1201 months"]),
        Refused<UpliftOutOfRange>(["renew", "live", "--uplift", "5% to 11 digits"]),
        Refused<OptionNotReadable>(["renew", "live", "--uplift", "list less 5%"]),
    ];

    private static IEnumerable<RefusedCommand> Terms() =>
    [
        Refused<CurrencyDiffers>(["upgrade", "live", "--plan", "euro"]),
        Refused<PlanUnknown>(["upgrade", "live", "--plan", "gold"]),
        Refused<PlanWithoutCharge>(["upgrade", "paying", "--plan", "lean"]),
        Refused<NoRenewalAhead>(["upgrade", "fixed", "--at", "renewal", "--add", "seats=1"]),
        Refused<LineNotInForce>(["upgrade", "swapped", "--end", "seats"]),
        Refused<SwapIntoOneTime>(["upgrade", "live", "--swap", "base=setup"]),
        Refused<PriceTermsUnfit>(["upgrade", "paying", "--reprice", "seats=50@5.00"]),
        Refused<OptionNotReadable>(["upgrade", "live", "--reprice", "seats"]),
        Refused<OptionNotReadable>(["upgrade", "live", "--swap", "seats=storage", "--at", "renewal", "--effective", "2025-07-01"]),
        Refused<OptionNotReadable>(["upgrade", "live", "--swap", "seats@two=storage"]),
        Refused<OptionNotReadable>(["upgrade", "live", "--end", "@2"]),
        Refused<NoGrant>(["grant", "credit", "live", "--amount", "0.00", "--reason", "outage"]),
        Refused<GrantAbovePrice>(["grant", "goodwill", "live", "--line", "2", "--amount", "100.01", "--reason", "outage"]),
        Refused<GrantAboveLimit>(["grant", "credit", "swapped", "--amount", "10.01", "--reason", "outage"]),
        Refused<ReasonNotACode>(["grant", "credit", "live", "--amount", "1.00", "--reason", "Mr Smith"]),
        Refused<OptionNotReadable>(["grant", "credit", "live", "--amount", "1.005", "--reason", "outage"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--most-granted", "-1"]),
        Refused<NothingToAmend>(["amend", "live", "--notice", "60 days"]),
        Refused<EndsBeforeItBegins>([.. Order, .. Added, "--last-day", "2024-06-30"]),
        Refused<NoContractToEndWith>(["order", "--customer", "newcomer", "--plan", "saas", "--start", "2025-06-15", .. Added, "--ends-with", "latest"]),
        Refused<ContractUnknown>([.. Order, .. Added, "--ends-with", "nobody"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--last-day", "2025-12-31", "--term", "12 months"]),
        Refused<OptionNotReadable>(["renew", "live", "--last-day", "2026-12-31", "--ends-with", "latest"]),
        Refused<TextRefused>([.. Order, .. Added, "--removal-credit", "perhaps"]) with { Text = "text.removal_credit" },
        Refused<TextRefused>([.. Order, .. Added, "--documents", "per group"]) with { Text = "text.documents" },
        Refused<JointDocumentTaxed>([.. Order, .. Added, "--documents", "per customer"]),
        Refused<TextRefused>([.. Order, .. Added, "--notice-calendar", "DE BY: sat"]) with { Text = "text.working_days" },
        Refused<OptionNotReadable>([.. Order, .. Added, "--notice-transit", "61"]),
        Refused<TextRefused>([.. Order, .. Added, "--minimum-invoice", "0"]) with { Text = "text.minimum_invoice" },
        Refused<TextRefused>([.. Order, .. Added, "--termination-fee", "half"]) with { Text = "text.termination_fee" },
        Refused<TextRefused>([.. Order, .. Added, "--termination-fee", "25% until 6 months, 50% until 3 months"]) with { Text = "text.termination_fee" },
        Refused<TextRefused>([.. Order, .. Added, "--termination-fee", "500.001"]) with { Text = "text.amount" },
        Refused<TextRefused>([.. Order, .. Added, "--most-granted", "500.001"]) with { Text = "text.amount" },
        Refused<TextRefused>([.. Order, .. Added, "--discount", "odd=9.999"]) with { Text = "text.amount" },
        Refused<TextRefused>([.. Order, .. Added, "--term-price", "by hours"]) with { Text = "text.term_price" },
        Refused<TextRefused>([.. Order, .. Added, "--percent-discounts", "doubled"]) with { Text = "text.percent_discounts" },
        Refused<TextRefused>([.. Order, .. Added, "--one-time-revenue", "at once"]) with { Text = "text.one_time_revenue" },
        Refused<TransferToItself>(["transfer", "live", "--to", "acme", "--effective", "2025-07-01"]),
        Refused<TransferWhilePaused>(["transfer", "paused", "--to", "globex", "--effective", "2025-05-01"]),
        Refused<TransferBeforeUnitsLeave>(["transfer", "leaving", "--to", "globex", "--effective", "2025-09-15"]),
        Refused<TransferWithFreeDays>(["transfer", "used-up", "--to", "globex", "--effective", "2025-07-01"]),
        Refused<ReferenceTaken>(["transfer", "live", "--to", "globex", "--effective", "2025-07-01", "--reference", "grown"]),
        Refused<OptionNotReadable>(["transfer", "live", "--to", "globex", "--effective", "soon"]),
        Refused<GridTooSoon>(["amend", "live", "--grid", "day 15", "--from", "2025-02-01"]),
        Refused<OptionNotReadable>(["amend", "live", "--from", "2025-12-01"]),
        Refused<TaxRateTooEarly>(["amend", "regrown", "--tax-rate", "20% from 2025-01-01"]),
        Refused<TaxRateOutOfRange>(["amend", "live", "--tax-rate", "-1%"]),
        Refused<TaxRateOutOfRange>([.. Order, .. Added, "--tax-rate", "100.5%"]),
        Refused<TaxRateOutOfRange>([.. Order, .. Added, "--tax-rate", "19.12345%"]),
        Refused<ChargeUnknown>([.. Order, .. Added, "--tax-rate", "films=7%"]),
        Refused<EvergreenLimited>(["amend", "used-up", "--renewal", "evergreen"]),
        Refused<OptionNotReadable>(["amend", "live", "--longest-pause", "0"]),
        Refused<OptionNotReadable>(["upgrade", "live", "--rebill", "seats=often"]),
    ];

    private static string[] Used(string contract, string of, string from, string quantity, params string[] more) =>
        ["usage", "record", contract, of, "--from", from, "--quantity", quantity, .. more];

    private static IEnumerable<RefusedCommand> Usages() =>
    [
        Refused<NotUsage>(Used("live", "seats", "2025-06-01", "5")),
        Refused<ChargeUnknown>(Used("live", "calls", "2025-06-01", "5")),
        Refused<LineUnknown>(Used("metered", "9", "2025-06-01", "5")),
        Refused<LineNotInForce>(Used("metered", "calls", "2024-12-31", "5")),
        Refused<UsageNotOver>(Used("metered", "calls", "2025-06-15", "5")),
        Refused<UsageOutsidePeriod>(Used("metered", "calls", "2025-05-31", "5", "--last-day", "2025-06-01")),
        Refused<UsageAfterTheEnd>(Used("metered-ended", "calls", "2025-03-01", "5")),
        Refused<UsageTotalOutOfRange>(Used("metered", "1", "2025-01-02", "-6")),
        Refused<PrepaidUsedUp>(Used("metered", "hours", "2025-06-01", "11")),
        Refused<QuantityNotAllowed>(["upgrade", "metered", "--remove", "hours=4"]),
        Refused<PriceTermsUnfit>(Priced("seats per unit 5.00 per month overage 1.00")),
        Refused<PriceTermsUnfit>(Priced("hours flat 150.00 usage per year prepaid, not given back")),
        Refused<UsageReferenceTaken>(Used("metered", "calls", "2025-01-01", "6", "--reference", "first")),
        Refused<ReferenceNotUsable>(Used("metered", "calls", "2025-06-01", "5", "--reference", "Mr Smith")),
        Refused<QuantityNotReadable>(Used("metered", "calls", "2025-06-01", "many")),
        Refused<OptionNotReadable>(Used("metered", "calls", "2025-06-01", "5", "--last-day", "2025-05-31")),
        Refused<OptionNotReadable>([.. Terminate, "--at", "renewal", "--usage", "forgotten"]),
        Refused<OptionNotReadable>([.. Order, .. Added, "--late-usage", "366"]),
        Refused<GrantOnUsage>(["grant", "goodwill", "metered", "--line", "1", "--amount", "0.01", "--reason", "outage"]),
        Refused<SwapOfUsage>(["upgrade", "metered", "--plan", "saas", "--swap", "calls=seats"]),
        Refused<PriceTermsUnfit>(Priced("calls flat 5.00 usage per month")),
        Refused<PriceTermsUnfit>(Priced("calls per unit 0.01 usage per month billed every 3 months")),
    ];

    private static IEnumerable<RefusedCommand> Ends() =>
    [
        new(typeof(OptionMissing), ExitCodes.Usage, Terminate),
        new(typeof(OptionMissing), ExitCodes.Usage, "terminate", "live", "--at", "renewal"),
        Refused<OptionNotReadable>(["terminate", "live", "--at", "renewal", "--settlement", "later"]),
        Refused<AlreadyEnding>(["terminate", "ending", "--at", "renewal", "--settlement", "credit"]),
        Refused<ContractEnded>(["terminate", "ended", "--at", "2025-07-01", "--settlement", "credit"]),
        Refused<EndInThePast>([.. Terminate, "--at", "2025-06-14"]),
        Refused<EndAfterTheTerm>(["terminate", "fixed", "--at", "2026-01-02", "--settlement", "nothing"]),
        new(typeof(OptionMissing), ExitCodes.Usage, [.. Terminate, "--at", "2025-09-01", "--fee", "waived"]),
        Refused<OptionNotReadable>([.. Terminate, "--at", "2025-09-01", "--fee", "half"]),
        Refused<OptionNotReadable>([.. Terminate, "--at", "2025-09-01", "--fee-reason", "talks"]),
        Refused<FeeNoAmount>([.. Terminate, "--at", "2025-09-01", "--fee", "10000000000000.01", "--fee-reason", "talks"]),
        Refused<FeeNothingCutShort>([.. Terminate, "--at", "renewal", "--fee", "300.00", "--fee-reason", "talks"]),
        Refused<ReasonNotACode>([.. Terminate, "--at", "renewal", "--reason", "They left!"]),
        Refused<OptionNotReadable>(["payment", "record", "live", "--amount", "1.001"]),
        Refused<NoAmount>(["payment", "record", "live", "--amount", "0.00"]),
        Refused<PaymentTooLarge>(["payment", "record", "live", "--amount", "10000000000000.01"]),
        Refused<PaymentNotYet>(["payment", "record", "live", "--amount", "1.00", "--received", "2026-01-01"]),
        Refused<PaymentBeforeContract>(["payment", "record", "live", "--amount", "1.00", "--received", "2024-12-31"]),
        Refused<NoInvoice>(["payment", "record", "live", "--amount", "1.00", "--document", "INV-1"]),
        Refused<DocumentUnknown>(["payment", "record", "live", "--amount", "1.00", "--document", "INV-999"]),
        Refused<PaymentUnknown>(["payment", "unapply", "live", "--payment", "1"]),
        Refused<PaymentInUse>(["payment", "unapply", "paying", "--payment", "2"]),
        Refused<CreditNoneLeft>(["payment", "use-credit", "live"]),
        Refused<CreditNothingOpen>(["payment", "use-credit", "paid-ahead"]),
        Refused<RefundNotOwed>(["payment", "refund", "live", "--amount", "5.00"]),
        Refused<NoTermination>(["withdraw", "live"]),
        Refused<TerminationTookEffect>(["withdraw", "ended"]),
    ];

    private static IEnumerable<RefusedCommand> Doors() =>
    [
        Refused<ContractUnknown>(["renew", "nobody"]),
        Refused<ContractUnknown>(["renew", "01234567-89ab-7def-8123-456789abcdef"]),
        Refused<ContractAmbiguous>(["renew", "twice"]),
        Refused<TenantUnknown>(["renew", "live", "--tenant", "7"]),
        Refused<TenantUnknown>([.. Order, .. Added, "--tenant", "7"]),
        Refused<TenantUnknown>(["run", "--tenant", "0"]),
        Refused<OptionNotReadable>(["run", "--until", "2025-02-30"]),
        Refused<RunTooFar>(["run", "--until", "2026-06-17"]),
        Refused<OptionNotReadable>(["demo", "--contracts", "0"]),
        Refused<OptionNotReadable>(["terminate", "live", "--at", "renewal", "--settlement", "nothing", "--hash", "deadbeef"]),
        Refused<OptionNotReadable>(["plan", "add", "two words", "--currency", "USD", "--charge", "seats per unit 1 per month"]),
        new(typeof(OptionMissing), ExitCodes.Usage, "export", "--out", " "),
        new(typeof(UsageInvalid), ExitCodes.Usage, "conquer"),
        new(typeof(UsageInvalid), ExitCodes.Usage, "plan"),
        new(typeof(UsageInvalid), ExitCodes.Usage, "order", "--customer", "acme"),
        new(typeof(UsageInvalid), ExitCodes.Usage, "terminate"),
        new(typeof(UsageInvalid), ExitCodes.Usage, "run", "--tenant", "one"),
        new(typeof(UsageInvalid), ExitCodes.Usage, "run", "--until"),
        new(typeof(PreviewStale), ExitCodes.Conflict, "upgrade", "live", "--add", "seats=1", "--hash", new string('0', 64)),
        new(typeof(PreviewStale), ExitCodes.Conflict, "renew", "live", "--hash", new string('f', 64)),
        new(typeof(VersionConflict), ExitCodes.Conflict, "upgrade", "live", "--add", "seats=1", "--version-seen", "1"),
        new(typeof(VersionConflict), ExitCodes.Conflict, [.. Terminate, "--at", "renewal", "--version-seen", "1"]),
    ];

    private static IEnumerable<RefusedCommand> DraftsOfChanges() =>
    [
        Refused<OptionNotReadable>(["extend", "live", "--days", "7", "--draft", "more", "--preview"]),
        Refused<OptionNotReadable>(["extend", "live", "--days", "7", "--draft", "01234567-89ab-7def-8123-456789abcdef"]),
        .. Unprintable("more").Select(name => Refused<OptionNotReadable>(["extend", "live", "--days", "7", "--draft", name])),
        new(typeof(PreviewStale), ExitCodes.Conflict, "terminate", "live", "--at", "renewal", "--settlement", "credit", "--draft", "more", "--hash", new string('0', 64)),
        Refused<ExtensionOutOfRange>(["extend", "live", "--days", "0", "--draft", "more"]),
        Refused<DraftNameTaken>(["extend", "used-up", "--days", "7", "--draft", "stale"]),
        .. new[] { "show", "rebase", "commit", "drop" }.Select(verb => Refused<DraftUnknown>(["draft", verb, "nothing"])),
        Refused<DraftUnknown>(["draft", "show", "01234567-89ab-7def-8123-456789abcdef"]),
        Refused<DraftUnknown>(["draft", "compare", "stale", "nothing"]),
        Refused<DraftAmbiguous>(["draft", "commit", "a week"]),
        Refused<DraftsOfTwoContracts>(["draft", "compare", "stale", "a pause"]),
        new(typeof(DraftStale), ExitCodes.Conflict, "draft", "commit", "stale"),
        new(typeof(PreviewStale), ExitCodes.Conflict, "draft", "commit", "a pause", "--hash", new string('0', 64)),
        Refused<OptionNotReadable>(["draft", "commit", "a pause", "--hash", "deadbeef"]),
        Refused<DraftCommitted>(["draft", "commit", "done"]),
        Refused<DraftCommitted>(["draft", "rebase", "done"]),
        Refused<DraftCommitted>(["draft", "compare", "stale", "done"]),
        Refused<RecordedLater>(["draft", "commit", "a pause", "--on", "2025-01-31"]),
        Refused<RecordedLater>(["draft", "rebase", "a pause", "--on", "2025-01-31"]),
        Refused<OptionNotReadable>(["draft", "list", "--state", "forgotten"]),
        Refused<ContractUnknown>(["draft", "list", "--contract", "nobody"]),
        Refused<OptionNotReadable>(["draft", "list", "--limit", "0"]),
    ];

    private static IEnumerable<RefusedCommand> Readers() =>
    [
        Refused<ContractNotYetKnown>(["contract", "show", "live", "--as-of", "2024-12-31"]),
        Refused<CustomerUnknown>(["contract", "list", "--customer", "nobody"]),
        Refused<CustomerUnknown>(["contract", "list", "--customer", "@no-file"]),
        Refused<DocumentUnknown>(["invoices", "show", "INV-999"]),
        Refused<DocumentUnknown>(["explain", "INV-999/1"]),
        Refused<NothingBilled>(["explain", "fixed"]),
        Refused<OptionNotReadable>(["report", "movements", "--by", "mood"]),
        Refused<ExportFolderNotEmpty>(["export", "--out", AppContext.BaseDirectory]),
        Refused<ExportFolderNotUsable>(["export", "--out", "/dev/null/book"]),
    ];

    private static IEnumerable<RefusedCommand> Imports() =>
    [
        Refused<MappingMissing>(["import", "--mapping", "/nowhere/mapping.yaml", "--from", "/nowhere"]),
        Refused<MappingNotReadable>(["import", "language: 1", "language: [1"]),
        Refused<MappingKeyUnknown>(["import", "language: 1", "language: 1\ncolour: red"]),
        Refused<MappingKeyTwice>(["import", "language: 1", "language: 1\nlanguage: 1"]),
        Refused<MappingKeyMissing>(["import", "  currency: USD\n", ""]),
        Refused<MappingValueRefused>(["import", "language: 1", "language: 99"]),
        Refused<MappingNameUnknown>(["import", "  file: contracts", "  file: subscriptions"]),
        Refused<ValueNotAllowed>(["import", "in advance", "whenever"]),
        Refused<ZoneUnknown>(["import", ",UTC,", ",Europe/Nowhere,"]),
        Refused<NegativePrice>(["import", ",49,", ",-49,"]),
        Refused<OrderWithoutLines>(["import", ",10,49", ",none,49"]),
    ];

    /// <summary>Names that would play with somebody's terminal, or that nobody could read.</summary>
    private static string[] Unprintable(string name) =>
        [name + "\nInc", name + "\tInc", name + "\u001b[2J", name + "\u0000", name + "\u0085", name + "\u007f", " ", new string('n', 201)];

    private static RefusedCommand Refused<T>(string[] args) where T : Refusal => new(typeof(T), ExitCodes.Refused, args);
}
