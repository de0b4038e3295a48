// What becomes of rows: steps with their days, trials, ends, joins, prices, notes, and the forms in which files come.
using System.Text;
using Shouldly;
using Tenure.App.Import;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.App.Tests.Import;

public sealed class ReadingTests : IDisposable
{
    private readonly SmallExport export = new();

    public void Dispose() => export.Dispose();

    [Fact]
    public void Implied_renewals_are_recorded_on_the_last_day_of_each_term_counted_from_the_start()
    {
        export.Remap("clauses:", "implied_renewals_until: 2024-04-30\n  clauses:");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-02-28 renewal", "2024-03-30 renewal", "2024-04-29 renewal"]);
    }

    [Fact]
    [Rule("VER-3")]
    public void Implied_renewals_raise_the_price_that_a_row_has_for_its_first_term()
    {
        export.Remap("clauses: { term: $term,", "implied_renewals_until: 2024-04-30\n  clauses: { uplift: 10%, term: $term,");
        Lives.Play(Contract()).Lines[0].Prices.Select(static step => step.Charge.PriceText).ShouldBe(["53.9", "59.29", "65.22"]);
    }

    [Fact]
    [Rule("MON-6")]
    public void A_row_may_date_prices_ahead_and_leave_a_day_out()
    {
        export.Remap("timing: $timing", "timing: $timing\n      prices: [ { on: 2024-02-29, price: 51.50 }, { on: $end, price: 60 } ]")
            .Remap("term: $term", "term: 2 months").Remap("price: { divide", "billed: 1 month\n      price: { divide");
        var order = (ImportedOrder)Contract().Steps[0];
        order.Command.Prices.ShouldBe([new DatedPrice("seat", new DateOnly(2024, 2, 29), 51.5m)]);
    }

    [Fact]
    [Rule("PRO-6")]
    [Rule("BIL-1")]
    public void A_row_may_agree_how_an_item_is_given_back_and_when_invoices_are_issued()
    {
        export.Remap("timing: $timing", "timing: $timing\n      kind: one-time\n      given_back: full within 30 days")
            .Remap("clauses: { term: $term,", "clauses: { lead_days: 14, arrears: period end, minimum_invoice: 49.50, one_time_revenue: over the term, term: $term,");
        OrderContract order = ((ImportedOrder)Contract().Steps[0]).Command;
        order.Items[0].Charge.GivenBack.ShouldBe(GiveBackClause.FullWithin(30));
        (order.Clauses.LeadDays, order.Clauses.Arrears, order.Clauses.MinimumInvoice).ShouldBe((14, ArrearsIssue.PeriodEnd, 49.5m));
        order.Clauses.OneTimeRevenue.ShouldBe(OneTimeRevenue.OverTheTerm);
    }

    [Fact]
    [Rule("PRO-6")]
    public void A_row_may_agree_on_a_milestone_and_say_when_it_was_reached()
    {
        export.Remap("timing: $timing", "timing: $timing\n      kind: one-time\n      milestone: acceptance\n      reached: $paid_from").Cell("paid_from", "2024-02-29").Cell("term", "2 months");
        ImportedContract contract = Contract();
        ((ImportedOrder)contract.Steps[0]).Command.Items[0].Charge.Milestone.ShouldBe("acceptance");
        Days(contract).ShouldBe(["2024-01-31 order", "2024-02-29 milestone"]);
        Line line = Lives.Play(contract).Lines[0];
        (line.Awaits, line.ItemOn).ShouldBe((false, new DateOnly(2024, 2, 29)));

        export.Cell("paid_from", "");
        Lives.Play(Contract()).Lines[0].Awaits.ShouldBeTrue();
    }

    [Theory]
    [InlineData("milestone: on acceptance")]
    [InlineData("reached: $start")]
    public void A_mapping_names_its_milestone_by_a_code(string entry)
    {
        export.Remap("timing: $timing", "timing: $timing\n      kind: one-time\n      " + entry);
        export.Load().IsAccepted.ShouldBeFalse();
    }

    [Fact]
    [Rule("MON-5")]
    public void A_row_may_state_tax_rates_and_what_they_are_figured_on()
    {
        export.Remap("clauses: { term: $term,", "clauses: { tax_rate: '20%, 21% from 2026-07-01', tax_basis: per line, term: $term,");
        OrderContract order = ((ImportedOrder)Contract().Steps[0]).Command;
        (order.Clauses.TaxRates.ToString(), order.Clauses.TaxBasis).ShouldBe(("20%, 21% from 2026-07-01", TaxBasis.PerLine));
    }

