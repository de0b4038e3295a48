// The tax rates of a contract (MON-5): one for everything, perhaps others for single charges, each perhaps from a day on. People write
// `20%`, `books=7%` and `21% from 2026-07-01`, several with commas between them, and `none`. Where no rate is stated there is no tax.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What tax is figured on.</summary>
public enum TaxBasis
{
    /// <summary>On the sum of a document's lines at one rate, rounded once and split to the lines (EN 16931).</summary>
    PerDocument,

    /// <summary>On each line and billing period.</summary>
    PerLine,
}

/// <summary>The stored names of what tax is figured on.</summary>
public static class TaxBases
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(TaxBasis basis) => basis == TaxBasis.PerDocument ? "per document" : "per line";

    /// <summary>Reads a name; refuses another (<c>text.tax_basis</c>).</summary>
    public static Decision<TaxBasis> Parse(string text) => text switch
    {
        "per document" => TaxBasis.PerDocument,
        "per line" => TaxBasis.PerLine,
        _ => new TextRefused("tax_basis", text, "Write per document or per line."),
    };
}

/// <summary>A tax rate from a day on.</summary>
/// <param name="ChargeCode">The charge; <c>null</c> for every charge that has no rate of its own.</param>
/// <param name="FromOn">The first tax point at which it counts; <c>null</c> from the beginning, and in an amendment from the day it is agreed.</param>
/// <param name="Percent">The rate in percent, exact.</param>
public readonly record struct TaxStep(string? ChargeCode, DateOnly? FromOn, decimal Percent)
{
    /// <summary>As people write it.</summary>
    public override string ToString() =>
        (ChargeCode is null ? string.Empty : ChargeCode + "=") + DecimalText.Of(Percent) + "%" + (FromOn is { } day ? " from " + DayText.Of(day) : string.Empty);
}

/// <summary>The tax rates of a contract. Two are equal when their steps are.</summary>
public sealed class TaxRates : IEquatable<TaxRates>
{
    /// <summary>The most digits after the point that a rate may have.</summary>
    public const int MostDigits = 4;

    private const decimal MostPercent = 100m;
    private const string FromWord = " from ";
    private const string Expected = "Write 20%, books=7% or 21% from 2026-07-01, several with commas between them, or none.";

    private readonly ImmutableArray<TaxStep> steps;

    private TaxRates(IEnumerable<TaxStep> steps) => this.steps =
        [.. steps.OrderBy(static step => step.ChargeCode, StringComparer.Ordinal).ThenBy(static step => step.FromOn)];

    /// <summary>No tax.</summary>
    public static TaxRates None { get; } = new([]);

    /// <summary>Whether no rate is stated: then documents have no tax.</summary>
    public bool IsEmpty => steps.IsEmpty;

    /// <summary>The steps by charge, those of every charge first, then by day.</summary>
    public ImmutableArray<TaxStep> Steps => steps;

    /// <summary>The rates that steps make; of two for one charge and day the later one counts.</summary>
    public static TaxRates Of(IEnumerable<TaxStep> steps) =>
        new(steps.GroupBy(static step => (step.ChargeCode, step.FromOn)).Select(static same => same.Last() with { Percent = DecimalText.Normal(same.Last().Percent) }));

    /// <summary>These rates and later ones.</summary>
    public TaxRates With(TaxRates later) => later.IsEmpty ? this : Of(steps.Concat(later.steps));

    /// <summary>The rate of a charge in percent at a tax point, the day included; <c>null</c> when it is not taxed.</summary>
    /// <param name="chargeCode">The charge.</param>
    /// <param name="day">The tax point: the issue day of the document.</param>
    public decimal? RateOn(string chargeCode, DateOnly day) => Stated(chargeCode, day) ?? Stated(null, day);

    /// <summary>The rate that is stated for a charge, or for all, and counts on a day.</summary>
    internal decimal? Stated(string? chargeCode, DateOnly day)
    {
        decimal? rate = null;
        foreach (TaxStep step in steps)
        {
            rate = step.ChargeCode == chargeCode && (step.FromOn ?? DateOnly.MinValue) <= day ? step.Percent : rate;
        }

        return rate;
    }

    /// <summary>Reads rates as people write them; anything else is refused with <c>text.tax_rate</c>.</summary>
    public static Decision<TaxRates> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "none")
        {
            return None;
        }

        var read = new List<TaxStep>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (StepOf(part) is not { } step || read.Exists(other => (other.ChargeCode, other.FromOn) == (step.ChargeCode, step.FromOn)))
            {
                return new TextRefused("tax_rate", text, Expected);
            }

            read.Add(step);
        }

        return Of(read);
    }

    /// <summary>Refuses a rate that is none (<c>tax.rate_out_of_range</c>).</summary>
    public Refusal? Check()
    {
        foreach (TaxStep step in steps)
        {
            if (step.Percent is < 0 or > MostPercent || decimal.Round(step.Percent, MostDigits, MidpointRounding.AwayFromZero) != step.Percent)
            {
                return new TaxRateOutOfRange(DecimalText.Of(step.Percent));
            }
        }

        return null;
    }

    /// <summary>Refuses a rate of a charge that is not among these (<c>charge.unknown</c>).</summary>
    internal Refusal? CheckCharges(IEnumerable<string> codes)
    {
        string? unknown = steps.FirstOrDefault(step => step.ChargeCode is { } code && !codes.Contains(code)).ChargeCode;
        return unknown is null ? null : new ChargeUnknown(unknown);
    }

    /// <summary>Whether the steps are the same.</summary>
    /// <param name="other">The rates to compare with.</param>
    public bool Equals(TaxRates? other) => other is not null && steps.AsSpan().SequenceEqual(other.steps.AsSpan());

    /// <summary>Whether the other are equal rates.</summary>
    /// <param name="obj">Anything.</param>
    public override bool Equals(object? obj) => Equals(obj as TaxRates);

    /// <summary>A hash of the number of steps and the last rate.</summary>
    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(steps.Length, steps[^1]);

    /// <summary>The canonical text, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => IsEmpty ? "none" : string.Join(", ", steps);

    private static TaxStep? StepOf(string part)
    {
        int from = part.IndexOf(FromWord, StringComparison.Ordinal);
        string rated = from < 0 ? part : part[..from];
        DateOnly? day = from < 0 ? null : DayText.Parse(part[(from + FromWord.Length)..]).Match<DateOnly?>(static read => read, static _ => null);
        int equals = rated.IndexOf('=', StringComparison.Ordinal);
        string number = rated[(equals + 1)..];
        bool isRead = equals != 0 && (from < 0 || day is not null);
        return isRead && DecimalText.TryParse(number.EndsWith('%') ? number[..^1] : number, out decimal percent)
            ? new TaxStep(equals < 0 ? null : rated[..equals], day, percent)
            : null;
    }
}

/// <summary>A tax rate below zero, above a hundred, or with more digits than rates have.</summary>
/// <param name="Given">The rate in percent.</param>
public sealed record TaxRateOutOfRange(string Given) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "tax.rate_out_of_range";

    /// <inheritdoc/>
    public override string Sentence =>
        $"{Given} percent is no tax rate: give a percentage from 0 to 100 with at most {TaxRates.MostDigits.ToString(System.Globalization.CultureInfo.InvariantCulture)} digits after the point.";
}

/// <summary>Another tax rate from a day on which something is issued already.</summary>
/// <param name="IssuedOn">The newest issue day of the contract.</param>
public sealed record TaxRateTooEarly(DateOnly IssuedOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "tax.already_issued";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Documents are issued up to {Show(IssuedOn)}, and keep their rate: let the new rate begin on a later day.";
}
