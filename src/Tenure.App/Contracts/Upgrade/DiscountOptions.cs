// Discounts that `upgrade` agrees or ends.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Upgrade;

internal sealed class DiscountOptions
{
    private readonly Option<string[]> agree = new("--discount")
    {
        Description = "A discount to agree, as for an order: CODE=10%, CODE=50.00:until=2027-03-15@seats; may be repeated",
    };

    private readonly Option<string[]> end = new("--end-discount") { Description = "The code of a discount to end; may be repeated" };

    private readonly Option<string> from = new("--discounts-from")
    {
        Description = "When they begin and end: with the 'next period' that is not invoiced yet, or on the 'day' of the change, which cuts the lines",
        DefaultValueFactory = _ => "next period",
    };

    public void AddTo(Command command)
    {
        from.AcceptOnlyFromAmong("next period", "day");
        foreach (Option option in new Option[] { agree, end, from })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The change with its discounts.</summary>
    public Decision<ProposedChange> On(CliContext context, UpgradeContract upgrade) =>
        DiscountSyntax.Read("--discount", context.Get(agree)).Select<ProposedChange>(agreed => upgrade with
        {
            Discounts = agreed,
            EndDiscounts = [.. context.Get(end) ?? []],
            CutsDiscounts = context.Get(from) == "day",
        });
}
