// What `upgrade` and `renew` can change: units that come and leave, prices, charges, a part that ends, the plan.
using System.Collections.Immutable;
using System.CommandLine;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

/// <summary>The changes that a command names, on a day that it knows.</summary>
internal sealed record NamedChanges(
    ImmutableArray<Addition> Add, ImmutableArray<Removal> Remove, ImmutableArray<LineChange> Change, PlanVersion? Plan);

internal sealed class ChangeOptions
{
    private readonly Option<string[]> add = new("--add") { Description = "Units to add, CHARGE=UNITS; may be repeated" };

    private readonly Option<string[]> remove = new("--remove")
    {
        Description = "Units to remove, CHARGE=UNITS or CHARGE=UNITS@LINE (default: the newest line first); may be repeated",
    };

    private readonly Option<string[]> reprice = new("--reprice")
    {
        Description = "Another price, CHARGE=PRICE, as 49.00, 50@30.00 or 1-10@5.00,11+@4.00; may be repeated",
    };

    private readonly Option<string[]> swap = new("--swap")
    {
        Description = "Another charge of the plan in its place with as many units, CHARGE=CHARGE; may be repeated",
    };

    private readonly Option<string[]> rebill = new("--rebill")
    {
        Description = "Other billing days at the same price, as seats=\"3 months\", seats=term, seats=\"1 month in arrears\"; may be repeated",
    };

    private readonly Option<string[]> end = new("--end") { Description = "A charge that ends with all its units, CHARGE or CHARGE@LINE; may be repeated" };

    private readonly Option<string?> plan = new("--plan")
    {
        Description = "The plan to move to, in its newest version: what is not named becomes its charges",
    };

    public Command AddTo(Command command)
    {
        foreach (Option option in new Option[] { add, remove, reprice, swap, rebill, end, plan })
        {
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>Reads what was named, with charges as the plan offers them that counts on a day.</summary>
    public async Task<Decision<NamedChanges>> ReadAsync(CliContext context, Session session, Contract contract, DateOnly on)
    {
        List<PlanVersion> versions = await PlanStore.LoadAsync(session);
        PlanVersion? to = null;
        if (context.Get(plan) is { } code)
        {
            to = PlanStore.OnOffer(versions, code, contract.Order.Currency);
            if (to is null)
            {
                return versions.Exists(version => version.PlanCode == code)
                    ? new CurrencyDiffers(code, contract.Order.Currency.Code)
                    : new PlanUnknown(code);
            }
        }

        PlanVersionId signed = contract.PlanOn(on).Version;
        PlanVersion? offered = to ?? versions.Find(version => version.Id == signed);
        return ItemSyntax.Additions(context.Get(add), offered).Then(added =>
            ItemSyntax.Removals(context.Get(remove)).Then(removed =>
            ItemSyntax.Changes(context.Get(reprice), context.Get(swap), context.Get(rebill), context.Get(end), offered)
                .Select(changes => new NamedChanges(added, removed, changes, to))));
    }
}
