using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Cases about dates: of periods, of bills, of terms and of notice.</summary>
internal static class PlayedDates
{
    /// <summary>The first date of the grid on or after the start.</summary>
    internal static JsonObject FirstDates(Given given, Settings settings, Currency currency)
    {
        DateOnly First(Cadence every)
        {
            BillingPeriod first = Grid(given.On("start"), every, settings).At(0);
            return first.IsStub ? first.Grid.End : first.Grid.Start;
        }

        return new JsonObject { ["monthly"] = DayText.Of(First(Cadence.Month)), ["annual"] = DayText.Of(First(Cadence.Year)) };
    }

    /// <summary>The periods of a quarter whose billing day is moved within the first of them.</summary>
    internal static JsonObject BillingDayMoved(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        int[] days = [.. given.Texts("billing_days").Select(static day => int.Parse(day, CultureInfo.InvariantCulture))];
        var life = new Life(settings with { Grid = BillingGrid.BillingDay(days[0]) }, currency);
        life.Order(start, [new Sold("plan", 31m, Cadence.Month)], Cadence.Months(3))
            .Do(start, new AmendDeed(new AmendContract(null, null, null) { Grid = new GridStep(start.AddDays(1), BillingGrid.BillingDay(days[1])) }));
        return new JsonObject
        {
            ["periods"] = new JsonArray([.. life.Run(start.AddMonths(3)).Select(static line => (JsonNode)Lengths.Pair(line.Days))]),
        };
    }

    /// <summary>How far the first bills reach, and when the next is due.</summary>
    internal static JsonObject BilledThrough(Given given, Settings settings, Currency currency)
    {
        IReadOnlyList<IssuedLine> lines = PlayedPeriods.Billed(
            settings, currency, new Sold("plan", 100m, given.Every("billing_period")), given.On("start"), null, given.On("target_date"));
        return new JsonObject { ["billed_through"] = DayText.Of(lines[^1].Days.End) };
    }

    /// <summary>Two runs within one period: what the first bills, and that the second finds nothing.</summary>
    internal static JsonObject Runs(Given given, Settings settings, Currency currency)
    {
        DateOnly[] runs = [.. given.Texts("runs").Select(Day)];
        var life = new Life(settings, currency);
        life.Order(given.On("start"), [new Sold("plan", given.Amount("full_amount"), given.Every("billing_period"))]);
        IReadOnlyList<IssuedLine> first = life.Run(runs[0]);
        return new JsonObject
        {
            ["run_1_periods"] = new JsonArray([.. first.Select(static line => (JsonNode)Lengths.Pair(line.Days))]),
            ["run_1_total"] = life.Text(first.Sum(static line => line.Minor)),
            ["run_2"] = life.Run(runs[1]).Count == 0 ? "no invoice" : "an invoice",
        };
    }

