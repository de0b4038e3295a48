// Ends that several contracts share: `--last-day` names the day, `--ends-with` a contract, or the earliest or latest end among those of
// the customer (VER-9).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal sealed class CommonEndOptions(string otherwise)
{
    public Option<string?> LastDay { get; } = new("--last-day") { Description = $"The last day of the term, YYYY-MM-DD; instead of {otherwise}" };

    public Option<string?> EndsWith { get; } = new("--ends-with")
    {
        Description = $"A contract that ends on the same day, or 'earliest' or 'latest' among the customer's; instead of {otherwise}",
    };

    public Command AddTo(Command command)
    {
        command.Options.Add(LastDay);
        command.Options.Add(EndsWith);
        return command;
    }

    /// <summary>The day after the last one; <c>null</c> when neither option is given.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="session">Where contracts are looked up.</param>
    /// <param name="customer">Whose contracts 'earliest' and 'latest' mean.</param>
    /// <param name="first">The first day of the term: contracts that end by then are not among them.</param>
    /// <param name="lengthIsGiven">Whether the term's length is given too, which leaves two answers.</param>
    public async Task<Decision<DateOnly?>> ReadAsync(CliContext context, Session session, PartyId customer, DateOnly first, bool lengthIsGiven)
    {
        (string? lastDay, string? endsWith) = (context.Get(LastDay), context.Get(EndsWith));
        if (lastDay is null && endsWith is null)
        {
            return Decision<DateOnly?>.Accept(null);
        }

        if (lengthIsGiven || (lastDay is not null && endsWith is not null))
        {
            return new OptionNotReadable(
                lastDay is not null ? LastDay.Name : EndsWith.Name, lastDay ?? endsWith!, $"one of {LastDay.Name}, {EndsWith.Name} and {otherwise}");
        }

        return lastDay is not null
            ? Parsing.Day(LastDay.Name, lastDay).Then<DateOnly?>(day =>
                day < DateOnly.MaxValue ? day.AddDays(1) : new OptionNotReadable(LastDay.Name, lastDay, "a day before the last of the calendar"))
            : endsWith is "earliest" or "latest"
            ? await AmongAsync(session, customer, first, endsWith)
            : await OfAsync(session, endsWith!);
    }

    private static async Task<Decision<DateOnly?>> OfAsync(Session session, string given)
    {
        Decision<Guid> found = await ContractLookup.FindAsync(session, given);
        return !found.IsAccepted
            ? found.Refusal
            : (await session.QueryAsync(
                "SELECT COALESCE(end_on, term_end_on) FROM contract WHERE tenant_id = @tenant AND contract_id = @id",
                static row => (DateOnly?)row.GetDate(0),
                ("id", found.Value)))[0];
    }

    private static async Task<Decision<DateOnly?>> AmongAsync(Session session, PartyId customer, DateOnly first, string which)
    {
        List<DateOnly> ends = await session.QueryAsync(
            "SELECT COALESCE(end_on, term_end_on) AS ends_on FROM contract WHERE tenant_id = @tenant AND customer_id = @customer "
            + "AND COALESCE(end_on, term_end_on) > @first ORDER BY ends_on",
            static row => row.GetDate(0),
            ("customer", customer.Value), ("first", first));
        return ends.Count == 0 ? new NoContractToEndWith(first) : which == "earliest" ? ends[0] : ends[^1];
    }
}

/// <summary>No contract of the customer ends after a term begins.</summary>
/// <param name="First">The first day of the term.</param>
internal sealed record NoContractToEndWith(DateOnly First) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "contract.none_to_end_with";

    /// <inheritdoc/>
    public override string Sentence =>
        $"No contract of this customer ends after {Parsing.Show(First)}: name a last day, a length, or the contract to end with.";
}
