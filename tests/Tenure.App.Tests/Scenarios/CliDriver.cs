// Plays a scenario through the command line on a real database: every decision is previewed, then made with the hash that was
// seen, and what came of it is read from the tables. It judges nothing, except that a preview and its execution are one (CON-5).
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Tests.Commands;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Tests.Scenarios;
using Tenure.Storage;

namespace Tenure.App.Tests.Scenarios;

/// <summary>The product behind its command line.</summary>
internal sealed class CliDriver(CliBook book, int tenant, string life) : IScenarioDriver
{
    private readonly List<Guid> _lineage = [];
    private string _reference = "life";

    private Guid _contract;
    private int _versions;

    private Currency _currency;

    public Outcome Play(Act act) => PlayAsync(act).GetAwaiter().GetResult();

    public SeenContract Look() => LookAsync().GetAwaiter().GetResult();

    /// <summary>Offers, as one plan version, every charge that the life ever orders or adds.</summary>
    public async Task OfferAsync(Scenario scenario)
    {
        _currency = scenario.Currency;
        var charges = new List<Charge>();
        foreach (Charge charge in scenario.Acts.SelectMany(act => ScenarioCommands.ChargesOf(act.Deed)))
        {
            Charge? known = charges.Find(other => other.Code == charge.Code);
            known.ShouldBeOneOf([null, charge], $"{life} offers '{charge.Code}' at two prices");
            if (known is null)
            {
                charges.Add(charge);
            }
        }

        await OfferAsync(charges);
    }

