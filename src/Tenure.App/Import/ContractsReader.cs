// Rows into contracts: the order on its first day, then the renewals that must have been decided, then the end. What the
// product does by itself, such as automatic renewals, is left to it.
using System.Collections.Immutable;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads the contracts of a book.</summary>
internal sealed class ContractsReader(
    ContractRules rules, string source, int tenant, CustomersReader customers, CatalogueCollector catalogue)
{
    private const int MostTerms = 10_000;

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly ClausesReader clausesReader = new(rules.Clauses);
    private readonly ItemsReader itemsReader = new(rules, catalogue);
    private readonly List<ImportedContract> contracts = [];

    public IReadOnlyList<ImportedContract> Read(SectionRows rows)
    {
        foreach (RowScope row in rows.Read())
        {
            Read(row);
        }

        return contracts;
    }

    private void Read(RowScope row)
    {
        bool isRead = TryId(row, out string id);
        isRead &= TryCustomer(row, out PartyId customer);
        isRead &= row.TryDay(rules.Start, "start", out DateOnly start);
        isRead &= clausesReader.TryRead(row, out Clauses clauses);
        isRead &= TryPaidFrom(row, start, out DateOnly? paidFrom);
        isRead &= TryEnd(row, start, out TerminateContract? end);
        isRead &= TryNotes(row, id, out List<ImportedNote> notes);
        PlanVersion version = null!;
        ImmutableArray<OrderItem> items = [];
        isRead &= row.TryRead(rules.Currency, "currency", out Currency currency)
            && itemsReader.TryRead(row, currency, out version, out items);
        if (!isRead)
        {
            return;
        }

        OrderContract order = Referenced(
            new OrderContract(customer, version.PlanCode, version.Id, currency, start, paidFrom, clauses, items, [])
            {
                Prices = itemsReader.Dated,
            },
            id);
        if (!TrySteps(row, order, end, out List<ImportedStep> steps))
        {
            return;
        }

        if (!Ordering.Decide(order).TryValue(out _, out Refusal? refusal))
        {
            row.Refuse(rules.Id.Leading, refusal.Code, refusal.Sentence);
            return;
        }

        itemsReader.Keep(version);
        contracts.Add(new ImportedContract(
            new ContractId(DerivedId.From("contract", tenant, source, id, start)), id, customer, steps, notes, rules.Rows.File.Path, row.Line));
    }

    /// <summary>People go on calling the contract by its id in the other system, where that can be a reference.</summary>
    private static OrderContract Referenced(OrderContract order, string id)
    {
        OrderContract named = order with { Reference = id };
        return Ordering.Decide(named).TryValue(out _, out Refusal? refusal) || refusal is not ReferenceNotUsable ? named : order;
    }

    private bool TryId(RowScope row, out string id) =>
        row.TryName(rules.Id, "contract's id", out id)
        && (ids.Add(id) || row.Refuse(rules.Id.Leading, ImportCodes.IdTwice, $"A row above already made the contract '{id}': keep one of the two."));

    private bool TryCustomer(RowScope row, out PartyId customer)
    {
        customer = default;
        if (!row.TryName(rules.Customer, "customer", out string id))
        {
            return false;
        }

        customer = customers.Find(id)?.Id ?? default;
        return customer != default || row.Refuse(rules.Customer.Leading, ImportCodes.ReferenceUnknown,
            $"No customer '{id}' was read: correct the cell, or add or mend the customer's row.");
    }

    /// <summary>The first paid day; nothing when the whole contract is a trial.</summary>
    private bool TryPaidFrom(RowScope row, DateOnly start, out DateOnly? paidFrom)
    {
        paidFrom = start;
        if (!row.TryRead(rules.Trial, "trial", out bool isTrial))
        {
            return false;
        }

        if (isTrial)
        {
            paidFrom = null;
        }
        else if (rules.PaidFrom is not null)
        {
            bool isRead = row.TryDay(rules.PaidFrom, out DateOnly? given);
            paidFrom = given ?? start;
            return isRead;
        }

        return true;
    }

    private bool TryEnd(RowScope row, DateOnly start, out TerminateContract? end)
    {
        end = null;
        if (rules.End is not { } rule)
        {
            return true;
        }

        if (!row.TryDay(rule.On, out DateOnly? named))
        {
            return false;
        }

        if (named is not { } day)
        {
            return true;
        }

        bool isRead = row.TryRead(rule.Settlement, "settlement", out Settlement settlement);
        isRead &= row.TryRead(rule.Reason, "reason", out string reason);
        DateOnly on = rule.HasService ? day.AddDays(1) : day;
        if (on < start && start != default)
        {
            return row.Refuse(rule.On.Leading, ImportCodes.EndBeforeStart,
                $"The end {DayText.Of(day)} lies before the start {DayText.Of(start)}: correct one of the two.");
        }

        end = new TerminateContract(on, settlement, reason);
        return isRead;
    }

    private bool TryNotes(RowScope row, string id, out List<ImportedNote> notes)
    {
        notes = rules.Policy is { } policy ? [new ImportedNote(DerivedId.From("note policy", tenant, source, id), NamedPolicy.NoteKind, policy)] : [];
        bool isRead = true;
        for (int i = 0; i < rules.Notes.Count; i++)
        {
            NoteRules rule = rules.Notes[i];
            bool? holds = rule.When is null ? true : rule.When.Holds(row);
            string words = string.Empty;
            isRead &= holds is not null && (holds == false || row.TryWords(rule.Text, $"note '{rule.Kind}'", out words));
            if (words.Length > 0)
            {
                notes.Add(new ImportedNote(DerivedId.From($"note {i + 1} {rule.Kind}", tenant, source, id), rule.Kind, words));
            }
        }

        return isRead;
    }

    private bool TrySteps(RowScope row, OrderContract order, TerminateContract? end, out List<ImportedStep> steps)
    {
        steps = [new ImportedOrder(order.StartOn, order)];
        RenewalClause renewal = order.Clauses.Renewal;
        int allowed = renewal.Kind == RenewalKind.None ? 0 : Math.Min(renewal.MaxRenewals ?? MostTerms, MostTerms);
        int renewals = 0;
        foreach (DateOnly termStart in ImpliedTerms.StartsAfterFirst(order.PaidFrom ?? order.StartOn, order.Clauses))
        {
            bool isImplied = end is { On: { } on } ? termStart < on : termStart <= rules.ImpliedRenewalsUntil;
            if (!isImplied || (end is null && renewals == allowed))
            {
                break;
            }

            if (++renewals > allowed)
            {
                return allowed == MostTerms
                    ? row.Refuse(rules.End?.On.Leading, ImportCodes.TooManyTerms,
                        $"The contract would have had more than {MostTerms} terms by then: correct the dates or the term.")
                    : row.Refuse(rules.End?.On.Leading, ImportCodes.EndAfterTerms,
                        $"The end lies after the last term that the clauses allow, which ends on {DayText.Of(termStart)}: correct the end, the term, the renewal or the number of renewals.");
            }

            if (renewal.Kind == RenewalKind.Manual)
            {
                steps.Add(new ImportedRenewal(termStart.AddDays(-1), new RenewContract(null, [], [])));
            }
        }

        if (end is { On: { } endOn })
        {
            // The clause says what the day of an end means, and the day that was read is the first without service.
            DateOnly named = order.Clauses.EndsOn == ChangeDay.NewTerms ? endOn : endOn.AddDays(-1);
            steps.Add(new ImportedTermination(endOn > order.StartOn ? endOn.AddDays(-1) : order.StartOn, end with { On = named }));
        }

        foreach (ReachMilestone reached in itemsReader.Reached)
        {
            var step = new ImportedMilestone(reached.On > order.StartOn ? reached.On : order.StartOn, reached);
            int place = steps.FindIndex(other => other.BusinessOn > step.BusinessOn);
            steps.Insert(place < 0 ? steps.Count : place, step);
        }

        return true;
    }
}
