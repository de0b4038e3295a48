// What a pause does to the end of the term (VER-7). Paused days that were billed may move behind the paid days, as free ones, instead of
// being credited; and the term may become longer by the paused days, so that it has as many days of service as were agreed. Decided at the
// door: the event says up to which day of the pause all was billed, so that folding never asks what was due when.
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What becomes of paused days that were billed.</summary>
public enum PausedDays
{
    /// <summary>They are credited.</summary>
    Credited,

    /// <summary>They come again as free days, behind the paid days of the term.</summary>
    Moved,
}

/// <summary>What a pause does to the end of the term.</summary>
public enum PausedTerm
{
    /// <summary>It stays.</summary>
    Fixed,

    /// <summary>It comes as many days later as were paused.</summary>
    Shifted,
}

/// <summary>On which days billing periods begin after a pause.</summary>
public enum BillingDaysAfter
{
    /// <summary>On those on which they began before.</summary>
    Kept,

    /// <summary>Those of the terms after one whose end it moved count from the new end.</summary>
    NewEnd,

    /// <summary>They begin anew on the day of return: the period that the pause meets ends with it (CAL-3).</summary>
    Return,
}

/// <summary>How a pause moves the end of a term.</summary>
/// <param name="TermIndex">The term: the last one that was fixed when the pause was agreed.</param>
/// <param name="BilledUntil">The day of the pause before which its days stay billed and come again as free days; its first day when they
/// are credited.</param>
/// <param name="IsShifted">Whether the days from there on come again as well, as days that are paid then.</param>
/// <param name="KeepsBillingAnchor">Whether the billing periods of later terms stay on their days of the month (CAL-3).</param>
public sealed record MovedEnd(int TermIndex, DateOnly BilledUntil, bool IsShifted, bool KeepsBillingAnchor)
{
    /// <summary>How many days of a pause come again for free.</summary>
    internal int FreeDays(DateRange pause) => pause.Before(BilledUntil).Days;

    /// <summary>How many days of a pause come again and are paid.</summary>
    internal int PaidDays(DateRange pause) => IsShifted ? pause.After(BilledUntil).Days : 0;

    /// <summary>By how many days the end moves.</summary>
    internal int Days(DateRange pause) => FreeDays(pause) + PaidDays(pause);

    internal void Write(CanonicalJson json)
    {
        json.BeginObject();
        json.Name("billedUntil"u8).Value(BilledUntil);
        json.Name("keepsAnchor"u8).Value(KeepsBillingAnchor);
        json.Name("shifted"u8).Value(IsShifted);
        json.Name("term"u8).Value(TermIndex);
        json.EndObject();
    }

    internal static MovedEnd? ReadIfAny(JsonElement root) => root.TryGetProperty("moves", out JsonElement moves)
        ? new MovedEnd(
            moves.Int("term"), moves.Day("billedUntil"), moves.GetProperty("shifted").GetBoolean(), moves.GetProperty("keepsAnchor").GetBoolean())
        : null;
}

