// The beginning of a contract (VER-1): everything that folding and billing will ever read is frozen here (CON-1).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A charge to order.</summary>
/// <param name="Charge">The charge as the plan version offers it.</param>
/// <param name="Quantity">The units; one for a flat charge.</param>
public sealed record OrderItem(Charge Charge, Quantity Quantity)
{
    /// <summary>The first day on which the charge was in force without a break, on the contract that is gone on with (VER-8); <c>null</c> is
    /// its first day on this one.</summary>
    public DateOnly? SinceOn { get; init; }

    /// <summary>Whether fixed discounts reach it; not a line that was added to a contract which is gone on with (MON-4). Default: yes.</summary>
    public bool IsDiscounted { get; init; } = true;

    /// <summary>Whether a discount takes something off it.</summary>
    internal bool IsReachedBy(Discount discount) =>
        discount.Covers(Charge) && (IsDiscounted || discount.ReachesAdded || discount.Form == DiscountForm.Percent);
}

/// <summary>The wish to begin a contract.</summary>
/// <param name="Customer">Who will hold it.</param>
/// <param name="PlanCode">The plan.</param>
/// <param name="PlanVersion">The version of the plan that is signed.</param>
/// <param name="Currency">The currency of every amount.</param>
/// <param name="StartOn">The first day of service.</param>
/// <param name="PaidFrom">The first paid day; the start when there is no trial, <c>null</c> when the whole contract is one.</param>
/// <param name="Clauses">Every clause.</param>
/// <param name="Items">What is ordered.</param>
/// <param name="Discounts">What is taken off.</param>
/// <param name="Reference">What people call the contract: at most 64 letters, digits and <c>. _ - /</c>; may be empty.</param>
public sealed record OrderContract(
    PartyId Customer,
    string PlanCode,
    PlanVersionId PlanVersion,
    Currency Currency,
    DateOnly StartOn,
    DateOnly? PaidFrom,
    Clauses Clauses,
    ImmutableArray<OrderItem> Items,
    ImmutableArray<Discount> Discounts,
    string Reference = "")
{
    /// <summary>Prices dated ahead. Default: none.</summary>
    public ImmutableArray<DatedPrice> Prices { get; init; } = [];

    /// <summary>The contract that it follows by a recast or a transfer (VER-4, VER-8); <c>null</c> when it follows none.</summary>
    public Guid? Recasts { get; init; }

    /// <summary>The dates of the contract that it goes on with (VER-8); <c>null</c> when it has its own.</summary>
    public Continuation? Continues { get; init; }

    /// <summary>The version of the rule book that it is signed under (CON-1): the newest, or that of the contract that it goes on with.</summary>
    public int RulesVersion { get; init; } = RuleBook.Newest;
}

/// <summary>Decides about orders.</summary>
public static class Ordering
{
    /// <summary>The most minor units that one contract may come to: beyond it sums over a whole book would no longer be exact.</summary>
    public const long MostMinor = 1_000_000_000_000_000;

    /// <summary>The longest term, in months: a hundred years.</summary>
    internal const int LongestTermMonths = 1200;
    private const int LongestMonthDays = 31;
    private const int LongestReference = 64;
    private const decimal MostUnitDays = 9_000_000_000_000m;

    /// <summary>The fact that begins a contract. Refuses with <c>order.without_lines</c>, <c>order.reference_not_usable</c>, <c>order.paid_before_start</c>,
    /// <c>order.currency_differs</c>, <c>order.named_twice</c>, <c>line.quantity_not_allowed</c>,
    /// <c>term.length_not_usable</c>, <c>charge.cadence_mismatch</c>, <c>charge.negative_price</c>,
    /// <c>discount.out_of_range</c>, <c>discount.mixed_cadences</c>, <c>uplift.out_of_range</c>,
    /// <c>uplift.without_renewal</c>, <c>renewal.evergreen_limited</c>, <c>notice.no_term_end</c>, <c>tax.rate_out_of_range</c>, <c>charge.unknown</c>, or what
    /// <see cref="DatedPrice"/> refuses.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(OrderContract command)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        var lines = ImmutableArray.CreateBuilder<OrderedLine>(command.Items.Length);
        foreach (OrderItem item in command.Items)
        {
            lines.Add(new OrderedLine(lines.Count + 1, item.Charge, item.Quantity) { SinceOn = item.SinceOn, IsDiscounted = item.IsDiscounted });
        }