    /// <summary>Runs on the first day of every month until the contract has ended.</summary>
    internal static JsonObject RunsToTheEnd(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("plan", 100m, given.Every("recurrence"))]).End(given.On("end_inclusive").AddDays(1), start);
        var last = new List<DateOnly>();
        for (int month = 0; month < 3; month++)
        {
            last.Add(life.Run(start.AddMonths(month)).Max(static line => line.Days.LastDay));
        }

        return new JsonObject
        {
            ["last_date_invoiced_inclusive"] = Lengths.Days(last),
            ["fourth_run"] = life.Run(start.AddMonths(3)).Count == 0 ? "no invoice" : "an invoice",
        };
    }

    /// <summary>Bills in arrears at month ends, day by day, while an add-on comes the day before one.</summary>
    internal static JsonObject Arrears(Given given, Settings settings, Currency currency)
    {
        DateOnly addedOn = given.On("add_on");
        var life = new Life(settings, currency);
        life.Order(given.On("start"), [new Sold("plan", 100m, given.Every("billing_period"))]);
        for (DateOnly day = given.On("start"); day <= addedOn.AddDays(1); day = day.AddDays(1))
        {
            life = day == addedOn ? life.Change(day, [new Sold("add-on", 20m, Cadence.Month)], []) : life;
            life.Run(day);
        }

        DateOnly[] issued = [.. life.Documents.Select(static document => document.IssueOn).Distinct()];
        return new JsonObject
        {
            ["invoice_dates"] = Lengths.Days(issued),
            ["not_on"] = Lengths.Days(new[] { addedOn }.Except(issued)),
        };
    }

    /// <summary>The dates of an anchor, the first included.</summary>
    internal static JsonObject Steps(Given given, Settings settings, Currency currency)
    {
        Anchor anchor = Anchor.On(given.On("start"), settings.MonthEnd);
        Cadence step = given.Every("billing_period");
        DateOnly[] dates = [.. Enumerable.Range(0, given.Count("count") + 1).Select(n => anchor.DateAt(step, n))];
        return new JsonObject
        {
            ["dates"] = Lengths.Days(dates),
            ["days_of_the_week"] = Lengths.Texts(dates.Select(static day => day.DayOfWeek.ToString()).Distinct()),
            ["latest_days_of_periods"] = new JsonArray([.. dates.Zip(dates.Skip(1), static (one, next) => Math.Max(one.Day, next.Day))
                .Distinct().Select(static day => (JsonNode)day)]),
        };
    }

    /// <summary>The date after the current period's start, counted from the anchor.</summary>
    internal static JsonObject Next(Given given, Settings settings, Currency currency)
    {
        Anchor anchor = Anchor.On(given.On("anchor"), settings.MonthEnd);
        Cadence step = Cadence.Months(given.Count("step_months"));
        return new JsonObject
        {
            ["next"] = DayText.Of(anchor.DateAt(step, anchor.FloorIndex(step, given.On("current_period_start")) + 1)),
        };
    }

    /// <summary>The end of the period that holds a day; of each of several.</summary>
    internal static JsonObject CycleEnds(Given given, Settings settings, Currency currency)
    {
        BillingPeriods periods = Grid(given.On("anchor"), Cadence.Months(given.Count("interval_months")), settings);
        string text = given.Text("now");
        return new JsonObject
        {
            ["cycle_end"] = text[0] == '['
                ? Lengths.Days(given.Texts("now").Select(now => periods.Containing(Day(now[..10])).Grid.End))
                : DayText.Of(periods.Containing(Day(text)).Grid.End),
        };
    }

    /// <summary>The periods that hold certain days, or the first four.</summary>
    internal static JsonObject Periods(Given given, Settings settings, Currency currency)
    {
        BillingPeriods periods = Grid(given.On("start"), given.Every(given.Has("billing") ? "billing" : "billing_period"), settings);
        IEnumerable<BillingPeriod> asked = given.Has("lookups")
            ? given.Texts("lookups").Select(day => periods.Containing(Day(day)))
            : Enumerable.Range(0, 4).Select(index => periods.At(index));
        return new JsonObject { ["periods"] = new JsonArray([.. asked.Select(static one => (JsonNode)Lengths.Pair(one.Served))]) };
    }

    /// <summary>Instants become days in the contract's zone, at the door; the ends of the periods are those days' midnights.</summary>
    internal static JsonObject Instants(Given given, Settings settings, Currency currency)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(given.Text("timezone"));
        var start = DateTimeOffset.Parse(given.Text("start"), CultureInfo.InvariantCulture);
        BillingPeriods periods = Grid(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime), given.Every("billing_period"), settings);
        return new JsonObject
        {
            ["period_ends_utc"] = Lengths.Texts(Enumerable.Range(0, 2).Select(index => TimeZoneInfo
                .ConvertTimeToUtc(periods.At(index).Grid.End.ToDateTime(TimeOnly.MinValue), zone)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>A contract's last term and the last day of notice for it, as of a day; the day after that locks the next one in.</summary>
    internal static JsonObject Terms(Given given, Settings settings, Currency currency)
    {
        var life = new Life(settings, currency);
        Cadence first = given.Every("initial_term");
        Cadence notice = given.Every("notice_period");
        life.Order(
            given.On("start"), [new Sold("plan", 100m, Cadence.Month)], first,
            new RenewalClause(RenewalKind.Automatic, given.Has("renewal_term") ? given.Every("renewal_term") : first, null),
            new NoticeClause(notice.Count, notice.Unit));
        life.Run(given.Has("today") ? given.On("today") : given.On("start"));
        return new JsonObject
        {
            ["term_until_inclusive"] = DayText.Of(life.Contract.LastTerm.Span.LastDay),
            ["last_day_to_give_notice"] = life.Contract.DeadlineOn is { } last ? DayText.Of(last) : null,
        };
    }

    /// <summary>Notice alone: when what is told on a day takes effect, or the last day for an end.</summary>
    internal static JsonObject Notice(Given given, Settings settings, Currency currency)
    {
        Cadence length = given.Every("notice");
        var clause = new NoticeClause(length.Count, length.Unit)
        {
            Landing = given.Has("landing") && given.Text("landing") == "month end" ? NoticeLanding.MonthEnd : NoticeLanding.AnyDay,
        };
        DateOnly last = given.Has("told") ? clause.EarliestEnd(Day(given.Texts("told").Last()), TermEnds.None).Value.AddDays(-1) : default;
        DateOnly? transition = given.Has("transition") ? LastDay(given.Every("transition"), last) : null;
        return new JsonObject
        {
            ["transition_until"] = transition is { } until ? DayText.Of(until) : null,
            ["retrieval_until"] = transition is { } over ? DayText.Of(LastDay(given.Every("retrieval"), over)) : null,
            ["ends"] = given.Has("told")
                ? Lengths.Days(given.Texts("told").Select(told => clause.EarliestEnd(Day(told), TermEnds.None).Value.AddDays(-1)))
                : null,
            ["cancel_by"] = given.Has("end_inclusive") ? DayText.Of(clause.Deadline(given.On("end_inclusive").AddDays(1))) : null,
        };
    }

    /// <summary>The window in which something has to be told before a day: each of its ends is the deadline of a notice that runs through that
    /// day (CAL-5).</summary>
    internal static JsonObject Reminder(Given given, Settings settings, Currency currency)
    {
        string Told(string length) =>
            DayText.Of(new NoticeClause(given.Every(length).Count, given.Every(length).Unit).Deadline(given.On("before").AddDays(1)));
        return new JsonObject { ["from"] = Told("earliest"), ["until"] = Told("latest") };
    }

    /// <summary>The last day of a window that begins when a day is over: as a notice of that day.</summary>
    private static DateOnly LastDay(Cadence window, DateOnly after) =>
        new NoticeClause(window.Count, window.Unit).EarliestEnd(after, TermEnds.None).Value.AddDays(-1);

    private static BillingPeriods Grid(DateOnly start, Cadence every, Settings settings) =>
        BillingPeriods.Of(DateRange.From(start), Anchor.On(start, settings.MonthEnd), every, settings.Grid);
}
