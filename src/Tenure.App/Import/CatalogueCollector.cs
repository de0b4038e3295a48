// The catalogue that the rows imply: each product, plan and set of charges once. A row whose charges are new under its
// plan makes the plan's next version, because a version never changes.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Collects products, plans and plan versions.</summary>
internal sealed class CatalogueCollector(string source, int tenant)
{
    private readonly Dictionary<string, Product> productsByCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Plan Plan, int Versions)> plansByCode = new(StringComparer.Ordinal);
    private readonly HashSet<PlanVersionId> versions = [];
    private readonly Dictionary<string, PlanVersion> versionsByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Charge, (Charge Charge, int Number)> charges = [];

    public List<Product> Products { get; } = [];

    public List<Plan> Plans { get; } = [];

    public List<PlanVersion> Versions { get; } = [];

    /// <summary>The name that a product already has, when it is another one.</summary>
    public string? OtherProductName(string code, string name) =>
        productsByCode.TryGetValue(code, out Product? known) && known.Name != name ? known.Name : null;

    /// <summary>The name that a plan already has, when it is another one.</summary>
    public string? OtherPlanName(string code, string name) =>
        plansByCode.TryGetValue(code, out (Plan Plan, int Versions) known) && known.Plan.Name != name ? known.Plan.Name : null;

    /// <summary>One instance for equal charges, so that many contracts share it.</summary>
    public Charge Shared(Charge charge) => Known(charge).Charge;

    /// <summary>The version of a plan with these charges, which the catalogue need not have yet.</summary>
    public PlanVersion Version(string code, Currency currency, ImmutableArray<Charge> offered)
    {
        // Most rows use what an earlier one used; a short key spares them the whole content and its hash.
        if (versionsByKey.TryGetValue(Key(code, currency, offered), out PlanVersion? known))
        {
            return known;
        }

        string content = $"{code}\u001e{currency.Code}\u001e{string.Join('\u001e', offered.Select(Text))}";
        var id = new PlanVersionId(DerivedId.From("plan_version", tenant, source, content));
        return new PlanVersion(id, code, plansByCode.GetValueOrDefault(code).Versions + 1, currency, offered);
    }

    /// <summary>Keeps what a row used, once its contract is certain.</summary>
    public void Keep(PlanVersion version, string planName, IEnumerable<(string Code, string Name)> products)
    {
        foreach ((string code, string name) in products.Where(product => !productsByCode.ContainsKey(product.Code)))
        {
            var product = new Product(new ProductId(DerivedId.From("product", tenant, source, code)), code, name);
            productsByCode.Add(code, product);
            Products.Add(product);
        }

        if (!versions.Add(version.Id))
        {
            return;
        }

        Versions.Add(version);
        versionsByKey.Add(Key(version.PlanCode, version.Currency, version.Charges), version);
        if (!plansByCode.TryGetValue(version.PlanCode, out (Plan Plan, int Versions) known))
        {
            known.Plan = new Plan(new PlanId(DerivedId.From("plan", tenant, source, version.PlanCode)), version.PlanCode, planName);
            Plans.Add(known.Plan);
        }

        plansByCode[version.PlanCode] = (known.Plan, version.Number);
    }

    private string Key(string code, Currency currency, ImmutableArray<Charge> offered)
    {
        string key = currency.Code;
        foreach (Charge charge in offered)
        {
            key += $" {Known(charge).Number}";
        }

        // Behind a sign that no code may have, so that a code with numbers in it is not taken for charges.
        return $"{key}\u001f{code}";
    }

    private (Charge Charge, int Number) Known(Charge charge)
    {
        if (!charges.TryGetValue(charge, out (Charge Charge, int Number) known))
        {
            charges.Add(charge, known = (charge, charges.Count));
        }

        return known;
    }

    private static string Text(Charge charge) => string.Create(
        CultureInfo.InvariantCulture,
        $"{charge.Code}\u001f{charge.ProductCode}\u001f{charge.Kind}\u001f{charge.Model}\u001f{charge.Price}\u001f{charge.PricePeriod}\u001f{charge.BillingCadence}\u001f{charge.Timing}{More(charge)}");

    /// <summary>What a plain price has not, so that the ids of plan versions imported before stay what they were.</summary>
    private static string More(Charge charge) => (charge.IsPlain ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $"\u001f{charge.PriceText}\u001f{charge.Included}\u001f{DecimalText.Of(charge.Minimum)}\u001f{charge.Thresholds}"))
        + (charge.GivenBack.GivesBack ? "\u001f" + charge.GivenBack : string.Empty)
        + (charge.Milestone.Length > 0 ? "\u001fon " + charge.Milestone : string.Empty);
}