        Fact ordered = new ContractOrdered(
            command.StartOn, command.Customer, command.Currency, command.PlanCode, command.PlanVersion, command.RulesVersion,
            command.PaidFrom, command.Clauses, lines.MoveToImmutable(), command.Discounts, command.Reference)
        {
            Prices = command.Prices,
            Recasts = command.Recasts,
            Continues = command.Continues,
        };
        return ImmutableArray.Create(ordered);
    }

    /// <summary>Refuses a term that no contract can have (<c>term.length_not_usable</c>).</summary>
    internal static Refusal? CheckLength(Cadence length) =>
        length.Count < 1 || length.Count > (length.Unit == CadenceUnit.Month ? LongestTermMonths : LongestTermMonths * 31)
            ? new LengthNotUsable(length.ToString())
            : null;

    /// <summary>Refuses a quantity that the charge does not take, or whose price no book could hold
    /// (<c>line.quantity_not_allowed</c>).</summary>
    internal static Refusal? CheckQuantity(Charge charge, Quantity quantity) =>
        quantity <= Quantity.Zero ? new QuantityNotAllowed(charge.Code, QuantityLimit.AboveZero)
        : charge.IsSingle && quantity != Quantity.One ? new QuantityNotAllowed(charge.Code, QuantityLimit.Once)
        : !Fits(charge, quantity) ? new QuantityNotAllowed(charge.Code, QuantityLimit.Countable)
        : null;

    /// <summary>Whether a hundred years of it stay below a thousand million million minor units, and a billing period below what
    /// unit-days can count: beyond that sums over a whole book would no longer be exact.</summary>
    internal static bool Fits(Charge charge, Quantity quantity)
    {
        bool recurs = charge.Kind == ChargeKind.Recurring;
        decimal periods = charge.Kind == ChargeKind.OneTime ? 1m
            : charge.PricePeriod.MonthCount > 0 ? (decimal)LongestTermMonths / charge.PricePeriod.MonthCount
            : LongestTermMonths * LongestMonthDays / (decimal)charge.PricePeriod.DayCount;
        decimal most = MostMinor;
        for (int digit = 0; digit < charge.Price.Currency.Digits; digit++)
        {
            most /= 10m;
        }

        long days = charge.BillingCadence is not { } cadence ? LongestTermMonths * (long)LongestMonthDays
            : cadence.MonthCount > 0 ? cadence.MonthCount * (long)LongestMonthDays
            : cadence.DayCount;
        return CostsAtMost(charge, quantity, most / Math.Max(1m, periods)) && (!recurs || quantity.Units * days <= MostUnitDays);
    }

    /// <summary>Each part is held to the bound before they are added up, so that no sum can leave a decimal.</summary>
    private static bool CostsAtMost(Charge charge, Quantity quantity, decimal most)
    {
        bool fits = charge.Price.Amount <= most / quantity.Units && charge.Minimum <= most;
        foreach (Tier tier in charge.Tiers.All)
        {
            decimal units = charge.Model == PriceModel.Stairstep ? 1m : quantity.Units;
            fits &= tier.Price <= most / units && tier.Fee <= most;
        }

        return fits && PeriodPrice.Of(charge, quantity) <= most;
    }

    private static Refusal? Check(OrderContract command)
    {
        if (command.Items.IsEmpty)
        {
            return new OrderWithoutLines();
        }

        if (!IsReference(command.Reference))
        {
            return new ReferenceNotUsable();
        }

        if (command.PaidFrom < command.StartOn)
        {
            return new TrialBeforeStart(command.StartOn, command.PaidFrom.Value);
        }

        return CheckLength(command.Clauses.TermLength)
            ?? CheckClauses(command.Clauses)
            ?? CheckAmounts(command.Clauses, command.Currency)
            ?? CheckItems(command)
            ?? command.Clauses.TaxRates.CheckCharges(command.Items.Select(static item => item.Charge.Code))
            ?? CheckDiscounts(command)
            ?? CheckPrices(command);
    }

    /// <summary>Refuses clauses that contradict each other: with <c>term.length_not_usable</c>, <c>uplift.out_of_range</c>,
    /// <c>uplift.without_renewal</c>, <c>renewal.evergreen_limited</c>, <c>notice.no_term_end</c>, <c>notice.forward_without_law</c>,
    /// <c>documents.tax_per_document</c> or <c>tax.rate_out_of_range</c>.</summary>
    internal static Refusal? CheckClauses(Clauses clauses) =>
        CheckLength(clauses.Renewal.Length) ?? CheckUplift(clauses.Renewal) ?? CheckEvergreen(clauses)
        ?? (clauses.Notice.Roll == NoticeRoll.Forward ? new NoticeForwardWithoutLaw() : null)
        ?? (clauses is { Documents: DocumentScope.PerCustomer, TaxBasis: TaxBasis.PerDocument } ? new JointDocumentTaxed() : clauses.TaxRates.Check());

    /// <summary>Amounts among the clauses are amounts of the contract's currency (MON-1), or none would be what was agreed
    /// (<c>text.amount</c>).</summary>
    private static Refusal? CheckAmounts(Clauses clauses, Currency currency) =>
        clauses.TerminationFee.Steps.Where(static step => step.IsAmount).Select(static step => step.Value)
            .Concat(clauses.MostGranted is { } most ? [most] : [])
            .Select(amount => Money.CheckDigits(amount, currency)).FirstOrDefault(static refusal => refusal is not null);

    private static Refusal? CheckUplift(RenewalClause renewal) =>
        renewal.Uplift.Check()
        ?? (renewal is { Kind: RenewalKind.None, Uplift.Kind: not UpliftKind.None } ? new UpliftWithoutRenewal() : null);

    /// <summary>A contract that runs on has no number of renewals and no end of a term that notice could wait for.</summary>
    private static Refusal? CheckEvergreen(Clauses clauses) =>
        clauses.Renewal.Kind != RenewalKind.Evergreen ? null
        : clauses.Renewal.MaxRenewals is not null ? new EvergreenLimited()
        : clauses.Notice.Landing == NoticeLanding.TermEnd ? new NoticeWithoutTermEnd()
        : null;

    /// <summary>Facts hold no free text (CON-3), so a reference is a code.</summary>
    internal static bool IsReference(string reference)
    {
        foreach (char letter in reference)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-' or '/'))
            {
                return false;
            }
        }

        return reference.Length <= LongestReference;
    }

    private static Refusal? CheckItems(OrderContract command)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (OrderItem item in command.Items)
        {
            // A line that goes on may have another price than its like, and stays a line of its own.
            if (!seen.Add(item.Charge.Code) && command.Continues is null)
            {
                return new NamedTwice(item.Charge.Code);
            }

            if (item.Charge.Price.Currency != command.Currency)
            {
                return new CurrencyDiffers(item.Charge.Code, command.Currency.Code);
            }

            Clauses clauses = command.Clauses;
            Refusal? term = item.Charge.CheckTerm(clauses.TermLength, clauses.CarriesByDays)
                ?? (clauses.Renewal.Kind == RenewalKind.None ? null : item.Charge.CheckTerm(clauses.Renewal.Length, clauses.CarriesByDays));
            if ((item.Charge.Check() ?? term ?? CheckQuantity(item.Charge, item.Quantity)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? CheckPrices(OrderContract command)
    {
        var seen = new HashSet<(string, DateOnly)>();
        foreach (DatedPrice price in command.Prices)
        {
            if ((seen.Add((price.ChargeCode, price.On)) ? price.Check(command) : new NamedTwice(price.ChargeCode, NamedKind.Price)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? CheckDiscounts(OrderContract command)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Discount discount in command.Discounts)
        {
            if (!seen.Add(discount.Code))
            {
                return new NamedTwice(discount.Code, NamedKind.Discount);
            }

            var covered = command.Items.Where(item => item.IsReachedBy(discount)).ToList();
            if (covered.Count == 0)
            {
                return new ChargeUnknown(discount.ChargeCode ?? discount.Code);
            }

            covered = discount.Form == DiscountForm.Fixed && covered.Exists(static item => item.IsDiscounted) ? covered.FindAll(static item => item.IsDiscounted) : covered;
            bool mixed = covered.Exists(item => item.Charge.BillingCadence != covered[0].Charge.BillingCadence
                || item.Charge.Timing != covered[0].Charge.Timing);
            if ((discount.Check(discount.Start ?? command.PaidFrom ?? command.StartOn, command.Currency) ?? (discount.Form == DiscountForm.Fixed && mixed ? new DiscountOverCadences(discount.Code) : null))
                is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
