// The main job on real data: the figures of the book, read from the tables by SQL, against the independent computation. The data
// set is not part of a clone: where no ancestor folder has it, there is nothing to hold and the tests pass.
using IndependentOracle;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.RavenStack;

[Collection(RavenStackCollection.Name)]
public sealed class RavenStackBookTests(RavenStackBooks books, ITestOutputHelper output)
{
    [Theory, ClassData(typeof(BothEngines))]
    public void The_commands_tell_what_they_imported_and_carried_out(Engine engine)
    {
        if (books.On(engine) is not var (_, imported, ran, times))
        {
            return;
        }

        output.WriteLine(times);
        ((bool)imported["committed"]!).ShouldBeTrue();
        ((int)imported["newCustomers"]!).ShouldBe(500);
        ((int)imported["newContracts"]!).ShouldBe(5_000);
        imported["rejects"]!.AsArray().ShouldBeEmpty();
        ((string)ran["until"]!).ShouldBe("2024-12-31");
        ran["parked"]!.AsArray().ShouldBeEmpty();
        ((int)imported["documents"]! + (int)ran["documents"]!).ShouldBe(books.Oracle.Invoices);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task The_book_has_the_customers_and_contracts_of_the_files(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        const string Ended = "SELECT count(*) FROM contract WHERE tenant_id = @tenant AND end_on <= @day";
        const string InForce =
            "SELECT count(*) FROM contract WHERE tenant_id = @tenant AND start_on <= @day AND (end_on IS NULL OR end_on > @day)";
        (string, object?) day = ("day", RavenStackBooks.CloseOfBook);
        (await book.CountAsync("SELECT count(*) FROM party WHERE tenant_id = @tenant AND kind = 'customer'")).ShouldBe(500);
        (await book.CountAsync("SELECT count(*) FROM contract_head WHERE tenant_id = @tenant")).ShouldBe(5_000);
        (await book.CountAsync(InForce, day)).ShouldBe(4_514);
        (await book.CountAsync(InForce + " AND is_trial = 1", day)).ShouldBe(700);
        (await book.CountAsync(Ended, day)).ShouldBe(486);
        (await book.CountAsync(Ended + " AND end_on = start_on", day)).ShouldBe(13);
        (await book.CountAsync("SELECT count(*) FROM contract WHERE tenant_id = @tenant AND end_on > @day", day)).ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-3")]
    public async Task Every_term_that_began_was_renewed_as_the_files_say(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        // A renewal locked in for a term that begins after the close is the run's to know, not the files'.
        List<(string Body, DateOnly On)> renewals = await book.RowsAsync(
            "SELECT body, effective_on FROM contract_event WHERE tenant_id = @tenant AND type = 'contract.renewed' "
            + "AND effective_on <= @day",
            static row => (row.GetText(0), row.GetDate(1)),
            ("day", RavenStackBooks.CloseOfBook));
        renewals.Count(renewal => renewal.Body.Contains("\"automatic\"", StringComparison.Ordinal))
            .ShouldBe(books.Oracle.RenewalsAutomatic);
        renewals.Count(renewal => renewal.Body.Contains("\"manual\"", StringComparison.Ordinal))
            .ShouldBe(books.Oracle.RenewalsByHand);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-1"), Rule("BIL-2")]
    public async Task Every_billed_slice_is_the_one_that_the_independent_computation_expects(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        List<string> billed = await book.RowsAsync(
            "SELECT c.reference, l.service_start, l.service_end, l.amount_minor, d.issue_on, l.kind FROM document_line l "
            + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
            + "JOIN contract c ON c.tenant_id = l.tenant_id AND c.contract_id = l.contract_id WHERE l.tenant_id = @tenant",
            static row => $"{row.GetText(0)} {row.GetDate(1):O}..{row.GetDate(2):O} {row.GetLong(3)} issued {row.GetDate(4):O} {row.GetText(5)}");
        string[] expected =
        [
            .. books.Oracle.BilledSlices.Select(term =>
                $"{term.Contract.SubscriptionId} {term.Start:O}..{term.End:O} {term.NetCents} issued {term.Start:O} slice"),
        ];
        billed.Count.ShouldBe(14_655);
        billed.Except(expected).Take(5).ShouldBeEmpty("billed, but not expected");
        expected.Except(billed).Take(5).ShouldBeEmpty("expected, but not billed");
        (await book.CountAsync("SELECT count(*) FROM billed_slice WHERE tenant_id = @tenant")).ShouldBe(14_655);
        (await book.CountAsync("SELECT count(*) FROM given_back WHERE tenant_id = @tenant")).ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4"), Rule("BIL-8")]
    public async Task Invoices_and_their_net_amounts_agree_month_by_month(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        var invoices = await book.RowsAsync(
            "SELECT issue_on, net_minor, kind, currency, number FROM document WHERE tenant_id = @tenant ORDER BY number, document_id",
            static row => (On: row.GetDate(0), Net: row.GetLong(1), Kind: row.GetText(2), Currency: row.GetText(3), Number: row.GetLong(4)));
        invoices.Count.ShouldBe(14_655);
        invoices.ShouldAllBe(invoice => invoice.Kind == "invoice" && invoice.Currency == "USD");
        invoices.Sum(invoice => invoice.Net).ShouldBe(10_602_639_600);
        invoices.Select(invoice => invoice.Number).ShouldBe(Enumerable.Range(1, invoices.Count).Select(number => (long)number));
        var months = invoices.GroupBy(invoice => new DateOnly(invoice.On.Year, invoice.On.Month, 1)).OrderBy(month => month.Key)
            .Select(month => new RavenStackBilledMonth(month.Key, month.Count(), month.Sum(invoice => invoice.Net)));
        months.ShouldBe(books.Oracle.BilledPerMonth.Where(month => month.Slices > 0));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-1")]
    public async Task The_ledger_holds_what_was_billed_and_balances(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        var accounts = (await book.RowsAsync(
            "SELECT account, sum(amount_minor) FROM posting WHERE tenant_id = @tenant GROUP BY account ORDER BY account",
            static row => (Account: row.GetText(0), Sum: row.GetLong(1)))).ToDictionary(row => row.Account, row => row.Sum);
        accounts.Values.Sum().ShouldBe(0);
        accounts[Core.Ledger.Accounts.Receivable].ShouldBe(10_602_639_600);
        (await book.CountAsync(
            "SELECT count(*) FROM (SELECT contract_id, entry_no FROM posting WHERE tenant_id = @tenant "
            + "GROUP BY contract_id, entry_no HAVING sum(amount_minor) <> 0) uneven")).ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task Recurring_revenue_and_each_movement_agree_with_the_independent_computation(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        List<(string Account, ContractMrr Mrr)> contracts = await ContractsAsync(book);
        contracts.Select(contract => contract.Mrr.Steps.LastOrDefault(step => step.On <= RavenStackBooks.CloseOfBook))
            .Aggregate(Fraction.Zero, (sum, step) => sum + step.MinorPerMonth)
            .ShouldBe((Fraction)1_015_960_800);
        List<string> moved = [];
        foreach (var customer in contracts.GroupBy(contract => contract.Account))
        {
            moved.AddRange(Movements.Of([.. customer.Select(contract => contract.Mrr)], RavenStackBooks.CloseOfBook)
                .Select(movement => $"{customer.Key} {movement.On:O} {movement.Kind} {Whole(movement.DeltaMinor)}"));
        }

        string[] expected = [.. books.Oracle.Movements.Select(movement => $"{movement.AccountId} {movement.Day:O} {movement.Kind} {movement.DeltaCents}")];
        moved.Except(expected).Take(5).ShouldBeEmpty("moved, but not expected");
        expected.Except(moved).Take(5).ShouldBeEmpty("expected, but not moved");
        moved.Count.ShouldBe(expected.Length);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-5")]
    public async Task Every_ended_contract_has_the_reason_of_the_nearest_churn_event(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        List<string> reasons = await book.RowsAsync(
            "SELECT reference, end_reason, status FROM contract WHERE tenant_id = @tenant AND end_on IS NOT NULL",
            static row => $"{row.GetText(0)} {row.GetNullableText(1)} {row.GetText(2)}");
        string[] expected = [.. books.Oracle.EndReasons.Select(end => $"{end.SubscriptionId} {end.Reason} terminated")];
        reasons.Except(expected).Take(5).ShouldBeEmpty("ended, but not expected");
        reasons.Count.ShouldBe(expected.Length);
        (await book.CountAsync("SELECT count(*) FROM note WHERE tenant_id = @tenant AND kind = 'refund'")).ShouldBe(books.Oracle.EndedWithRefund);
    }

    /// <summary>Every contract with its customer's account and its steps, from the read tables.</summary>
    private static async Task<List<(string Account, ContractMrr Mrr)>> ContractsAsync(CliBook book)
    {
        var steps = (await book.RowsAsync(
            "SELECT contract_id, on_day, mrr FROM mrr_step WHERE tenant_id = @tenant ORDER BY contract_id, on_day",
            static row => (Id: row.GetGuid(0), Step: new MrrStep(row.GetDate(1), Exact(row.GetText(2)))))).ToLookup(row => row.Id, row => row.Step);
        return await book.RowsAsync(
            "SELECT c.contract_id, p.external_ref, c.start_on, c.end_on FROM contract c "
            + "JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id WHERE c.tenant_id = @tenant",
            row => (row.GetText(1), new ContractMrr(
                row.GetDate(2), row.GetNullableDate(3) ?? DateOnly.MaxValue, [.. steps[row.GetGuid(0)]])));
    }

    /// <summary>Every price of the book is whole cents per month, so every movement is.</summary>
    private static long Whole(Fraction minor)
    {
        ((Fraction)minor.RoundToLong()).ShouldBe(minor);
        return minor.RoundToLong();
    }

    private static Fraction Exact(string text)
    {
        string[] parts = text.Split('/');
        return new Fraction(Int128.Parse(parts[0], null), parts.Length == 2 ? Int128.Parse(parts[1], null) : 1);
    }
}
