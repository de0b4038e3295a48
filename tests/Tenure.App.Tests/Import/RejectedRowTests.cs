// Every code with which a row or a file is refused, each reached by changing one thing of a small export.
using System.Text;
using Shouldly;
using Tenure.App.Import;
using Xunit;

namespace Tenure.App.Tests.Import;

public sealed class RejectedRowTests : IDisposable
{
    private readonly SmallExport export = new();

    public void Dispose() => export.Dispose();

    [Fact]
    public void The_small_export_as_it_is_has_nothing_to_refuse()
    {
        ReadBook read = export.Read();
        read.Rejects.ShouldBeEmpty();
        read.Book.Contracts.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("start", "31.01.2024", ImportCodes.DateFormat)]
    [InlineData("start", "2024-02-30", ImportCodes.DateFormat)]
    [InlineData("start", "1024-01-31", ImportCodes.DateFormat)]
    [InlineData("start", "", ImportCodes.ValueMissing)]
    [InlineData("end", "2024-01-30", ImportCodes.EndBeforeStart)]
    [InlineData("plan", "Gold", ImportCodes.ValueNotMapped)]
    [InlineData("seats", "-3", "quantity.not_readable")]
    [InlineData("seats", "0", ImportCodes.DividedByZero)]
    [InlineData("seats", "ten", ImportCodes.NumberFormat)]
    [InlineData("seats", "", ImportCodes.ValueMissing)]
    [InlineData("mrr", "491.01", null)]
    [InlineData("mrr", "$490", ImportCodes.NumberFormat)]
    [InlineData("mrr", "-490", "charge.negative_price")]
    [InlineData("term", "1 mnth", "text.cadence")]
    [InlineData("term", "", ImportCodes.ValueMissing)]
    [InlineData("renews", "perhaps", ImportCodes.ValueNotAllowed)]
    [InlineData("zone", "Europe/Atlantis", ImportCodes.ZoneUnknown)]
    [InlineData("currency", "DOL", "text.currency")]
    [InlineData("timing", "sometimes", ImportCodes.ValueNotAllowed)]
    [InlineData("notice", "9999 days", ImportCodes.ValueNotAllowed)]
    [InlineData("customer", "Z", ImportCodes.ReferenceUnknown)]
    [InlineData("paid_from", "2024-01-30", "order.paid_before_start")]
    [InlineData("id", "=1+1", ImportCodes.Formula)]
    [InlineData("id", "@SUM(A1)", ImportCodes.Formula)]
    [InlineData("id", "+1-cmd|calc", ImportCodes.Formula)]
    [InlineData("id", "-12", null)]
    [InlineData("comment", "=HYPERLINK(1)", ImportCodes.Formula)]
    [InlineData("comment", "bell\u0007", ImportCodes.TextNotUsable)]
    public void A_cell_that_cannot_be_used_is_refused_with_its_place(string column, string value, string? code)
    {
        ReadBook read = export.Cell(column, value).Read();
        if (code is null)
        {
            read.Rejects.ShouldBeEmpty();
            return;
        }

        // A rule over the whole order is reported at the contract's id.
        bool isOfOrder = code.StartsWith("order.", StringComparison.Ordinal);
        RejectedRow reject = read.Rejects.First(found => found.Code == code);
        (reject.File, reject.Line, reject.Column, reject.Value).ShouldBe(
            ("contracts.csv", 2, isOfOrder ? "id" : column, isOfOrder ? "C1" : value));
        reject.Sentence.ShouldEndWith(".");
        read.Book.Contracts.ShouldBeEmpty();
        read.Book.PlanVersions.ShouldBeEmpty("a refused row leaves nothing in the catalogue");
        read.CanSkipRejects.ShouldBeTrue();
    }

    [Fact]
    public void An_amount_that_has_no_exact_share_is_refused_and_not_rounded()
    {
        RejectedRow reject = export.Cell("mrr", "100").Cell("seats", "3").Read().Rejects.ShouldHaveSingleItem();
        (reject.Code, reject.Column, reject.Value).ShouldBe((ImportCodes.NotDivisible, "mrr", "100"));
    }