    [Fact]
    [Rule("BIL-6")]
    [Rule("PRO-8")]
    public void A_row_may_sell_usage_or_units_that_are_prepaid()
    {
        export.Remap("timing: $timing", "timing: $timing\n      kind: usage\n      prepaid: unused share\n      overage: 2.50")
            .Remap("clauses: { term: $term,", "clauses: { late_usage: 14, term: $term,");
        OrderContract order = ((ImportedOrder)Contract().Steps[0]).Command;
        Charge charge = order.Items[0].Charge;
        (charge.Kind, charge.Prepaid, charge.Overage, charge.Timing).ShouldBe(
            (ChargeKind.Usage, PrepaidClause.UnusedShare, 2.5m, BillingTiming.InAdvance));
        charge.BillingCadence.ShouldBe(charge.PricePeriod);
        order.Clauses.LateUsageDays.ShouldBe(14);
    }

    [Fact]
    [Rule("VER-5")]
    public void A_row_may_agree_a_fee_for_an_early_end()
    {
        export.Remap("clauses: { term: $term,", "clauses: { termination_fee: '50% until 6 months, 200.00', term: $term,");
        ((ImportedOrder)Contract().Steps[0]).Command.Clauses.TerminationFee.ToString().ShouldBe("50% until 6 months, 200.00");
    }

    [Fact]
    public void An_open_contract_that_nobody_is_said_to_have_renewed_is_left_to_expire() =>
        Days(Contract()).ShouldBe(["2024-01-31 order"]);

    [Fact]
    public void An_end_beyond_the_first_term_implies_the_renewals_up_to_it()
    {
        export.Cell("end", "2024-04-01");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-02-28 renewal", "2024-03-30 renewal", "2024-03-31 termination"]);
        Lives.Play(Contract()).KnownEnd.ShouldBe(new DateOnly(2024, 4, 1));
    }

    [Fact]
    public void An_end_on_the_day_a_term_ends_implies_no_renewal_beyond_it()
    {
        export.Cell("end", "2024-02-29");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-02-28 termination"]);
    }

    [Fact]
    public void An_automatic_renewal_is_left_to_the_product()
    {
        export.Cell("end", "2024-04-01").Cell("renews", "automatic");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-03-31 termination"]);
        Lives.Play(Contract()).Terms.Length.ShouldBe(3);
    }

    [Fact]
    public void A_contract_that_ends_on_its_first_day_has_no_day()
    {
        export.Cell("end", "2024-01-31");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-01-31 termination"]);
    }

    [Fact]
    public void An_end_may_be_given_as_the_last_day_of_service()
    {
        export.Remap("end: { on: $end,", "end: { on: $end, is: the last day of service,").Cell("end", "2024-02-28");
        Contract().Steps[^1].ShouldBeOfType<ImportedTermination>().Command.On.ShouldBe(new DateOnly(2024, 2, 29));
    }

    [Fact]
    public void A_trial_that_converts_counts_its_terms_from_the_first_paid_day()
    {
        export.Remap("clauses:", "implied_renewals_until: 2024-04-01\n  clauses:").Cell("paid_from", "2024-02-15");
        Days(Contract()).ShouldBe(["2024-01-31 order", "2024-03-14 renewal"]);
        Order().PaidFrom.ShouldBe(new DateOnly(2024, 2, 15));
    }

    [Fact]
    public void A_contract_that_is_a_trial_as_a_whole_has_no_paid_day()
    {
        export.Cell("trial", "yes");
        Order().PaidFrom.ShouldBeNull();
    }

    [Theory]
    [InlineData("2024-03-07", "sooner")] // three days from both: the earlier, and of its two the smaller id
    [InlineData("2024-03-08", "later")]
    [InlineData("2024-03-01", "sooner")]
    [InlineData("2024-12-01", "later")]
    public void The_nearest_row_is_joined(string end, string why)
    {
        export.Cell("end", end);
        Contract().Notes.ShouldHaveSingleItem().Text.ShouldStartWith($"visited, {why} ($5, 2024-03-");
    }

    [Fact]
    public void Without_a_day_to_be_near_to_nothing_is_joined() => Contract().Notes.ShouldBeEmpty();

