// The stored form of the clauses of a contract. Every setting is written out, defaults too: a default that changes later must
// not reach a signed contract (CON-1).
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

internal static class ClausesCodec
{
    public static void Write(CanonicalJson json, Clauses clauses)
    {
        json.BeginObject();
        json.Name("arrears"u8).Value(ArrearsIssues.NameOf(clauses.Arrears));
        json.Name("changeDay"u8).Value(NameOf(clauses.ChangesOn));
        json.Name("creditUse"u8).Value(CreditUses.NameOf(clauses.CreditUse));
        json.Name("dayCount"u8).Value(DayCounts.NameOf(clauses.DayCount));
        if (clauses.Documents != DocumentScope.PerContract)
        {
            json.Name("documents"u8).Value(DocumentScopes.NameOf(clauses.Documents));
        }

        json.Name("endDay"u8).Value(NameOf(clauses.EndsOn));
        json.Name("goodwill"u8).Value(GoodwillEffects.NameOf(clauses.Goodwill));
        json.Name("grid"u8).Value(clauses.Grid.ToString());
        json.Name("lateUsageDays"u8).Value(clauses.LateUsageDays);
        json.Name("leadDays"u8).Value(clauses.LeadDays);
        json.Name("longestPause"u8).Value(clauses.LongestPauseDays);
        if (clauses.MinimumInvoice is { } minimum)
        {
            json.Name("minimumInvoice"u8).Value(minimum);
        }

        json.Name("monthEnd"u8).Value(clauses.MonthEnd == MonthEndRule.Clamp ? "clamp" : "stick");
        json.Name("mostGranted"u8);
        _ = clauses.MostGranted is { } most ? json.Value(most) : json.ValueOrNull((string?)null);
        json.Name("notice"u8);
        Write(json, clauses.Notice);
        if (clauses.OneTimeRevenue != OneTimeRevenue.AtDelivery)
        {
            json.Name("oneTimeRevenue"u8).Value(OneTimeRevenues.NameOf(clauses.OneTimeRevenue));
        }

        if (clauses.Percents != PercentRule.OneAfterAnother)
        {
            json.Name("percents"u8).Value(PercentRules.NameOf(clauses.Percents));
        }

        json.Name("removals"u8).Value(RemovalCredits.NameOf(clauses.Removals));
        json.Name("renewal"u8);
        RenewalCodec.Write(json, clauses.Renewal);
        json.Name("taxBasis"u8).Value(TaxBases.NameOf(clauses.TaxBasis));
        WriteRates(json, clauses.TaxRates);
        json.Name("termLength"u8).Value(clauses.TermLength.ToString());
        json.Name("termPrice"u8).Value(TermPriceRules.NameOf(clauses.TermPrice));
        if (!clauses.TerminationFee.IsNone)
        {
            json.Name("terminationFee"u8).Value(clauses.TerminationFee.ToString());
        }

        json.Name("zone"u8).Value(clauses.Zone);
        json.EndObject();
    }

    public static Clauses Read(JsonElement root) => new(
        root.Text("zone"),
        Cadence.Parse(root.Text("termLength")).Value,
        RenewalCodec.ReadClause(root.GetProperty("renewal")),
        ReadNotice(root.GetProperty("notice")),
        BillingGrid.Parse(root.Text("grid")).Value,
        root.Text("monthEnd") == "clamp" ? MonthEndRule.Clamp : MonthEndRule.StickToMonthEnd,
        ChangeDayOf(root.Text("changeDay")),
        ChangeDayOf(root.Text("endDay")))
    {
        Arrears = ArrearsIssues.Parse(root.Text("arrears")).Value,
        CreditUse = CreditUses.Parse(root.Text("creditUse")).Value,
        DayCount = DayCounts.Parse(root.Text("dayCount")).Value,
        Documents = root.TryGetProperty("documents", out JsonElement documents) ? DocumentScopes.Parse(documents.GetString()!).Value : DocumentScope.PerContract,
        Goodwill = GoodwillEffects.Parse(root.Text("goodwill")).Value,
        LateUsageDays = root.Int("lateUsageDays"),
        LeadDays = root.Int("leadDays"),
        LongestPauseDays = root.Int("longestPause"),
        Removals = RemovalCredits.Parse(root.Text("removals")).Value,
        TermPrice = TermPriceRules.Parse(root.Text("termPrice")).Value,
        OneTimeRevenue = root.TryGetProperty("oneTimeRevenue", out JsonElement oneTime) ? OneTimeRevenues.Parse(oneTime.GetString()!).Value : OneTimeRevenue.AtDelivery,
        Percents = root.TryGetProperty("percents", out JsonElement percents) ? PercentRules.Parse(percents.GetString()!).Value : PercentRule.OneAfterAnother,
        TerminationFee = root.TryGetProperty("terminationFee", out JsonElement fee) ? TerminationFee.Parse(fee.GetString()!).Value : TerminationFee.None,
        MinimumInvoice = root.TryGetProperty("minimumInvoice", out _) ? root.Number("minimumInvoice") : null,
        MostGranted = root.GetProperty("mostGranted").ValueKind == JsonValueKind.Null ? null : root.Number("mostGranted"),
        TaxBasis = TaxBases.Parse(root.Text("taxBasis")).Value,
        TaxRates = ReadRates(root),
    };

