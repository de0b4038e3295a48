// Holds a property over many random lives. A life that fails is made smaller while it still fails, and printed with its seed as
// scenario text, ready to be kept as a scenario.
using System.Globalization;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit.Sdk;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomLives
{
    private const ulong FirstSeed = 20_250_101;
    private const int MostFactsOfAnAct = 6;

    /// <summary>Whether this is a long run.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("TENURE_TEST_LONG") == "1";

    /// <summary>Holds for that many lives, the same ones in every run; twenty times as many in a long run.</summary>
    public static void Hold(int count, Action<Scenario> property) => Hold(Seeds(IsLong ? count * 20 : count), RandomLife.Of, property);

    /// <summary>The same, shared by the runs of a test: each holds for its own part of the lives, all of them together for all.</summary>
    public static void HoldShared(int count, Action<Scenario> property) => Hold(Shared(IsLong ? count * 20 : count), RandomLife.Of, property);

    /// <summary>Holds for the lives of a kind that belong to seeds.</summary>
    public static void Hold(IEnumerable<ulong> seeds, Func<ulong, Scenario> lifeOf, Action<Scenario> property)
    {
        foreach (ulong seed in seeds)
        {
            Scenario life = lifeOf(seed);
            if (Failure(life, property) is not null)
            {
                Scenario small = Shrink(life, property);
                Exception why = Failure(small, property)!;
                throw new XunitException($"{life.Title}, made smaller:\n{ScenarioWriter.Write(small)}\n{why.GetType().Name}: {why.Message}\n{Top(why)}");
            }
        }
    }

    /// <summary>How many runs share the lives that are too many for each, and which of them this is, from zero:
    /// <c>TENURE_TEST_SHARE=2/3</c> is the second of three. Alone a run has all.</summary>
    public static (int Place, int Of) Share =>
        Environment.GetEnvironmentVariable("TENURE_TEST_SHARE")?.Split('/') is [var place, var of]
            ? (int.Parse(place, CultureInfo.InvariantCulture) - 1, int.Parse(of, CultureInfo.InvariantCulture))
            : (0, 1);

    /// <summary>This run's share of so many seeds.</summary>
    public static IReadOnlyList<ulong> Shared(int count) => [.. Seeds(count).Where(static seed => (int)(seed % (ulong)Share.Of) == Share.Place)];

    private static IEnumerable<ulong> Seeds(int count) => Enumerable.Range(0, count).Select(static place => FirstSeed + (ulong)place);

    private static string Top(Exception why) => string.Join('\n', (why.StackTrace ?? string.Empty).Split('\n').Take(7));

    private static Exception? Failure(Scenario life, Action<Scenario> property)
    {
        try
        {
            property(life);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return failure;
        }
    }

    private static Scenario Shrink(Scenario life, Action<Scenario> property)
    {
        bool smaller = true;
        while (smaller)
        {
            smaller = false;
            foreach (Scenario candidate in Smaller(life))
            {
                if (Failure(candidate, property) is not null)
                {
                    life = candidate;
                    smaller = true;
                    break;
                }
            }
        }

        return life;
    }

    private static IEnumerable<Scenario> Smaller(Scenario life)
    {
        for (int i = life.Acts.Length - 1; i > 0; i--)
        {
            Scenario shorter = life with { Acts = life.Acts.RemoveAt(i) };
            for (int earlier = 0; earlier <= (DropsAfter(shorter, i) ? MostFactsOfAnAct : 0); earlier++)
            {
                yield return Renumbered(shorter, i, earlier);
            }
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        foreach (OrderContract simpler in Simpler(order))
        {
            yield return life with { Acts = life.Acts.SetItem(0, life.Acts[0] with { Deed = new OrderDeed(simpler) }) };
        }
    }

    private static bool DropsAfter(Scenario life, int place) => life.Acts.Skip(place).Any(static act => act.Deed is ReinstateDeed { Command.Drop.IsEmpty: false });

    /// <summary>Without an act the events after it have lower numbers; a reinstatement names the same ones.</summary>
    private static Scenario Renumbered(Scenario life, int from, int earlier) => earlier == 0 ? life : life with
    {
        Acts = [.. life.Acts.Select((act, place) => place >= from && act.Deed is ReinstateDeed { Command: var command }
            ? act with { Deed = new ReinstateDeed(command with { Drop = [.. command.Drop.Select(sequence => sequence - earlier)] }) }
            : act)],
    };

    private static IEnumerable<OrderContract> Simpler(OrderContract order)
    {
        for (int i = 0; i < order.Discounts.Length; i++)
        {
            yield return order with { Discounts = order.Discounts.RemoveAt(i) };
        }

        for (int i = order.Items.Length - 1; i >= 0 && order.Items.Length > 1; i--)
        {
            yield return order with { Items = order.Items.RemoveAt(i) };
        }

        for (int i = 0; i < order.Prices.Length; i++)
        {
            yield return order with { Prices = order.Prices.RemoveAt(i) };
        }

        foreach (Clauses clauses in Simpler(order.Clauses))
        {
            yield return order with { Clauses = clauses };
        }

        if (order.PaidFrom != order.StartOn)
        {
            yield return order with { PaidFrom = order.StartOn };
        }

        for (int i = 0; i < order.Items.Length; i++)
        {
            OrderItem item = order.Items[i];
            if (item.Charge.Timing == BillingTiming.InArrears)
            {
                yield return order with { Items = order.Items.SetItem(i, item with { Charge = item.Charge with { Timing = BillingTiming.InAdvance } }) };
            }

            if (item.Charge.Price.Amount != 10m)
            {
                yield return order with { Items = order.Items.SetItem(i, item with { Charge = item.Charge with { Price = new(10m, order.Currency) } }) };
            }
        }
    }

    private static IEnumerable<Clauses> Simpler(Clauses clauses)
    {
        if (!clauses.TaxRates.IsEmpty)
        {
            yield return clauses with { TaxRates = TaxRates.None };
        }

        if (!clauses.Notice.IsNone)
        {
            yield return clauses with { Notice = NoticeClause.None };
        }

        if (clauses.Renewal.Uplift.Kind != UpliftKind.None)
        {
            yield return clauses with { Renewal = clauses.Renewal with { Uplift = Uplift.None } };
        }

        if (!clauses.Grid.IsFromStart)
        {
            yield return clauses with { Grid = BillingGrid.FromStart };
        }

        if (clauses.EndsOn == ChangeDay.OldTerms)
        {
            yield return clauses with { EndsOn = ChangeDay.NewTerms, ChangesOn = ChangeDay.NewTerms };
        }
    }
}
