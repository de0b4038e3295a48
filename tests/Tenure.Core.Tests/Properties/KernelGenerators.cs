using FsCheck;
using FsCheck.Fluent;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Properties;

/// <summary>Random days, cadences and clauses, with the awkward ones (month ends, leap days) made common.</summary>
internal static class KernelGenerators
{
    internal static Gen<DateOnly> Days { get; } = Gen.OneOf(
        Gen.Choose(new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2029, 1, 1).DayNumber).Select(DateOnly.FromDayNumber),
        Gen.Choose(0, 71).Select(month => new DateOnly(2023, 1, 1).AddMonths(month + 1).AddDays(-1)),
        Gen.Elements(new DateOnly(2024, 2, 29), new DateOnly(2024, 2, 28), new DateOnly(2025, 2, 28), new DateOnly(2024, 3, 1)));

    internal static Gen<Anchor> Anchors { get; } =
        from origin in Days
        from rule in Gen.Elements(MonthEndRule.Clamp, MonthEndRule.StickToMonthEnd)
        from day in Gen.Choose(-31, 31)
        select Anchor.On(origin, rule, day <= 0 ? null : day);

    internal static Gen<Cadence> Cadences { get; } =
        from count in Gen.OneOf(Gen.Elements(1, 3, 12), Gen.Choose(1, 30))
        from unit in Gen.Elements(CadenceUnit.Month, CadenceUnit.Month, CadenceUnit.Week, CadenceUnit.Day)
        select new Cadence(count, unit);

    internal static Gen<BillingGrid> Grids { get; } = Gen.OneOf(
        Gen.Constant(BillingGrid.FromStart), Gen.Constant(BillingGrid.CalendarMonths), Gen.Choose(1, 31).Select(BillingGrid.BillingDay));

    internal static Gen<DateRange> Terms { get; } =
        from start in Days
        from days in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, 1200))
        select new DateRange(start, start.AddDays(days));

    internal static Gen<NoticeClause> Clauses { get; } =
        from unit in Gen.Elements(CadenceUnit.Day, CadenceUnit.Week, CadenceUnit.Month)
        from count in Gen.Choose(0, unit == CadenceUnit.Day ? 100 : 14)
        from landing in Gen.Elements(NoticeLanding.AnyDay, NoticeLanding.MonthEnd, NoticeLanding.QuarterEnd)
        from roll in Gen.Elements(NoticeRoll.None, NoticeRoll.Back, NoticeRoll.Forward)
        from holidays in Days.ArrayOf(40)
        select new NoticeClause(count, unit)
        {
            Landing = landing,
            Roll = roll,
            WorkingDays = new WorkingDays("random", [DayOfWeek.Saturday, DayOfWeek.Sunday], holidays),
        };

    /// <summary>Holds for some thousand random values, the same ones in every run, so that a red build stays red.</summary>
    internal static void Holds<T>(Gen<T> values, Action<T> property, int tests = 2000) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(0x7E4E_5EEDUL, 0x4B45_524EUL | 1),
            Prop.ForAll(values.ToArbitrary(), property));
}
