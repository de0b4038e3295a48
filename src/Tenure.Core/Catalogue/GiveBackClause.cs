// What becomes of a one-time item when its contract ends early or its units leave (PRO-6). It is a clause of the charge, frozen
// with it by the order.
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>How a one-time item is given back.</summary>
public enum GiveBackKind
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>For the rest of the term in which it fell due, by the contract's day count.</summary>
    ProRata,

    /// <summary>In full within so many days, afterwards not at all.</summary>
    FullWithin,

    /// <summary>The units that were not delivered.</summary>
    Undelivered,
}

/// <summary>The clause of a one-time charge about giving it back. The default value gives nothing back.</summary>
/// <param name="Kind">How.</param>
/// <param name="WithinDays">Under <see cref="GiveBackKind.FullWithin"/> how many days, from the item's own day and with it, from 1
/// to <see cref="MostDays"/>; else 0. Of 30 days from 1 January the last is 30 January.</param>
public readonly record struct GiveBackClause(GiveBackKind Kind, int WithinDays)
{
    /// <summary>The most days within which an item may be given back in full.</summary>
    public const int MostDays = 3660;

    private const string Within = "full within ";
    private const string Days = " days";

    /// <summary>Nothing is given back.</summary>
    public static GiveBackClause No => default;

    /// <summary>The rest of the term is given back.</summary>
    public static GiveBackClause ProRata => new(GiveBackKind.ProRata, 0);

    /// <summary>All is given back within so many days.</summary>
    public static GiveBackClause FullWithin(int days) => new(GiveBackKind.FullWithin, days);

    /// <summary>What was not delivered is given back.</summary>
    public static GiveBackClause Undelivered => new(GiveBackKind.Undelivered, 0);

    /// <summary>Whether anything is ever given back.</summary>
    public bool GivesBack => Kind != GiveBackKind.No;

    /// <summary>Reads <c>no</c>, <c>pro rata</c>, <c>undelivered</c> or <c>full within 30 days</c>; refuses anything else (<c>text.give_back</c>).</summary>
    public static Decision<GiveBackClause> Parse(string text)
    {
        if (text is "no" or "pro rata" or "undelivered")
        {
            return text == "no" ? No : text == "undelivered" ? Undelivered : ProRata;
        }

        bool named = text.Length > Within.Length + Days.Length
            && text.StartsWith(Within, StringComparison.Ordinal) && text.EndsWith(Days, StringComparison.Ordinal);
        string number = named ? text[Within.Length..^Days.Length] : string.Empty;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= MostDays
            ? FullWithin(days)
            : new TextRefused("give_back", text, "Write no, pro rata, undelivered, or full within 30 days, with 1 to 3660 days.");
    }

    /// <summary>The clause as it is read.</summary>
    public override string ToString() => Kind switch
    {
        GiveBackKind.No => "no",
        GiveBackKind.ProRata => "pro rata",
        GiveBackKind.Undelivered => "undelivered",
        GiveBackKind.FullWithin => string.Create(CultureInfo.InvariantCulture, $"{Within}{WithinDays}{Days}"),
    };
}
