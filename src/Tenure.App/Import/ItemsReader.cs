// The plan of a row and what is ordered from it: the charges that apply, with exact prices and quantities.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads what a row orders.</summary>
internal sealed class ItemsReader(ContractRules rules, CatalogueCollector catalogue)
{
    private readonly ImmutableArray<Charge>.Builder offered = ImmutableArray.CreateBuilder<Charge>();
    private readonly ImmutableArray<OrderItem>.Builder items = ImmutableArray.CreateBuilder<OrderItem>();
    private readonly ImmutableArray<DatedPrice>.Builder dated = ImmutableArray.CreateBuilder<DatedPrice>();
    private readonly List<(string Code, string Name)> products = [];

    private readonly List<ReachMilestone> reached = [];

    private string planName = string.Empty;

    /// <summary>The prices that the last row dates ahead.</summary>
    public ImmutableArray<DatedPrice> Dated => dated.ToImmutable();

    /// <summary>The milestones that the last row says were reached, each once.</summary>
    public IReadOnlyList<ReachMilestone> Reached => [.. reached.DistinctBy(static one => one.Milestone)];

    /// <summary>The plan version and the items of a row; false after refusing it.</summary>
    public bool TryRead(RowScope row, Currency currency, out PlanVersion version, out ImmutableArray<OrderItem> ordered)
    {
        dated.Clear();
        reached.Clear();
        offered.Clear();
        items.Clear();
        products.Clear();
        version = null!;
        ordered = [];
        bool isRead = row.TryName(rules.PlanCode, "plan's code", out string code);
        isRead &= row.TryName(rules.PlanName, "plan's name", out planName);
        foreach (ChargeRules charge in rules.Charges)
        {
            isRead &= TryCharge(row, charge, currency);
        }

        if (!isRead)
        {
            return false;
        }

        if (catalogue.OtherPlanName(code, planName) is { } other)
        {
            return row.Refuse(rules.PlanName.Leading ?? rules.PlanCode.Leading, ImportCodes.NamedDifferently,
                $"A row above names the plan '{code}' '{other}': give it one name.");
        }

        version = catalogue.Version(code, currency, offered.ToImmutable());
        ordered = items.ToImmutable();
        return true;
    }

    /// <summary>Keeps what the last row used in the catalogue, once its contract is certain.</summary>
    public void Keep(PlanVersion version) => catalogue.Keep(version, planName, products);

    private bool TryCharge(RowScope row, ChargeRules charge, Currency currency)
    {
        if (charge.When is not null && charge.When.Holds(row) is var holds && holds != true)
        {
            return holds is not null;
        }

        bool isRead = TryProduct(row, charge, out string product);
        Quantity quantity = Quantity.One;
        if (charge.Quantity is not null)
        {
            isRead &= TryQuantity(row, charge.Quantity, out quantity);
        }

        var price = new UnitPrice(0m, currency);
        isRead &= charge.Price is null || TryPrice(row, charge, charge.Price, currency, out price);
        UnitPrice list = price;
        if (charge.ListPrice is not null)
        {
            isRead &= TryPrice(row, charge, charge.ListPrice, currency, out list);
        }

        isRead &= row.TryRead(charge.PricePeriod, "price period", out Cadence period);
        isRead &= row.TryRead(charge.Billed, "billing cadence", out Cadence? billed);
        isRead &= row.TryRead(charge.Timing, "timing", out BillingTiming timing);
        isRead &= row.TryRead(charge.GivenBack, "clause about giving back", out GiveBackClause givenBack);
        isRead &= TryTerms(row, charge, currency, out Charge terms);
        isRead &= TryDated(row, charge, currency);
        isRead &= TryReached(row, charge);
        if (isRead)
        {
            // What is used is billed when the period that its price is for is over, prepaid units when it begins.
            bool used = charge.Kind == ChargeKind.Usage;
            Charge agreed = catalogue.Shared(terms with
            {
                ProductCode = product,
                Price = price,
                PricePeriod = period,
                BillingCadence = used ? period : billed,
                Timing = !used ? timing : charge.Prepaid == PrepaidClause.None ? BillingTiming.InArrears : BillingTiming.InAdvance,
                GivenBack = givenBack,
                Milestone = charge.Milestone,
            });
            offered.Add(list == price ? agreed : catalogue.Shared(agreed with { Price = list }));
            items.Add(new OrderItem(agreed, quantity));
        }

        return isRead;
    }

