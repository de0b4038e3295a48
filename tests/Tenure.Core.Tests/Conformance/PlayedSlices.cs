using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Conformance;

/// <summary>
/// Cases that list lines: a full price, its period, the days charged or given back. A charge is sold from its first day and
/// leaves on its last; a credit was billed for the whole period first. What fits one grid is one contract, what does not is
/// another, as when a contract is closed and the next one begins.
/// </summary>
internal static class PlayedSlices
{
    internal static JsonObject Play(Given given, Settings settings, Currency currency)
    {
        List<Item> items = ItemsOf([.. given.Each("lines").Select((line, index) => new Slice(
            index, line.Amount("full_amount"), line.Days("period"), line.Days("slice"), line.Text("sign") == "-", given.Has("pause")))]);
        var found = new SortedDictionary<int, IssuedLine>();
        long total = 0;
        foreach (List<Item> contract in Contracts(items, settings))
        {
            total += PlayContract(contract, settings, currency, found);
        }

        var life = new Life(settings, currency);
        return new JsonObject
        {
            ["lines"] = new JsonArray([.. found.Values.Select(line => (JsonNode)new JsonObject
            {
                ["days"] = line.Days.Days,
                ["period_days"] = line.Period.Days,
                ["amount"] = life.Text(line.Minor),
            })]),
            ["total"] = life.Text(total),
            ["account_credit"] = life.Text(-total),
        };
    }

