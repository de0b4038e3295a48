// From the words of the command line to an order: every option parsed at the door, every name looked up.
using System.Collections.Immutable;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Order;

/// <summary>An order ready to be decided, and its customer, who may be new.</summary>
internal sealed record OrderDraft(OrderContract Command, OrderingCustomer Customer, PlanVersion OnOffer)
{
    /// <summary>The policy that it began from, if any.</summary>
    public string? Policy { get; init; }
}

internal static class OrderReader
{
    public static async Task<Decision<OrderDraft>> ReadAsync(
        CliContext context, Session session, OrderOptions options)
    {
        if (!Parsing.IsName(context.Get(options.Customer)!) || !Parsing.IsName(context.Get(options.CustomerName) ?? "-"))
        {
            return new OptionNotReadable(
                "--customer or --customer-name", "what was given", Parsing.NameExpected);
        }

        PlanVersion? plan = await PlanStore.NewestAsync(session, context.Get(options.Plan)!);
        if (plan is null)
        {
            return new PlanUnknown(context.Get(options.Plan)!);
        }

        string reference = context.Get(options.Reference) ?? string.Empty;
        if (reference.Length > 0 && await ContractLookup.IsTakenAsync(session, reference))
        {
            return new ReferenceTaken(reference);
        }

        Decision<NamedPolicy?> policy = NamedPolicy.Chosen(await NamedPolicy.LoadAsync(session), context.Get(options.Policy));
        if (!policy.IsAccepted)
        {
            return policy.Refusal;
        }

        CliContext terms = policy.Value is { } named ? context.Over(named.Read(options)) : context;
        OrderingCustomer customer = await OrderingCustomer.FindAsync(
            session, context.Get(options.Customer)!, context.Get(options.CustomerName));
        Decision<(DateOnly Start, DateOnly? PaidFrom)> begins = Parsing.Day("--start", context.Get(options.Start)!).Then(start =>
            PaidFrom(context, options, start).Select(paidFrom => (start, paidFrom)));
        if (!begins.IsAccepted)
        {
            return begins.Refusal;
        }

        (DateOnly start, DateOnly? paidFrom) = begins.Value;
        Decision<DateOnly?> end = await options.End.ReadAsync(
            context, session, customer.Id, paidFrom ?? start, lengthIsGiven: context.IsGiven(options.Term));
        return end.Then(until =>
            ClauseReader.Read(terms, options).Then(clauses =>
            EndingOn(clauses, paidFrom ?? start, until).Then(agreed =>
            Items(context.Get(options.Line), plan.Find).Then(items =>
            ItemSyntax.Prices(context.Get(options.Price)).Then(prices =>
            DiscountSyntax.Read("--discount", context.Get(options.Discount)).Select(discounts => new OrderDraft(
                new OrderContract(
                    customer.Id, plan.PlanCode, plan.Id, plan.Currency, start, paidFrom, agreed, items, discounts, reference)
                {
                    Prices = prices,
                },
                customer,
                plan)
            {
                Policy = policy.Value?.Name,
            }))))));
    }

    private static Decision<Clauses> EndingOn(Clauses clauses, DateOnly first, DateOnly? end) => end is { } named
        ? CommonEnd.LengthOf(first, named, clauses.MonthEnd).Select(length => clauses with { TermLength = length })
        : clauses;

    /// <summary>The first paid day; none when the whole contract is a trial.</summary>
    public static Decision<DateOnly?> PaidFrom(CliContext context, OrderOptions options, DateOnly start) =>
        context.Get(options.Trial) && context.Get(options.TrialUntil) is { } both
            ? new OptionNotReadable("--trial-until", both, "nothing beside --trial, which has no paid day")
        : context.Get(options.Trial) ? Decision<DateOnly?>.Accept(null)
        : context.Get(options.TrialUntil) is { } until ? Parsing.Day("--trial-until", until).Select(day => (DateOnly?)day)
        : Decision<DateOnly?>.Accept(start);

    /// <summary>What is ordered, looked up in a plan.</summary>
    public static Decision<ImmutableArray<OrderItem>> Items(string[]? given, Func<string, Charge?> find)
    {
        var items = ImmutableArray.CreateBuilder<OrderItem>();
        foreach (string text in given ?? [])
        {
            var item = ItemSyntax.Parse("--line", text);
            if (!item.IsAccepted)
            {
                return item.Refusal;
            }

            if (find(item.Value.Charge) is not { } charge)
            {
                return new ChargeUnknown(item.Value.Charge);
            }

            items.Add(new OrderItem(charge, item.Value.Quantity));
        }

        return items.ToImmutable();
    }
}
