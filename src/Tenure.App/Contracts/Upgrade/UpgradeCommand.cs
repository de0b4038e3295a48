// `upgrade`: add or remove units and products within the contract's dates (VER-2).
using System.CommandLine;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Upgrade;

internal static class UpgradeCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var effective = new Option<string?>("--effective") { Description = "The day of the change, YYYY-MM-DD (default: the business day)" };
        var add = new Option<string[]>("--add") { Description = "Units to add, CHARGE=UNITS; may be repeated" };
        var remove = new Option<string[]>("--remove")
        {
            Description = "Units to remove, CHARGE=UNITS or CHARGE=UNITS@LINE (default: the newest line first); may be repeated",
        };
        var command = new Command("upgrade", "Add or remove units and products within the contract's dates");
        options.AddTo(command);
        command.Options.Add(effective);
        command.Options.Add(add);
        command.Options.Add(remove);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (session, dossier, businessOn) => DecideAsync(
                session, dossier, businessOn, context.Get(effective), context.Get(add), context.Get(remove))));
    }

    private static async Task<Decision<ProposedChange>> DecideAsync(
        Session session, Dossier dossier, DateOnly businessOn, string? effective, string[]? add, string[]? remove)
    {
        Decision<DateOnly> on = effective is null ? businessOn : Parsing.Day("--effective", effective);
        if (!on.IsAccepted)
        {
            return on.Refusal;
        }

        Core.Catalogue.PlanVersion? offered = await PlanStore.FindAsync(session, dossier.Existing.Order.PlanVersion);
        return ItemSyntax.Additions(add, offered).Then(added => ItemSyntax.Removals(remove).Select<ProposedChange>(removed =>
            new UpgradeContract(on.Value, added, removed)));
    }
}
