// The words of a recast on the command line: those of an order, but that everything may be left out and stays as it was.
using System.CommandLine;
using Tenure.App.Contracts.Order;

namespace Tenure.App.Contracts.Recast;

internal sealed class RecastOptions
{
    public DecisionOptions Decision { get; } = new();

    public OrderOptions Order { get; } = new();

    public Option<string?> Effective { get; } = new("--effective")
    {
        Description = "The day of the change, YYYY-MM-DD: by the clause about ends the first of the new contract",
    };

    public Option<string?> Plan { get; } = new("--plan") { Description = "The plan of the new contract (default: as it was)" };

    public Option<string[]> Line { get; } = new("--line")
    {
        Description = "A charge and its units, CHARGE=UNITS; may be repeated (default: the recurring charges in force, with their units)",
    };

    public Option<string?> Settlement { get; } = new("--settlement")
    {
        Description = "What becomes of billed days after the change: 'credit' (it goes over to the new contract), 'refund' (what was paid for "
            + "them in money is to be paid back) or 'nothing' (they are forfeited)",
    };

    public Option<string> Reason { get; } = new("--reason") { Description = "A reason code", DefaultValueFactory = _ => "recast" };

    public Option<string?> Credit { get; } = new("--credit")
    {
        Description = "Another credit for the unused days than the one that follows from the terms, such as 500.00",
    };

    public Option<string?> CreditReason { get; } = new("--credit-reason") { Description = "Why another credit was agreed, a code" };

    public Option<string?> Rate { get; } = new("--rate")
    {
        Description = "How many units of the new currency one of the old is, when the new plan has another currency",
    };

    public Option<string> Leftover { get; } = new("--leftover")
    {
        Description = "What becomes of credit that the first invoice leaves over: 'keep' for later invoices or 'refund'",
        DefaultValueFactory = _ => "keep",
    };

    public void AddTo(Command command)
    {
        Decision.AddTo(command, withDraft: false);
        foreach (Option option in new Option[] { Effective, Plan, Line, Settlement, Reason, Credit, CreditReason, Rate, Leftover })
        {
            command.Options.Add(option);
        }

        Order.AddTermsTo(command);
    }
}
