using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every life whose small invoices wait.</summary>
public class MinimumInvoiceProperties
{
    private const int Many = 300;

    [Fact]
    [Rule("BIL-8")]
    public void No_invoice_is_below_the_least_amount_unless_the_contract_is_over_or_something_of_it_came_back() => Hold(static (life, leastMinor) =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
        {
            if (Played.Of(life, runs) is not { } played)
            {
                return;
            }

            DateOnly overOn = FirstEnd(played.Dossier);
            foreach (DraftDocument document in played.Issues.Select(static issue => issue.Document))
            {
                bool cameBack = played.Issues.Any(other => other.Document.IssueOn == document.IssueOn
                    && other.Document.Lines.Any(line => line.CorrectsDocument == document.Ordinal));
                bool settled = played.Decisions.Any(decided => decided.Preview.Documents.Contains(document));
                if (document.Kind == DocumentKind.Invoice && document.IssueOn < overOn && !cameBack && !settled)
                {
                    document.NetMinor.ShouldBeGreaterThanOrEqualTo(leastMinor);
                }
            }
        }
    });

    [Fact]
    [Rule("BIL-8")]
    public void What_waits_is_less_than_the_least_amount_and_no_run_is_due_for_it() => Hold(static (life, leastMinor) =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.AtTheEnd })
        {
            if (Played.Of(life, runs) is not { } played)
            {
                return;
            }

            Reconciling.WaitingOn(played.Contract, played.Dossier.Billed, played.Until).ShouldBeInRange(0, leastMinor - 1);
            (CarryingOut.NextDueOn(played.Dossier) ?? DateOnly.MaxValue).ShouldBeGreaterThan(played.Until);
        }
    });

    [Fact]
    [Rule("BIL-1")]
    [Rule("BIL-8")]
    public void Waiting_changes_no_figure() => Hold(static (life, _) =>
    {
        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        OrderContract prompt = order with { Clauses = order.Clauses with { MinimumInvoice = null } };
        Scenario without = life with { Acts = life.Acts.SetItem(0, life.Acts[0] with { Deed = new OrderDeed(prompt) }) };
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.AtTheEnd })
        {
            Played? waits = Played.Of(life, runs);
            Played? goesOut = Played.Of(without, runs);
            bool alike = waits is { Forfeits: false } && waits.Decisions.Select(static decided => decided.Act).Skip(1)
                .SequenceEqual(goesOut!.Decisions.Select(static decided => decided.Act).Skip(1));
            if (alike)
            {
                waits!.Sums().ShouldBe(goesOut!.Sums());
            }
        }
    });

    /// <summary>Holds for lives in which something may wait.</summary>
    private static void Hold(Action<Scenario, long> property) => RandomLives.HoldShared(Many, life =>
    {
        if (life.Acts[0].Deed is OrderDeed { Command: { Clauses.MinimumInvoice: { } minimum } order })
        {
            property(life, Rounding.ToMinor(minimum, order.Currency));
        }
    });

    /// <summary>The first day on which an end counted that may have been taken back since.</summary>
    private static DateOnly FirstEnd(Dossier dossier) => dossier.History
        .Where(static recorded => recorded.Fact is ContractTerminated or ContractExpired)
        .Select(static recorded => recorded.Fact.EffectiveOn > recorded.BusinessOn ? recorded.Fact.EffectiveOn : recorded.BusinessOn)
        .DefaultIfEmpty(DateOnly.MaxValue).Min();
}
