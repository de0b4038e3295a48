// `account`: the statement of a contract's account, what is open on its invoices, and what is owed, left and to be paid back
// (BIL-3). The statement's closing balance is what is owed less what is left and what is to be paid back.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Receivables.ShowAccount;

internal static class AccountCommand
{
    public static Command Build(CliHost host)
    {
        var options = new Options();
        return options.AddTo(new Command("account", "A contract's statement of account: what was invoiced, paid, left and is to be paid back"))
            .Runs(host, context => RunAsync(context, options));
    }

    private static async Task<int> RunAsync(CliContext context, Options options)
    {
        Decision<DateOnly> from = Options.Day(context, options.From, DateOnly.MinValue);
        Decision<DateOnly> to = Options.Day(context, options.To, DateOnly.MaxValue);
        Decision<long?> rows = options.Listing.RowsToRead(context);
        if ((from.IsAccepted ? to.IsAccepted ? rows.IsAccepted ? null : rows.Refusal : to.Refusal : from.Refusal) is { } refusal)
        {
            return context.Refuse(refusal);
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<Guid> found = await ContractLookup.FindAsync(session, context.Get(options.Contract)!);
        return found.IsAccepted
            ? Show(context, options, await ShownAccount.LoadAsync(session, found.Value, from.Value, to.Value))
            : context.Refuse(found.Refusal);
    }

    private static int Show(CliContext context, Options options, ShownAccount shown) =>
        new Listing<StatementRow>("statement", Columns(shown)).Show(
            context, options.Listing, shown.Rows, AsJson(shown), Heading(shown), below: answers => Summary(answers, shown));

    private static Column<StatementRow>[] Columns(ShownAccount shown) =>
    [
        new("on", "day", static row => Cell.Day(row.On)),
        new("kind", null, static row => Cell.Name(AccountWords.NameOf(row.Kind))),
        new("what", "what", row => Cell.Text(AccountWords.Of(row, shown.Documents, shown.Dossier.History, shown.Currency))),
        new("document", null, row => Cell.Text(row.Document > 0 ? shown.Documents[row.Document].Number : null)),
        new("event", ">event", static row => Cell.Whole(row.Event > 0 ? row.Event : null)),
        new("takesBack", null, static row => Cell.Whole(row.TakesBack > 0 ? row.TakesBack : null)),
        new("settled", null, row => Cell.Change(row.SettledMinor, shown.Currency)),
        new("amount", ">amount", row => Cell.Change(row.AmountMinor, shown.Currency)),
        new("balance", ">balance", row => Cell.Amount(row.BalanceMinor, shown.Currency)),
    ];

    private static string Heading(ShownAccount shown) =>
        $"Statement of account of {shown.Name}" + (shown.OpeningMinor != 0 ? $"; balance before it {new Money(shown.OpeningMinor, shown.Currency)}" : string.Empty);

    private static void Summary(Answers answers, ShownAccount shown)
    {
        CustomerAccount account = shown.Dossier.Account;
        string Amount(long minor) => minor == 0 ? "-" : Parsing.Show(minor, shown.Currency);
        InvoiceBalance[] open = [.. account.Invoices.Where(static invoice => invoice.OpenMinor > 0)];
        if (open.Length > 0)
        {
            answers.Heading("Open invoices");
            answers.Table(
                ["invoice", ">total " + shown.Currency.Code, ">cancelled", ">paid", ">by credit", ">open"],
                open.Select(invoice => (IReadOnlyList<string>)
                [
                    shown.Documents[invoice.Document].Number, Amount(invoice.TotalMinor), Amount(invoice.CancelledMinor), Amount(invoice.PaidMinor),
                    Amount(invoice.CreditUsedMinor), Amount(invoice.OpenMinor),
                ]));
        }

        answers.Heading("In short");
        answers.Pairs(
        [
            ("owed on invoices", new Money(account.OpenMinor, shown.Currency).ToString()),
            .. account.Credits.Select(credit => ($"left from {AccountWords.Of(credit.Kind)}", new Money(credit.LeftMinor, shown.Currency).ToString())),
            .. account.WrittenOffMinor == 0 ? [] : new[] { ("written off", new Money(account.WrittenOffMinor, shown.Currency).ToString()) },
            ("to be paid back", new Money(account.RefundOwedMinor, shown.Currency).ToString()),
            ("balance", AccountWords.Balance(account.BalanceMinor, shown.Currency)),
        ]);
        if (account.OpenMinor > 0 && account.CreditMinor + account.RefundOwedMinor > 0)
        {
            answers.Notes([$"what is left or to be paid back can be used on what is owed: 'payment use-credit {shown.Name}'."]);
        }
    }

    private static JsonObject AsJson(ShownAccount shown)
    {
        CustomerAccount account = shown.Dossier.Account;
        JsonArray Each<T>(IEnumerable<T> items, Func<T, JsonNode> json) => new([.. items.Select(json)]);
        return new JsonObject
        {
            ["contract"] = shown.Id.ToString(),
            ["currency"] = shown.Currency.Code,
            ["openMinor"] = account.OpenMinor,
            ["credits"] = Each(account.Credits, static credit => new JsonObject
            {
                ["kind"] = AccountWords.NameOf(credit.Kind),
                ["leftMinor"] = credit.LeftMinor,
            }),
            ["refundOwedMinor"] = account.RefundOwedMinor,
            ["writtenOffMinor"] = account.WrittenOffMinor,
            ["balanceMinor"] = account.BalanceMinor,
            ["invoices"] = Each(account.Invoices, invoice => new JsonObject
            {
                ["number"] = shown.Documents[invoice.Document].Number,
                ["issueOn"] = Parsing.Show(shown.Documents[invoice.Document].IssueOn),
                ["totalMinor"] = invoice.TotalMinor,
                ["cancelledMinor"] = invoice.CancelledMinor,
                ["paidMinor"] = invoice.PaidMinor,
                ["creditUsedMinor"] = invoice.CreditUsedMinor,
                ["writtenOffMinor"] = invoice.WrittenOffMinor,
                ["openMinor"] = invoice.OpenMinor,
            }),
            ["payments"] = Each(account.Payments, pair => new JsonObject
            {
                ["event"] = pair.Key,
                ["receivedOn"] = Parsing.Show(shown.Dossier.History[pair.Key - 1].Fact.EffectiveOn),
                ["amountMinor"] = pair.Value.AmountMinor,
                ["overMinor"] = pair.Value.OverMinor,
                ["for"] = Each(pair.Value.To, to => new JsonObject
                {
                    ["number"] = shown.Documents[to.Document].Number,
                    ["minor"] = to.Minor,
                }),
            }),
            ["refunds"] = Each(shown.Refunds, static refund => new JsonObject
            {
                ["event"] = refund.Sequence,
                ["paidOn"] = Parsing.Show(refund.Fact.EffectiveOn),
                ["amountMinor"] = ((RefundPaid)refund.Fact).AmountMinor,
            }),
            ["openingBalanceMinor"] = shown.OpeningMinor,
        };
    }

    private sealed record ShownAccount(
        Guid Id, Dossier Dossier, Dictionary<int, ContractDocument> Documents, IReadOnlyList<StatementRow> Rows, long OpeningMinor)
    {
        public Currency Currency => Dossier.Existing.Order.Currency;

        public string Name => Dossier.Existing.Order.Reference is { Length: > 0 } reference ? reference : Id.ToString();

        /// <summary>The refunds that count.</summary>
        public IEnumerable<RecordedFact> Refunds => Dossier.History.Where(recorded => recorded.Fact is RefundPaid
            && !Dossier.History.Any(other => other.Fact is PaymentUnapplied unapplied && unapplied.PaymentSequence == recorded.Sequence));

        /// <summary>The rows of some days, and the balance before them.</summary>
        public static async Task<ShownAccount> LoadAsync(Session session, Guid id, DateOnly from, DateOnly to)
        {
            Dossier dossier = (await DossierStore.LoadAsync(session, [id]))[id].Dossier;
            Dictionary<int, ContractDocument> documents = await ContractDocuments.LoadAsync(session, id);
            StatementRow[] rows = [.. Statement.Of(
                dossier.Account, dossier.History, dossier.Billed, documents.ToDictionary(static pair => pair.Key, static pair => pair.Value.IssueOn))];
            return new ShownAccount(
                id, dossier, documents, [.. rows.Where(row => row.On >= from && row.On <= to)],
                rows.LastOrDefault(row => row.On < from).BalanceMinor);
        }
    }

    private sealed class Options
    {
        public Argument<string> Contract { get; } = new("contract") { Description = "The contract's id or reference" };

        public Option<string?> From { get; } = new("--from") { Description = "The first day of the statement, YYYY-MM-DD (default: its beginning)" };

        public Option<string?> To { get; } = new("--to") { Description = "The last day of the statement, YYYY-MM-DD (default: its end)" };

        public ListingOptions Listing { get; } = new();

        public Command AddTo(Command command)
        {
            command.Arguments.Add(Contract);
            command.Options.Add(From);
            command.Options.Add(To);
            return Listing.AddTo(command);
        }

        public static Decision<DateOnly> Day(CliContext context, Option<string?> option, DateOnly usual) =>
            context.Get(option) is { } given ? Parsing.Day(option.Name, given) : usual;
    }
}
