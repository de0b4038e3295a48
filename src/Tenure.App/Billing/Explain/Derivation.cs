// The stored derivation of a line (BIL-8), read back. Numbers only: what they mean is said by the explanation.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Explain;

/// <summary>Days as the derivation counted them.</summary>
internal readonly record struct CountedDays(DateRange Range, int Days);

/// <summary>How a whole billing period is priced. A credit for days that the contract does not have any more has none.</summary>
internal sealed record DerivedPrice(
    string Charge,
    decimal Price,
    Cadence? PricePeriod,
    Cadence Length,
    Quantity Quantity,
    ImmutableArray<string> Discounts,
    long FullMinor,
    CountedDays Period,
    CountedDays? Slice,
    DerivedShare Share,
    PriceTerms? Terms)
{
    /// <summary>How renewals led to the price, the one agreed first; empty while it is the one agreed.</summary>
    public ImmutableArray<DerivedStep> Steps { get; init; } = [];

    /// <summary>Goodwill that lowers the figure; none where nothing was granted.</summary>
    public ImmutableArray<DerivedGrant> Granted { get; init; } = [];

    /// <summary>The days that a term's price is for, where it is carried to a term of another length by days (PRO-8); else <c>null</c>.</summary>
    public CountedDays? CarriedFrom { get; init; }

    /// <summary>How the rules of the contract round a half.</summary>
    public Halves Halves { get; init; }

    /// <summary>What was recorded, where the charge is by usage; else <c>null</c>.</summary>
    public DerivedUsage? Usage { get; init; }

    /// <summary>The clause by which a one-time item is given back; <c>null</c> where nothing is.</summary>
    public GiveBackClause? GivenBack { get; init; }
}

/// <summary>The price from a day on, as short text, and the event that made it.</summary>
internal readonly record struct DerivedStep(int Event, DateOnly On, string Price)
{
    /// <summary>The uplift that made it; <c>null</c> for a price that was agreed.</summary>
    public Uplift? Uplift { get; init; }

    /// <summary>The day for which the order dates it, when it counts from a later one.</summary>
    public DateOnly? DatedOn { get; init; }
}

/// <summary>Goodwill, and how much of the period was served when it was granted.</summary>
internal readonly record struct DerivedGrant(int Event, long AmountMinor, Share At, GoodwillEffect Effect);

/// <summary>The totals of a period, and the minimum where there is one.</summary>
/// <param name="Recorded">Each total with its event.</param>
/// <param name="Total">What they add up to.</param>
/// <param name="MinimumMinor">The minimum of a whole period in minor units; zero without one.</param>
/// <param name="Served">How much of the period is served, for the minimum.</param>
internal sealed record DerivedUsage(ImmutableArray<(int Event, decimal Quantity)> Recorded, Quantity Total, long MinimumMinor, Share Served)
{
    /// <summary>The prepaid units and how much of their price is kept; <c>null</c> where none are.</summary>
    public DerivedPrepaid? Prepaid { get; init; }
}

/// <summary>Prepaid units.</summary>
/// <param name="Units">The units that were priced.</param>
/// <param name="Bought">The units that they bought: whole blocks.</param>
/// <param name="Kept">How much of their price is kept.</param>
/// <param name="OverageMinor">The price of what was used beyond them, in minor units.</param>
internal sealed record DerivedPrepaid(Quantity Units, Quantity Bought, Share Kept, long OverageMinor);

/// <summary>How much of the period is served.</summary>
/// <param name="By">The name of the day count; null for days as they are.</param>
/// <param name="Served">What is served of the whole: millionths of unit-days, or parts under another day count.</param>
/// <param name="Units">The units that the whole period was priced for.</param>
internal sealed record DerivedShare(string? By, Share Served, Quantity Units)
{
    /// <summary>What is served, as people count it.</summary>
    public string Kept => Counted(Served.Kept);

    /// <summary>What the whole period holds, as people count it.</summary>
    public string Of => Counted(Served.All);

