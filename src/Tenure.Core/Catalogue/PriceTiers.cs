// A price list by quantity: tiers in ascending order, each up to and including a number of units, the last one without a limit.
// What a tier's price means is the price model's business. People write them `1-10@5.00,11+@4.00`.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>One tier of a price list.</summary>
/// <param name="To">The last unit of the tier, included; <c>null</c> has no limit. It begins after the last unit of the tier before.</param>
/// <param name="Price">In major units for one price period: of a unit, or under stairstep of the whole.</param>
/// <param name="Fee">What the tier costs beside its units once it is reached, in major units for one price period.</param>
public readonly record struct Tier(Quantity? To, decimal Price, decimal Fee);

/// <summary>The tiers of a charge. Two lists with equal tiers are equal.</summary>
public sealed class PriceTiers : IEquatable<PriceTiers>
{
    private const int MostTiers = 100;
    private const NumberStyles Digits = NumberStyles.None;

    private readonly ImmutableArray<Tier> tiers;

    /// <summary>Tiers as given; <see cref="Charge.Check"/> refuses those that make no price list.</summary>
    public PriceTiers(ImmutableArray<Tier> tiers) => this.tiers = tiers;

    /// <summary>No tiers: the price does not depend on the quantity.</summary>
    public static PriceTiers None { get; } = new([]);

    /// <summary>The tiers, the lowest first.</summary>
    public ImmutableArray<Tier> All => tiers;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => tiers.IsEmpty;

    /// <summary>Whether each tier ends after the one before, and only the last has no limit.</summary>
    public bool Ascends
    {
        get
        {
            Quantity before = Quantity.Zero;
            for (int i = 0; i < tiers.Length; i++)
            {
                if (tiers[i].To is not { } to)
                {
                    return i == tiers.Length - 1;
                }

                if (to <= before)
                {
                    return false;
                }

                before = to;
            }

            return true;
        }
    }

    /// <summary>Reads tiers as people write them: <c>1-10@5.00,11+@4.00</c>, whole units, each tier one unit after the one before;
    /// <c>+20.00</c> after a price is the tier's fee. Refuses anything else with <c>text.tiers</c>.</summary>
    public static Decision<PriceTiers> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = ImmutableArray.CreateBuilder<Tier>();
        long next = 1;
        foreach (string part in text.Split(','))
        {
            if (read.Count == MostTiers || ReadTier(part.Trim(), next) is not { } tier)
            {
                return new TextRefused(
                    "tiers", text, "Write them like 1-10@5.00,11+@4.00: each begins one unit after the one before, at most a hundred of them.");
            }

            read.Add(tier);
            next = tier.To is { } to ? (long)to.Units + 1 : long.MaxValue;
        }

        return new PriceTiers(read.ToImmutable());
    }

    /// <summary>Whether the tiers are the same.</summary>
    public bool Equals(PriceTiers? other) => other is not null && tiers.AsSpan().SequenceEqual(other.tiers.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PriceTiers);

    /// <inheritdoc/>
    public override int GetHashCode() => tiers.IsEmpty ? 0 : HashCode.Combine(tiers.Length, tiers[0]);

    /// <summary>The canonical text, without trailing zeros: <c>1-10@5,11+@4</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Quantity before = Quantity.Zero;
        foreach (Tier tier in tiers)
        {
            text.Append(text.Length == 0 ? string.Empty : ",").Append(before + Quantity.One);
            text.Append(tier.To is { } to ? "-" + to : "+").Append('@').Append(DecimalText.Of(tier.Price));
            text.Append(tier.Fee == 0 ? string.Empty : "+" + DecimalText.Of(tier.Fee));
            before = tier.To ?? before;
        }

        return text.ToString();
    }

    private static Tier? ReadTier(string part, long next)
    {
        int at = part.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        string units = part[..at];
        bool open = units.EndsWith('+');
        string[] ends = open ? [units[..^1]] : units.Split('-');
        Quantity? to = null;
        if (!open)
        {
            if (ends.Length != 2 || !long.TryParse(ends[1], Digits, CultureInfo.InvariantCulture, out long last)
                || !Quantity.From(last).TryValue(out Quantity limit, out _))
            {
                return null;
            }

            to = limit;
        }

        string[] amounts = part[(at + 1)..].Split('+');
        decimal fee = 0m;
        return long.TryParse(ends[0], Digits, CultureInfo.InvariantCulture, out long first) && first == next
            && amounts.Length <= 2 && DecimalText.TryParse(amounts[0], out decimal price)
            && (amounts.Length == 1 || DecimalText.TryParse(amounts[1], out fee))
            ? new Tier(to, price, fee)
            : null;
    }
}
