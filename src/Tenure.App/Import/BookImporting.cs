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
    int NewCustomers, int NewContracts, int KnownContracts, int Events, int Documents, SortedDictionary<string, long> NetByCurrency,
    IReadOnlyList<RejectedRow> Refused);

internal sealed class BookImporting(Session session, IProgress<(double Done, double Total)> progress)
{
    private const int ChunkSize = 500;
    private const string Cause = "import";

    private readonly List<RejectedRow> refused = [];
    private readonly Dictionary<PartyId, PartyId> alreadyKnownAs = [];
    private int contracts;
    private int known;
    private int events;
    private int documents;
    private readonly SortedDictionary<string, long> nets = new(StringComparer.Ordinal);

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

        return new ImportOutcome(customers, contracts, known, events, documents, nets, refused);
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
        foreach (ContractChange change in changes.Where(static change => change.Documents.Length > 0))
        {
            string currency = change.After.Existing.Order.Currency.Code;
            documents += change.Documents.Length;
            nets[currency] = nets.GetValueOrDefault(currency) + change.NetMinor;
        }
    }

    /// <summary>All steps of a contract as one change: the order, then each decision on what the earlier ones made.</summary>
    private Decision<ContractChange> LifeOf(ImportedContract contract)
    {
        ContractChange? life = null;
        foreach (ImportedStep step in contract.Steps)
        {
            Dossier so = life?.After ?? Dossier.Empty;
            Decision<Preview> preview = step switch
            {
                ImportedOrder { Command: var order } =>
                    Previewing.Order(order with { Customer = alreadyKnownAs.GetValueOrDefault(order.Customer, order.Customer) }, step.BusinessOn),
                ImportedUpgrade upgrade => Previewing.Upgrade(so, upgrade.Command, step.BusinessOn),
                ImportedRenewal renewal => Previewing.Renew(so, renewal.Command, step.BusinessOn),
                ImportedMilestone milestone => Previewing.Reach(so, milestone.Command, step.BusinessOn),
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

    /// <summary>Adds the customers that are not there. One who is there under the same reference, from an order or another export,
    /// stays who they are, and the imported contracts become theirs.</summary>
    private async Task<int> WriteCustomersAsync(ImportBook book)
    {
        Dictionary<string, Guid> known = (await session.QueryAsync(
            "SELECT external_ref, party_id FROM party WHERE tenant_id = @tenant AND kind = 'customer' AND external_ref IS NOT NULL",
            static row => (Reference: row.GetText(0), Id: row.GetGuid(1)))).ToDictionary(row => row.Reference, row => row.Id, StringComparer.Ordinal);
        var fresh = new List<ImportedParty>();
        foreach (ImportedParty customer in book.Customers)
        {
            if (!known.TryGetValue(customer.ExternalId, out Guid id))
            {
                fresh.Add(customer);
            }
            else if (id != customer.Id.Value)
            {
                alreadyKnownAs[customer.Id] = new PartyId(id);
            }
        }

        await PartyTables.AddAsync(
            session, [.. fresh.Select(customer => new PartyRow(customer.Id.Value, "customer", customer.ExternalId))]);
        await PartyTables.WriteProfilesAsync(
            session, [.. fresh.Select(customer => new PartyProfileRow(customer.Id.Value, ProfileOf(customer)))]);
        return fresh.Count;
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
        Dictionary<string, Guid> plans = (await CatalogueTables.LoadPlansAsync(session)).ToDictionary(plan => plan.Code, plan => plan.PlanId);
        PlanRow[] fresh = [.. book.Plans.Where(plan => !plans.ContainsKey(plan.Code)).Select(plan => new PlanRow(plan.Id.Value, plan.Code, plan.Name))];
        await CatalogueTables.AddPlansAsync(session, fresh);
        foreach (PlanRow plan in fresh)
        {
            plans.Add(plan.Code, plan.PlanId);
        }

        await CatalogueTables.AddPlanVersionsAsync(session, await FreshVersionsAsync(book, plans));
    }

    /// <summary>The versions that are not there, numbered on from those that are.</summary>
    private async Task<List<PlanVersionRow>> FreshVersionsAsync(ImportBook book, Dictionary<string, Guid> plans)
    {
        List<PlanVersionRow> known = await CatalogueTables.LoadPlanVersionsAsync(session);
        HashSet<Guid> ids = [.. known.Select(version => version.PlanVersionId)];
        Dictionary<Guid, int> highest = known.GroupBy(version => version.PlanId)
            .ToDictionary(plan => plan.Key, plan => plan.Max(version => version.Version));
        var fresh = new List<PlanVersionRow>();
        foreach (PlanVersion version in book.PlanVersions.Where(version => !ids.Contains(version.Id.Value)))
        {
            Guid plan = plans[version.PlanCode];
            int number = highest[plan] = highest.GetValueOrDefault(plan) + 1;
            fresh.Add(new PlanVersionRow(version.Id.Value, plan, number, PlanVersionCodec.Write(version)));
        }

        return fresh;
    }
}
