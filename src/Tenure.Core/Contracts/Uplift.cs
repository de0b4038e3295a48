// By how much prices rise at a renewal (VER-3), as a clause and as one renewal recorded it. People write it `none`, `5%`,
// `list`, `list at most 5%`, and `5% to 4 digits` where the rounding is stated (MON-6).
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What the prices of a new term follow.</summary>
public enum UpliftKind
{
    /// <summary>They stay.</summary>
    None,

    /// <summary>They rise by a percentage.</summary>
    Percent,

    /// <summary>They are those of the price list.</summary>
    List,

    /// <summary>They are those of the price list, but rise by no more than a percentage.</summary>
    Capped,
}

/// <summary>The uplift of prices at a renewal.</summary>
/// <param name="Kind">What the new prices follow.</param>
/// <param name="Percent">The percentage, or the cap; zero where there is none.</param>
/// <param name="Digits">To how many decimal digits raised prices are rounded; <c>null</c> takes as many as the most exact price of
/// the charge has, at least those of its currency (MON-6).</param>
public sealed record Uplift(UpliftKind Kind, decimal Percent, int? Digits)
{
    private const decimal MostPercent = 1000m;
    private const int MostDigits = 10;
    private const string Expected = "Write none, 5%, list or list at most 5%; after a percentage perhaps to 4 digits.";

    /// <summary>Prices stay.</summary>
    public static Uplift None { get; } = new(UpliftKind.None, 0m, null);

    /// <summary>Prices are those of the price list.</summary>
    public static Uplift List { get; } = new(UpliftKind.List, 0m, null);

    /// <summary>Prices rise by a percentage.</summary>
    public static Uplift By(decimal percent) => new(UpliftKind.Percent, percent, null);

    /// <summary>Prices are those of the price list, but rise by no more than a percentage.</summary>
    public static Uplift ListUpTo(decimal percent) => new(UpliftKind.Capped, percent, null);

    /// <summary>Whether it looks at the price list.</summary>
    public bool NeedsList => Kind is UpliftKind.List or UpliftKind.Capped;

    /// <summary>Reads an uplift as people write it; anything else is refused with <c>text.uplift</c>.</summary>
    public static Decision<Uplift> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text)
        {
            case "none":
                return None;
            case "list":
                return List;
        }

        const string cap = "list at most ";
        bool capped = text.StartsWith(cap, StringComparison.Ordinal);
        string[] words = (capped ? text[cap.Length..] : text).Split(' ');
        int? digits = words is [_, "to", var count, "digits" or "digit"]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int stated) ? stated : null;
        bool isWhole = words.Length == 1 || digits is not null;
        return isWhole && words[0].EndsWith('%') && DecimalText.TryParse(words[0].AsSpan(..^1), out decimal percent)
            ? new Uplift(capped ? UpliftKind.Capped : UpliftKind.Percent, percent, digits)
            : new TextRefused("uplift", text, Expected);
    }

    /// <summary>Refuses a percentage or digits that no price has (<c>uplift.out_of_range</c>).</summary>
    public Refusal? Check() =>
        Percent is < 0 or > MostPercent || Digits is < 0 or > MostDigits ? new UpliftOutOfRange(ToString()) : null;

    /// <summary>The canonical text, which <see cref="Parse"/> reads back.</summary>
    public override string ToString()
    {
        string rounded = Digits is { } digits ? string.Create(CultureInfo.InvariantCulture, $" to {digits} digits") : string.Empty;
        return Kind switch
        {
            UpliftKind.None => "none",
            UpliftKind.Percent => $"{DecimalText.Of(Percent)}%{rounded}",
            UpliftKind.List => "list",
            UpliftKind.Capped => $"list at most {DecimalText.Of(Percent)}%{rounded}",
        };
    }
}

/// <summary>An uplift by less than nothing, by more than ten times the price, or to digits that no price has.</summary>
/// <param name="Given">The uplift.</param>
public sealed record UpliftOutOfRange(string Given) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "uplift.out_of_range";

    /// <inheritdoc/>
    public override string Sentence =>
        $"An uplift of '{Given}' is out of range: give a percentage from 0 to 1000, and round to at most 10 digits.";
}

/// <summary>An uplift on a contract that never renews.</summary>
public sealed record UpliftWithoutRenewal : Refusal
{
    /// <inheritdoc/>
    public override string Code => "uplift.without_renewal";

    /// <inheritdoc/>
    public override string Sentence =>
        "The contract does not renew, so its prices cannot rise at a renewal: choose another renewal, or leave the uplift out.";
}
