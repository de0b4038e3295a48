// `account`: what a contract's invoices ask for, what was paid, what is left and what is to be paid back (BIL-3).
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Core.Contracts;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Receivables.ShowAccount;

internal static class AccountCommand
{
    public static Command Build(CliHost host)
    {
        var contract = new Argument<string>("contract") { Description = "The contract's id or reference" };
        return new Command("account", "What a contract's invoices ask for, what was paid, left and is to be paid back") { contract }
            .Runs(host, context => RunAsync(context, context.Get(contract)!));
    }

    private static async Task<int> RunAsync(CliContext context, string given)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<Guid> found = await ContractLookup.FindAsync(session, given);
        if (!found.IsAccepted)
        {
            return context.Refuse(found.Refusal);
        }

        Dossier dossier = (await DossierStore.LoadAsync(session, [found.Value]))[found.Value].Dossier;
        Dictionary<int, string> numbers = (await session.QueryAsync(
            "SELECT ordinal, series, number FROM document WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY ordinal",
            static row => (Ordinal: row.GetInt(0), Number: $"{row.GetText(1)}-{row.GetLong(2)}"),
            ("contract", found.Value))).ToDictionary(static row => row.Ordinal, static row => row.Number);
        CustomerAccount account = dossier.Account;
        Currency currency = dossier.Existing.Order.Currency;
        return context.Answer(
            () => AsJson(found.Value, account, numbers, currency), answers => AsText(answers, dossier, account, numbers, currency));
    }

    private static void AsText(
        Answers answers, Dossier dossier, CustomerAccount account, Dictionary<int, string> numbers, Currency currency)
    {
        string Show(long minor) => Parsing.Show(minor, currency);
        answers.Heading($"Account of {(dossier.Existing.Order.Reference.Length > 0 ? dossier.Existing.Order.Reference : "the contract")}");
        answers.Pairs(
        [
            ("owed on invoices", new Money(account.OpenMinor, currency).ToString()),
            .. account.Credits.Select(credit => ($"left from {WordsOf(credit.Kind)}", new Money(credit.LeftMinor, currency).ToString())),
            ("to be paid back", new Money(account.RefundOwedMinor, currency).ToString()),
        ]);
        if (!account.Invoices.IsEmpty)
        {
            answers.Heading("Invoices");
            answers.Table(
                ["invoice", ">total " + currency.Code, ">cancelled", ">paid", ">by credit", ">open"],
                account.Invoices.Select(invoice => (IReadOnlyList<string>)
                [
                    numbers[invoice.Document], Show(invoice.TotalMinor), Show(invoice.CancelledMinor), Show(invoice.PaidMinor),
                    Show(invoice.CreditUsedMinor), Show(invoice.OpenMinor),
                ]));
        }

        if (!account.Payments.IsEmpty)
        {
            answers.Heading("Payments");
            answers.Table(
                [">payment", "received", ">amount " + currency.Code, "for"],
                account.Payments.Select(pair => (IReadOnlyList<string>)
                [
                    pair.Key.ToString(CultureInfo.InvariantCulture), Parsing.Show(dossier.History[pair.Key - 1].Fact.EffectiveOn),
                    Show(pair.Value.AmountMinor), For(pair.Value, numbers, Show),
                ]));
        }
    }

    private static string For(AppliedPayment payment, Dictionary<int, string> numbers, Func<long, string> show) => string.Join(
        ", ",
        [
            .. payment.To.Select(to => $"{numbers[to.Document]} {show(to.Minor)}"),
            .. (payment.OverMinor > 0 ? new[] { $"left {show(payment.OverMinor)}" } : []),
        ]);

    private static string WordsOf(CreditKind kind) => kind == CreditKind.Correction ? "credit notes" : "payments above the debt";

    private static JsonObject AsJson(Guid contract, CustomerAccount account, Dictionary<int, string> numbers, Currency currency) => new()
    {
        ["contract"] = contract.ToString(),
        ["currency"] = currency.Code,
        ["openMinor"] = account.OpenMinor,
        ["refundOwedMinor"] = account.RefundOwedMinor,
        ["credits"] = new JsonArray([.. account.Credits.Select(static credit => new JsonObject
        {
            ["kind"] = credit.Kind == CreditKind.Correction ? "correction" : "overpayment", ["leftMinor"] = credit.LeftMinor,
        })]),
        ["invoices"] = new JsonArray([.. account.Invoices.Select(invoice => new JsonObject
        {
            ["number"] = numbers[invoice.Document],
            ["totalMinor"] = invoice.TotalMinor,
            ["cancelledMinor"] = invoice.CancelledMinor,
            ["paidMinor"] = invoice.PaidMinor,
            ["creditUsedMinor"] = invoice.CreditUsedMinor,
            ["openMinor"] = invoice.OpenMinor,
        })]),
        ["payments"] = new JsonArray([.. account.Payments.Select(pair => new JsonObject
        {
            ["payment"] = pair.Key,
            ["amountMinor"] = pair.Value.AmountMinor,
            ["overMinor"] = pair.Value.OverMinor,
            ["for"] = new JsonArray([.. pair.Value.To.Select(to => new JsonObject
            {
                ["number"] = numbers[to.Document], ["minor"] = to.Minor,
            })]),
        })]),
    };
}
