// What became of the terms that were due, by month or quarter, and what those bring that nobody decided about yet (M21, M22). Contracts that
// run on until notice have no term to renew and are left out.
using System.Text.Json.Nodes;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class RenewalSums
{
    private const int AtOnce = 256;

    public static async Task<int> ShowAsync(
        CliContext context, ListingOptions listing, Session session, IEnumerable<RenewalRow> terms, Window window, DateOnly today, string by,
        WaitingWork waiting)
    {
        RenewalRow[] due = [.. terms.Where(static row => row.RenewalKind != "evergreen")];
        Dictionary<Guid, RenewalExpectation> expected = await ExpectedAsync(
            session, [.. due.Where(static row => row.Outcome == RenewalOutcome.Open).Select(static row => row.Id)], today);
        List<Row> rows =
        [
            .. due.GroupBy(row => (row.Currency, Name: Windows.NameOf(row.TermEndOn.AddDays(-1), by)))
                .OrderBy(static piece => piece.Key.Currency).ThenBy(static piece => piece.Key.Name, StringComparer.Ordinal)
                .Select(piece => Of(piece.Key.Name, piece.Key.Currency, [.. piece], expected)),
        ];
        JsonObject about = window.AsJson();
        about["by"] = by;
        return ListingBy(by).Show(context, listing, rows, about, $"Terms that end {window.Words} by {by}", waiting: waiting);
    }

    private static Row Of(string name, Currency currency, RenewalRow[] terms, Dictionary<Guid, RenewalExpectation> expected)
    {
        RenewalFigures figures = terms.Aggregate(
            default(RenewalFigures), static (sum, row) => sum + RenewalFigures.Of(row.Mrr, row.MrrAfter, row.Outcome));
        RenewalExpectation[] open = [.. terms.Where(row => expected.ContainsKey(row.Id) && row.Outcome == RenewalOutcome.Open).Select(row => expected[row.Id])];
        return new Row(
            name, currency, terms.Length, figures, open.Sum(static one => one.CurrentMinor), open.Sum(static one => one.ExpectedMinor));
    }

    private static async Task<Dictionary<Guid, RenewalExpectation>> ExpectedAsync(Session session, Guid[] contracts, DateOnly today)
    {
        var expected = new Dictionary<Guid, RenewalExpectation>();
        List<PlanVersion> versions = await PlanStore.LoadAsync(session);
        foreach (Guid[] ids in contracts.Chunk(AtOnce))
        {
            foreach ((Guid id, LoadedContract loaded) in await DossierStore.LoadAsync(session, ids))
            {
                Contract contract = loaded.Dossier.Existing;
                expected.Add(id, RenewalExpectation.Of(
                    loaded.Dossier.History, today,
                    PlanStore.OnOffer(versions, contract.PlanOn(contract.LastTerm.Span.End).Code, contract.Order.Currency)));
            }
        }

        return expected;
    }

    private static Listing<Row> ListingBy(string by) => new(
        "renewals",
        [
            new(by, by, static row => Cell.Text(row.Name)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("terms", ">terms", static row => Cell.Whole(row.Terms)),
            new("renewable", ">renewable", static row => Cell.Amount(row.RenewableMinor, row.Currency)),
            new("renewed", ">renewed", static row => Cell.Amount(row.PartsMinor[0], row.Currency)),
            new("open", ">open", static row => Cell.Change(row.PartsMinor[1], row.Currency)),
            new("downsell", ">downsell", static row => Cell.Change(row.PartsMinor[2], row.Currency)),
            new("churn", ">churn", static row => Cell.Change(row.PartsMinor[3], row.Currency)),
            new("upsell", ">upsell", static row => Cell.Change(row.Figures.Upsell.RoundToLong(), row.Currency)),
            new("renewalRatePercent", ">rate %", static row => Cell.Percent(row.Figures.Rate)),
            new("openTermsValue", ">open terms", static row => Cell.Change(row.CurrentMinor, row.Currency)),
            new("expectedValue", ">expected", static row => Cell.Change(row.ExpectedMinor, row.Currency)),
        ]);

    private sealed record Row(string Name, Currency Currency, int Terms, RenewalFigures Figures, long CurrentMinor, long ExpectedMinor)
    {
        public long RenewableMinor => Figures.Renewable.RoundToLong();

        /// <summary>Renewed, open, downsell and churn, rounded so that they are what was due.</summary>
        public long[] PartsMinor => RowRounding.To(RenewableMinor, [Figures.Renewed, Figures.Open, Figures.Downsell, Figures.Churn]);
    }
}