    /// <summary>A row without a day dates no price ahead.</summary>
    private bool TryDated(RowScope row, ChargeRules charge, Currency currency)
    {
        bool isRead = true;
        foreach (DatedPriceRules rule in charge.Prices)
        {
            if (!row.TryDay(rule.On, out DateOnly? on))
            {
                isRead = false;
            }
            else if (on is { } day)
            {
                isRead &= TryPrice(row, charge, rule.Price, currency, out UnitPrice price);
                dated.Add(new DatedPrice(charge.Code, day, price.Amount));
            }
        }

        return isRead;
    }

    /// <summary>A row without a day waits for the milestone.</summary>
    private bool TryReached(RowScope row, ChargeRules charge)
    {
        if (charge.Reached is null)
        {
            return true;
        }

        bool isRead = row.TryDay(charge.Reached, out DateOnly? on);
        if (on is { } day)
        {
            reached.Add(new ReachMilestone(day, charge.Milestone));
        }

        return isRead;
    }

    private bool TryProduct(RowScope row, ChargeRules charge, out string code)
    {
        bool isRead = row.TryName(charge.ProductCode, "product's code", out code);
        isRead &= row.TryName(charge.ProductName, "product's name", out string name);
        string? other = isRead ? catalogue.OtherProductName(code, name) : null;
        if (other is not null)
        {
            return row.Refuse(charge.ProductName.Leading ?? charge.ProductCode.Leading, ImportCodes.NamedDifferently,
                $"A row above names the product '{code}' '{other}': give it one name.");
        }

        products.Add((code, name));
        return isRead;
    }

    /// <summary>What a charge says beside its price: tiers, blocks, included units, a minimum.</summary>
    private static bool TryTerms(RowScope row, ChargeRules charge, Currency currency, out Charge terms)
    {
        PriceTiers tiers = PriceTiers.None;
        Quantity block = Quantity.Zero;
        Quantity included = Quantity.Zero;
        var minimum = new UnitPrice(0m, currency);
        bool isRead = charge.Tiers is null || row.TryRead(charge.Tiers, "list of tiers", out tiers);
        isRead &= charge.Block is null || TryQuantity(row, charge.Block, out block);
        isRead &= charge.Included is null || TryQuantity(row, charge.Included, out included);
        isRead &= charge.Minimum is null || TryPrice(row, charge, charge.Minimum, currency, out minimum);
        var overage = new UnitPrice(0m, currency);
        isRead &= charge.Overage is null || TryPrice(row, charge, charge.Overage, currency, out overage);
        terms = new Charge(
            charge.Code, charge.Code, charge.Kind, charge.Model, minimum, Cadence.Month, null, BillingTiming.InAdvance)
        {
            Tiers = tiers,
            Block = block,
            Included = included,
            Minimum = minimum.Amount,
            Thresholds = charge.Thresholds,
            Prepaid = charge.Prepaid,
            Overage = charge.Overage is null ? null : overage.Amount,
        };
        return isRead;
    }

    private static bool TryQuantity(RowScope row, Expression expression, out Quantity quantity)
    {
        quantity = default;
        if (!row.TryNumber(expression, "quantity", out decimal units))
        {
            return false;
        }

        if (Quantity.From(units).TryValue(out quantity, out Refusal? refusal))
        {
            return true;
        }

        return row.Refuse(expression.Leading, refusal.Code, refusal.Sentence);
    }

    private static bool TryPrice(RowScope row, ChargeRules charge, Expression expression, Currency currency, out UnitPrice price)
    {
        bool isRead = row.TryNumber(expression, "price", out decimal amount);
        price = isRead ? new UnitPrice(charge.InMinorUnits ? amount / currency.MinorPerUnit : amount, currency) : default;
        return isRead && (amount >= 0 || row.Refuse(expression.Leading, new NegativePrice(charge.Code).Code, new NegativePrice(charge.Code).Sentence));
    }
}
