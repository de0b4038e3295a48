// A life that was played, with everything the properties ask about: what was decided and what was issued, when.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>On which days the machine runs.</summary>
internal enum Runs
{
    /// <summary>On every day on which anything falls due, and on every day of a command, before and after it.</summary>
    AtEveryStep,

    /// <summary>Once, when all is over.</summary>
    AtTheEnd,

    /// <summary>On days that chance picks.</summary>
    OnSomeDays,
}

/// <summary>A document and the business day of the run or decision that issued it.</summary>
internal readonly record struct Issue(DateOnly On, DraftDocument Document, DateOnly? FenceBefore);

/// <summary>A decision that was accepted.</summary>
internal readonly record struct Decided(Dossier Before, Act Act, Preview Preview);

internal sealed class Played
{
    private readonly PureDriver driver = new();
    private readonly List<Issue> issues = [];
    private readonly List<Decided> decisions = [];
    private readonly Seeded days = new(7);

    /// <summary>The day of the last run: long after the last act.</summary>
    public DateOnly Until { get; private set; }

    public Dossier Dossier => driver.Dossier;

    public Contract Contract => driver.Dossier.Existing;

    public PureDriver Driver => driver;

    public IReadOnlyList<Issue> Issues => issues;

    public IReadOnlyList<Decided> Decisions => decisions;

    /// <summary>Whether an end that gives nothing back was ever decided.</summary>
    public bool Forfeits => decisions.Exists(static decided => decided.Act.Deed is TerminateDeed { Command.Settlement: Settlement.Nothing });

    /// <summary>Plays a life; nothing when its order is refused.</summary>
    public static Played? Of(Scenario life, Runs runs)
    {
        var played = new Played { Until = life.Acts[^1].On.AddDays(420) };
        foreach (Act act in life.Acts)
        {
            played.RunTo(act.On, runs);
            if (act.Deed is OfferDeed offer)
            {
                played.driver.Offer(offer);
                continue;
            }

            Decision<Preview> decision = played.driver.Decide(act.Deed, act.On);
            if (!decision.IsAccepted)
            {
                if (act.Deed is OrderDeed)
                {
                    return null;
                }

                continue;
            }

            played.decisions.Add(new Decided(played.Dossier, act, decision.Value));
            played.Note(act.On, decision.Value.Documents, played.Dossier.Contract?.FenceOn);
            played.driver.CarryOut(decision.Value);
            played.RunTo(act.On, runs);
        }

        played.RunTo(played.Until, runs);
        played.Run(played.Until);
        return played;
    }

    /// <summary>What was billed, net, per line and period, and what waits to be; of a fee per end.</summary>
    public SortedDictionary<(int Line, int Period), long> Sums() => BillLaws.SumsOf(BillLaws.Settled(Dossier, Until));

    private void RunTo(DateOnly day, Runs runs)
    {
        if (runs == Runs.AtTheEnd || Dossier.Contract is null)
        {
            return;
        }

        while (CarryingOut.NextDueOn(Dossier) is { } next && next <= day)
        {
            DateOnly on = next > LastDay ? next : LastDay;
            on = runs == Runs.OnSomeDays ? on.AddDays(days.Below(60)) : on;
            if (on > day)
            {
                return;
            }

            int before = Dossier.Documents + Dossier.History.Count;
            Run(on);
            if (Dossier.Documents + Dossier.History.Count == before)
            {
                throw new InvalidOperationException($"something falls due on {next:yyyy-MM-dd}, and a run on {on:yyyy-MM-dd} finds nothing");
            }
        }
    }

    private DateOnly LastDay => decisions.Count == 0 ? DateOnly.MinValue
        : issues.Count == 0 || decisions[^1].Act.On > issues[^1].On ? decisions[^1].Act.On : issues[^1].On;

    private void Run(DateOnly day)
    {
        DateOnly? fence = Contract.FenceOn;
        Note(day, driver.Run(day), fence);
    }

    private void Note(DateOnly day, ImmutableArray<DraftDocument> documents, DateOnly? fence)
    {
        foreach (DraftDocument document in documents)
        {
            issues.Add(new Issue(day, document, fence));
        }
    }
}