    /// <summary>The add-on is removed after a few days: the credit names the document that billed it, not the contract's first.</summary>
    internal static JsonObject PlayAddOn(Given given, Settings settings, Currency currency)
    {
        Given line = given.Each("lines").Single();
        DateRange period = line.Days("period");
        var addOn = new Sold("add-on", line.Amount("full_amount"), Cadence.Month);
        DateOnly addedOn = given.On("added");
        DateOnly removedOn = line.Days("slice").Start;
        (IssuedLine credit, Life life) = Removed(paid: false);
        (_, Life paid) = Removed(paid: true);
        return new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject
            {
                ["days"] = credit.Days.Days,
                ["period_days"] = credit.Period.Days,
                ["amount"] = life.Text(credit.Minor),
            }),
            ["total"] = life.Text(credit.Minor),
            ["credit_type_if_unpaid"] = life.Seen.CreditMinor == 0 ? "debt cancellation" : "credit to balance",
            ["credit_type_if_paid"] = paid.Seen.CreditMinor == -credit.Minor ? "credit to balance" : "debt cancellation",
        };

        (IssuedLine Credit, Life Life) Removed(bool paid)
        {
            var life = new Life(settings, currency);
            life.Order(period.Start, [new Sold("base", 50m, Cadence.Month)]).Run(period.Start);
            IssuedLine billed = life.Change(addedOn, [addOn], []).Run(addedOn).ShouldHaveSingleItem();
            _ = paid ? life.PayAll(addedOn) : life;
            IssuedLine credit = life.Change(removedOn, [], [addOn]).Run(removedOn).ShouldHaveSingleItem();
            credit.Drafted.CorrectsDocument.ShouldBe(billed.Document.Ordinal);
            return (credit, life);
        }
    }

    /// <summary>A paid invoice is corrected by a credit note that names it, and stays as it was issued: there is no void.</summary>
    internal static JsonObject PlayUnchanged(Given given, Settings settings, Currency currency)
    {
        JsonObject seen = Play(given, settings, currency);
        Slice slice = given.Each("lines").Select(static (line, index) => new Slice(
            index, line.Amount("full_amount"), line.Days("period"), line.Days("slice"), IsCredit: true, IsPause: false)).Single();
        var life = new Life(settings, currency);
        life.Order(slice.Period.Start, [new Sold("plan", slice.Full, Cadence.Month)]).Run(slice.Period.Start);
        var issued = life.Documents[0];
        IssuedLine credit = life.End(slice.Days.Start).Run(slice.Days.Start).ShouldHaveSingleItem();
        bool isUnchanged = life.Documents[0] == issued && credit.Drafted.CorrectsDocument == issued.Ordinal;
        seen["void_of_original_allowed"] = !isUnchanged;
        return seen;
    }

    private static List<Item> ItemsOf(List<Slice> slices)
    {
        var items = new List<Item>();
        foreach (Slice slice in slices)
        {
            Item? before = items.Find(item => !slice.IsCredit && !item.IsCredit && item.Full == slice.Full
                && item.Last.Days.End == slice.Days.Start && item.Last.Period.End == slice.Period.Start);
            if (before is null)
            {
                items.Add(new Item("line" + slice.Index, [slice]));
            }
            else
            {
                before.Slices.Add(slice);
            }
        }

        return items;
    }

    private static List<List<Item>> Contracts(List<Item> items, Settings settings)
    {
        var contracts = new List<List<Item>>();
        foreach (Item item in items.OrderBy(static item => item.First.Period.Start))
        {
            List<Item>? fitting = contracts.Find(contract => settings.Grid.IsFromStart && Fits(contract[0].First.Period.Start, item));
            if (fitting is null)
            {
                contracts.Add([item]);
            }
            else
            {
                fitting.Add(item);
            }
        }

        return contracts;
    }

    private static bool Fits(DateOnly start, Item item) =>
        BillingPeriods.Of(DateRange.From(start), Anchor.On(start), item.Every, BillingGrid.FromStart)
            .Containing(item.First.Days.Start).Grid == item.First.Period;

    /// <summary>Plays one contract and notes the line of every slice; the sum of what was issued beyond the bills that credits need.</summary>
    private static long PlayContract(List<Item> items, Settings settings, Currency currency, SortedDictionary<int, IssuedLine> found)
    {
        DateOnly start = settings.Grid.IsFromStart
            ? items[0].First.Period.Start
            : items.Min(static item => item.From);
        var life = new Life(settings, currency);
        Sold[] first = [.. items.Where(item => item.From == start).Select(static item => item.Sold)];
        life.Order(start, first.Length > 0 ? first : [new Sold("nothing", 0m, items[0].Every)]);
        long before = 0;
        DateOnly[] days = [.. items.SelectMany(item => item.Days).Where(day => day >= start).Distinct().Order()];
        foreach (DateOnly day in days)
        {
            Item[] leaving = [.. items.Where(item => item.IsCredit && item.Last.Days.Start == day)];
            if (leaving.Length > 0)
            {
                before += life.Run(day).Where(line => leaving.Any(item => item.Sold.Code == line.Code)).Sum(static line => line.Minor);
            }

            Act(life, items, leaving, day, start);
        }

        life.Run(days.Append(items.Max(item => settings.InArrears ? item.Last.Days.End : item.Last.Days.Start)).Max());
        foreach (Item item in items)
        {
            foreach (Slice slice in item.Slices)
            {
                found[slice.Index] = life.Lines.Single(line =>
                    line.Code == item.Sold.Code && line.Days == slice.Days && line.Minor < 0 == slice.IsCredit);
            }
        }

        return life.Total - before;
    }

    private static void Act(Life life, List<Item> items, Item[] leaving, DateOnly day, DateOnly start)
    {
        Sold[] coming = [.. items.Where(item => item.From == day && day > start).Select(static item => item.Sold)];
        if (leaving is [{ IsPause: true } paused])
        {
            life.Pause(day, paused.EndsInPeriod ? paused.Last.Days.End : null);
        }
        else if (leaving.Length == items.Count)
        {
            life.End(day);
        }
        else if (leaving.Length + coming.Length > 0)
        {
            life.Change(day, coming, leaving.Select(static item => item.Sold));
        }

        // A slice that ends within its period was known to end when it was billed.
        foreach (Item item in items.Where(item => item.From == day && !item.IsCredit && item.EndsInPeriod))
        {
            life.Change(item.Last.Days.End, [], [item.Sold], day);
        }
    }

    private sealed record Slice(int Index, decimal Full, DateRange Period, DateRange Days, bool IsCredit, bool IsPause);

    private sealed record Item(string Code, List<Slice> Slices)
    {
        internal Slice First => Slices[0];

        internal Slice Last => Slices[^1];

        internal bool IsCredit => First.IsCredit;

        internal bool IsPause => First.IsPause;

        internal decimal Full => First.Full;

        internal Cadence Every => Lengths.Of(First.Period);

        internal Sold Sold => new(Code, Full, Every);

        /// <summary>What is given back was there from the period's first day.</summary>
        internal DateOnly From => IsCredit ? First.Period.Start : First.Days.Start;

        internal bool EndsInPeriod => Last.Days.End < Last.Period.End;

        internal IEnumerable<DateOnly> Days => IsCredit ? [From, Last.Days.Start] : [From];
    }
}