    [Fact]
    public void The_price_is_exact_and_frozen_with_its_charge()
    {
        export.Cell("mrr", "100").Cell("seats", "16");
        OrderItem item = Order().Items.ShouldHaveSingleItem();
        item.Quantity.ShouldBe(Quantity.Of(16));
        item.Charge.ShouldBe(new Charge(
            "seat", "seat", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(6.25m, Currency.Eur), Cadence.Month, null,
            BillingTiming.InAdvance));
    }

    [Fact]
    public void Minor_units_become_exact_prices_of_the_currency()
    {
        export.Remap("timing: $timing", "timing: $timing\n      price_in: minor units").Cell("mrr", "12345").Cell("currency", "KWD");
        Order().Items[0].Charge.Price.ShouldBe(new UnitPrice(1.2345m, Currency.Of("KWD")));
    }

    [Fact]
    public void Tiers_and_what_is_agreed_beside_them_are_frozen_with_the_charge()
    {
        export.Remap(
            "price: { divide: $mrr, by: $seats }",
            "model: graduated\n      tiers: { of: $plan, map: { Pro: \"1-10@5.00,11+@4.00\" } }\n      included: 2\n      minimum: $mrr\n      thresholds: prorated");
        Charge charge = Order().Items.ShouldHaveSingleItem().Charge;
        charge.ShouldBe(new Charge(
            "seat", "seat", ChargeKind.Recurring, PriceModel.Graduated, new UnitPrice(0m, Currency.Eur), Cadence.Month, null,
            BillingTiming.InAdvance)
        {
            Tiers = PriceTiers.Parse("1-10@5.00,11+@4.00").Value,
            Included = Quantity.Of(2),
            Minimum = 490m,
            Thresholds = ThresholdRule.Prorated,
        });
    }

    [Fact]
    public void A_package_price_is_of_a_block()
    {
        export.Remap("price: { divide: $mrr, by: $seats }", "model: package\n      block: 50\n      price: 30.00");
        Charge charge = Order().Items[0].Charge;
        (charge.Model, charge.Block, charge.Price.Amount).ShouldBe((PriceModel.Package, Quantity.Of(50), 30m));
    }

    [Fact]
    public void Tiers_that_cannot_be_read_refuse_the_row()
    {
        export.Remap("price: { divide: $mrr, by: $seats }", "model: volume\n      tiers: $mrr");
        export.Read().Rejects.ShouldHaveSingleItem().Code.ShouldBe("text.tiers");
    }

    [Fact]
    public void Tiers_that_make_no_price_list_refuse_the_row()
    {
        export.Remap("price: { divide: $mrr, by: $seats }", "model: volume\n      tiers: 1-10@5.00");
        export.Read().Rejects.ShouldHaveSingleItem().Code.ShouldBe("charge.last_tier_bounded");
    }

    [Fact]
    public void A_list_price_makes_the_version_and_the_agreed_price_the_contract()
    {
        export.Remap("timing: $timing", "timing: $timing\n      list_price: 60");
        ReadBook read = export.Read();
        read.Book.PlanVersions.ShouldHaveSingleItem().Charges.ShouldHaveSingleItem().Price.Amount.ShouldBe(60m);
        Order().Items[0].Charge.Price.Amount.ShouldBe(49m);
    }

    [Theory]
    [InlineData("1,234.56", "\"1,234.50\"", "1234.5")]
    [InlineData("1.234,56", "\"1.234,50\"", "1234.5")]
    [InlineData("1234,56", "\"1234,5\"", "1234.5")]
    [InlineData("1,234.56", "\"1,2\"", null)]
    [InlineData("1.234,56", "1.5", null)]
    [InlineData("1234,56", "1234.5", null)]
    public void Numbers_are_read_as_the_mapping_says_and_never_guessed(string form, string cell, string? price)
    {
        export.Remap("path: contracts.csv", $"path: contracts.csv, numbers: \"{form}\"")
            .Remap("{ divide: $mrr, by: $seats }", "$mrr").Change("contracts.csv", ",490,", $",{cell},");
        ReadBook read = export.Read();
        if (price is null)
        {
            read.Rejects.ShouldHaveSingleItem().Code.ShouldBe(ImportCodes.NumberFormat);
        }
        else
        {
            read.Book.PlanVersions.Single().Charges[0].Price.AmountText.ShouldBe(price);
        }
    }

    [Fact]
    public void Dates_may_come_in_several_forms_and_with_a_time_of_day()
    {
        export.Remap("source: small", "source: small\ndates: [ yyyy-MM-dd, M/d/yyyy H:mm ]").Cell("start", "1/31/2024 9:30");
        Order().StartOn.ShouldBe(new DateOnly(2024, 1, 31));
    }

