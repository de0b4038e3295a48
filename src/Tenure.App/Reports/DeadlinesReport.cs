// `report deadlines`: the last days to give notice, earliest first, with what happens when nobody does (CAL-5).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.List;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class DeadlinesReport
{
    private const int DaysAhead = 90;

    private static readonly Listing<Row> Deadlines = new(
        "deadlines",
        [
            new("deadlineOn", "notice by", static row => Cell.Day(row.DeadlineOn)),
            new("sendBy", "send by", static row => Cell.Day(row.SendBy)),
            new("contract", "contract", static row => Cell.Text(row.Contract)),
            new("customer", "customer", static row => Cell.Text(row.Customer)),
            new("termLastDay", "term ends", static row => Cell.LastDay(row.TermEndOn)),
            new("ifNobodyActs", "if nobody acts", static row => Cell.Text(row.Otherwise)),
            new("mrr", ">MRR", static row => Cell.Amount(row.MrrMinor, row.Currency)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("contractId", null, static row => Cell.Text(row.Id.ToString())),
        ]);

    public static Command Build(CliHost host)
    {
        var options = new WindowOptions("today", "90 days after today");
        return options.AddTo(new Command("deadlines", "Notice deadlines ahead, earliest first"))
            .Runs(host, async context =>
            {
                var window = options.Read(context, static today => new Window(today, today.AddDays(DaysAhead)));
                return window.IsAccepted
                    ? await RunAsync(context, options.Listing, window.Value.Window, window.Value.Today)
                    : context.Refuse(window.Refusal);
            });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, Window window, DateOnly today)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        List<Row> rows = await session.QueryAsync(
            "SELECT c.contract_id, c.reference, p.external_ref, c.customer_id, c.deadline_on, c.term_end_on, c.currency, "
            + $"{ExpectedEnds.MrrSql("c.deadline_on")} FROM contract c "
            + "LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
            + "WHERE c.tenant_id = @tenant AND c.deadline_on >= @first AND c.deadline_on <= @last "
            + "ORDER BY c.deadline_on NULLS LAST, c.reference, c.contract_id",
            Read,
            ("first", window.From),
            ("last", window.To));
        Dictionary<Guid, AgreedClauses> agreed = await AgreedClauses.LoadAsync(session, rows.Select(static row => row.Id));
        rows = [.. rows.Select(row => row.With(agreed[row.Id].Now))];
        return Deadlines.Show(context, listing, rows, window.AsJson(), $"Notice deadlines {window.Words}", waiting: await WaitingWork.UntilAsync(session, today));
    }

    private static Row Read(RowReader row) => new(
        row.GetGuid(0), row.GetText(1), row.GetNullableText(2) ?? row.GetGuid(3).ToString(), row.GetDate(4), row.GetDate(5),
        Currency.Of(row.GetText(6)), MrrText.Parse(row.GetNullableText(7)).RoundToLong(), null, string.Empty);

    private sealed record Row(
        Guid Id,
        string Reference,
        string Customer,
        DateOnly DeadlineOn,
        DateOnly TermEndOn,
        Currency Currency,
        long MrrMinor,
        DateOnly? SendBy,
        string Otherwise)
    {
        public string Contract => Reference.Length > 0 ? Reference : Id.ToString();

        public Row With(Clauses clauses)
        {
            DateOnly sendBy = clauses.Notice.SendBy(TermEndOn);
            return this with
            {
                SendBy = sendBy < DeadlineOn ? sendBy : null,
                Otherwise = clauses.Renewal.Kind == RenewalKind.Evergreen ? "runs on until notice" : $"renews for {clauses.Renewal.Length}",
            };
        }
    }
}
