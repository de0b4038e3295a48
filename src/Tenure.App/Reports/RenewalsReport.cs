// `report renewals`: the terms that end in a window, and what follows: a term that is fixed already, one that follows unless
// notice is given, a decision to be taken, or the end. Terms that were followed come from the events, since the read
// tables know only the last one.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.List;
using Tenure.App.Contracts.Show;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class RenewalsReport
{
    private const int DaysAhead = 90;

    private const string Columns =
        "c.contract_id, c.reference, p.external_ref, c.customer_id, c.plan_code, c.status, c.renewal_kind, c.currency";

    private const string Joins =
        "LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id WHERE c.tenant_id = @tenant ";

    private static readonly Listing<RenewalRow> Renewals = new(
        "renewals",
        [
            new("termLastDay", "term ends", static row => Cell.LastDay(row.TermEndOn)),
            new("contract", "contract", static row => Cell.Text(row.Contract)),
            new("customer", "customer", static row => Cell.Text(row.Customer)),
            new("plan", "plan", static row => Cell.Text(row.PlanCode)),
            new("status", "status", static row => Cell.Name(row.Status)),
            new("renewal", "renewal", static row => Cell.Text(row.RenewalKind)),
            new("deadlineOn", "notice by", static row => Cell.Day(row.DeadlineOn)),
            new("lockedIn", "locked in", static row => Cell.Flag(row.LockedIn)),
            new("next", "what follows", static row => Cell.Text(row.Next)),
            new("mrr", ">MRR", static row => Cell.Amount(row.Mrr.RoundToLong(), row.Currency)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("contractId", null, static row => Cell.Text(row.Id.ToString())),
        ]);

    public static Command Build(CliHost host)
    {
        var options = new WindowOptions("today", "90 days after today");
        var by = new Option<string?>("--by") { Description = "Sum up what became of the terms: month or quarter (default: every term is shown)" };
        return options.AddTo(new Command("renewals", "Terms that end in a window, and what follows") { by })
            .Runs(host, async context =>
            {
                var window = options.Read(context, static today => new Window(today, today.AddDays(DaysAhead)));
                string? cut = context.Get(by);
                return !window.IsAccepted ? context.Refuse(window.Refusal)
                    : cut is null or "month" or "quarter" ? await RunAsync(context, options.Listing, window.Value.Window, window.Value.Today, cut)
                    : context.Refuse(new OptionNotReadable("--by", cut, "month or quarter"));
            });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, Window window, DateOnly today, string? by)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        List<RenewalRow> rows = await LoadLastTermsAsync(session, window, today);
        rows.AddRange(await LoadFollowedTermsAsync(session, window));
        rows =
        [
            .. rows.OrderBy(static row => row.TermEndOn).ThenBy(static row => row.Reference, StringComparer.Ordinal)
                .ThenBy(static row => row.Id),
        ];
        WaitingWork waiting = await WaitingWork.UntilAsync(session, today);
        return by is null
            ? Renewals.Show(context, listing, rows, window.AsJson(), $"Terms that end {window.Words}", waiting: waiting)
            : await RenewalSums.ShowAsync(context, listing, session, rows, window, today, by, waiting);
    }

    /// <summary>Last terms, which nothing has followed so far.</summary>
    private static Task<List<RenewalRow>> LoadLastTermsAsync(Session session, Window window, DateOnly today) => session.QueryAsync(
        $"SELECT {Columns}, c.term_end_on, c.deadline_on, c.lock_in_on, c.end_on, "
        + $"{ExpectedEnds.EveMrrSql("c.term_end_on")}, {ExpectedEnds.SuccessorMrrSql("c.term_end_on")} FROM contract c {Joins}"
        + "AND c.term_end_on >= @first AND c.term_end_on <= @last AND (c.end_on IS NULL OR c.end_on >= c.term_end_on) "
        + "ORDER BY c.contract_id",
        row => Base(row) with
        {
            TermEndOn = row.GetDate(8),
            DeadlineOn = row.GetNullableDate(9),
            LockedIn = row.GetNullableDate(10) <= today,
            Next = NextOf(row.GetText(6), row.GetNullableDate(9), row.GetNullableDate(10) <= today, row.GetNullableDate(11)),
            Mrr = MrrText.Parse(row.GetNullableText(12)),
            MrrAfter = MrrText.Parse(row.GetNullableText(13)),
            Outcome = row.GetNullableText(13) is not null ? RenewalOutcome.Renewed
                : row.GetNullableDate(11) is not null || row.GetText(6) == "none" ? RenewalOutcome.Lost
                : RenewalOutcome.Open,
        },
        ("first", window.Ends.From),
        ("last", window.Ends.To));

    /// <summary>Terms that another one follows: its event says since when, and how.</summary>
    private static async Task<List<RenewalRow>> LoadFollowedTermsAsync(Session session, Window window)
    {
        List<(RenewalRow Row, ContractRenewed Renewed, int Sequence)> followed = await session.QueryAsync(
            $"SELECT {Columns}, e.type, e.type_version, e.body, {ExpectedEnds.EveMrrSql("e.effective_on")}, e.sequence, {ExpectedEnds.MrrSql("e.effective_on")} FROM contract_event e "
            + $"JOIN contract c ON c.tenant_id = e.tenant_id AND c.contract_id = e.contract_id {Joins}"
            + "AND e.type = 'contract.renewed' AND e.effective_on >= @first AND e.effective_on <= @last "
            + "AND (c.end_on IS NULL OR e.effective_on < c.end_on) ORDER BY e.contract_id, e.sequence",
            static row =>
            {
                var renewed = (ContractRenewed)FactCodec.Read(row.GetText(8), row.GetInt(9), row.GetBytes(10));
                return (Base(row) with
                {
                    TermEndOn = renewed.EffectiveOn,
                    LockedIn = true,
                    Next = $"{(renewed.Kind == RenewalKind.Automatic ? "renewed" : FactWords.Of(renewed.Kind))} for {renewed.Length}",
                    Mrr = MrrText.Parse(row.GetNullableText(11)),
                    MrrAfter = MrrText.Parse(row.GetNullableText(13)),
                    Outcome = RenewalOutcome.Renewed,
                }, renewed, row.GetInt(12));
            },
            ("first", window.Ends.From),
            ("last", window.Ends.To));
        Dictionary<Guid, AgreedClauses> agreed = await AgreedClauses.LoadAsync(
            session, followed.Where(static pair => pair.Renewed.Kind == RenewalKind.Automatic).Select(static pair => pair.Row.Id));
        return
        [
            .. followed.Select(pair => pair.Renewed.Kind == RenewalKind.Automatic
                ? pair.Row with { DeadlineOn = agreed[pair.Row.Id].At(pair.Sequence).Notice.Deadline(pair.Row.TermEndOn) }
                : pair.Row),
        ];
    }

    private static string NextOf(string kind, DateOnly? deadlineOn, bool lockedIn, DateOnly? endOn) =>
        endOn is not null ? "ends"
        : kind == "evergreen" ? lockedIn ? "runs on" : "runs on unless notice"
        : lockedIn ? "renews"
        : deadlineOn is not null ? "renews unless notice"
        : kind == "manual" ? "ends unless renewed"
        : "ends";

    private static RenewalRow Base(RowReader row) => new(
        row.GetGuid(0), row.GetText(1), row.GetNullableText(2) ?? row.GetGuid(3).ToString(), row.GetText(4), row.GetText(5),
        row.GetText(6), Currency.Of(row.GetText(7)));
}
