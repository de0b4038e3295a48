// Everything `contract show` says, as of a day: the fold of the events recorded by then, and the documents issued by then.
using Tenure.App.Billing.Invoices;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Contracts.Show;

/// <summary>An issued document of the contract.</summary>
internal sealed record ShownDocument(int Ordinal, string Number, string Kind, DateOnly IssueOn, long NetMinor, long TaxMinor);

/// <summary>A line in force on the day.</summary>
internal sealed record ShownLine(Line Line, Charge Price, Quantity Units, DateOnly End);

/// <summary>Something that is known to come after the day.</summary>
internal sealed record Scheduled(DateOnly On, string What, int Event);

internal sealed record ShownContract(
    Guid Id,
    DateOnly AsOf,
    string Customer,
    int? PlanVersion,
    IReadOnlyList<RecordedFact> History,
    Contract Contract,
    IReadOnlyList<ShownDocument> Documents,
    UpcomingSum? NextInvoice,
    IReadOnlyList<AwaitedSum> Awaited,
    string? ParkedReason,
    string? InPlaceOf,
    string? GoesOnAs)
{
    /// <summary>What is due by the day and waits for the least amount of an invoice, in minor units before tax.</summary>
    public long WaitingMinor { get; init; }

    /// <summary>The policy that the order began from, while that is known.</summary>
    public string? Policy { get; init; }

    public Currency Currency => Contract.Order.Currency;

    /// <summary>Whether its documents have tax.</summary>
    public bool IsTaxed => !Contract.Clauses.TaxRates.IsEmpty;

    public bool InForce => Contract.IsInForceOn(AsOf);

    public string State =>
        ContractState.Words(AsOf, Contract.Start, InForce, ContractState.StatusOf(Contract), Contract.Ending?.ReasonCode);

    public Term Term => Contract.TermOn(AsOf) ?? Contract.LastTerm;

    /// <summary>Until when notice stops the next renewal; of a contract that runs on, what notice of the day would do.</summary>
    public string NoticeBy => Contract is { RunsOn: true, Ending: null }
        ? $"any day; given on {Parsing.Show(AsOf)} the last day of service is {Parsing.ShowLast(Contract.EarliestEndOn(AsOf))}"
        : Parsing.Show(Contract.DeadlineOn);

    public Fraction Mrr => MonthlyRevenue.On(Contract, AsOf);

    /// <summary>The lines in force on the day.</summary>
    public IEnumerable<ShownLine> Lines =>
        from line in Contract.Lines
        let units = InForce ? line.QuantityOn(AsOf) : Quantity.Zero
        where !units.IsZero
        let empty = line.EmptyFrom()
        select new ShownLine(line, line.ChargeOn(AsOf), units, empty < Contract.ExpectedEnd ? empty : Contract.ExpectedEnd);

    /// <summary>How prepaid units stand in the period that holds the day.</summary>
    public IReadOnlyList<PrepaidStanding> Prepaid => [.. PrepaidUnits.On(Contract, AsOf)];

    /// <summary>What is known to come, in day order.</summary>
    public IReadOnlyList<Scheduled> Coming
    {
        get
        {
            var coming = new List<Scheduled>();
            foreach (Line line in Contract.Lines.Where(line => line.From < Contract.ExpectedEnd))
            {
                if (line.From > AsOf)
                {
                    coming.Add(new Scheduled(line.From, $"line {line.Number}: {line.Ordered} {line.Charge.Code} begin", line.Event));
                }

                coming.AddRange(line.Steps
                    .Where(step => step.CountsOn > AsOf && step.CountsOn < Contract.ExpectedEnd)
                    .Select(step => new Scheduled(step.CountsOn, Change(line, step), step.Event)));
                coming.AddRange(line.Prices
                    .Where(step => step.On > AsOf && step.On < Contract.ExpectedEnd && !line.QuantityOn(step.On).IsZero)
                    .Select(step => new Scheduled(
                        step.On, $"line {line.Number}, {line.Charge.Code}: {ClauseWords.PriceOf(step.Charge)}", step.Event)));
            }

            coming.AddRange(Contract.Terms
                .Where(term => term.Span.Start > AsOf)
                .Select(static term => new Scheduled(term.Span.Start, $"term {term.Index + 1} begins, {term.Length}", term.Event)));
            coming.AddRange(History
                .Where(recorded => recorded.Fact is ContractAmended { Grid: { } grid } && grid.On > AsOf && Contract.Grids.Contains(grid))
                .Select(static recorded => new Scheduled(
                    ((ContractAmended)recorded.Fact).Grid!.Value.On, $"billing periods {ClauseWords.Of(((ContractAmended)recorded.Fact).Grid!.Value.Grid)}", recorded.Sequence)));
            foreach (Gap gap in Contract.Gaps.Where(gap => gap.Kind != GapKind.Ended && !gap.Days.IsEmpty && gap.Days.Start < Contract.ExpectedEnd))
            {
                if (gap.Days.Start > AsOf)
                {
                    coming.Add(new Scheduled(gap.Days.Start, gap.Kind == GapKind.Suspended ? "suspension by the supplier begins" : "pause begins", gap.Event));
                }

                if (gap.Days.End > AsOf && !gap.Days.IsOpen)
                {
                    coming.Add(new Scheduled(gap.Days.End, "service again", gap.Event));
                }
            }

            coming.AddRange(Contract.Gaps
                .Where(gap => gap.AnewOn > AsOf && gap.AnewOn < Contract.ExpectedEnd)
                .Select(static gap => new Scheduled(gap.AnewOn!.Value, "billing periods begin anew, as service comes back", gap.Event)));
            if (Contract.Ending is { } ending && ending.On > AsOf)
            {
                coming.Add(new Scheduled(ending.On, "first day without service", ending.Sequence));
            }

            if (Contract.Ending is { LapsesOn: { } lapsesOn } kept && lapsesOn > AsOf)
            {
                coming.Add(new Scheduled(lapsesOn, "credit that is left is forfeited", kept.Sequence));
            }

            return [.. coming.OrderBy(static item => item.On).ThenBy(static item => item.Event)];
        }
    }

    /// <summary>The number of a document by its ordinal.</summary>
    public string? NumberOf(int ordinal) => Documents.FirstOrDefault(document => document.Ordinal == ordinal)?.Number;

    /// <summary>Whether an event counts in this state, and if not, why.</summary>
    public string? WhyNot(RecordedFact recorded)
    {
        if (recorded.Fact is ContractTerminated
            && History.FirstOrDefault(other => other.Fact is TerminationWithdrawn taken && taken.WithdrawnSequence == recorded.Sequence)
                is { } withdrawal)
        {
            return $"taken back by event {withdrawal.Sequence}";
        }

        if (ChangeDropped.By(History, recorded.Sequence) is { } dropped)
        {
            return $"taken back by event {dropped}";
        }

        if (recorded.Fact is MilestoneReached
            && History.FirstOrDefault(other => other.Fact is MilestoneTakenBack taken && taken.ReachedSequence == recorded.Sequence) is { } undone)
        {
            return $"taken back by event {undone.Sequence}";
        }

        if (History.FirstOrDefault(other => other.Fact is PaymentUnapplied taken && taken.PaymentSequence == recorded.Sequence) is { } back)
        {
            return $"taken back by event {back.Sequence}";
        }

        return Contract.Ending is { } ending && Reinstating.IsSuspended(History, recorded, ending)
            ? "suspended: on or after the end"
            : null;
    }

    public static async Task<Decision<ShownContract>> LoadAsync(Session session, string given, DateOnly asOf)
    {
        Decision<Guid> found = await ContractLookup.FindAsync(session, given);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        Guid id = found.Value;
        LoadedContract loaded = (await DossierStore.LoadAsync(session, [id]))[id];
        List<RecordedFact> history = [.. loaded.Dossier.History.TakeWhile(recorded => recorded.BusinessOn <= asOf)];
        if (history.Count == 0)
        {
            return new ContractNotYetKnown(given, asOf, loaded.Dossier.History[0].BusinessOn);
        }

        Contract contract = Folding.Fold(history).Value;
        List<ShownDocument> documents = await LoadDocumentsAsync(session, id, asOf);
        var issued = documents.Select(static document => document.Ordinal).ToHashSet();
        var billed = Billed.Of(loaded.Dossier.Billed.Lines.ToArray().Where(line => issued.Contains(line.Document)));
        Outlook outlook = Reconciling.OutlookOf(contract, billed);
        PlanVersion? version = await PlanStore.FindAsync(session, contract.PlanOn(asOf).Version);
        return new ShownContract(
            id, asOf, await CustomerAsync(session, contract.Order.Customer.Value), version?.Number, history, contract, documents,
            outlook.Upcoming.Count == 0 ? null : outlook.Upcoming[0], asOf < contract.KnownEnd ? outlook.Awaited : [], loaded.Head.ParkedReason,
            await ReferenceAsync(session, contract.Order.Recasts), await ReferenceAsync(session, contract.Ending?.Successor?.Contract))
        {
            Policy = await NamedPolicy.NotedAsync(session, id),
            WaitingMinor = Reconciling.WaitingOn(contract, billed, asOf),
        };
    }

    /// <summary>What people call another contract.</summary>
    private static async Task<string?> ReferenceAsync(Session session, Guid? contract) =>
        contract is null ? null
        : (await session.QueryAsync(
            "SELECT reference FROM contract WHERE tenant_id = @tenant AND contract_id = @id", static row => row.GetText(0), ("id", contract)))
            is [{ Length: > 0 } reference] ? reference : contract.ToString();

    private static string Change(Line line, QuantityStep step)
    {
        Quantity after = line.QuantityOn(step.On);
        string sign = step.DeltaMicros > 0 ? "+" : "-";
        return $"line {line.Number}: {sign}{new Quantity(Math.Abs(step.DeltaMicros))} {line.Charge.Code}, then {after}";
    }

    private static Task<List<ShownDocument>> LoadDocumentsAsync(Session session, Guid id, DateOnly asOf) => session.QueryAsync(
        "SELECT ordinal, series, number, kind, issue_on, net_minor, tax_minor, part FROM document "
        + "WHERE tenant_id = @tenant AND contract_id = @id AND issue_on <= @as_of ORDER BY ordinal",
        static row => new ShownDocument(
            row.GetInt(0), DocumentName.Of(row.GetText(1), row.GetLong(2), row.GetInt(7)), row.GetText(3), row.GetDate(4), row.GetLong(5), row.GetLong(6)),
        ("id", id),
        ("as_of", asOf));

    /// <summary>The customer's reference and, while it is known, its name.</summary>
    private static async Task<string> CustomerAsync(Session session, Guid id)
    {
        PartyRow? party = (await PartyTables.LoadAsync(session, [id])).FirstOrDefault();
        PartyProfileRow? profile = (await PartyTables.LoadProfilesAsync(session, [id])).FirstOrDefault();
        string reference = party?.ExternalRef ?? id.ToString();
        return NameIn(profile?.Attributes) is { } name && name != reference ? $"{reference}  {name}" : reference;
    }

    private static string? NameIn(string? attributes)
    {
        if (attributes is null)
        {
            return null;
        }

        using var profile = System.Text.Json.JsonDocument.Parse(attributes);
        return profile.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
            && profile.RootElement.TryGetProperty("name", out var name) ? name.ToString() : null;
    }
}
