// A read book into the database: each contract's whole life is decided by the same code as live commands, then written in
// chunks within one transaction, so that a book is imported whole or not at all. What is there already is left alone.
using Tenure.App.Contracts;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Core.Parties;
using Tenure.Storage;

namespace Tenure.App.Import;

/// <summary>What an import did, or would do.</summary>
internal sealed record ImportOutcome(
    int NewCustomers, int NewContracts, int KnownContracts, int Events, int Documents, IReadOnlyList<RejectedRow> Refused);

internal sealed class BookImporting(Session session, IProgress<(double Done, double Total)> progress)
{
    private const int ChunkSize = 500;
    private const string Cause = "import";

    private readonly List<RejectedRow> refused = [];
    private int contracts;
    private int known;
    private int events;
    private int documents;

    /// <summary>Writes the book into the session; the caller commits, or not.</summary>
    public async Task<ImportOutcome> ApplyAsync(ImportBook book)
    {
        int customers = await WriteCustomersAsync(book);
        await WriteCatalogueAsync(book);
        int done = 0;
        foreach (ImportedContract[] chunk in book.Contracts.Chunk(ChunkSize))
        {
            await ImportAsync(chunk);
            done += chunk.Length;
            progress.Report((done, book.Contracts.Count));
        }

        return new ImportOutcome(customers, contracts, known, events, documents, refused);
    }

    private async Task ImportAsync(ImportedContract[] chunk)
    {
        HashSet<Guid> present =
        [
            .. (await Heads.LockAsync(session, [.. chunk.Select(contract => contract.Id.Value)])).Select(head => head.ContractId),
        ];
        ImportedContract[] fresh = [.. chunk.Where(contract => !present.Contains(contract.Id.Value))];
        known += chunk.Length - fresh.Length;
        var lives = new Decision<ContractChange>[fresh.Length];
        Parallel.For(0, fresh.Length, i => lives[i] = LifeOf(fresh[i]));
        var changes = new List<ContractChange>(fresh.Length);
        for (int i = 0; i < fresh.Length; i++)
        {
            if (lives[i].IsAccepted)
            {
                changes.Add(lives[i].Value);
            }
            else
            {
                Refusal refusal = lives[i].Refusal;
                refused.Add(new RejectedRow(fresh[i].File, fresh[i].Line, string.Empty, fresh[i].Reference, refusal.Code, refusal.Sentence));
            }
        }

        await ContractWriter.WriteAsync(session, changes);
        var written = changes.Select(change => change.ContractId).ToHashSet();
        await Notes.AddAsync(
            session,
            [
                .. fresh.Where(contract => written.Contains(contract.Id.Value)).SelectMany(contract =>
                    contract.Notes.Select(note => new NoteRow(note.Id, contract.Id.Value, note.Kind, note.Text))),
            ]);
        contracts += changes.Count;
        events += changes.Sum(change => change.After.Version);
        documents += changes.Sum(change => change.Documents.Length);
    }

    /// <summary>All steps of a contract as one change: the order, then each decision on what the earlier ones made.</summary>
    private static Decision<ContractChange> LifeOf(ImportedContract contract)
    {
        ContractChange? life = null;
        foreach (ImportedStep step in contract.Steps)
        {
            Dossier so = life?.After ?? Dossier.Empty;
            Decision<Preview> preview = step switch
            {
                ImportedOrder order => Previewing.Order(order.Command, step.BusinessOn),
                ImportedUpgrade upgrade => Previewing.Upgrade(so, upgrade.Command, step.BusinessOn),
                ImportedRenewal renewal => Previewing.Renew(so, renewal.Command, step.BusinessOn),
                ImportedTermination end => Previewing.Terminate(so, end.Command, step.BusinessOn),
                _ => throw Invariant.Broken("an imported step of an unknown kind"),
            };
            if (!preview.IsAccepted)
            {
                return preview.Refusal;
            }

            life = life is null
                ? ContractChange.Of(contract.Id.Value, preview.Value, Party.Machine.Id.Value, Cause)
                : life.Then(preview.Value);
        }

        return life ?? throw Invariant.Broken("an imported contract has an order");
    }

    private async Task<int> WriteCustomersAsync(ImportBook book)
    {
        int added = await PartyTables.AddAsync(
            session, [.. book.Customers.Select(customer => new PartyRow(customer.Id.Value, "customer", customer.ExternalId))]);
        if (added > 0)
        {
            await PartyTables.WriteProfilesAsync(
                session, [.. book.Customers.Select(customer => new PartyProfileRow(customer.Id.Value, ProfileOf(customer)))]);
        }

        return added;
    }

    private static string ProfileOf(ImportedParty customer)
    {
        var json = new CanonicalJson(256);
        json.BeginObject();
        foreach ((string name, string value) in customer.Attributes.Append(new("name", customer.Name))
            .DistinctBy(pair => pair.Key).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.Name(name).Value(value);
        }

        return json.EndObject().Text;
    }

    private async Task WriteCatalogueAsync(ImportBook book)
    {
        await CatalogueTables.AddProductsAsync(
            session, [.. book.Products.Select(product => new ProductRow(product.Id.Value, product.Code, product.Name))]);
        await CatalogueTables.AddPlansAsync(
            session, [.. book.Plans.Select(plan => new PlanRow(plan.Id.Value, plan.Code, plan.Name))]);
        Dictionary<string, Guid> plans = book.Plans.ToDictionary(plan => plan.Code, plan => plan.Id.Value);
        await CatalogueTables.AddPlanVersionsAsync(
            session,
            [
                .. book.PlanVersions.Select(version => new PlanVersionRow(
                    version.Id.Value, plans[version.PlanCode], version.Number, PlanVersionCodec.Write(version))),
            ]);
    }
}
