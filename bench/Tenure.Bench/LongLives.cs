// Contracts that live long: one with a thousand events, and one of thirty years that nobody has billed yet.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Bench;

internal static class LongLives
{
    public static readonly DateOnly Start = new(1996, 1, 31);

    private const int Events = 1000;

    /// <summary>A contract that renews each year and is changed every eleven days: seats come, leave, are renegotiated, and every tenth
    /// change is one of tiers.</summary>
    public static Dossier Restless()
    {
        Dossier dossier = Ordered(Cadence.Year);
        for (int change = 0; dossier.Version < Events; change++)
        {
            DateOnly day = Start.AddDays(11 * (change + 1));
            Decision<Preview> changed = Previewing.Upgrade(dossier, ChangeOn(day, change), day);
            dossier = changed.IsAccepted ? changed.Value.After : dossier;
        }

        return dossier;
    }

    /// <summary>Thirty years of monthly periods on three lines, agreed at once.</summary>
    public static Dossier Unbilled() => Ordered(Cadence.Months(360));

    private static UpgradeContract ChangeOn(DateOnly day, int change) => (change % 10) switch
    {
        3 or 7 => new UpgradeContract(day, [], [new Removal("seats", Quantity.Of(1), null)]),
        5 => new UpgradeContract(day, [new Addition("storage", Quantity.Of(5), null)], []),
        8 => new UpgradeContract(day, [], []) { Change = [new Reprice("seats", PriceAmounts.Of(40m + (change % 7)))] },
        9 => new UpgradeContract(day, [], [new Removal("storage", Quantity.Of(5), null)]),
        _ => new UpgradeContract(day, [new Addition("seats", Quantity.Of(1), null)], []),
    };

    private static Dossier Ordered(Cadence term)
    {
        var euro = Currency.Of("EUR");
        var seats = new Charge(
            "seats", "crm", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(49.90m, euro), Cadence.Month, Cadence.Month, BillingTiming.InAdvance);
        Charge platform = seats with { Code = "base", Model = PriceModel.Flat, Price = new UnitPrice(500m, euro) };
        Charge storage = seats with
        {
            Code = "storage",
            Model = PriceModel.Graduated,
            Price = new UnitPrice(0m, euro),
            Tiers = PriceTiers.Parse("1-100@0.20,101+@0.15").Value,
        };
        var clauses = new Clauses(
            "Europe/Berlin", term, new RenewalClause(RenewalKind.Automatic, Cadence.Year, null), new NoticeClause(3, CadenceUnit.Month),
            BillingGrid.FromStart, MonthEndRule.Clamp, ChangeDay.NewTerms, ChangeDay.NewTerms);
        var order = new OrderContract(
            new PartyId(Guid.Parse("11111111-1111-1111-1111-111111111111")), "team",
            new PlanVersionId(Guid.Parse("22222222-2222-2222-2222-222222222222")), euro, Start, Start, clauses,
            [new OrderItem(seats, Quantity.Of(40)), new OrderItem(platform, Quantity.One), new OrderItem(storage, Quantity.Of(150))],
            ImmutableArray<Discount>.Empty, "BENCH-2");
        return Previewing.Order(order, Start).Value.After;
    }
}
