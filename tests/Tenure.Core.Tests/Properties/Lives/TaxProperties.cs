// Tax over random lives (MON-5): figured once for a document and rate or for a line and period, and given back to the cent, in whatever
// pieces and order credits come.
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tax;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of the tax on every life's documents.</summary>
public class TaxProperties
{
    private const int Many = 250;

    [Fact]
    [Rule("MON-5")]
    public void Tax_is_rounded_once_for_a_document_and_rate_or_for_a_line_and_period() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is not { } played)
        {
            return;
        }

        if (played.Contract.Clauses.TaxBasis == TaxBasis.PerDocument)
        {
            foreach (DraftDocument invoice in played.Driver.Documents.Where(static document => document.Kind == DocumentKind.Invoice))
            {
                foreach (TaxSum sum in TaxSum.Of(invoice.Lines.Select(static line => (line.TaxPercent, line.AmountMinor, line.TaxMinor))))
                {
                    sum.TaxMinor.ShouldBe(Rounded(sum.TaxableMinor, sum.Percent));
                    invoice.Lines.ShouldAllBe(line => line.TaxPercent != sum.Percent
                        || Math.Abs((line.TaxMinor * 100m * sum.TaxableMinor) - (sum.TaxMinor * 100m * line.AmountMinor)) < 100m * sum.TaxableMinor);
                }
            }

            return;
        }

        foreach (var figure in played.Dossier.Billed.Lines.ToArray().Where(static line => line.TaxPercent is not null)
            .GroupBy(static line => (line.ContractLine, line.PeriodIndex, line.TaxPercent)))
        {
            figure.Sum(static line => line.TaxMinor).ShouldBe(Rounded(figure.Sum(static line => line.AmountMinor), figure.Key.TaxPercent!.Value));
        }
    });

    [Fact]
    [Rule("MON-5")]
    [Rule("BIL-3")]
    public void Tax_given_back_and_kept_is_the_tax_of_the_line_and_never_more()
    {
        int inPieces = 0;
        RandomLives.Hold(3 * Many, life =>
        {
            foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
            {
                if (Played.Of(life, runs) is not { } played)
                {
                    return;
                }

                bool perDocument = played.Contract.Clauses.TaxBasis == TaxBasis.PerDocument;
                BilledLine[] lines = [.. played.Dossier.Billed.Lines.ToArray().OrderBy(static line => (line.Document, line.LineIndex))];
                foreach (BilledLine debit in lines.Where(static line => line.CorrectsDocument == 0))
                {
                    long net = debit.AmountMinor;
                    long tax = debit.TaxMinor;
                    tax.ShouldBeGreaterThanOrEqualTo(0);
                    BilledLine[] credits = [.. lines.Where(line => (line.CorrectsDocument, line.CorrectsLine) == (debit.Document, debit.LineIndex))];
                    inPieces += credits.Count(static credit => credit.TaxMinor != 0) > 1 ? 1 : 0;
                    foreach (BilledLine credit in credits)
                    {
                        credit.TaxPercent.ShouldBe(debit.TaxPercent, "a credit has the rate of the line it corrects");
                        credit.TaxMinor.ShouldBeLessThanOrEqualTo(0);
                        net += credit.AmountMinor;
                        tax += credit.TaxMinor;
                        tax.ShouldBeInRange(0, debit.TaxMinor);
                        (perDocument ? tax : Kept(debit, net)).ShouldBe(Kept(debit, net));
                    }

                    (net == 0 ? tax : 0).ShouldBe(0, "nothing is kept of a line that was given back whole");
                }
            }
        });
        inPieces.ShouldBeGreaterThan(1);
    }

    [Fact]
    [Rule("MON-5")]
    public void The_rate_of_a_debit_is_that_of_the_day_its_document_is_issued() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is { } played)
        {
            TaxStep[] steps = [.. played.Contract.Order.Clauses.TaxRates.Steps, .. played.Dossier.History
                .Select(static recorded => recorded.Fact).OfType<ContractAmended>().SelectMany(static amended => amended.TaxRates.Steps)];
            foreach (DraftDocument invoice in played.Driver.Documents.Where(static document => document.Kind == DocumentKind.Invoice))
            {
                foreach (DraftLine line in invoice.Lines)
                {
                    string code = played.Contract.FindLine(line.ContractLine)?.Charge.Code ?? string.Empty;
                    line.TaxPercent.ShouldBe(code.Length == 0 ? line.TaxPercent : Stated(steps, code, invoice.IssueOn) ?? Stated(steps, null, invoice.IssueOn));
                }
            }
        }
    });

    [Fact]
    [Rule("MON-5")]
    [Rule("BIL-1")]
    public void Per_line_and_at_one_rate_the_runs_do_not_show_in_the_tax() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is { Forfeits: false, Contract.Clauses.TaxBasis: TaxBasis.PerLine } steps
            && steps.Contract.Clauses.TaxRates.Steps.All(static step => step.FromOn is null))
        {
            // A rate that is refused because something is issued already may be agreed where nothing is.
            Played once = Played.Of(life, Runs.AtTheEnd)!;
            TaxSums(once.Contract.Clauses.TaxRates.Equals(steps.Contract.Clauses.TaxRates) ? once : steps).ShouldBe(TaxSums(steps));
        }
    });

    private static SortedDictionary<(int Line, int Period), long> TaxSums(Played played) => new(played.Dossier.Billed.Lines.ToArray()
        .GroupBy(static line => (line.ContractLine, line.PeriodIndex)).Where(static figure => figure.Sum(static line => line.TaxMinor) != 0)
        .ToDictionary(static figure => figure.Key, static figure => figure.Sum(static line => line.TaxMinor)));

    private static decimal? Stated(TaxStep[] steps, string? code, DateOnly day) => steps
        .Where(step => step.ChargeCode == code && !(step.FromOn > day)).OrderBy(static step => step.FromOn ?? DateOnly.MinValue)
        .Select(static step => (decimal?)step.Percent).LastOrDefault();

    private static long Kept(in BilledLine debit, long net) =>
        (long)decimal.Round((decimal)debit.TaxMinor * net / debit.AmountMinor, MidpointRounding.AwayFromZero);

    private static long Rounded(long net, decimal percent) => (long)decimal.Round(net * percent / 100m, MidpointRounding.AwayFromZero);
}
