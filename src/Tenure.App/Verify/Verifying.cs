// Verifies a book: one consistent picture of it, read in chunks of contracts, refolded and checked on every core while the next
// chunk is read. Memory depends on the size of a chunk, not of the book.
using Tenure.App.Verify.Checks;
using Tenure.Storage;

namespace Tenure.App.Verify;

/// <summary>What a check said.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Law">What it checks.</param>
/// <param name="Findings">How many findings it had, those not kept included.</param>
internal sealed record CheckOutcome(string Id, string Law, int Findings);

/// <summary>What was verified, and what does not add up.</summary>
internal sealed record Verified(
    int Contracts, long Events, long Documents, long Lines, long Postings, IReadOnlyList<CheckOutcome> Checks, IReadOnlyList<Finding> Findings)
{
    public bool IsClean => Checks.All(check => check.Findings == 0);
}

internal sealed class Verifying
{
    private const int ChunkSize = 256;

    // A book that is broken everywhere should not fill the memory with saying so.
    private const int MostFindingsKept = 500;

    private readonly Database database;
    private readonly int tenantId;
    private readonly IProgress<(double Done, double Total)> progress;
    private readonly ContractCheck[] ofContracts;
    private readonly ReferenceCheck[] ofReferences;
    private readonly BookCheck[] ofBook;
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];
    private int contracts;
    private long events;
    private long documents;
    private long lines;
    private long postings;

    public Verifying(Database database, int tenantId, IProgress<(double Done, double Total)> progress)
    {
        this.database = database;
        this.tenantId = tenantId;
        this.progress = progress;
        ofContracts =
        [
            new EventChain(), new EventBodies(), new HeadsOfLog(), new EffectsOfRows(), new DocumentSums(tenantId), new LineDerivations(),
            new TaxOfLines(),
            new SlicesOfLines(), new CreditsOfLines(), new LedgerOfDocuments(), new MoneyOfAccounts(), new BilledIsTarget(), new DueWorkOfFold(),
            new ReadTablesOfFold(), new NothingPastFence(),
        ];
        ofReferences = [new ReferencedRows(), new CarriedCredit(), new OutboxOfBook(tenantId)];
        ofBook =
        [
            new TrialBalance(), new InvoicedInLedger(), new NumbersGapless(), new SealOverHeads(), new RowsWithoutHead(), new PlanVersions(),
        ];
    }

    /// <summary>Verifies every contract and the book as a whole.</summary>
    public async Task<Verified> BookAsync()
    {
        await using Session session = await database.BeginAsync(tenantId, Access.Read);
        await ContractsAsync(session, only: null);
        foreach (ReferenceCheck check in ofReferences)
        {
            Keep(await check.FinishAsync(session));
        }

        foreach (BookCheck check in ofBook)
        {
            Keep(await check.LookAsync(session));
        }

        return Outcome([.. ofContracts, .. ofReferences, .. ofBook]);
    }

    /// <summary>Verifies one contract; what concerns the whole book is left out.</summary>
    public async Task<Verified> ContractAsync(Guid id)
    {
        await using Session session = await database.BeginAsync(tenantId, Access.Read);
        await ContractsAsync(session, id);
        return Outcome([.. ofContracts, .. ofReferences]);
    }

    private async Task ContractsAsync(Session session, Guid? only)
    {
        double total = await session.ScalarAsync("SELECT count(*) FROM contract_head WHERE tenant_id = @tenant") ?? 0;
        var rows = new StoredRows(session);
        List<StoredContract> chunk = await rows.LoadAsync(after: null, only, ChunkSize);
        while (chunk.Count > 0)
        {
            Guid last = chunk[^1].Id;
            Task<List<StoredContract>> next = only is null
                ? Task.Run(() => rows.LoadAsync(last, null, ChunkSize))
                : Task.FromResult(new List<StoredContract>());
            Check(chunk);
            List<StoredContract> following = await next;
            foreach (ReferenceCheck check in ofReferences)
            {
                Keep(await check.LookAsync(session, chunk));
            }

            Keep(rows.Unreadable);
            rows.Unreadable.Clear();
            progress.Report((contracts, Math.Max(total, 1)));
            chunk = following;
        }
    }

    private void Check(List<StoredContract> chunk)
    {
        var found = new List<Finding>[chunk.Count];
        Parallel.For(0, chunk.Count, i => found[i] = Look(chunk[i]));
        for (int i = 0; i < chunk.Count; i++)
        {
            Keep(found[i]);
            contracts++;
            events += chunk[i].Events.Count;
            documents += chunk[i].Documents.Count;
            lines += chunk[i].Lines.Count;
            postings += chunk[i].Postings.Count;
        }
    }

    private List<Finding> Look(StoredContract contract)
    {
        contract.Fold();
        var found = new List<Finding>();
        foreach (ContractCheck check in ofContracts)
        {
            try
            {
                foreach (Finding finding in check.Look(contract))
                {
                    found.Add(finding);
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Rows that were changed by hand may break what Core holds for impossible; that too is an answer.
                found.Add(new Finding(
                    check.Id, RowName.Head(contract.Id), null, "rows that can be computed with", failure.Message,
                    "The other findings of this contract name the rows that were changed."));
            }
        }

        return found;
    }

    private void Keep(List<Finding> found)
    {
        foreach (Finding finding in found)
        {
            counts.TryGetValue(finding.Check, out int count);
            counts[finding.Check] = count + 1;
            if (count < MostFindingsKept)
            {
                findings.Add(finding);
            }
        }
    }

    private Verified Outcome(Check[] checks)
    {
        List<CheckOutcome> outcomes =
        [
            .. checks.Select(check => new CheckOutcome(check.Id, check.Law, counts.GetValueOrDefault(check.Id))),
            new CheckOutcome(StoredRows.Check, "Every row can be read.", counts.GetValueOrDefault(StoredRows.Check)),
        ];
        return new Verified(contracts, events, documents, lines, postings, outcomes, findings);
    }
}