    [Fact]
    public void Zero_units_are_refused_by_the_core()
    {
        export.Remap("{ divide: $mrr, by: $seats }", "$mrr").Cell("seats", "0");
        export.Read().Rejects.ShouldHaveSingleItem().Code.ShouldBe("line.quantity_not_allowed");
    }

    [Fact]
    public void A_reason_must_be_a_code_because_facts_cannot_be_erased()
    {
        RejectedRow reject = export.Cell("end", "2024-03-01").Cell("reason", "Too expensive").Read().Rejects.ShouldHaveSingleItem();
        (reject.Code, reject.Column, reject.Value).ShouldBe(("reason.not_a_code", "reason", "Too expensive"));
    }

    [Fact]
    public void An_end_behind_the_only_term_is_refused() =>
        Only(export.Cell("renews", "none").Cell("end", "2024-03-01").Read()).ShouldBe((ImportCodes.EndAfterTerms, "contracts.csv", 2));

    [Fact]
    public void More_terms_than_a_life_can_have_are_refused() =>
        Only(export.Cell("term", "1 day").Cell("start", "1950-01-01").Cell("end", "2024-03-01").Read())
            .ShouldBe((ImportCodes.TooManyTerms, "contracts.csv", 2));

    [Fact]
    public void Every_fault_of_a_row_is_named_at_once() =>
        export.Cell("start", "soon").Cell("plan", "Gold").Cell("currency", "DOL").Read().Rejects.Select(reject => reject.Code)
            .ShouldBe([ImportCodes.DateFormat, "text.currency"], ignoreOrder: true);

    [Fact]
    public void A_name_of_endless_length_is_refused() =>
        Only(export.Change("customers.csv", "Beta", new string('b', 201)).Read()).ShouldBe((ImportCodes.TextNotUsable, "customers.csv", 3));

    [Fact]
    public void The_second_row_with_a_key_is_refused() =>
        Only(export.Change("customers.csv", "B,Beta", "A,Beta").Read()).ShouldBe((ImportCodes.KeyTwice, "customers.csv", 3));

    [Fact]
    public void A_row_without_its_key_is_refused() =>
        Only(export.Change("customers.csv", "B,Beta", ",Beta").Read()).ShouldBe((ImportCodes.ValueMissing, "customers.csv", 3));

    [Fact]
    public void The_second_row_with_an_id_is_refused()
    {
        export.Remap("customers.csv, key: id", "customers.csv").Change("customers.csv", "B,Beta", "A,Beta");
        Only(export.Read()).ShouldBe((ImportCodes.IdTwice, "customers.csv", 3));
    }

    [Fact]
    public void A_customer_that_repeats_under_another_name_is_refused()
    {
        export.Remap("customers.csv, key: id", "customers.csv").Remap("name: $name", "name: $name\n  repeats: yes")
            .Change("customers.csv", "B,Beta", "A,Beta");
        Only(export.Read()).ShouldBe((ImportCodes.NamedDifferently, "customers.csv", 3));
    }

    [Fact]
    public void A_plan_with_two_names_is_refused()
    {
        export.Remap("Basic: basic", "Basic: pro").Change("contracts.csv", "\nC1", "\nC0,A,2024-01-31,,Basic,10,490,1 month,manual,UTC,EUR,in advance,price,,no,none,\nC1");
        Only(export.Read()).ShouldBe((ImportCodes.NamedDifferently, "contracts.csv", 3));
    }

    [Fact]
    public void A_row_of_another_width_is_refused() =>
        Only(export.Change("customers.csv", "B,Beta,", "B,Beta").Read()).ShouldBe((ImportCodes.RowRagged, "customers.csv", 3));

    [Theory]
    [InlineData("B,Be\"ta,")]
    [InlineData("B,\"Be\"ta,")]
    public void A_quote_out_of_place_is_refused(string row) =>
        Only(export.Change("customers.csv", "B,Beta,", row).Read()).ShouldBe((ImportCodes.QuoteStray, "customers.csv", 3));

    [Fact]
    public void A_required_join_without_a_row_is_refused() =>
        Only(export.Remap("required: no", "required: yes").Change("visits.csv", ",A,", ",B,").Cell("end", "2024-03-01").Read())
            .ShouldBe((ImportCodes.ReferenceUnknown, "contracts.csv", 2));

