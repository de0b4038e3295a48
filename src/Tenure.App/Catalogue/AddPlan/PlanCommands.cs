// `plan add` and `plan list`: the catalogue as far as an order needs it. A plan that exists gets a new version; versions that
// exist never change (CON-1).
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts.Show;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Catalogue.AddPlan;

internal static class PlanCommands
{
    public static Command Build(CliHost host) => new("plan", "Plans and their prices") { BuildAdd(host), BuildList(host) };

    private static Command BuildAdd(CliHost host)
    {
        var code = new Argument<string>("code") { Description = "The plan's code" };
        var name = new Option<string?>("--name") { Description = "The plan's name (default: the code)" };
        var currency = new Option<string>("--currency") { Description = "The currency of its prices", Required = true };
        var charge = new Option<string[]>("--charge")
        {
            Description = "CODE 'per unit'|flat|'one time'|graduated|volume|package|stairstep PRICE [per PERIOD | once] [with UNITS included] "
                + "[at least AMOUNT] [thresholds prorated] [billed every PERIOD | billed per term] [in arrears] [product CODE]; a PRICE by "
                + "tiers is 1-10@5.00,11+@4.00, by blocks 50@30.00; may be repeated",
            Required = true,
        };
        var command = new Command("add", "Add a plan, or a new version of one") { code, name, currency, charge };
        return command.Runs(host, context => AddAsync(
            context, context.Get(code)!, context.Get(name), context.Get(currency)!, context.Get(charge) ?? []), begins: true);
    }

    private static async Task<int> AddAsync(CliContext context, string code, string? name, string currencyCode, string[] given)
    {
        Decision<ImmutableArray<Charge>> charges = Currency.Parse(currencyCode).Then(currency => ChargeSyntax.ParseAll(given, currency));
        if (!charges.IsAccepted)
        {
            return context.Refuse(charges.Refusal);
        }

        if (!ChargeSyntax.IsCode(code))
        {
            return context.Refuse(new OptionNotReadable("the plan's code", "what was given", "at most 64 letters, digits and . _ -"));
        }

        if (!Parsing.IsName(name ?? code))
        {
            return context.Refuse(new OptionNotReadable("--name", "what was given", Parsing.NameExpected));
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Write);
        int number = ((await PlanStore.NewestAsync(session, code))?.Number ?? 0) + 1;
        List<PlanRow> plans = await CatalogueTables.LoadPlansAsync(session);
        Guid planId = plans.Find(plan => plan.Code == code)?.PlanId ?? DerivedId.From("plan", context.TenantId, "command", code);
        var version = new PlanVersion(
            new PlanVersionId(DerivedId.From("plan_version", context.TenantId, planId.ToString("N"), number.ToString(CultureInfo.InvariantCulture))),
            code, number, charges.Value[0].Price.Currency, charges.Value);
        await CatalogueTables.AddPlansAsync(session, [new PlanRow(planId, code, name ?? code)]);
        HashSet<string> known = [.. (await CatalogueTables.LoadProductsAsync(session)).Select(product => product.Code)];
        await CatalogueTables.AddProductsAsync(
            session,
            [
                .. charges.Value.Select(charge => charge.ProductCode).Distinct().Where(product => !known.Contains(product))
                    .Select(product => new ProductRow(DerivedId.From("product", context.TenantId, "command", product), product, product)),
            ]);
        await CatalogueTables.AddPlanVersionsAsync(
            session, [new PlanVersionRow(version.Id.Value, planId, number, PlanVersionCodec.Write(version))]);
        await session.CommitAsync();
        return Show(context, [version]);
    }

    private static Command BuildList(CliHost host)
    {
        var command = new Command("list", "Every plan with its versions and prices");
        return command.Runs(host, async context =>
        {
            await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
            return Show(context, await PlanStore.LoadAsync(session));
        });
    }

    private static int Show(CliContext context, IReadOnlyList<PlanVersion> versions) => context.Answer(
        () => new JsonArray([.. versions.Select(version => new JsonObject
        {
            ["plan"] = version.PlanCode,
            ["version"] = version.Number,
            ["currency"] = version.Currency.Code,
            ["charges"] = new JsonArray([.. version.Charges.Select(charge => new JsonObject
            {
                ["code"] = charge.Code, ["product"] = charge.ProductCode, ["price"] = charge.PriceText,
                ["terms"] = ChargeSyntax.Terms(charge), ["priceWords"] = ClauseWords.PriceOf(charge),
            })]),
        })]),
        answers => answers.Table(
            ["plan", ">version", "charge", "product", ">price", "terms"],
            versions.SelectMany(version => version.Charges.Select(charge => (IReadOnlyList<string>)
            [
                version.PlanCode, version.Number.ToString(CultureInfo.InvariantCulture), charge.Code, charge.ProductCode,
                $"{(charge.IsPlain ? Parsing.Show(charge.Price) : charge.PriceText)} {charge.Price.Currency.Code}", ChargeSyntax.Terms(charge),
            ]))));
}
