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
    private const string Reference = "life";

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
        ((int)verified.Json["contracts"]!).ShouldBe(1);
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

        (int version, int documents) = await StandingAsync();
        string day = DayText.Of(act.On);
        if (act.Deed is RunDeed)
        {
            JsonNode ran = (await AskAsync("run", "--until", day, "--far")).Json;
            ran["parked"]!.AsArray().ShouldBeEmpty(ran.ToJsonString());
            return await SeenAsync(version, documents, []);
        }

        if (act.Deed is OrderDeed { Command.Clauses.EndsOn: ChangeDay.OldTerms } named)
        {
            await OrderWithoutTheDoorAsync(named.Command, act.On);
            return await SeenAsync(version, documents, []);
        }

        string[] command = [.. await CommandAsync(act.Deed), "--on", day];
        CliAnswer preview = await AskAsync([.. command, "--preview"]);
        if (preview.ExitCode != ExitCodes.Done)
        {
            CliAnswer refused = await AskAsync(command);
            (refused.ExitCode, refused.Code).ShouldBe((preview.ExitCode, preview.Code));
            (await StandingAsync()).ShouldBe((version, documents));
            return new Outcome(preview.Code, [], [], []);
        }

        CliAnswer done = await AskAsync([.. command, "--hash", (string)preview.Json["hash"]!]);
        done.ExitCode.ShouldBe(ExitCodes.Done, done.ToString());
        JsonNode.DeepEquals(done.Json["effects"], preview.Json["effects"]).ShouldBeTrue("preview and execution are one");
        _contract = Guid.Parse((string)done.Json["contract"]!);
        return await SeenAsync(
            version, documents, [.. done.Json["effects"]!["warnings"]!.AsArray().Select(static warning => (string)warning!)]);
    }

    /// <summary>A payment is for a document, which people name by its number, and taken back by its event.</summary>
    private async Task<string[]> CommandAsync(Deed deed)
    {
        if (deed is UnapplyDeed unapply)
        {
            await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Read);
            Dossier dossier = (await DossierStore.LoadAsync(session, [_contract]))[_contract].Dossier;
            int payment = unapply.SequenceIn(dossier.History);
            return ["payment", "unapply", Reference, "--payment", payment.ToString(CultureInfo.InvariantCulture)];
        }

        string[] command = ScenarioCommands.Of(deed, Reference, _currency);
        if ((deed is UseCreditDeed use ? use.Command.Document : (deed as PayDeed)?.Command.Document) is not { } ordinal)
        {
            return command;
        }

        string number = (await book.RowsOfAsync(
            tenant, "SELECT series, number FROM document WHERE tenant_id = @tenant AND ordinal = @ordinal ORDER BY document_id",
            static row => $"{row.GetText(0)}-{row.GetLong(1)}", ("ordinal", ordinal))).SingleOrDefault() ?? "INV-999";
        return [.. command, "--document", number];
    }

    /// <summary>Whether a named day is the last of the old terms is a clause that the command line has no word for yet.</summary>
    private async Task OrderWithoutTheDoorAsync(OrderContract command, DateOnly on)
    {
        Preview preview = Previewing.Order(command with { Reference = Reference }, on).Value;
        _contract = DerivedId.From("contract", tenant, "scenario", life);
        await using Session session = await book.UnderTest.Database.BeginAsync(tenant, Access.Write);
        await PartyTables.AddAsync(session, [new PartyRow(command.Customer.Value, "customer", "customer")]);
        await ContractWriter.WriteAsync(
            session, [ContractChange.Of(_contract, preview, Core.Parties.Party.Machine.Id.Value, "command.order")]);
        await session.CommitAsync();
    }

    private Task<CliAnswer> AskAsync(params string[] command) =>
        book.RunAsync([.. command, "--tenant", tenant.ToString(CultureInfo.InvariantCulture), "--json"]);

    private async Task<(int Version, int Documents)> StandingAsync() => (await book.RowsOfAsync(
        tenant,
        "SELECT version, document_count FROM contract_head WHERE tenant_id = @tenant",
        static row => (row.GetInt(0), row.GetInt(1)))).SingleOrDefault();

    private async Task<Outcome> SeenAsync(int version, int documents, ImmutableArray<string> warnings)
    {
        List<string> facts = await book.RowsOfAsync(
            tenant,
            "SELECT type FROM contract_event WHERE tenant_id = @tenant AND sequence > @version ORDER BY sequence",
            static row => row.GetText(0), ("version", version));
        var heads = await book.RowsOfAsync(
            tenant,
            "SELECT ordinal, kind, issue_on, net_minor FROM document WHERE tenant_id = @tenant AND ordinal > @documents ORDER BY ordinal",
            static row => (Ordinal: row.GetInt(0), Kind: row.GetText(1), On: row.GetDate(2), Net: row.GetLong(3)), ("documents", documents));
        var lines = (await book.RowsOfAsync(
            tenant,
            "SELECT d.ordinal, l.contract_line, l.service_start, l.service_end, l.amount_minor FROM document_line l "
            + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
            + "WHERE l.tenant_id = @tenant AND d.ordinal > @documents ORDER BY d.ordinal, l.line_index",
            static row => (Ordinal: row.GetInt(0), Line: new SeenLine(row.GetInt(1), new DateRange(row.GetDate(2), row.GetDate(3)), row.GetLong(4))),
            ("documents", documents))).ToLookup(static row => row.Ordinal, static row => row.Line);
        return new Outcome(
            null, [.. facts],
            [
                .. heads.Select(head => new SeenDocument(
                    head.Kind.Replace('_', ' '), head.On, head.Net, [.. lines[head.Ordinal]])),
            ],
            warnings);
    }

    private async Task<SeenContract> LookAsync()
    {
        var dates = (await book.RowsOfAsync(
            tenant,
            "SELECT c.end_on, h.fence_on, c.deadline_on, c.lock_in_on FROM contract c "
            + "JOIN contract_head h ON h.tenant_id = c.tenant_id AND h.contract_id = c.contract_id WHERE c.tenant_id = @tenant",
            static row => (End: row.GetNullableDate(0), Fence: row.GetNullableDate(1), Deadline: row.GetNullableDate(2), LockIn: row.GetNullableDate(3))))
            .Single();
        var steps = await book.RowsOfAsync(
            tenant,
            "SELECT on_day, mrr FROM mrr_step WHERE tenant_id = @tenant ORDER BY on_day",
            static row => (On: row.GetDate(0), Mrr: Exact(row.GetText(1))));
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
            day => steps.LastOrDefault(step => step.On <= day).Mrr.RoundToLong());
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
