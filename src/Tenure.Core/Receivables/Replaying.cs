// Goes through documents and money in the order in which they were recorded. What is taken back is left out from the beginning
// on: the account afterwards is what it would be had it never come, and what is posted is the difference (BIL-3, BOOK-1). So
// anything can be taken back at any time, whatever its money was used for, but for money that has left the contract since.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

/// <summary>A document or a fact about money, at its place in the order of recording.</summary>
/// <param name="Document">The document's ordinal; 0 for money.</param>
/// <param name="Lines">The document's lines, by their place on it; <c>null</c> for money.</param>
/// <param name="Money">The fact; <c>null</c> for a document.</param>
internal readonly record struct AccountStep(int Document, List<BilledLine>? Lines, RecordedFact? Money)
{
    /// <summary>What the end chose that a fact about its balance carries out; <c>null</c> for anything else.</summary>
    public BalanceAtEnd? Chosen { get; init; }
}

internal static class Replaying
{
    private static readonly ImmutableDictionary<int, ImmutableArray<CreditBalance>> NothingCarried =
        ImmutableDictionary<int, ImmutableArray<CreditBalance>>.Empty;

    /// <summary>The account that a history and its documents make.</summary>
    public static CustomerAccount Of(Contract contract, IReadOnlyList<RecordedFact> history, Billed billed)
    {
        List<AccountStep> steps = StepsOf(history, billed);
        var moves = ImmutableArray.CreateBuilder<AccountMove>(steps.Count);
        Settling settled = Through(contract, steps, moves);
        Invariant.Holds(settled.Uncovered == 0, "what is paid back or carried over is covered");
        return settled.ToAccount(moves.ToImmutable());
    }

    /// <summary>The refund or the carried credit that would not be covered if events had never come; <c>null</c> when all
    /// are.</summary>
    public static RecordedFact? UncoveredWithout(
        Contract contract, IReadOnlyList<RecordedFact> history, Billed billed, params ReadOnlySpan<int> sequences)
    {
        List<AccountStep> steps = StepsOf(history, billed);
        foreach (int sequence in sequences)
        {
            steps.Add(new AccountStep(0, null, new RecordedFact(
                history.Count + 1, history[^1].BusinessOn, new PaymentUnapplied(history[^1].BusinessOn, 0, sequence))));
        }

        int uncovered = Through(contract, steps, null).Uncovered;
        return uncovered > 0 ? history[uncovered - 1] : null;
    }

    /// <summary>Documents and money in the order in which they were recorded.</summary>
    public static List<AccountStep> StepsOf(IReadOnlyList<RecordedFact> history, Billed billed)
    {
        var documents = new SortedDictionary<int, List<BilledLine>>();
        foreach (BilledLine line in billed.Lines)
        {
            if (!documents.TryGetValue(line.Document, out List<BilledLine>? lines))
            {
                documents.Add(line.Document, lines = []);
            }

            lines.Add(line);
        }

        var payments = new Queue<RecordedFact>(history.Where(static recorded => recorded.Fact is PaymentFact));
        var steps = new List<AccountStep>(documents.Count + payments.Count);
        foreach ((int ordinal, List<BilledLine> lines) in documents)
        {
            while (payments.TryPeek(out RecordedFact? next) && ((PaymentFact)next.Fact).AfterDocuments < ordinal)
            {
                steps.Add(StepOf(payments.Dequeue(), history));
            }

            lines.Sort(static (one, other) => one.LineIndex.CompareTo(other.LineIndex));
            steps.Add(new AccountStep(ordinal, lines, null));
        }

        steps.AddRange(payments.Select(payment => StepOf(payment, history)));
        return steps;
    }

    private static AccountStep StepOf(RecordedFact money, IReadOnlyList<RecordedFact> history) => new(0, null, money)
    {
        Chosen = money.Fact is BalanceFact { EndedSequence: var ended }
            ? ((ContractTerminated)history.First(recorded => recorded.Sequence == ended).Fact).Balance
            : null,
    };

    private static Settling Through(Contract contract, List<AccountStep> steps, ImmutableArray<AccountMove>.Builder? moves)
    {
        var settling = new Settling(contract, NothingCarried);
        var takenBack = new HashSet<int>();
        int document = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            document = steps[i].Lines is null ? document : steps[i].Document;
            AccountMove move;
            if (steps[i].Money is { Fact: PaymentUnapplied unapplied } recorded)
            {
                Invariant.Holds(takenBack.Add(unapplied.PaymentSequence), "what is taken back counted");
                Settling without = Without(contract, steps.Take(i), takenBack, settling.CarriedOut);
                move = (without.Moved - settling.Moved) with
                {
                    On = unapplied.EffectiveOn,
                    AfterDocument = document,
                    Event = recorded.Sequence,
                };
                settling = without;
            }
            else
            {
                move = Take(settling, steps[i]);
            }

            if (!move.IsNothing)
            {
                moves?.Add(move);
            }
        }

        return settling;
    }

    private static Settling Without(
        Contract contract, IEnumerable<AccountStep> steps, HashSet<int> takenBack, IReadOnlyDictionary<int, ImmutableArray<CreditBalance>> carried)
    {
        var settling = new Settling(contract, carried);
        foreach (AccountStep step in steps)
        {
            if (step.Money is not { } recorded || (recorded.Fact is not PaymentUnapplied && !takenBack.Contains(recorded.Sequence)))
            {
                Take(settling, step);
            }
        }

        return settling;
    }

    private static AccountMove Take(Settling settling, in AccountStep step) =>
        step.Lines is { } lines ? settling.Issue(step.Document, lines) : settling.Take(step.Money!, step.Chosen);
}