    private string Counted(Int128 number) =>
        By is null ? new Quantity((long)number).ToString() : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A clause about the day of an invoice: so many days before a day, or with none on the day the period ends.</summary>
internal readonly record struct DerivedDue(DateOnly FromOn, int LeadDays);

internal sealed record Derivation(
    long AmountMinor,
    long FigureMinor,
    long? BilledBeforeMinor,
    ImmutableArray<int> Events,
    ImmutableArray<string> Rules,
    DerivedPrice? Price)
{
    /// <summary>How a fee came about; <c>null</c> for anything else.</summary>
    public DerivedFee? Fee { get; init; }

    /// <summary>The clause that moved the day of the invoice; <c>null</c> where none did.</summary>
    public DerivedDue? Due { get; init; }

    public static Derivation Read(ReadOnlyMemory<byte> stored)
    {
        using JsonDocument document = JsonDocument.Parse(stored);
        JsonElement root = document.RootElement;
        return new Derivation(
            root.GetProperty("amount").GetInt64(),
            root.GetProperty("figure").GetInt64(),
            root.TryGetProperty("billedBefore", out JsonElement before) ? before.GetInt64() : null,
            [.. root.GetProperty("events").EnumerateArray().Select(static item => item.GetInt32())],
            [.. root.GetProperty("rules").EnumerateArray().Select(static item => item.GetString()!)],
            root.TryGetProperty("charge", out _) ? ReadPrice(root) : null)
        {
            Fee = root.TryGetProperty("fee", out JsonElement fee) ? DerivedFee.Read(fee) : null,
            Due = root.TryGetProperty("due", out JsonElement due)
                ? new DerivedDue(Day(due.GetProperty("from")), due.TryGetProperty("leadDays", out JsonElement days) ? days.GetInt32() : 0)
                : null,
        };
    }

    private static DerivedPrice ReadPrice(JsonElement root)
    {
        CountedDays counted = Days(root.GetProperty("period"));
        DerivedUsage? usage = root.TryGetProperty("usage", out JsonElement used) ? ReadUsage(used) : null;
        PriceTerms? terms = root.TryGetProperty("pricing", out JsonElement priced) ? PriceTerms.Read(priced) : null;

        // A total is priced as it is, however short its period is; the minimum stands beside it.
        Cadence length = Cadence.Parse(root.GetProperty(usage is null or { Prepaid: not null } ? "length" : "pricePeriod").GetString()!).Value;
        return new DerivedPrice(
            root.GetProperty("charge").GetString()!,
            Number(root.GetProperty("price")),
            root.GetProperty("pricePeriod").GetString() is { } period ? Cadence.Parse(period).Value : null,
            length,
            usage is null ? Units(root.GetProperty("quantity")) : usage.Prepaid?.Units ?? usage.Total,
            [.. root.GetProperty("discounts").EnumerateArray().Select(static item => item.GetString()!)],
            root.GetProperty("full").GetInt64(),
            counted,
            root.TryGetProperty("slice", out JsonElement slice) ? Days(slice) : null,
            usage is null ? ReadShare(root, counted) : new DerivedShare(null, Share.Whole, usage.Prepaid?.Units ?? usage.Total),
            usage is null ? terms : terms is null ? null : terms with { Minimum = 0m })
        {
            Halves = Rounding.Named(root.GetProperty("rounding").GetString()!),
            CarriedFrom = root.TryGetProperty("carriedFrom", out JsonElement carried) ? Days(carried) : null,
            Usage = usage,
            Granted = root.TryGetProperty("granted", out JsonElement granted)
                ? [.. granted.GetProperty("of").EnumerateArray().Select(grant => new DerivedGrant(
                    grant.GetProperty("event").GetInt32(), grant.GetProperty("amount").GetInt64(),
                    new Share((Int128)Number(grant.GetProperty("kept")), (Int128)Number(grant.GetProperty("whole"))),
                    GoodwillEffects.Parse(granted.GetProperty("as").GetString()!).Value))]
                : [],
            GivenBack = root.TryGetProperty("givenBack", out JsonElement back) ? GiveBackClause.Parse(back.GetString()!).Value : null,
            Steps = root.TryGetProperty("priceSteps", out JsonElement steps)
                ? [.. steps.EnumerateArray().Select(static step => new DerivedStep(
                    step.GetProperty("event").GetInt32(), Day(step.GetProperty("on")), step.GetProperty("price").GetString()!)
                    {
                        Uplift = step.TryGetProperty("uplift", out JsonElement uplift) ? Uplift.Parse(uplift.GetString()!).Value : null,
                        DatedOn = step.TryGetProperty("dated", out JsonElement dated) ? Day(dated) : null,
                    })]
                : [],
        };
    }

    private static DerivedUsage ReadUsage(JsonElement usage) => new(
        [
            .. usage.GetProperty("recorded").EnumerateArray().Select(static recorded =>
                (recorded.GetProperty("event").GetInt32(), Number(recorded.GetProperty("quantity")))),
        ],
        Units(usage.GetProperty("total")),
        usage.TryGetProperty("minimum", out JsonElement minimum) ? minimum.GetProperty("full").GetInt64() : 0,
        usage.TryGetProperty("minimum", out _)
            ? new Share((Int128)Number(minimum.GetProperty("kept")), (Int128)Number(minimum.GetProperty("of")))
            : Share.Whole)
    {
        Prepaid = usage.TryGetProperty("prepaid", out JsonElement prepaid)
            ? new DerivedPrepaid(
                Units(prepaid.GetProperty("units")), Units(prepaid.GetProperty("bought")),
                new Share((Int128)Number(prepaid.GetProperty("kept")), (Int128)Number(prepaid.GetProperty("of"))),
                prepaid.GetProperty("overage").GetInt64())
            : null,
    };

    private static DerivedShare ReadShare(JsonElement root, CountedDays counted)
    {
        JsonElement served = root.GetProperty("served");
        if (served.TryGetProperty("by", out JsonElement by))
        {
            return new DerivedShare(
                by.GetString(), new Share((Int128)Number(served.GetProperty("kept")), (Int128)Number(served.GetProperty("of"))),
                Units(served.GetProperty("units")));
        }

        // A one-time item that is never given back has no days to divide by.
        bool recurring = root.GetProperty("pricePeriod").ValueKind != JsonValueKind.Null || root.TryGetProperty("givenBack", out _);
        Quantity all = Units(served.GetProperty("ofUnitDays"));
        return new DerivedShare(
            null, new Share(Units(served.GetProperty("unitDays")).Micros, all.Micros),
            recurring ? new Quantity(all.Micros / counted.Days) : Units(root.GetProperty("quantity")));
    }

    private static CountedDays Days(JsonElement element) => new(
        new DateRange(Day(element.GetProperty("start")), Day(element.GetProperty("end"))), element.GetProperty("days").GetInt32());

    private static DateOnly Day(JsonElement element) =>
        DateOnly.ParseExact(element.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Number(JsonElement element) => decimal.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Unit-days can be more than any quantity of units may be, so they are not read as one.</summary>
    private static Quantity Units(JsonElement element) => new((long)(Number(element) * Quantity.One.Micros));
}