    [Fact]
    public void Words_for_nothing_count_as_empty()
    {
        export.Remap("source: small", "source: small\nempty: [ NULL, 9999-12-31 ]").Cell("end", "9999-12-31").Cell("comment", "NULL");
        Days(Contract()).ShouldBe(["2024-01-31 order"]);
    }

    [Fact]
    public void A_mark_at_the_start_windows_line_ends_quotes_and_lines_in_cells_are_read()
    {
        export.Put("customers.csv", [0xEF, 0xBB, 0xBF, .. "id,name,city\r\nA,\"Acme, \"\"the\"\" first\",\"Oslo\r\nNorway\"\r\nB,Beta,\r\nA,x,y\r\n"u8]);
        ReadBook read = export.Read();
        read.Book.Customers[0].Name.ShouldBe("Acme, \"the\" first");
        read.Book.Customers[0].Attributes["city"].ShouldBe("Oslo\r\nNorway");
        read.Rejects.ShouldHaveSingleItem().Line.ShouldBe(5, "lines inside quotes count");
    }

    [Fact]
    public void An_export_of_windows_is_read_when_the_mapping_says_so()
    {
        export.Put("customers.csv", [.. "id,name,city\nA,"u8, 0x80, .. "uro M"u8, 0xFC, .. "ller,\n"u8])
            .Remap("path: customers.csv", "path: customers.csv, encoding: windows-1252");
        export.Read().Book.Customers.ShouldHaveSingleItem().Name.ShouldBe("€uro Müller");
    }

    [Fact]
    public void Rows_that_the_mapping_leaves_out_are_counted_and_not_judged()
    {
        export.Remap("id: $id\n  customer:", "only: { $trial: no }\n  id: $id\n  customer:").Cell("trial", "draft").Cell("start", "soon");
        ReadBook read = export.Read();
        read.Rejects.ShouldBeEmpty();
        read.Rows.ShouldContain(new FileRows("contracts.csv", 1, 1));
        read.Book.Contracts.ShouldBeEmpty();
    }

    [Fact]
    public void Ids_depend_on_tenant_source_and_external_id_only()
    {
        ReadBook first = export.Read();
        ReadBook again = export.Change("customers.csv", "Acme", "Acme Ltd").Cell("seats", "7").Cell("mrr", "70").Read();
        again.Book.Contracts[0].Id.ShouldBe(first.Book.Contracts[0].Id);
        again.Book.Customers[0].Id.ShouldBe(first.Book.Customers[0].Id);
        BookReader.Read(export.Load().Value, export.Folder, tenant: 2).Book.Contracts[0].Id.ShouldNotBe(first.Book.Contracts[0].Id);
    }

    [Fact]
    public void A_contract_says_where_it_came_from()
    {
        export.Change("contracts.csv", "\nC1", "\n\nC1");
        (Contract().File, Contract().Line).ShouldBe(("contracts.csv", 3));
    }

    [Fact]
    public void Unused_columns_and_files_are_listed()
    {
        export.Put("extra.csv", "a\n1\n").Put("visits.csv", "id,customer,on,why,who\n");
        ReadBook read = export.Read();
        read.UnusedColumns.ShouldBe([("visits.csv", "who")]);
        read.UnusedFiles.ShouldBe(["extra.csv"]);
    }

    [Fact]
    public void The_file_of_rejects_cannot_run_as_a_formula()
    {
        string path = Path.Combine(export.Folder, "rejects.csv");
        RejectsFile.Write(path, [new RejectedRow("a.csv", 2, "name", "=1+1", ImportCodes.Formula, "Take it, away.")]);
        File.ReadAllText(path, Encoding.UTF8).ShouldBe(
            "file,line,column,value,code,sentence\na.csv,2,name,\"'=1+1\",import.formula,\"Take it, away.\"\n");
    }

    private ImportedContract Contract()
    {
        ReadBook read = export.Read();
        read.Rejects.ShouldBeEmpty();
        return read.Book.Contracts.ShouldHaveSingleItem();
    }

    private OrderContract Order() => Contract().Steps[0].ShouldBeOfType<ImportedOrder>().Command;

    private static IEnumerable<string> Days(ImportedContract contract) => contract.Steps.Select(step =>
        $"{DayText.Of(step.BusinessOn)} {step.GetType().Name["Imported".Length..].ToLowerInvariant()}");
}
