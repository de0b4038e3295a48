// The contract that the preview is measured on: five years, billed monthly, twenty earlier changes, half of it billed.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Bench;

internal static class FiveYearContract
{
    public static readonly DateOnly Today = new(2026, 7, 15);

    private static readonly DateOnly Start = new(2024, 1, 31);

    public static UpgradeContract Upgrade { get; } = new(Today, [new Addition("seats", Quantity.Of(7), null)], []);

    /// <summary>The dossier after twenty changes, billed up to today.</summary>
    public static Dossier Make()
    {
        var seats = new Charge(
            "seats", "crm", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(49.90m, Currency.Of("EUR")), Cadence.Month,
            Cadence.Month, BillingTiming.InAdvance);
        var clauses = new Clauses(
            "Europe/Berlin", Cadence.Months(60), new RenewalClause(RenewalKind.Automatic, Cadence.Year, null),
            new NoticeClause(3, CadenceUnit.Month), BillingGrid.FromStart, MonthEndRule.Clamp, ChangeDay.NewTerms, ChangeDay.NewTerms);
        var order = new OrderContract(
            new PartyId(Guid.Parse("11111111-1111-1111-1111-111111111111")), "team",
            new PlanVersionId(Guid.Parse("22222222-2222-2222-2222-222222222222")), Currency.Of("EUR"), Start, Start, clauses,
            [new OrderItem(seats, Quantity.Of(40))], ImmutableArray<Discount>.Empty, "BENCH-1");
        Dossier dossier = Previewing.Order(order, Start).Value.After;
        for (int change = 0; change < 20; change++)
        {
            DateOnly day = Start.AddDays(17 + (change * 41));
            dossier = CarryingOut.Through(dossier, day).After;
            var upgrade = change % 3 == 2
                ? new UpgradeContract(day, [], [new Removal("seats", Quantity.Of(2), null)])
                : new UpgradeContract(day, [new Addition("seats", Quantity.Of(3 + change), null)], []);
            dossier = Previewing.Upgrade(dossier, upgrade, day).Value.After;
        }

        return CarryingOut.Through(dossier, Today.AddDays(-1)).After;
    }

    /// <summary>What is measured: the decision and its whole effect.</summary>
    public static Preview Preview(Dossier dossier) => Previewing.Upgrade(dossier, Upgrade, Today).Value;

    /// <summary>How many figures the target of the contract has.</summary>
    public static int Figures(Dossier dossier)
    {
        int count = 0;
        foreach (TargetItem _ in new Target(dossier.Existing))
        {
            count++;
        }

        return count;
    }
}
