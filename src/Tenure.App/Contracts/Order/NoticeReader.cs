// From the words of the command line to the notice clause: how long, where it lands, from which day it counts, which days are kept free
// before the day to send it, and what a deadline on a day of rest does (CAL-5).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Order;

internal static class NoticeReader
{
    /// <summary>The most days that a notice may be agreed to travel.</summary>
    public const int MostTransitDays = 60;

    /// <summary>The most days of our own before the day to send a notice.</summary>
    public const int MostLeadDays = 365;

    /// <summary>The clause that the words say; what they leave out has its default.</summary>
    public static Decision<NoticeClause> Read(CliContext context, OrderOptions options) =>
        Length(context.Get(options.Notice)).Then(length =>
            Word(context, options.NoticeLanding, "'any day', 'month end', 'quarter end' or 'term end'", Landing).Then(landing =>
            Word(context, options.NoticeFrom, "'receipt' or 'dispatch'", CountedFrom).Then(from =>
            Word(context, options.NoticeRoll, "'none', 'back' or 'forward'", Roll).Then(roll =>
            Days(context, options.NoticeTransit, MostTransitDays).Then(transit =>
            Days(context, options.NoticeLead, MostLeadDays).Then(lead =>
            WorkingDays.Parse(context.Get(options.NoticeCalendar)!).Select(calendar => length with
            {
                Landing = landing,
                CountedFrom = from,
                TransitDays = transit,
                InternalLeadDays = lead,
                Roll = roll,
                WorkingDays = calendar,
            })))))));

    /// <summary>The clause that counts, with what the words say differently: another length changes nothing but the length.</summary>
    public static NoticeClause Kept(CliContext context, OrderOptions options, NoticeClause given, NoticeClause basis)
    {
        T Of<T>(Option option, T from, T otherwise) => context.IsGiven(option) ? from : otherwise;
        return Of(options.Notice, given, basis) with
        {
            Landing = Of(options.NoticeLanding, given.Landing, basis.Landing),
            CountedFrom = Of(options.NoticeFrom, given.CountedFrom, basis.CountedFrom),
            TransitDays = Of(options.NoticeTransit, given.TransitDays, basis.TransitDays),
            InternalLeadDays = Of(options.NoticeLead, given.InternalLeadDays, basis.InternalLeadDays),
            Roll = Of(options.NoticeRoll, given.Roll, basis.Roll),
            WorkingDays = Of(options.NoticeCalendar, given.WorkingDays, basis.WorkingDays),
        };
    }

    private static Decision<NoticeClause> Length(string? given) => given is null ? NoticeClause.None
        : Parsing.Cadence("--notice", given).Then<NoticeClause>(length => length.Count > NoticeClause.Most
            ? new OptionNotReadable("--notice", given, "a notice of at most ten years")
            : new NoticeClause(length.Count, length.Unit));

    private static NoticeLanding? Landing(string word) => word switch
    {
        "any day" => NoticeLanding.AnyDay,
        "month end" => NoticeLanding.MonthEnd,
        "quarter end" => NoticeLanding.QuarterEnd,
        "term end" => NoticeLanding.TermEnd,
        _ => null,
    };

    private static NoticeCountedFrom? CountedFrom(string word) => word switch
    {
        "receipt" => NoticeCountedFrom.Receipt,
        "dispatch" => NoticeCountedFrom.Dispatch,
        _ => null,
    };

    private static NoticeRoll? Roll(string word) => word switch
    {
        "none" => NoticeRoll.None,
        "back" => NoticeRoll.Back,
        "forward" => NoticeRoll.Forward,
        _ => null,
    };

    private static Decision<T> Word<T>(CliContext context, Option<string> option, string expected, Func<string, T?> meaning)
        where T : struct
    {
        string given = context.Get(option)!;
        return meaning(given) is { } value ? value : new OptionNotReadable(option.Name, given, expected);
    }

    private static Decision<int> Days(CliContext context, Option<int> option, int most)
    {
        int days = context.Get(option);
        return days >= 0 && days <= most ? days
            : new OptionNotReadable(
                option.Name, days.ToString(System.Globalization.CultureInfo.InvariantCulture), FormattableString.Invariant($"0 to {most} days"));
    }
}
