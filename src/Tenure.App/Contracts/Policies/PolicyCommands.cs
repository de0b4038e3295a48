// `policy set | list | show | remove`: the few sets of clauses that a seller's orders begin from, each under a name. The options are
// those of an order.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Catalogue.AddPlan;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Policies;

internal static class PolicyCommands
{
    public static Command Build(CliHost host) => new("policy", "Named sets of clauses that orders begin from")
    {
        BuildSet(host), BuildList(host), BuildShow(host), BuildRemove(host),
    };

    private static Command BuildSet(CliHost host)
    {
        Argument<string> name = Name();
        var isDefault = new Option<bool>("--default")
        {
            Description = "Let every order and import begin from it that names none; 'false' ends that (default: as it was)",
        };
        var options = new OrderOptions();
        var command = new Command("set", "Keep a policy, or change one; no contract changes by it") { name, isDefault };
        foreach (Option option in options.Clauses)
        {
            command.Options.Add(option);
        }

        return command.Runs(host, context => SetAsync(context, context.Get(name)!, isDefault, options), begins: true);
    }

    private static async Task<int> SetAsync(CliContext context, string name, Option<bool> isDefault, OrderOptions options)
    {
        if (!ChargeSyntax.IsCode(name) || name == NamedPolicy.NoPolicy)
        {
            return context.Refuse(new OptionNotReadable("the policy's name", name, name == NamedPolicy.NoPolicy
                ? "another name, since an order says so that begins from no policy"
                : "at most 64 letters, digits and . _ -"));
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Write);
        List<NamedPolicy> policies = await NamedPolicy.LoadAsync(session);
        NamedPolicy? before = policies.Find(policy => policy.Name == name);
        SortedDictionary<string, string> words = NamedPolicy.WordsOf(context, options);
        if (words.Count == 0 && before is null)
        {
            return context.Refuse(context.IsGiven(isDefault)
                ? new PolicyUnknown(name)
                : new OptionMissing("A clause such as --day-count", "a policy that says nothing is what orders begin from anyway"));
        }

        if (before is null && policies.Count >= NamedPolicy.Most)
        {
            return context.Refuse(new PoliciesFull(NamedPolicy.Most));
        }

        // Without a clause only what is the default changes; with one the policy says what was said now and nothing of before.
        var policy = new NamedPolicy(
            name, context.IsGiven(isDefault) ? context.Get(isDefault) : before?.IsDefault ?? false, words.Count > 0 ? words : before!.Words);
        Decision<Clauses> clauses = policy.Clauses(context, options);
        if (!clauses.IsAccepted)
        {
            return context.Refuse(clauses.Refusal);
        }

        await policy.WriteAsync(session);
        await session.CommitAsync();
        return Show(context, policy, clauses.Value);
    }

    private static Command BuildList(CliHost host) => new Command("list", "Every policy and what it says").Runs(host, async context =>
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        List<NamedPolicy> policies = await NamedPolicy.LoadAsync(session);
        return context.Answer(
            () => new JsonArray([.. policies.Select(static policy => (JsonNode)Row(policy))]),
            answers => answers.Table(
                ["policy", "default", "clauses"],
                policies.Select(static policy => (IReadOnlyList<string>)[policy.Name, policy.IsDefault ? "yes" : string.Empty, policy.Said])));
    });

    private static Command BuildShow(CliHost host)
    {
        Argument<string> name = Name();
        var options = new OrderOptions();
        return new Command("show", "The clauses of an order that begins from a policy, in plain words") { name }.Runs(host, async context =>
        {
            await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
            Decision<NamedPolicy?> found = NamedPolicy.Chosen(await NamedPolicy.LoadAsync(session), context.Get(name));
            Decision<Clauses> clauses = found.Then(policy => policy is null ? new PolicyUnknown(NamedPolicy.NoPolicy) : policy.Clauses(context, options));
            return clauses.IsAccepted ? Show(context, found.Value!, clauses.Value) : context.Refuse(clauses.Refusal);
        });
    }

    private static Command BuildRemove(CliHost host)
    {
        Argument<string> name = Name();
        return new Command("remove", "Remove a policy; no contract changes by it") { name }.Runs(host, async context =>
        {
            await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Write);
            if (!await PolicyTables.RemoveAsync(session, context.Get(name)!))
            {
                return context.Refuse(new PolicyUnknown(context.Get(name)!));
            }

            await session.CommitAsync();
            return context.Answer(
                () => new JsonObject { ["removed"] = true, ["policy"] = context.Get(name) },
                answers => answers.Line($"Removed the policy '{context.Get(name)}'; contracts that began from it stay as they are."));
        });
    }

    private static Argument<string> Name() => new("name") { Description = "The policy's name" };

    private static JsonObject Row(NamedPolicy policy) => new()
    {
        ["policy"] = policy.Name,
        ["default"] = policy.IsDefault,
        ["options"] = new JsonObject(policy.Words.Select(static word => KeyValuePair.Create<string, JsonNode?>(word.Key, word.Value))),
    };

    private static int Show(CliContext context, NamedPolicy policy, Clauses clauses) => context.Answer(
        () =>
        {
            JsonObject shown = Row(policy);
            shown["clauses"] = new JsonObject(PolicyWords.Of(clauses).Select(static clause => KeyValuePair.Create<string, JsonNode?>(clause.Name, clause.Words)));
            return shown;
        },
        answers =>
        {
            answers.Heading($"Policy {policy.Name}");
            answers.Pairs(
            [
                ("default", policy.IsDefault ? "yes: orders and imports begin from it that name none" : "no"),
                ("says", policy.Said),
                .. PolicyWords.Of(clauses),
            ]);
        });
}
