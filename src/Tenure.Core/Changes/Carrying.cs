// Credit goes over from a recast contract to the one that follows (VER-4): once the unused days are credited, and again whenever
// more is left, as when a late payment was above the debt. What goes out of one comes into the other in the same transaction.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>Credit on its way to the contract that follows.</summary>
/// <param name="On">The day it goes over.</param>
/// <param name="To">The contract that receives it.</param>
/// <param name="Amounts">What goes over, by kind, in minor units of the receiving contract.</param>
/// <param name="Leftover">What becomes of what the first invoice leaves over.</param>
public sealed record CarriedCredit(DateOnly On, Guid To, ImmutableArray<CarriedAmount> Amounts, Leftover Leftover);

/// <summary>Carries credit over.</summary>
[Rule("VER-4")]
public static class Carrying
{
    /// <summary>The day on which credit that is there already goes over; <c>null</c> when there is none. Credit that is still to come
    /// goes over with the document that gives it.</summary>
    public static DateOnly? DueOn(Dossier dossier) =>
        dossier.Contract?.Ending is { Successor: { } successor } ending && successor.Carries(dossier.Existing.Order.Currency)
            && (IsAgreed(dossier, ending) || (dossier.KnowsMoney && dossier.Account.CreditMinor > 0))
            ? ending.DueOn
            : null;

    /// <summary>The credit that goes over now. What was due is billed before, so that the unused days are credited.</summary>
    /// <param name="dossier">The contract that was recast.</param>
    /// <param name="day">The business day; nothing goes over before the contract has ended.</param>
    public static CarriedOut Out(Dossier dossier, DateOnly day)
    {
        if (!(DueOn(dossier) <= day))
        {
            return new CarriedOut(dossier, [], []);
        }

        Ending ending = dossier.Existing.Ending!;
        Leftover leftover = HasGoneOver(dossier, ending) ? Leftover.Keep : ending.Successor!.Leftover;
        DateOnly on = Later(ending.DueOn, dossier.NewestOn!.Value);
        Dossier after = Recorded(dossier, new CreditCarriedOut(on, dossier.Documents), on);
        CustomerAccount account = after.Account;
        ImmutableArray<CreditBalance> went = account.CarriedOut[after.Version];
        var (posted, entries) = Posted(after, account);
        return new CarriedOut(posted, [], entries)
        {
            Credit = went.IsEmpty ? null : new CarriedCredit(
                on, ending.Successor!.Contract, Converted(went, dossier.Existing.Order.Currency, ending.Successor!), leftover),
        };
    }

    /// <summary>The contract that follows, with the credit that came over.</summary>
    /// <param name="dossier">The contract that follows.</param>
    /// <param name="credit">What came.</param>
    /// <param name="from">The contract it came from.</param>
    public static CarriedOut In(Dossier dossier, CarriedCredit credit, Guid from)
    {
        DateOnly on = Later(credit.On, dossier.NewestOn!.Value);
        Dossier after = Recorded(dossier, new CreditCarriedIn(credit.On, dossier.Documents, from, credit.Amounts, credit.Leftover), on);
        var (posted, entries) = Posted(after, after.Account);
        return new CarriedOut(posted, [], entries);
    }

    /// <summary>Whether a credit was agreed that did not take effect yet.</summary>
    private static bool IsAgreed(Dossier dossier, Ending ending) =>
        ending.Successor!.CreditMinor is not null && !HasGoneOver(dossier, ending);

    private static bool HasGoneOver(Dossier dossier, Ending ending) =>
        dossier.History.Any(recorded => recorded.Sequence > ending.Sequence && recorded.Fact is CreditCarriedOut);

    private static Dossier Recorded(Dossier dossier, Fact fact, DateOnly on)
    {
        Decision<Dossier> after = dossier.With([fact], on);
        return after.IsAccepted ? after.Value : throw Invariant.Broken("carried credit folds: " + after.Refusal.Sentence);
    }

    private static (Dossier After, ImmutableArray<Entry> Entries) Posted(Dossier after, CustomerAccount account) =>
        account.Moves.IsEmpty || account.Moves[^1].Event != after.Version
            ? (after, [])
            : (after with { Entries = after.Entries + 1 }, [BookKeeping.EntryOf(account.Moves[^1], after.Entries + 1)]);

    /// <summary>The sum is converted and rounded once, half away from zero, and split over its kinds.</summary>
    private static ImmutableArray<CarriedAmount> Converted(ImmutableArray<CreditBalance> went, Currency from, Succession to)
    {
        long total = went.Sum(static credit => credit.LeftMinor);
        long received = to.Rate is not { } rate ? total
            : (Fraction.FromDecimal(rate) * total * to.Currency.MinorPerUnit / from.MinorPerUnit).RoundToLong();
        long[] parts = Split.Among(received, [.. went.Select(static credit => credit.LeftMinor)]);
        return [.. went.Select((credit, i) => new CarriedAmount(credit.Kind, parts[i])).Where(static amount => amount.AmountMinor > 0)];
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
