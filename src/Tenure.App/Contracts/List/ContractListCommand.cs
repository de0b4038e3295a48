// `contract list`: the contracts that fit, with the day each ends or must be decided, and what it brings per month.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.List;

internal static class ContractListCommand
{
    private static readonly Listing<ListedContract> Contracts = new(
        "contracts",
        [
            new("reference", "reference", static row => Cell.Text(row.Reference)),
            new("customer", "customer", static row => Cell.Text(row.Customer)),
            new("plan", "plan", static row => Cell.Text(row.PlanCode)),
            new("state", "state", static row => Cell.Text(row.State)),
            new("status", null, static row => Cell.Text(row.Status)),
            new("trial", null, static row => row.IsTrial ? Cell.Flag(true) : default),
            new("startOn", "start", static row => Cell.Day(row.StartOn)),
            new("termLastDay", "term ends", static row => Cell.LastDay(row.TermEndOn)),
            new("lastDay", "last day", static row => Cell.LastDay(row.EndOn)),
            new("renewal", "renewal", static row => Cell.Text(row.RenewalKind)),
            new("deadlineOn", "notice by", static row => Cell.Day(row.DeadlineOn)),
            new("mrr", ">MRR", static row => Cell.Amount(row.MrrMinor, row.Currency)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("contractId", null, static row => Cell.Text(row.Id.ToString())),
        ]);

    public static Command Build(CliHost host)
    {
        var options = new Options();
        return options.AddTo(new Command("list", "List contracts")).Runs(host, context => RunAsync(context, options));
    }

    private static async Task<int> RunAsync(CliContext context, Options options)
    {
        Decision<DateOnly> on = context.BusinessDay(options.On);
        if (!on.IsAccepted)
        {
            return context.Refuse(on.Refusal);
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<ContractsQuery> query = await options.ReadAsync(context, session, on.Value);
        if (!query.IsAccepted)
        {
            return context.Refuse(query.Refusal);
        }

        List<ListedContract> rows = await query.Value.LoadAsync(session);
        return context.Get(options.Ids)
            ? ShowIds(context, rows)
            : Contracts.Show(
                context, options.Listing, rows, new JsonObject { ["on"] = Parsing.Show(on.Value) },
                after: answers => Sum(answers, rows, on.Value), waiting: await WaitingWork.UntilAsync(session, on.Value));
    }

    private static int ShowIds(CliContext context, List<ListedContract> rows)
    {
        return context.Answer(
            () => new JsonArray([.. rows.Select(static row => (JsonNode?)row.Id.ToString())]),
            answers => rows.ForEach(row => answers.Line(row.Id.ToString())));
    }

    private static void Sum(Answers answers, List<ListedContract> rows, DateOnly on)
    {
        IEnumerable<string> sums = rows.GroupBy(static row => row.Currency).OrderBy(static group => group.Key)
            .Select(static group => new Money(group.Sum(static row => row.MrrMinor), group.Key).ToString());
        answers.Line($"  {Counted.Of(rows.Count, "contract")}; MRR on {Parsing.Show(on)}: {string.Join(", ", sums)}");
    }

    private sealed class Options
    {
        public ListingOptions Listing { get; } = new();

        public Option<bool> Ids { get; } = new("--ids") { Description = "Print ids only, one a line" };

        public Option<string?> On { get; } = new("--on") { Description = "The day of state and MRR, YYYY-MM-DD (default: today)" };

        private Option<string?> Customer { get; } = new("--customer") { Description = "Of this customer: its reference or id" };

        private Option<string?> Status { get; } = new("--status") { Description = "open, terminated or expired" };

        private Option<string?> Plan { get; } = new("--plan") { Description = "On this plan: its code" };

        private Option<string?> InForceOn { get; } = new("--in-force-on") { Description = "In force on this day, YYYY-MM-DD" };

        private Option<string?> Renewal { get; } = new("--renewal") { Description = "automatic, manual, evergreen or none" };

        private Option<bool> Trial { get; } = new("--trial") { Description = "Trials only" };

        public Command AddTo(Command command)
        {
            foreach (Option option in new Option[] { Customer, Status, Plan, InForceOn, Renewal, Trial, Ids, On })
            {
                command.Options.Add(option);
            }

            return Listing.AddTo(command);
        }

        public async Task<Decision<ContractsQuery>> ReadAsync(CliContext context, Session session, DateOnly on)
        {
            OptionNotReadable? unreadable = Check("--status", context.Get(Status), "open", "terminated", "expired")
                ?? Check("--renewal", context.Get(Renewal), "automatic", "manual", "evergreen", "none");
            Decision<long?> rows = Listing.RowsToRead(context);
            if (unreadable is not null || !rows.IsAccepted)
            {
                return unreadable ?? rows.Refusal;
            }

            if (context.Get(Plan) is { } plan && await PlanStore.NewestAsync(session, plan) is null)
            {
                return new PlanUnknown(plan);
            }

            DateOnly? inForceOn = null;
            if (context.Get(InForceOn) is { } given)
            {
                Decision<DateOnly> day = Parsing.Day("--in-force-on", given);
                if (!day.IsAccepted)
                {
                    return day.Refusal;
                }

                inForceOn = day.Value;
            }

            List<Guid>? customers = null;
            if (context.Get(Customer) is { } customer)
            {
                Decision<List<Guid>> found = await CustomerLookup.FindAsync(session, customer);
                if (!found.IsAccepted)
                {
                    return found.Refusal;
                }

                customers = found.Value;
            }

            return new ContractsQuery(
                on, customers, context.Get(Status), context.Get(Plan), inForceOn, context.Get(Renewal), context.Get(Trial),
                rows.Value);
        }

        private static OptionNotReadable? Check(string option, string? given, params string[] known) =>
            given is null || known.Contains(given) ? null : new OptionNotReadable(option, given, string.Join(", ", known));
    }
}
