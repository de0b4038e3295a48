using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every decision about a contract, and of what comes of it.</summary>
public class LifeProperties
{
    private const int Many = 250;

    [Fact]
    [Rule("CON-5")]
    public void A_preview_repeated_is_the_same_bytes_and_is_what_execution_makes() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            Dossier again = decided.Before.Version == 0 ? Dossier.Empty
                : Dossier.Load(decided.Before.History, decided.Before.Billed, decided.Before.Documents, decided.Before.IssuedOn, decided.Before.Entries)
                with
                { OnOffer = decided.Before.OnOffer };
            var driver = new PureDriver(again);
            Preview repeated = driver.Decide(decided.Act.Deed, decided.Act.On).Value;
            repeated.Hash.ShouldBe(decided.Preview.Hash);
            repeated.Effects.ToArray().ShouldBe(decided.Preview.Effects.ToArray());
            Folding.Fold(decided.Preview.After.History).Value.Lines.ShouldBe(
                decided.Preview.After.Existing.Lines, new SameLine());
            decided.Preview.After.History.Count.ShouldBe(decided.Before.History.Count + decided.Preview.Facts.Count());
        }
    });

    [Fact]
    [Rule("CON-5")]
    [Rule("BIL-5")]
    public void The_documents_of_a_preview_are_those_that_a_run_would_issue() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            if (!decided.Preview.Documents.IsEmpty)
            {
                CarriedOut run = CarryingOut.Bill(CarryingOut.LockIns(decided.Before, decided.Act.On), decided.Act.On, settles: true);
                decided.Preview.Documents.Select(Told).ShouldBe(run.Documents.Select(Told));
            }
        }
    });

    [Fact]
    [Rule("VER-3")]
    [Rule("CAL-5")]
    public void Notice_of_a_contract_that_runs_on_ends_it_within_what_is_locked_in_and_no_earlier() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            Contract contract = decided.Preview.After.Existing;
            if (contract is { RunsOn: true, Ending: null })
            {
                DateOnly earliest = contract.EarliestEndOn(decided.Act.On)!.Value;
                earliest.ShouldBeGreaterThan(decided.Act.On);
                earliest.ShouldBeLessThanOrEqualTo(contract.LastTerm.Span.End);
                if (contract.Clauses.Notice != contract.Order.Clauses.Notice)
                {
                    continue; // a shorter notice, agreed since, ends it before a step that was fixed under the longer one
                }

                earliest.ShouldBeGreaterThan(contract.LastTerm.Span.Start, "the last step is fixed because notice could not stop it any more");
            }
        }
    });

    [Fact]
    [Rule("CON-5")]
    [Rule("MON-5")]
    public void What_a_preview_says_is_to_come_is_what_billing_issues() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            Dossier after = decided.Preview.After;
            DateOnly far = after.Existing.LastTerm.Span.End.AddYears(30);
            var issued = CarryingOut.Bill(after, far).Documents.GroupBy(static document => document.IssueOn)
                .Select(static day => new UpcomingSum(day.Key, day.Sum(static document => document.NetMinor), day.Sum(static document => document.TaxMinor)));
            Reconciling.OutlookOf(after.Existing, after.Billed).Upcoming.ShouldBe(issued);
        }
    });

    [Fact]
    [Rule("VER-5")]
    public void A_termination_that_is_withdrawn_leaves_billing_as_if_it_never_was() => RandomLives.HoldShared(Many, static life =>
    {
        DateOnly on = life.Acts[^1].On.AddDays(3);
        Act terminate = new(0, on, new TerminateDeed(new TerminateContract(on.AddDays(30), Settlement.Credit, "budget")), []);
        Act withdraw = new(0, on.AddDays(20), new WithdrawDeed(), []);
        Scenario detour = life with { Acts = life.Acts.Add(terminate).Add(withdraw) };
        Scenario straight = life with { Acts = life.Acts.Add(new Act(0, withdraw.On, new WithdrawDeed(), [])) };
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.AtTheEnd })
        {
            Played? with = Played.Of(detour, runs);
            bool both = with is not null && with.Decisions.Count > 1 && with.Decisions[^1].Act == withdraw && with.Decisions[^2].Act == terminate;
            if (both)
            {
                with!.Sums().ShouldBe(Played.Of(straight, runs)!.Sums());
            }
        }
    });

    [Fact]
    [Rule("PRO-3")]
    [Rule("PRO-4")]
    public void An_upgrade_and_back_on_the_same_day_nets_to_zero() => RandomLives.HoldShared(Many, static life =>
    {
        DateOnly on = life.Acts[^1].On.AddDays(5);
        var there = new UpgradeContract(on, [new Addition("seats", Quantity.Of(7), null)], []);
        var back = new UpgradeContract(on, [], [new Removal("seats", Quantity.Of(7), null)]);
        Scenario detour = life with { Acts = life.Acts.Add(new Act(0, on, new UpgradeDeed(there), [])).Add(new Act(0, on, new UpgradeDeed(back), [])) };
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.AtTheEnd })
        {
            if (Played.Of(detour, runs) is { } with && with.Decisions.Count > 1
                && with.Decisions[^1].Act.Deed == detour.Acts[^1].Deed && with.Decisions[^2].Act.Deed == detour.Acts[^2].Deed)
            {
                Scenario straight = life with { Acts = life.Acts.Add(new Act(0, on, new WithdrawDeed(), [])) };
                if (Played.Of(straight, runs) is { } without && without.Decisions.Count == with.Decisions.Count - 2)
                {
                    if (with.Contract.Clauses.Removals != RemovalCredit.Yes)
                    {
                        continue; // the clause keeps the money of what leaves
                    }

                    if (with.Contract.Lines.All(static line => line.Charge.Code != "seats" || !line.Charge.PricesAsOne))
                    {
                        with.Sums().ShouldBe(without.Sums());
                        continue;
                    }

                    if (with.Contract.Goodwill.Any(goodwill => with.Contract.FindLine(goodwill.Line)!.Charge.Code == "seats"))
                    {
                        continue; // goodwill stays with the line that it was granted on, and goes with it
                    }

                    // The period is cut on the day of the change, and a cut may cost a minor unit (PRO-1). What is billed in arrears
                    // falls due at the cut, so figures are compared and not bills.
                    SortedDictionary<(string Charge, int Period), long> withCut = ByCharge(with);
                    foreach (((string Charge, int Period) key, long sum) in ByCharge(without))
                    {
                        Math.Abs(withCut.GetValueOrDefault(key) - sum).ShouldBeLessThanOrEqualTo(key.Charge == "seats" ? 1 : 0, key.ToString());
                        withCut.Remove(key);
                    }

                    withCut.ShouldBeEmpty();
                }
            }
        }
    });

    [Fact]
    [Rule("PRO-1")]
    public void A_period_cut_in_two_costs_the_whole_within_one_minor_unit() => RandomLives.HoldShared(Many, static life =>
    {
        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command with { Discounts = [] };
        if (order.Clauses.DayCount is not (DayCount.Actual or DayCount.Thirty360))
        {
            return; // the parts of a period weigh more or less than the whole
        }

        OrderItem seats = order.Items[0];
        Scenario whole = life with { Acts = [life.Acts[0] with { Deed = new OrderDeed(order with { Items = [seats] }) }] };
        DateOnly cut = order.StartOn.AddDays(1 + (int)(seats.Quantity.Micros % 37));
        var swap = new UpgradeContract(
            cut, [new Addition("seats", seats.Quantity, null)], [new Removal("seats", seats.Quantity, 1)]);
        Scenario parts = whole with { Acts = whole.Acts.Add(new Act(0, cut > life.Acts[0].On ? cut : life.Acts[0].On, new UpgradeDeed(swap), [])) };
        if (Played.Of(parts, Runs.AtTheEnd) is { Decisions.Count: 2 } cutUp)
        {
            long two = Reconciling.OutlookOf(cutUp.Contract, Billed.Nothing).TotalMinor;
            int terms = cutUp.Contract.Terms.Length;
            Played uncut = Played.Of(parts with { Acts = [whole.Acts[0], parts.Acts[1] with { Deed = new WithdrawDeed() }] }, Runs.AtTheEnd)!;
            long one = Reconciling.OutlookOf(uncut.Contract, Billed.Nothing).TotalMinor;
            uncut.Contract.Terms.Length.ShouldBe(terms);
            Math.Abs(two - one).ShouldBeLessThanOrEqualTo(1);
        }
    });

    [Fact]
    [Rule("CON-2")]
    public void Every_fact_comes_back_from_its_bytes_as_the_same_bytes() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (RecordedFact recorded in Played.Of(life, Runs.OnSomeDays)?.Dossier.History ?? [])
        {
            var json = new CanonicalJson();
            FactCodec.Write(json, recorded.Fact);
            Fact read = FactCodec.Read(FactCodec.TypeOf(recorded.Fact), FactCodec.CurrentVersion, json.ToArray());
            var again = new CanonicalJson();
            FactCodec.Write(again, read);
            again.ToArray().ShouldBe(json.ToArray());
            read.GetType().ShouldBe(recorded.Fact.GetType());
        }
    });

    [Fact]
    [Rule("CON-4")]
    public void Facts_of_one_day_that_do_not_concern_each_other_fold_alike_in_either_order() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.AtTheEnd) is not { } played)
        {
            return;
        }

        IReadOnlyList<RecordedFact> history = played.Dossier.History;
        for (int i = 1; i + 1 < history.Count; i++)
        {
            RecordedFact one = history[i];
            RecordedFact other = history[i + 1];
            if (one.Fact is ContractUpgraded first && other.Fact is ContractUpgraded second && first.EffectiveOn == second.EffectiveOn
                && first.Removed.Concat(second.Removed).All(removed => first.Added.Concat(second.Added).All(added => added.Line != removed.Line)))
            {
                List<RecordedFact> swapped = [.. history];
                swapped[i] = one with { Fact = second, BusinessOn = other.BusinessOn };
                swapped[i + 1] = other with { Fact = first, BusinessOn = one.BusinessOn };
                Contract folded = Folding.Fold(swapped).Value;
                folded.Terms.ShouldBe(played.Contract.Terms);
                Reconciling.OutlookOf(folded, Billed.Nothing).TotalMinor.ShouldBe(Reconciling.OutlookOf(played.Contract, Billed.Nothing).TotalMinor);
            }
        }
    });

    [Fact]
    [Rule("CON-4")]
    public void A_refused_command_changes_nothing() => RandomLives.HoldShared(Many, static life =>
    {
        var driver = new PureDriver();
        foreach (Act act in life.Acts)
        {
            Dossier before = driver.Dossier;
            if (driver.Play(act).RefusalCode is { } code)
            {
                driver.Dossier.ShouldBeSameAs(before);
                code.ShouldMatch("^[a-z]+[.][a-z_]+$");
                if (act.Deed is OrderDeed)
                {
                    return;
                }
            }
        }
    });

    private static SortedDictionary<(string Charge, int Period), long> ByCharge(Played played)
    {
        var sums = new SortedDictionary<(string, int), long>();
        foreach (TargetItem item in new Target(played.Contract))
        {
            (string, int) key = (item.Line.Charge.Code, (10_000 * item.TermIndex) + item.Period.Index); // the end of a discount cuts periods
            sums[key] = sums.GetValueOrDefault(key) + item.FigureMinor;
        }

        return sums;
    }

    private static string Told(DraftDocument document) =>
        $"{document.Ordinal} {document.Kind} {document.IssueOn:yyyy-MM-dd} {string.Join("; ", document.Lines.Select(static line => $"{line.Kind} {line.ContractLine} {line.PeriodIndex} {line.Days} {line.AmountMinor}"))}";

    private sealed class SameLine : IEqualityComparer<Line>
    {
        public bool Equals(Line? one, Line? other) =>
            one is not null && other is not null && Bare(one) == Bare(other)
            && one.Steps.SequenceEqual(other.Steps) && one.Prices.SequenceEqual(other.Prices) && one.Undone.SequenceEqual(other.Undone) && one.Deliveries.SequenceEqual(other.Deliveries);

        public int GetHashCode(Line line) => line.Number;

        private static Line Bare(Line line) => line with { Steps = [], Prices = [], Undone = [], Deliveries = [] };
    }
}