/// <summary>The stored names of what a pause does, and what of it was billed.</summary>
[Rule("VER-7")]
public static class PauseTerms
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(PausedDays days) => days == PausedDays.Credited ? "credited" : "moved";

    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(PausedTerm term) => term == PausedTerm.Fixed ? "fixed" : "shifted";

    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(BillingDaysAfter days) => days switch
    {
        BillingDaysAfter.Kept => "kept",
        BillingDaysAfter.NewEnd => "new end",
        BillingDaysAfter.Return => "return",
    };

    /// <summary>Reads a name; refuses another (<c>text.billing_days</c>).</summary>
    public static Decision<BillingDaysAfter> ParseBillingDays(string text) => text switch
    {
        "kept" => BillingDaysAfter.Kept,
        "new end" => BillingDaysAfter.NewEnd,
        "return" => BillingDaysAfter.Return,
        _ => new TextRefused("billing_days", text, "Write kept, new end or return."),
    };

    /// <summary>Reads a name; refuses another (<c>text.paused_days</c>).</summary>
    public static Decision<PausedDays> ParseDays(string text) => text switch
    {
        "credited" => PausedDays.Credited,
        "moved" => PausedDays.Moved,
        _ => new TextRefused("paused_days", text, "Write credited or moved."),
    };

    /// <summary>Reads a name; refuses another (<c>text.paused_term</c>).</summary>
    public static Decision<PausedTerm> ParseTerm(string text) => text switch
    {
        "fixed" => PausedTerm.Fixed,
        "shifted" => PausedTerm.Shifted,
        _ => new TextRefused("paused_term", text, "Write fixed or shifted."),
    };

    /// <summary>How a pause with a known return moves the end. Refuses with <c>pause.cannot_move</c> or
    /// <c>extension.ends_on_a_day</c>.</summary>
    internal static Decision<MovedEnd> MovedBy(Contract contract, PauseContract command, DateOnly from, DateOnly businessOn)
    {
        if (contract.Ending is { AtEndOfTerm: null } ending)
        {
            return new ExtendedBeyondItsDay(ending.On);
        }

        if (command.ResumesOn is not { } back || command.BySupplier || contract.IsTrialOn(from))
        {
            return new PauseCannotMove(
                command.ResumesOn is null ? PauseObstacle.NoReturn : command.BySupplier ? PauseObstacle.Suspension : PauseObstacle.Trial);
        }

        var pause = new DateRange(from, back);
        DateOnly billedUntil =
            command.BilledDays == PausedDays.Moved ? BilledUntil(contract, pause, businessOn)
            : contract.IsFreeOn(from) ? back
            : from;
        return new MovedEnd(
            contract.LastTerm.Index, billedUntil, command.Term == PausedTerm.Shifted, command.BillingDays != BillingDaysAfter.NewEnd);
    }

    /// <summary>The day of a pause up to which every line is billed by what is due on its first day, or on the day on which it was
    /// recorded when that is later: whatever a run has done by then, the answer is the same. A day that one line is billed for and another
    /// is not counts as not billed. Days behind the paid ones cost nothing, and count as billed when those before them are.</summary>
    private static DateOnly BilledUntil(Contract contract, DateRange pause, DateOnly businessOn)
    {
        DateOnly by = businessOn > pause.Start ? businessOn : pause.Start;
        DateOnly billed = pause.End;
        bool any = false;
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.Kind == ChargeKind.Recurring && line.From < pause.End && line.EmptyFrom() > pause.Start)
            {
                DateOnly until = BilledUntil(contract, line, pause, by);
                billed = until < billed ? until : billed;
                any = true;
            }
        }

        return any ? billed : pause.Start;
    }

    private static DateOnly BilledUntil(Contract contract, Line line, DateRange pause, DateOnly by)
    {
        DateOnly day = line.From > pause.Start ? line.From : pause.Start;
        while (day < pause.End && day < line.EmptyFrom() && contract.TermOn(day) is { } term)
        {
            if (RemovalCredits.PeriodOn(contract, line, day) is { } period)
            {
                if (DueOn(contract, line, term, period) > by)
                {
                    return day;
                }

                day = period.End;
            }
            else
            {
                day = term.Span.End;
            }
        }

        return pause.End;
    }

    private static DateOnly DueOn(Contract contract, Line line, in Term term, DateRange period)
    {
        DateOnly due = line.Charge.Timing == BillingTiming.InArrears ? period.End : contract.Clauses.LedFrom(period.Start);
        due = due < term.AgreedOn && term.AgreedOn < period.Start ? term.AgreedOn : due;
        return due > line.AgreedOn ? due : line.AgreedOn;
    }
}

/// <summary>Why a pause cannot move the end of the term.</summary>
public enum PauseObstacle
{
    /// <summary>Its day of return is not known.</summary>
    NoReturn,

    /// <summary>The supplier suspends service for default, and the term goes on.</summary>
    Suspension,

    /// <summary>It begins in a trial.</summary>
    Trial,

    /// <summary>It shall become longer after its billed days were moved.</summary>
    Longer,

    /// <summary>Something was agreed since that rests on the end as it is.</summary>
    EndInUse,
}

/// <summary>A pause that cannot move the end of the term, or whose return cannot move it again.</summary>
/// <param name="Obstacle">Why not.</param>
public sealed record PauseCannotMove(PauseObstacle Obstacle) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "pause.cannot_move";

    /// <inheritdoc/>
    public override string Sentence => Obstacle switch
    {
        PauseObstacle.NoReturn => "How many days move is not known while the return is not: name the day of return, or credit the billed days.",
        PauseObstacle.Suspension => "A suspension for default stops service and not the term: leave the end where it is, and credit the billed days.",
        PauseObstacle.Trial => "Days of a trial are not billed, so none of them can move: leave the end where it is, or extend the term.",
        PauseObstacle.Longer => "What was billed of this pause has moved to the end of the term already: record another pause from the day of return on.",
        PauseObstacle.EndInUse => "Something was agreed since that rests on the end which this pause made: keep the day of return, and extend or grant what is missing.",
    };
}
