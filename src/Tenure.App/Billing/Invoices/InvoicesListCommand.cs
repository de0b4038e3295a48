// `invoices list`: the documents that fit, in the order in which they were issued.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Contracts.List;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Billing.Invoices;

internal static class InvoicesListCommand
{
    private static readonly Listing<Row> Documents = new("documents", [.. Columns(taxed: false)]);
    private static readonly Listing<Row> Taxed = new("documents", [.. Columns(taxed: true)]);

    /// <summary>Where nothing is taxed nothing is said of tax.</summary>
    private static Column<Row>[] Columns(bool taxed) =>
        [
            new("number", "number", static row => Cell.Text(row.Number)),
            new("kind", "kind", static row => Cell.Name(row.Kind)),
            new("issueOn", "issued", static row => Cell.Day(row.IssueOn)),
            new("contract", "contract", static row => Cell.Text(row.Contract)),
            new("customer", "customer", static row => Cell.Text(row.Customer)),
            new("net", ">net", static row => Cell.Amount(row.NetMinor, row.Currency)),
            .. (taxed ? new Column<Row>[]
            {
                new("tax", ">tax", static row => Cell.Amount(row.TaxMinor, row.Currency)),
                new("gross", ">with tax", static row => Cell.Amount(row.NetMinor + row.TaxMinor, row.Currency)),
            }
            : []),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("contractId", null, static row => Cell.Text(row.ContractId.ToString())),
        ];

    public static Command Build(CliHost host)
    {
        var options = new Options();
        return options.AddTo(new Command("list", "List invoices and credit notes")).Runs(host, context => RunAsync(context, options));
    }

    private static async Task<int> RunAsync(CliContext context, Options options)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        var filter = new Filter();
        if (await options.ReadAsync(context, session, filter) is { } refusal)
        {
            return context.Refuse(refusal);
        }

        List<Row> rows = await session.QueryAsync(
            "SELECT d.series, d.number, d.kind, d.issue_on, c.reference, d.contract_id, p.external_ref, d.customer_id, d.net_minor, "
            + "d.tax_minor, d.currency, d.part FROM document d "
            + "JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id "
            + "LEFT JOIN party p ON p.tenant_id = d.tenant_id AND p.party_id = d.customer_id "
            + $"WHERE d.tenant_id = @tenant{filter.Where} ORDER BY d.issue_on, d.series, d.number, d.part{filter.Limit}",
            Read,
            [.. filter.Args]);
        return (rows.Exists(static row => row.TaxMinor != 0) ? Taxed : Documents).Show(context, options.Listing, rows, [], after: answers => Sum(answers, rows));
    }

    private static Row Read(RowReader row) => new(
        DocumentName.Of(row.GetText(0), row.GetLong(1), 1), row.GetInt(11), DocumentName.Of(row.GetText(0), row.GetLong(1), row.GetInt(11)), row.GetText(2), row.GetDate(3), row.GetText(4), row.GetGuid(5),
        row.GetNullableText(6) ?? row.GetGuid(7).ToString(), row.GetLong(8), row.GetLong(9), Currency.Of(row.GetText(10)));

    private static void Sum(Answers answers, List<Row> rows)
    {
        IEnumerable<string> sums = rows.GroupBy(static row => row.Currency).OrderBy(static group => group.Key)
            .Select(static group => new Money(group.Sum(static row => row.NetMinor), group.Key)
                + (group.Any(static row => row.TaxMinor != 0)
                    ? $", {new Money(group.Sum(static row => row.NetMinor + row.TaxMinor), group.Key)} with tax"
                    : string.Empty));
        answers.Line($"  {Counted.Of(rows.Select(static row => row.Whole).Distinct().Count(), "document")}; net {string.Join(", ", sums)}");
    }

    private sealed record Row(
        string Whole,
        int Part,
        string Number,
        string Kind,
        DateOnly IssueOn,
        string Reference,
        Guid ContractId,
        string Customer,
        long NetMinor,
        long TaxMinor,
        Currency Currency)
    {
        public string Contract => Reference.Length > 0 ? Reference : ContractId.ToString();
    }

    private sealed class Filter
    {
        public string Where { get; private set; } = string.Empty;

        public string Limit { get; private set; } = string.Empty;

        public List<(string, object?)> Args { get; } = [];

        public void And(string condition, string name, object value)
        {
            Where += " AND " + condition;
            Args.Add((name, value));
        }

        public void AtMost(long? rows)
        {
            if (rows is { } most)
            {
                Limit = " LIMIT @limit";
                Args.Add(("limit", most));
            }
        }
    }

    private sealed class Options
    {
        public ListingOptions Listing { get; } = new();

        private Option<string?> Contract { get; } = new("--contract") { Description = "Of this contract: its reference or id" };

        private Option<string?> Customer { get; } = new("--customer") { Description = "Of this customer: its reference or id" };

        private Option<string?> From { get; } = new("--from") { Description = "Issued on or after this day, YYYY-MM-DD" };

        private Option<string?> To { get; } = new("--to") { Description = "Issued on or before this day, YYYY-MM-DD" };

        private Option<string?> Kind { get; } = new("--kind") { Description = "invoice or credit_note" };

        public Command AddTo(Command command)
        {
            foreach (Option option in new Option[] { Contract, Customer, From, To, Kind })
            {
                command.Options.Add(option);
            }

            return Listing.AddTo(command);
        }

        /// <summary>Fills the filter; a refusal when an option cannot be read or names nothing.</summary>
        public async Task<Refusal?> ReadAsync(CliContext context, Session session, Filter filter)
        {
            if (context.Get(Kind) is { } kind)
            {
                if (kind is not ("invoice" or "credit_note" or "credit note"))
                {
                    return new OptionNotReadable("--kind", kind, "invoice or credit_note");
                }

                filter.And("d.kind = @kind", "kind", kind.Replace(' ', '_'));
            }

            Decision<long?> rows = Listing.RowsToRead(context);
            if (!rows.IsAccepted)
            {
                return rows.Refusal;
            }

            filter.AtMost(rows.Value);
            return AddDay(context, filter, From, "--from", "d.issue_on >= @from_day", "from_day")
                ?? AddDay(context, filter, To, "--to", "d.issue_on <= @to_day", "to_day")
                ?? (string.CompareOrdinal(context.Get(From), context.Get(To)) > 0 && context.Get(To) is { } last
                    ? new OptionNotReadable("--to", last, $"a day on or after --from, which is {context.Get(From)}")
                    : null)
                ?? await AddOwnersAsync(context, session, filter);
        }

        private static Refusal? AddDay(
            CliContext context, Filter filter, Option<string?> option, string name, string condition, string parameter)
        {
            if (context.Get(option) is not { } given)
            {
                return null;
            }

            Decision<DateOnly> day = Parsing.Day(name, given);
            if (!day.IsAccepted)
            {
                return day.Refusal;
            }

            filter.And(condition, parameter, day.Value);
            return null;
        }

        private async Task<Refusal?> AddOwnersAsync(CliContext context, Session session, Filter filter)
        {
            if (context.Get(Contract) is { } contract)
            {
                Decision<Guid> found = await ContractLookup.FindAsync(session, contract);
                if (!found.IsAccepted)
                {
                    return found.Refusal;
                }

                filter.And("d.contract_id = @contract", "contract", found.Value);
            }

            if (context.Get(Customer) is { } customer)
            {
                Decision<List<Guid>> found = await CustomerLookup.FindAsync(session, customer);
                if (!found.IsAccepted)
                {
                    return found.Refusal;
                }

                filter.And("d.customer_id IN @customers", "customers", found.Value);
            }

            return null;
        }
    }
}
