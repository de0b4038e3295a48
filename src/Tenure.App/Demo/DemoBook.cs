// An invented company with contracts of every kind, the same for the same seed: plans in two currencies, trials, seats that
// come and go, notice periods, ends with and without credit. Names are made up.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.App.Import;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Demo;

internal sealed class DemoBook(int tenantId, int contracts, int seed)
{
    private const string Source = "demo";

    private static readonly DateOnly FirstDay = new(2024, 1, 1);
    private static readonly string[] Names =
    [
        "Alder", "Birch", "Cedar", "Dahlia", "Elm", "Fern", "Gorse", "Hazel", "Iris", "Juniper", "Kelp", "Larch", "Maple", "Nettle",
        "Oak", "Pine", "Quince", "Rowan", "Sorrel", "Thistle",
    ];

    private static readonly string[] Trades = ["Analytics", "Logistics", "Foods", "Robotics", "Health", "Studio", "Energy", "Press"];
    private static readonly string[] Reasons = ["pricing", "features", "support", "budget", "competitor"];

    // The seed decides everything; the same book must come out on every machine.
    private readonly Random random = new(seed);
    private readonly List<Product> products = [];
    private readonly List<Plan> plans = [];
    private readonly List<PlanVersion> versions = [];

    public ImportBook Make()
    {
        AddPlan("starter", "Starter", Currency.Of("USD"), 19m, Cadence.Month, null);
        AddPlan("team", "Team", Currency.Of("USD"), 49m, Cadence.Year, 250m);
        AddPlan("enterprise", "Enterprise", Currency.Of("EUR"), 129.50m, Cadence.Quarter, 4900m);
        var customers = new List<ImportedParty>();
        var lives = new List<ImportedContract>();
        int customerCount = Math.Max(1, contracts * 3 / 5);
        for (int i = 0; i < customerCount; i++)
        {
            customers.Add(Customer(i));
        }

        for (int i = 0; i < contracts; i++)
        {
            lives.Add(Life(i, customers[random.Next(customerCount)].Id));
        }

        return new ImportBook(customers, products, plans, versions, lives);
    }

    private void AddPlan(string code, string name, Currency currency, decimal seat, Cadence billed, decimal? setup)
    {
        var charges = ImmutableArray.CreateBuilder<Charge>();
        charges.Add(new Charge(
            "seats", code, ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(seat, currency), Cadence.Month, billed,
            BillingTiming.InAdvance));
        if (setup is { } price)
        {
            charges.Add(new Charge(
                "onboarding", "onboarding", ChargeKind.OneTime, PriceModel.Flat, new UnitPrice(price, currency), Cadence.Month, null,
                BillingTiming.InAdvance));
        }

        foreach (string product in charges.Select(charge => charge.ProductCode).Where(one => products.TrueForAll(known => known.Code != one)))
        {
            products.Add(new Product(new ProductId(Id("product", product)), product, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(product)));
        }

        plans.Add(new Plan(new PlanId(Id("plan", code)), code, name));
        versions.Add(new PlanVersion(new PlanVersionId(Id("plan_version", code + "/1")), code, 1, currency, charges.ToImmutable()));
    }

    private ImportedParty Customer(int index)
    {
        string reference = (seed == 1 ? "C-" : $"C{seed}-") + index.ToString("D4", CultureInfo.InvariantCulture);
        string name = $"{Names[random.Next(Names.Length)]} {Trades[random.Next(Trades.Length)]} {index + 1}";
        return new ImportedParty(new PartyId(Id("party", reference)), reference, name, new Dictionary<string, string>());
    }

    private ImportedContract Life(int index, PartyId customer)
    {
        string reference = (seed == 1 ? "D-" : $"D{seed}-") + (index + 1).ToString("D5", CultureInfo.InvariantCulture);
        PlanVersion plan = versions[random.Next(versions.Count)];
        DateOnly start = FirstDay.AddDays(random.Next(700));
        OrderContract order = Order(customer, plan, start, reference);
        var steps = new List<ImportedStep> { new ImportedOrder(start, order) };
        DateOnly day = start;
        for (int changes = random.Next(3); changes > 0 && order.PaidFrom is not null; changes--)
        {
            day = day.AddDays(10 + random.Next(100));
            DateOnly firstEnd = Anchor.On(order.PaidFrom.Value).DateAt(order.Clauses.TermLength, 1);
            if (day < firstEnd)
            {
                steps.Add(new ImportedUpgrade(day, new UpgradeContract(
                    day, [new Addition("seats", Quantity.Of(1 + random.Next(8)), null)], [])));
            }
        }

        if (random.Next(5) == 0 && order.Clauses.Renewal.Kind == RenewalKind.Automatic)
        {
            DateOnly endOn = steps[^1].BusinessOn.AddDays(15 + random.Next(200));
            steps.Add(new ImportedTermination(
                endOn.AddDays(-1),
                new TerminateContract(
                    endOn, random.Next(2) == 0 ? Settlement.Credit : Settlement.Nothing, Reasons[random.Next(Reasons.Length)])));
        }

        return new ImportedContract(
            new ContractId(DerivedId.From("contract", tenantId, Source, reference, start)), reference, customer, steps, [], "demo", index + 1);
    }

    private OrderContract Order(PartyId customer, PlanVersion plan, DateOnly start, string reference)
    {
        bool monthly = plan.PlanCode == "starter";
        Cadence term = monthly ? Cadence.Month : Cadence.Year;
        RenewalKind kind = random.Next(6) == 0 ? RenewalKind.Manual : RenewalKind.Automatic;
        NoticeClause notice = monthly ? NoticeClause.None : new NoticeClause(random.Next(2) == 0 ? 30 : 60, CadenceUnit.Day);
        DateOnly? paidFrom = random.Next(12) switch { 0 => start.AddDays(14), 1 => null, _ => start };
        var items = ImmutableArray.CreateBuilder<OrderItem>();
        items.Add(new OrderItem(plan.Charges[0], Quantity.Of(1 + random.Next(40))));
        if (plan.Charges.Length > 1 && random.Next(3) > 0)
        {
            items.Add(new OrderItem(plan.Charges[1], Quantity.One));
        }

        ImmutableArray<Discount> discounts = random.Next(5) == 0
            ? [new Discount("welcome", DiscountForm.Percent, 10m, null, random.Next(2) == 0, null)]
            : [];
        return new OrderContract(
            customer, plan.PlanCode, plan.Id, plan.Currency, start, paidFrom,
            new Clauses(
                "UTC", term, new RenewalClause(kind, term, null), notice, BillingGrid.FromStart, MonthEndRule.Clamp, ChangeDay.NewTerms,
                ChangeDay.NewTerms),
            items.ToImmutable(), discounts, reference);
    }

    private Guid Id(string kind, string externalId) => DerivedId.From(kind, tenantId, Source, externalId);
}
