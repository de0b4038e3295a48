// The price of some units for one price period, computed again from the price terms of a derivation, with the words that show
// how: `10 x 5.00 + 15 x 4.00`. Written from the definitions of the price models; nothing is taken from the code that bills.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Explain;

/// <summary>A tier as stored; without a last unit it has no limit.</summary>
internal readonly record struct StoredTier(decimal? To, decimal Price, decimal Fee);

/// <summary>A price and how it came about. The price is <paramref name="Parts"/> times what one price period costs, so that
/// thresholds of odd days lose nothing before the one rounding.</summary>
internal readonly record struct ComputedPrice(decimal Exact, int Parts, string Words);

/// <summary>What an agreed price says beside its amount.</summary>
internal sealed record PriceTerms(
    string Model, decimal Block, decimal Included, decimal Minimum, int ThresholdDays, int ThresholdOf, ImmutableArray<StoredTier> Tiers)
{
    public static PriceTerms Read(JsonElement stored) => new(
        stored.GetProperty("model").GetString()!,
        Number(stored, "block"),
        Number(stored, "included"),
        Number(stored, "minimum"),
        stored.GetProperty("thresholdDays").GetInt32(),
        stored.GetProperty("thresholdOf").GetInt32(),
        [
            .. stored.GetProperty("tiers").EnumerateArray().Select(static tier => new StoredTier(
                tier.TryGetProperty("to", out _) ? Number(tier, "to") : null,
                Number(tier, "price"),
                tier.TryGetProperty("fee", out _) ? Number(tier, "fee") : 0m)),
        ]);

    /// <summary>Whether these are the terms that a charge froze; what a short period does to them stands beside them.</summary>
    public bool AreOf(Charge charge) =>
        Model == NameOf(charge.Model) && Block == charge.Block.Units && Included == charge.Included.Units && Minimum == charge.Minimum
        && (ThresholdDays == ThresholdOf || charge.Thresholds == ThresholdRule.Prorated)
        && Tiers.SequenceEqual(charge.Tiers.All.Select(static tier => new StoredTier(tier.To?.Units, tier.Price, tier.Fee)));

    /// <summary>The price of some units.</summary>
    /// <param name="price">The price of a unit, of a block or of the whole, where no tiers have it.</param>
    /// <param name="units">The units.</param>
    /// <param name="currency">The currency, for the words.</param>
    public ComputedPrice Of(decimal price, decimal units, Currency currency)
    {
        decimal counted = Math.Max(0m, (units * ThresholdOf) - (Included * ThresholdDays));
        ComputedPrice computed = Model switch
        {
            "per_unit" => new(price * counted, ThresholdOf, $"{Show(price, currency)} x {Units(counted)}"),
            "package" => Blocks(price, counted, currency),
            "graduated" => Graduated(counted, currency),
            "volume" or "stairstep" => Reached(counted, currency),
            _ => new(price * ThresholdOf, ThresholdOf, Show(price, currency)),
        };
        string words = computed.Words + (Included > 0 ? $", {Units(Included * ThresholdDays)} of {Show(units)} units included" : string.Empty);
        return computed.Exact >= Minimum * ThresholdOf ? computed with { Words = Bracketed(words) }
            : new(Minimum * ThresholdOf, ThresholdOf, $"(at least {Show(Minimum, currency)}, more than {words})");
    }

    private static string NameOf(PriceModel model) => model == PriceModel.PerUnit ? "per_unit" : model.ToString().ToLowerInvariant();

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string Show(decimal number) => DecimalText.Of(number);

    private static string Show(decimal price, Currency currency) => Parsing.Show(new UnitPrice(price, currency));

    private static string Bracketed(string words) => words.Contains(' ', StringComparison.Ordinal) ? $"({words})" : words;

    private ComputedPrice Blocks(decimal price, decimal counted, Currency currency)
    {
        decimal blocks = Math.Ceiling(counted / (Block * ThresholdOf));
        return new(blocks * price * ThresholdOf, ThresholdOf, $"{Show(blocks)} x {Show(price, currency)} for blocks of {Show(Block)}");
    }

    private ComputedPrice Graduated(decimal counted, Currency currency)
    {
        decimal sum = 0m;
        decimal from = 0m;
        var words = new List<string>();
        foreach (StoredTier tier in Tiers.TakeWhile(_ => counted > from))
        {
            decimal to = Math.Min(counted, (tier.To * ThresholdDays) ?? counted);
            sum += ((to - from) * tier.Price) + (tier.Fee * ThresholdOf);
            words.Add($"{Units(to - from)} x {Show(tier.Price, currency)}{Fee(tier, currency)}");
            from = to;
        }

        return new(sum, ThresholdOf, words.Count == 0 ? "0" : string.Join(" + ", words));
    }

    private ComputedPrice Reached(decimal counted, Currency currency)
    {
        if (counted == 0)
        {
            return new(0m, ThresholdOf, "0");
        }

        StoredTier tier = Tiers.First(tier => tier.To is not { } to || counted <= to * ThresholdDays);
        string limit = tier.To is { } last ? $"up to {Units(last * ThresholdDays)} units" : "in the last tier";
        return Model == "volume"
            ? new((tier.Price * counted) + (tier.Fee * ThresholdOf), ThresholdOf, $"{Units(counted)} x {Show(tier.Price, currency)}{Fee(tier, currency)}")
            : new(tier.Price * ThresholdOf, ThresholdOf, $"{Show(tier.Price, currency)} for {Units(counted)} units, {limit}");
    }

    private static string Fee(StoredTier tier, Currency currency) => tier.Fee == 0 ? string.Empty : $" + {Show(tier.Fee, currency)}";

    /// <summary>So many parts of a unit, exact: a number where it is one, else a fraction.</summary>
    private string Units(decimal parts)
    {
        decimal units = parts / ThresholdOf;
        return units * ThresholdOf == parts && units.Scale <= 12 ? Show(units) : $"{Show(parts)}/{ThresholdOf}";
    }
}