    /// <summary>One more version of the plan.</summary>
    private async Task OfferAsync(List<Charge> charges)
    {
        await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Write);
        var planId = DerivedId.From("plan", tenant, "scenario", life);
        await CatalogueTables.AddPlansAsync(session, [new PlanRow(planId, ScenarioCommands.Plan, life)]);
        int number = ++_versions;
        var version = new PlanVersion(ScenarioIds.VersionOf(number), ScenarioCommands.Plan, number, charges[0].Price.Currency, [.. charges]);
        await CatalogueTables.AddPlanVersionsAsync(
            session, [new PlanVersionRow(version.Id.Value, planId, number, PlanVersionCodec.Write(version))]);
        await session.CommitAsync();
    }

    /// <summary>The book that the life made adds up.</summary>
    public async Task VerifyAsync()
    {
        CliAnswer verified = await AskAsync("verify");
        verified.ExitCode.ShouldBe(ExitCodes.Done, verified.ToString());
        ((int)verified.Json["contracts"]!).ShouldBe(_lineage.Count);
    }

    private async Task<Outcome> PlayAsync(Act act)
    {
        if (act.Deed is LookDeed)
        {
            return new Outcome(null, [], [], []);
        }

        if (act.Deed is OfferDeed offer)
        {
            await OfferAsync([.. offer.Charges]);
            return new Outcome(null, [], [], []);
        }

        Dictionary<Guid, (int Version, int Documents)> before = await StandingAsync();
        string day = DayText.Of(act.On);
        if (act.Deed is RunDeed)
        {
            JsonNode ran = (await AskAsync("run", "--until", day, "--far")).Json;
            ran["parked"]!.AsArray().ShouldBeEmpty(ran.ToJsonString());
            return await SeenAsync(before, []);
        }

        if (act.Deed is OrderDeed { Command.Clauses.EndsOn: ChangeDay.OldTerms } named)
        {
            await OrderWithoutTheDoorAsync(named.Command, act.On);
            return await SeenAsync(before, []);
        }

        string[] command = [.. await CommandAsync(act.Deed), "--on", day];
        CliAnswer preview = await AskAsync([.. command, "--preview"]);
        if (preview.ExitCode != ExitCodes.Done)
        {
            CliAnswer refused = await AskAsync(command);
            (refused.ExitCode, refused.Code).ShouldBe((preview.ExitCode, preview.Code));
            (await StandingAsync()).ShouldBe(before, ignoreOrder: true);
            return new Outcome(preview.Code, [], [], []);
        }

        if (preview.Json["recordedBefore"] is not null)
        {
            (await AskAsync(command)).ExitCode.ShouldBe(ExitCodes.Done);
            (await StandingAsync()).ShouldBe(before, ignoreOrder: true);
            return new Outcome(null, [], [], []);
        }

        CliAnswer done = await AskAsync([.. command, "--hash", (string)preview.Json["hash"]!]);
        done.ExitCode.ShouldBe(ExitCodes.Done, done.ToString());
        string effects = act.Deed is RecastDeed or TransferDeed ? "closedEffects" : "effects";
        foreach (string part in new[] { effects, "openedEffects", "fate", "first" })
        {
            JsonNode.DeepEquals(done.Json[part], preview.Json[part]).ShouldBeTrue("preview and execution are one");
        }

        Follow(done.Json);
        return await SeenAsync(before, [.. done.Json[effects]!["warnings"]!.AsArray().Select(static warning => (string)warning!)]);
    }

    /// <summary>After an order or a recast, later acts are about the contract that it opened.</summary>
    private void Follow(JsonNode done)
    {
        _contract = Guid.Parse((string)(done["opened"] ?? done["contract"])!);
        _reference = (string?)done["openedReference"] ?? _reference;
        if (!_lineage.Contains(_contract))
        {
            _lineage.Add(_contract);
        }
    }

    /// <summary>A payment is for a document, which people name by its number, and taken back by its event.</summary>
    private async Task<string[]> CommandAsync(Deed deed)
    {
        if (deed is UnapplyDeed unapply)
        {
            await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Read);
            Dossier dossier = (await DossierStore.LoadAsync(session, [_contract]))[_contract].Dossier;
            int payment = unapply.SequenceIn(dossier.History);
            return ["payment", "unapply", _reference, "--payment", payment.ToString(CultureInfo.InvariantCulture)];
        }

        string[] command = ScenarioCommands.Of(deed, _reference, _currency);
        if ((deed is UseCreditDeed use ? use.Command.Document : (deed as PayDeed)?.Command.Document) is not { } ordinal)
        {
            return command;
        }

        string number = (await book.RowsOfAsync(
            tenant, "SELECT series, number FROM document WHERE tenant_id = @tenant AND contract_id = @contract AND ordinal = @ordinal "
            + "ORDER BY document_id",
            static row => $"{row.GetText(0)}-{row.GetLong(1)}", ("contract", _contract), ("ordinal", ordinal))).SingleOrDefault() ?? "INV-999";
        return [.. command, "--document", number];
    }

    /// <summary>Whether a named day is the last of the old terms is a clause that the command line has no word for yet.</summary>
    private async Task OrderWithoutTheDoorAsync(OrderContract command, DateOnly on)
    {
        Preview preview = Previewing.Order(command with { Reference = _reference }, on).Value;
        _contract = DerivedId.From("contract", tenant, "scenario", life);
        _lineage.Add(_contract);
        await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Write);
        await PartyTables.AddAsync(session, [new PartyRow(command.Customer.Value, "customer", "customer")]);
        await ContractWriter.WriteAsync(
            session, [ContractChange.Of(_contract, preview, Core.Parties.Party.Machine.Id.Value, "command.order")]);
        await session.CommitAsync();
    }

    private Task<CliAnswer> AskAsync(params string[] command) =>
        book.RunAsync([.. command, "--tenant", tenant.ToString(CultureInfo.InvariantCulture), "--json"]);

    private async Task<Dictionary<Guid, (int Version, int Documents)>> StandingAsync() => (await book.RowsOfAsync(
        tenant,
        "SELECT contract_id, version, document_count FROM contract_head WHERE tenant_id = @tenant",
        static row => (Id: row.GetGuid(0), Standing: (row.GetInt(1), row.GetInt(2)))))
        .ToDictionary(static row => row.Id, static row => row.Standing);

    /// <summary>What was added to every contract of the life; of one day the documents of a recast contract first.</summary>
    private async Task<Outcome> SeenAsync(Dictionary<Guid, (int Version, int Documents)> before, ImmutableArray<string> warnings)
    {
        var facts = new List<string>();
        var documents = new List<SeenDocument>();
        foreach (Guid contract in _lineage)
        {
            (int version, int issued) = before.GetValueOrDefault(contract);
            facts.AddRange(await book.RowsOfAsync(
                tenant,
                "SELECT type FROM contract_event WHERE tenant_id = @tenant AND contract_id = @contract AND sequence > @version ORDER BY sequence",
                static row => row.GetText(0), ("contract", contract), ("version", version)));
            documents.AddRange(await DocumentsAsync(contract, issued));
        }

        return new Outcome(null, [.. facts], [.. documents.OrderBy(static document => document.IssueOn)], warnings);
    }

    private async Task<IEnumerable<SeenDocument>> DocumentsAsync(Guid contract, int after)
    {
        var heads = await book.RowsOfAsync(
            tenant,
            "SELECT ordinal, kind, issue_on, net_minor, tax_minor FROM document "
            + "WHERE tenant_id = @tenant AND contract_id = @contract AND ordinal > @after ORDER BY ordinal",
            static row => (Ordinal: row.GetInt(0), Kind: row.GetText(1), On: row.GetDate(2), Net: row.GetLong(3), Tax: row.GetLong(4)),
            ("contract", contract), ("after", after));
        var lines = (await book.RowsOfAsync(
            tenant,
            "SELECT d.ordinal, l.contract_line, l.service_start, l.service_end, l.amount_minor, l.tax_minor FROM document_line l "
            + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
            + "WHERE l.tenant_id = @tenant AND d.contract_id = @contract AND d.ordinal > @after ORDER BY d.ordinal, l.line_index",
            static row => (Ordinal: row.GetInt(0), Line: new SeenLine(row.GetInt(1), new DateRange(row.GetDate(2), row.GetDate(3)), row.GetLong(4), row.GetLong(5))),
            ("contract", contract), ("after", after))).ToLookup(static row => row.Ordinal, static row => row.Line);
        return heads.Select(head => new SeenDocument(head.Kind.Replace('_', ' '), head.On, head.Net, head.Tax, [.. lines[head.Ordinal]]));
    }

    private async Task<SeenContract> LookAsync()
    {
        var dates = (await book.RowsOfAsync(
            tenant,
            "SELECT c.end_on, h.fence_on, c.deadline_on, c.lock_in_on FROM contract c "
            + "JOIN contract_head h ON h.tenant_id = c.tenant_id AND h.contract_id = c.contract_id "
            + "WHERE c.tenant_id = @tenant AND c.contract_id = @contract",
            static row => (End: row.GetNullableDate(0), Fence: row.GetNullableDate(1), Deadline: row.GetNullableDate(2), LockIn: row.GetNullableDate(3)),
            ("contract", _contract))).Single();
        var steps = await book.RowsOfAsync(
            tenant,
            "SELECT on_day, mrr FROM mrr_step WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY on_day",
            static row => (On: row.GetDate(0), Mrr: Exact(row.GetText(1))), ("contract", _contract));
        await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Read);
        Dossier dossier = (await DossierStore.LoadAsync(session, [_contract]))[_contract].Dossier;
        Contract contract = dossier.Existing;
        return new SeenContract(
            dates.End, dates.Fence, dates.Deadline, dates.LockIn,
            [.. contract.Terms.Select(static term => term.Span)],
            await BalanceAsync(Accounts.Receivable),
            -await BalanceAsync(Accounts.CustomerCredit),
            -await BalanceAsync(Accounts.RefundsPayable),
            Reconciling.OutlookOf(contract, dossier.Billed).TotalMinor,
            (charge, day) => Units(contract, charge, day).ToString(),
            day => steps.LastOrDefault(step => step.On <= day).Mrr.RoundToLong())
        {
            WrittenOffMinor = await BalanceAsync(Accounts.WriteOff),
            ForfeitedMinor = -await BalanceAsync(Accounts.ForfeitIncome),
        };
    }

    private async Task<long> BalanceAsync(string account) => (await book.RowsOfAsync(
        tenant,
        "SELECT amount_minor FROM posting WHERE tenant_id = @tenant AND account = @account",
        static row => row.GetLong(0), ("account", account))).Sum();

    private static Quantity Units(Contract contract, string charge, DateOnly day) => contract.Lines
        .Where(line => line.Charge.Code == charge)
        .Aggregate(Quantity.Zero, (sum, line) => sum + line.QuantityOn(day));

    private static Fraction Exact(string text)
    {
        string[] parts = text.Split('/');
        return new Fraction(
            Int128.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 2 ? Int128.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }
}
