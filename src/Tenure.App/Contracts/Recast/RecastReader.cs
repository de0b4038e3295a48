// From the words of the command line to a recast: what is not said stays as the contract has it on the day of the change.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.App.Contracts.Terminate;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Recast;

internal static class RecastReader
{
    // A longer number after the slash is a year or a number of its own.
    private const int MostCounted = 3;

    /// <summary>The recast that is wished, and the price list of the new contract.</summary>
    public static async Task<Decision<(RecastContract Command, PlanVersion OnOffer)>> ReadAsync(
        CliContext context, Session session, RecastOptions options, Guid id, Dossier dossier, DateOnly businessOn)
    {
        Contract contract = (businessOn < dossier.NewestOn ? dossier : CarryingOut.LockIns(dossier, businessOn)).Existing;
        if (context.Get(options.Effective) is not { } day)
        {
            return new OptionMissing("--effective", "say the day of the change; it is chosen, never implied");
        }

        List<PlanVersion> plans = await PlanStore.LoadAsync(session);
        string code = context.Get(options.Plan) ?? contract.PlanOn(businessOn).Code;
        PlanVersion? plan = context.Get(options.Plan) is null
            ? plans.Find(version => version.Id == contract.PlanOn(businessOn).Version)
            : plans.FindLast(version => version.PlanCode == code);
        if (plan is null)
        {
            return new PlanUnknown(code);
        }

        string reference = context.Get(options.Order.Reference) ?? await NextReferenceAsync(session, contract.Order.Reference);
        if (context.Get(options.Order.Reference) is { } named && await ContractLookup.IsTakenAsync(session, named))
        {
            return new ReferenceTaken(named);
        }

        return Parsing.Day("--effective", day).Then(on =>
            TerminateCommand.SettlementOf(context.Get(options.Settlement)).Then(settlement =>
            Opened(context, options, contract, plan, contract.Clauses.EndBoundary(on), reference).Then(opened =>
            Credited(context, options, new RecastContract(
                on, settlement, context.Get(options.Reason)!, opened, OpenedId(context, id, dossier, on), id), contract)
            .Select(command => (command, plan)))));
    }

    /// <summary>The id of the contract that follows: one wish repeated names one contract.</summary>
    public static Guid OpenedId(CliContext context, Guid closedId, Dossier closed, DateOnly on) => DerivedId.From(
        "recast", context.TenantId, closedId.ToString("N"), (closed.Version + 1).ToString(CultureInfo.InvariantCulture), on);

    private static Decision<OrderContract> Opened(
        CliContext context, RecastOptions options, Contract contract, PlanVersion plan, DateOnly start, string reference) =>
        PaidFrom(context, options, contract, start).Then(paidFrom =>
        ClauseReader.Read(context, options.Order, contract.Clauses).Then(clauses =>
        Items(context, options, contract, plan, start).Then(items =>
        ItemSyntax.Prices(context.Get(options.Order.Price)).Then(prices =>
        DiscountSyntax.Read("--discount", context.Get(options.Order.Discount)).Select(discounts => new OrderContract(
            contract.Order.Customer, plan.PlanCode, plan.Id, plan.Currency, start, paidFrom, clauses, items,
            discounts.IsEmpty ? RecastTerms.DiscountsOf(contract, items, paidFrom ?? start) : discounts, reference)
        {
            Prices = prices,
        }).Select(order => context.IsGiven(options.Order.Tax) ? order : order with
        {
            Clauses = order.Clauses with { TaxRates = RecastTerms.TaxRatesOf(contract, items) },
        }).Select(order => prices.IsEmpty && context.Get(options.Plan) is null ? order with { Prices = RecastTerms.PricesOf(contract, order) } : order)))));

    /// <summary>A trial that is not over goes on until its day, unless another is given.</summary>
    private static Decision<DateOnly?> PaidFrom(CliContext context, RecastOptions options, Contract contract, DateOnly start) =>
        RecastTerms.TrialUntil(contract, start) is { } paid && !context.IsGiven(options.Order.Trial) && !context.IsGiven(options.Order.TrialUntil)
            ? Decision<DateOnly?>.Accept(paid)
            : OrderReader.PaidFrom(context, options.Order, start);

    /// <summary>Charges keep the prices of the contract as long as no plan is named; a named one has its own.</summary>
    private static Decision<ImmutableArray<OrderItem>> Items(
        CliContext context, RecastOptions options, Contract contract, PlanVersion plan, DateOnly start)
    {
        bool keepsPrices = context.Get(options.Plan) is null;
        Charge? Find(string code) => (keepsPrices ? RecastTerms.ChargeOf(contract, code, start) : null) ?? plan.Find(code);

        if (context.Get(options.Line) is { Length: > 0 } given)
        {
            return OrderReader.Items(given, Find);
        }

        var items = ImmutableArray.CreateBuilder<OrderItem>();
        foreach ((string code, Quantity units) in RecastTerms.UnitsOf(contract, start))
        {
            if (Find(code) is not { } charge)
            {
                return new ChargeUnknown(code);
            }

            items.Add(new OrderItem(charge, units));
        }

        return items.ToImmutable();
    }

    private static Decision<RecastContract> Credited(CliContext context, RecastOptions options, RecastContract command, Contract contract)
    {
        Currency currency = contract.Order.Currency;
        decimal? rate = null;
        if (context.Get(options.Rate) is { } text)
        {
            Decision<decimal> read = Parsing.Number("--rate", text);
            if (!read.IsAccepted)
            {
                return read.Refusal;
            }

            rate = read.Value;
        }

        long? credit = null;
        if (context.Get(options.Credit) is { } given)
        {
            Decision<Money> money = Money.Parse(given, currency);
            if (!money.IsAccepted || money.Value.IsNegative || money.Value.Minor > Ordering.MostMinor)
            {
                return new OptionNotReadable("--credit", given, $"an amount of zero or more with the digits of {currency.Code}");
            }

            credit = money.Value.Minor;
        }

        Decision<Leftover> leftover = Leftovers.Parse(context.Get(options.Leftover)!);
        return leftover.IsAccepted
            ? command with
            {
                Rate = rate,
                CreditMinor = credit,
                OverrideReason = context.Get(options.CreditReason),
                Leftover = leftover.Value,
            }
            : new OptionNotReadable("--leftover", context.Get(options.Leftover)!, "'keep' or 'refund'");
    }

    /// <summary>The contract after ACME-1 is ACME-1/2, and the one after that ACME-1/3.</summary>
    public static async Task<string> NextReferenceAsync(Session session, string reference)
    {
        if (reference.Length == 0)
        {
            return reference;
        }

        int slash = reference.LastIndexOf('/');
        bool counted = int.TryParse(reference.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && slash > 0 && reference.Length - slash <= MostCounted;
        string stem = counted ? reference[..slash] : reference;
        for (int next = counted ? number + 1 : 2; ; next++)
        {
            string candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}/{next}");
            if (!await ContractLookup.IsTakenAsync(session, candidate))
            {
                return candidate;
            }
        }
    }
}
