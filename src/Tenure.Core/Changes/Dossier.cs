// Everything storage holds about one contract that a decision needs: its events, the contract they make, and its bills.
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>A contract with its history and its bills, as of one version.</summary>
/// <param name="History">Every event, in sequence order; empty before the order.</param>
/// <param name="Contract">The fold of the history; <c>null</c> before the order.</param>
/// <param name="Billed">The issued lines.</param>
/// <param name="Documents">How many documents were issued.</param>
/// <param name="IssuedOn">The newest issue day among them; <c>null</c> before the first.</param>
/// <param name="Entries">How many entries the books have for it.</param>
public sealed record Dossier(
    IReadOnlyList<RecordedFact> History, Contract? Contract, Billed Billed, int Documents, DateOnly? IssuedOn, int Entries)
{
    /// <summary>The price list: the newest version of the contract's plan, which an uplift may look at when a renewal is recorded
    /// (VER-3). <c>null</c> where none was looked up: then prices stay.</summary>
    public PlanVersion? OnOffer { get; init; }

    /// <summary>A contract that does not exist yet.</summary>
    public static Dossier Empty { get; } = new([], null, Billed.Nothing, 0, null, 0);

    /// <summary>The sequence of the newest event; 0 before the order.</summary>
    public int Version => History.Count;

    /// <summary>The contract; asking before the order breaks an invariant.</summary>
    public Contract Existing => Contract ?? throw Invariant.Broken("the contract exists");

    /// <summary>Whether any money was recorded; without it nobody needs the account.</summary>
    public bool KnowsMoney => CustomerAccount.Moved(History);

    /// <summary>What is owed, left and to be paid back. Computed each time it is asked for.</summary>
    public CustomerAccount Account => CustomerAccount.Of(Existing, History, Billed);

    /// <summary>The day before which nothing can be recorded any more: that of the newest event or document, the day itself still
    /// open; <c>null</c> before the order.</summary>
    public DateOnly? NewestOn =>
        Version == 0 ? null
        : IssuedOn is { } issued && issued > History[^1].BusinessOn ? issued
        : History[^1].BusinessOn;

    /// <summary>A dossier from what storage holds. Throws when the stored history does not fold: what was accepted once must
    /// fold for ever, but rules that came after this program (<c>rules.unknown</c>).</summary>
    public static Dossier Load(
        IReadOnlyList<RecordedFact> history, Billed billed, int documents, DateOnly? issuedOn, int entries)
    {
        Decision<Contract> folded = Folding.Fold(history);
        return folded.IsAccepted
            ? new Dossier(history, folded.Value, billed, documents, issuedOn, entries)
            : folded.Refusal is RulesUnknown unknown ? throw new InvariantBrokenException(unknown)
            : throw Invariant.Broken("a stored history folds: " + folded.Refusal.Sentence);
    }

    /// <summary>The dossier with more facts, all recorded on one day. Refused when they do not fold (CON-4).</summary>
    public Decision<Dossier> With(IEnumerable<Fact> facts, DateOnly businessOn)
    {
        var longer = new List<RecordedFact>(History.Count + 4);
        longer.AddRange(History);
        foreach (Fact fact in facts)
        {
            longer.Add(new RecordedFact(longer.Count + 1, businessOn, fact));
        }

        Decision<Contract> folded = Folding.Fold(longer);
        return folded.IsAccepted ? this with { History = longer, Contract = folded.Value } : folded.Refusal;
    }
}
