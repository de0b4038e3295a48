// The words of a transfer on the command line.
using System.CommandLine;

namespace Tenure.App.Contracts.Transfer;

internal sealed class TransferOptions
{
    public DecisionOptions Decision { get; } = new();

    public Option<string> To { get; } = new("--to") { Description = "The customer who takes it over; a new one is added", Required = true };

    public Option<string?> ToName { get; } = new("--to-name") { Description = "The name of a new customer (default: the reference)" };

    public Option<string> Effective { get; } = new("--effective")
    {
        Description = "The day of the change, YYYY-MM-DD: by the clause about ends the first for the new customer",
        Required = true,
    };

    public Option<string> Unused { get; } = UnusedOption();

    public Option<string> Reason { get; } = new("--reason") { Description = "A reason code", DefaultValueFactory = _ => "transfer" };

    public Option<string?> Reference { get; } = new("--reference") { Description = "What people call the new customer's contract" };

    public void AddTo(Command command)
    {
        Decision.AddTo(command, withDraft: false);
        foreach (Option option in new Option[] { To, ToName, Effective, Unused, Reason, Reference })
        {
            command.Options.Add(option);
        }
    }

    private static Option<string> UnusedOption()
    {
        var unused = new Option<string>("--unused")
        {
            Description = "Who gets what was paid and not used: the 'new' customer, as credit, or the 'old' one, to be paid back",
            DefaultValueFactory = _ => "new",
        };
        unused.AcceptOnlyFromAmong("new", "old");
        return unused;
    }
}