    /// <summary>Of an amendment only what was agreed is written.</summary>
    public static void Write(CanonicalJson json, ContractAmended amended)
    {
        json.BeginObject();
        json.Name("effectiveOn"u8).Value(amended.EffectiveOn);
        WriteMembers(json, new AmendContract(amended.Renewal, amended.Notice, amended.LongestPauseDays) { Grid = amended.Grid, TaxRates = amended.TaxRates });
        json.EndObject();
    }

    /// <summary>The clauses that are agreed anew, in byte order.</summary>
    internal static void WriteMembers(CanonicalJson json, AmendContract amended)
    {
        if (amended.Grid is { } grid)
        {
            json.Name("grid"u8);
            grid.Write(json);
        }

        if (amended.LongestPauseDays is { } longest)
        {
            json.Name("longestPause"u8).Value(longest);
        }

        if (amended.Notice is { } notice)
        {
            json.Name("notice"u8);
            Write(json, notice);
        }

        if (amended.Renewal is { } renewal)
        {
            json.Name("renewal"u8);
            RenewalCodec.Write(json, renewal);
        }

        WriteRates(json, amended.TaxRates);
    }

    public static ContractAmended ReadAmended(JsonElement root)
    {
        AmendContract amended = ReadAmendment(root);
        return new ContractAmended(root.Day("effectiveOn"), amended.Renewal, amended.Notice, amended.LongestPauseDays) { Grid = amended.Grid, TaxRates = amended.TaxRates };
    }

    /// <summary>Reads what <see cref="WriteMembers"/> wrote.</summary>
    internal static AmendContract ReadAmendment(JsonElement root) => new(
        root.TryGetProperty("renewal", out JsonElement renewal) ? RenewalCodec.ReadClause(renewal) : null,
        root.TryGetProperty("notice", out JsonElement notice) ? ReadNotice(notice) : null,
        root.TryGetProperty("longestPause", out JsonElement longest) ? longest.GetInt32() : null)
    {
        Grid = root.TryGetProperty("grid", out JsonElement grid) ? GridStep.Read(grid) : null,
        TaxRates = ReadRates(root),
    };

    /// <summary>Written only where stated, as no rate is no tax.</summary>
    private static void WriteRates(CanonicalJson json, TaxRates rates)
    {
        if (rates.IsEmpty)
        {
            return;
        }

        json.Name("taxRates"u8).BeginArray();
        foreach (TaxStep step in rates.Steps)
        {
            json.BeginObject();
            json.Name("charge"u8).ValueOrNull(step.ChargeCode);
            json.Name("from"u8).ValueOrNull(step.FromOn);
            json.Name("percent"u8).Value(step.Percent);
            json.EndObject();
        }

        json.EndArray();
    }

    private static TaxRates ReadRates(JsonElement root) => root.TryGetProperty("taxRates", out _)
        ? TaxRates.Of(root.Each("taxRates", static step => new TaxStep(step.TextOrNull("charge"), step.DayOrNull("from"), step.Number("percent"))))
        : TaxRates.None;

    private static void Write(CanonicalJson json, NoticeClause notice)
    {
        json.BeginObject();
        json.Name("calendar"u8).BeginObject();
        json.Name("holidays"u8).BeginArray();
        foreach (DateOnly holiday in notice.WorkingDays.Holidays)
        {
            json.Value(holiday);
        }

        json.EndArray();
        json.Name("name"u8).Value(notice.WorkingDays.Name);
        json.Name("weekend"u8).BeginArray();
        foreach (DayOfWeek day in notice.WorkingDays.Weekend)
        {
            json.Value((int)day);
        }

        json.EndArray();
        json.EndObject();
        json.Name("count"u8).Value(notice.Count);
        json.Name("countedFrom"u8).Value((int)notice.CountedFrom);
        json.Name("landing"u8).Value((int)notice.Landing);
        json.Name("leadDays"u8).Value(notice.InternalLeadDays);
        json.Name("roll"u8).Value((int)notice.Roll);
        json.Name("transitDays"u8).Value(notice.TransitDays);
        json.Name("unit"u8).Value((int)notice.Unit);
        json.EndObject();
    }

    private static NoticeClause ReadNotice(JsonElement element)
    {
        JsonElement calendar = element.GetProperty("calendar");
        return new NoticeClause(element.Int("count"), (CadenceUnit)element.Int("unit"))
        {
            Landing = (NoticeLanding)element.Int("landing"),
            CountedFrom = (NoticeCountedFrom)element.Int("countedFrom"),
            TransitDays = element.Int("transitDays"),
            InternalLeadDays = element.Int("leadDays"),
            Roll = (NoticeRoll)element.Int("roll"),
            WorkingDays = new WorkingDays(
                calendar.Text("name"),
                calendar.GetProperty("weekend").EnumerateArray().Select(static day => (DayOfWeek)day.GetInt32()),
                calendar.Each("holidays", static day => DateOnly.ParseExact(
                    day.GetString() ?? string.Empty, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        };
    }

    private static string NameOf(ChangeDay day) => day == ChangeDay.NewTerms ? "new" : "old";

    private static ChangeDay ChangeDayOf(string name) => name == "new" ? ChangeDay.NewTerms : ChangeDay.OldTerms;
}