    [Fact]
    public void A_join_that_finds_two_rows_is_refused() =>
        Only(export.Remap(", nearest: { on: $end }", "").Read()).ShouldBe((ImportCodes.ReferenceAmbiguous, "contracts.csv", 2));

    [Fact]
    public void A_joined_row_without_a_readable_day_is_refused_itself() =>
        Only(export.Change("visits.csv", "2024-03-10", "March").Read()).ShouldBe((ImportCodes.DateFormat, "visits.csv", 2));

    [Fact]
    public void A_file_that_is_not_there_is_named() => WholeFile(export.Remove("visits.csv").Read(), ImportCodes.FileMissing, 0);

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        export.Remove("visits.csv");
        Directory.CreateDirectory(Path.Combine(export.Folder, "visits.csv"));
        WholeFile(export.Read(), ImportCodes.FileNotOpened, 0);
    }

    [Fact]
    public void An_empty_file_is_named() => WholeFile(export.Put("visits.csv", "").Read(), ImportCodes.FileEmpty, 0);

    [Fact]
    public void A_file_of_another_encoding_is_refused_with_its_first_bad_line()
    {
        export.Put("visits.csv", Encoding.Latin1.GetBytes("id,customer,on,why\nV1,A,2024-03-04,visit\nV2,A,2024-03-04,Müller\n"));
        WholeFile(export.Read(), ImportCodes.Encoding, 3).Value.ShouldContain("Müller");
    }

    [Fact]
    public void A_missing_column_is_named_with_the_columns_that_are_there() =>
        WholeFile(export.Change("visits.csv", "why", "reason").Read(), ImportCodes.ColumnMissing, 1).Sentence
            .ShouldContain("id, customer, on, reason");

    [Fact]
    public void A_column_that_is_there_twice_is_named() =>
        WholeFile(export.Put("visits.csv", "id,customer,on,why,why\n").Read(), ImportCodes.ColumnTwice, 1);

    [Fact]
    public void A_quote_that_never_closes_is_refused_with_its_line() =>
        WholeFile(export.Change("visits.csv", "V1,A,", "V1,\"A,").Read(), ImportCodes.QuoteOpen, 3);

    [Fact]
    public void A_header_with_an_open_quote_is_refused() =>
        WholeFile(export.Change("visits.csv", "id,customer", "\"id,customer").Read(), ImportCodes.QuoteOpen, 1);

    [Fact]
    public void A_quote_that_swallows_a_large_file_is_refused_before_it_fills_the_memory()
    {
        export.Put("visits.csv", "id,customer,on,why\nV1,A,2024-03-04,\"open\n" + string.Concat(Enumerable.Repeat("x,A,2024-03-04,y\n", 200_000)));
        WholeFile(export.Read(), ImportCodes.QuoteOpen, 2);
    }

    [Fact]
    public void Whatever_a_file_holds_nothing_throws()
    {
        byte[] odd = [.. "\",;\r\n\t=-+ 0A"u8, 0, 0xFF, 0xC3];
        var random = new Random(2024);
        for (int round = 0; round < 300; round++)
        {
            string file = round % 2 == 0 ? "contracts.csv" : "visits.csv";
            using var changed = new SmallExport();
            var bytes = new List<byte>(changed.Bytes(file));
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Count)] = odd[random.Next(odd.Length)];
                bytes.RemoveAt(random.Next(bytes.Count));
            }

            ReadBook read = changed.Put(file, [.. bytes]).Read();
            (read.Rejects.Count > 0 || read.Book.Contracts.Count > 0 || read.Rows.Count > 0).ShouldBeTrue();
        }
    }

    private static (string Code, string File, int Line) Only(ReadBook read) =>
        read.Rejects.ShouldHaveSingleItem() is var reject ? (reject.Code, reject.File, reject.Line) : default;

    private static RejectedRow WholeFile(ReadBook read, string code, int line)
    {
        RejectedRow reject = read.Rejects.ShouldHaveSingleItem();
        (reject.Code, reject.File, reject.Line, reject.ConcernsWholeFile).ShouldBe((code, "visits.csv", line, true));
        read.CanSkipRejects.ShouldBeFalse("going on without a whole file is no import");
        read.Book.Contracts.ShouldBeEmpty();
        return reject;
    }
}
