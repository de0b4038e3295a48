// What people type, into Core's words; refused at the door when it cannot be read.
using System.Globalization;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Cli;

internal static class Parsing
{
    /// <summary>What <see cref="IsName"/> takes, for a refusal.</summary>
    public const string NameExpected = "one line of 1 to 200 characters without control characters";

    private const int LongestName = 200;

    /// <summary>Whether a text can be somebody's or something's name: what is stored comes back on somebody's terminal.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && !text.Any(char.IsControl) && text.Trim().Length > 0;

    public static Decision<DateOnly> Day(string option, string given) =>
        DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
        && day.Year is >= 1900 and <= 9000
            ? day
            : new OptionNotReadable(option, given, "a day such as 2026-01-31, from 1900 to 9000");

    /// <summary>An amount of money in minor units of a currency.</summary>
    public static Decision<long> Minor(string option, string given, Currency currency)
    {
        Decision<Money> read = Money.Parse(given, currency);
        return read.IsAccepted
            ? read.Value.Minor
            : new OptionNotReadable(option, given, $"an amount with the digits of {currency.Code}, such as {Show(1200L * currency.MinorPerUnit, currency)}");
    }

    public static Decision<Cadence> Cadence(string option, string given)
    {
        Decision<Cadence> read = Core.Kernel.Cadence.Parse(given);
        return read.IsAccepted ? read : new OptionNotReadable(option, given, "a length such as '12 months', 'month' or '30 days'");
    }

    public static Decision<Uplift> Uplift(string option, string given)
    {
        Decision<Uplift> read = Core.Contracts.Uplift.Parse(given);
        return read.IsAccepted ? read : new OptionNotReadable(
            option, given, "'none', '5%', 'list' or 'list at most 5%', after a percentage perhaps 'to 4 digits'");
    }

    public static Decision<decimal> Number(string option, string given) =>
        decimal.TryParse(
            given, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : new OptionNotReadable(option, given, "a number with a decimal point, such as 12 or 49.50");

    public static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Show(DateOnly? day) => day is { } known ? Show(known) : "-";

    /// <summary>The last day of service before an exclusive end, as people read it.</summary>
    public static string ShowLast(DateOnly? end) => end is not { } known ? "-" : known == DateOnly.MaxValue ? "open" : Show(known.AddDays(-1));

    /// <summary>A price with the digits of its currency, or with its own when it has more: 49.00, 0.0125.</summary>
    public static string Show(UnitPrice price) => price.Amount.ToString(
        "F" + Math.Max(price.Currency.Digits, (int)price.Amount.Scale).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A whole number, the same in every culture.</summary>
    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Show(long minor, Currency currency) => new Money(minor, currency).AmountText;
}
