// What a mapping may say, and how one that says something else is refused: with the line, before any file is opened.
using Shouldly;
using Tenure.App.Import;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.App.Tests.Import;

public sealed class MappingTests : IDisposable
{
    private readonly SmallExport export = new();

    public void Dispose() => export.Dispose();

    [Theory]
    [InlineData("source: small", "sources: small", "import.mapping_key_unknown", 2)]
    [InlineData("  name: $name", "  nome: $name", "import.mapping_key_unknown", 10)]
    [InlineData("quantity: $seats", "quantity: $seats\n      colour: red", "import.mapping_key_unknown", 27)]
    [InlineData("source: small\n", "", "import.mapping_key_missing", 1)]
    [InlineData("  clauses: { term: $term, renewal: $renews, zone: $zone, notice: $notice }\n", "", "import.mapping_key_missing", 13)]
    [InlineData("product: { code: seat }", "product: seat", "import.mapping_value", 25)]
    [InlineData("name: $name", "name: $name\n  name: $id", "import.mapping_key_twice", 11)]
    [InlineData("language: 1", "language: 2", "import.mapping_value", 1)]
    [InlineData("source: small", "source: [small]", "import.mapping_value", 2)]
    [InlineData("path: visits.csv", "path: ../visits.csv", "import.mapping_value", 6)]
    [InlineData("path: visits.csv", "path: /visits.csv", "import.mapping_value", 6)]
    [InlineData("source: small", "source: small\ndates: dd/MM", "import.mapping_value", 3)]
    [InlineData("source: small", "source: small\ndates: yyyy-MM-ddTHH:mm:ssK", "import.mapping_value", 3)]
    [InlineData("source: small", "source: small\nencoding: ebcdic", "import.mapping_value", 3)]
    [InlineData("currency: $currency", "currency: Euro", "import.mapping_value", 18)]
    [InlineData("term: $term", "term: monthly", "import.mapping_value", 29)]
    [InlineData("term: $term", "term: { of: $term, map: { m: 1 mnth } }", "import.mapping_value", 29)]
    [InlineData("start: $start", "start: $", "import.mapping_value", 19)]
    [InlineData("quantity: $seats", "quantity: { multiply: $seats }", "import.mapping_key_unknown", 26)]
    [InlineData("when: { not: { $visit.why: \"\" } }", "when: { status: x }", "import.mapping_value", 33)]
    [InlineData("file: visits,", "file: visit,", "import.mapping_name_unknown", 15)]
    [InlineData("text: $comment", "text: $coment.text", "import.mapping_name_unknown", 32)]
    [InlineData("source: small", "source: &s small", "import.mapping_not_readable", 2)]
    [InlineData("source: small", "source: {small", "import.mapping_not_readable", null)]
    [InlineData("source: small", "source: small\nimplied_renewals_until: 2024-12-31", "import.mapping_key_unknown", 3)]
    public void A_mapping_that_says_something_else_is_refused_with_its_line(string from, string to, string code, int? line)
    {
        export.Mapping.ShouldContain(from);
        Decision<Mapping> loaded = export.Remap(from, to).Load();
        loaded.IsAccepted.ShouldBeFalse();
        var refusal = loaded.Refusal.ShouldBeAssignableTo<MappingRefusal>()!;
        refusal.Code.ShouldBe(code, refusal.Sentence);
        refusal.Line.ShouldBe(line ?? refusal.Line, refusal.Sentence);
        refusal.Sentence.ShouldContain($"ine {refusal.Line}");
    }

    [Fact]
    public void A_misspelt_key_is_named_before_the_key_that_is_therefore_missing() =>
        export.Remap("customer: $customer\n", "costumer: $customer\n").Load().Refusal
            .ShouldBeOfType<MappingKeyUnknown>().Key.ShouldBe("costumer");

    [Fact]
    public void A_mapping_that_is_not_there_is_refused() =>
        Mapping.Load(Path.Combine(export.Folder, "none.yaml")).Refusal.ShouldBeOfType<MappingMissing>();

    [Fact]
    public void An_empty_mapping_is_refused()
    {
        export.Mapping = "";
        export.Load().Refusal.ShouldBeOfType<MappingNotReadable>();
    }

    [Fact]
    public void Whatever_a_mapping_holds_nothing_throws()
    {
        const string Odd = "{}[]:,$&*!|>'\"#-? \t\n.%@0";
        var random = new Random(2024);
        string whole = export.Mapping;
        for (int round = 0; round < 3_000; round++)
        {
            int at = random.Next(whole.Length);
            string cut = random.Next(3) == 0 ? whole[..at] : whole.Remove(at, Math.Min(random.Next(6), whole.Length - at));
            using var text = new StringReader(cut.Insert(Math.Min(at, cut.Length), Odd[random.Next(Odd.Length)].ToString()));
            Decision<Mapping> read = Mapping.Read(text, []);
            (read.IsAccepted || read.Refusal is MappingRefusal { Line: > 0 }).ShouldBeTrue(read.ToString());
        }
    }

    [Fact]
    public void A_mapping_may_be_written_as_json()
    {
        export.Mapping = """
            {
              "language": "1", "source": "small",
              "files": { "rows": { "path": "rows.csv", "separator": ";" } },
              "customers": { "file": "rows", "id": "$who", "name": "$who", "repeats": "yes" },
              "contracts": {
                "file": "rows", "id": "$id", "customer": "$who", "currency": "JPY", "start": "$from",
                "plan": { "code": "all" },
                "charges": [ { "code": "fee", "product": { "code": "fee" }, "model": "flat", "price": "$fee" } ],
                "clauses": { "term": "1 year", "renewal": "none" }
              }
            }
            """;
        export.Put("rows.csv", "id;who;from;fee\n1;Acme;2024-01-01;500\n2;Acme;2024-02-01;600\n");
        ReadBook read = export.Read();
        read.Rejects.ShouldBeEmpty();
        read.Book.Customers.ShouldHaveSingleItem().Name.ShouldBe("Acme");
        read.Book.Contracts.Count.ShouldBe(2);
        read.Book.PlanVersions.Select(version => (version.Number, version.Charges.Single().Price.ToString()))
            .ShouldBe([(1, "500 JPY"), (2, "600 JPY")]);
    }

    [Fact]
    public void Every_code_is_in_the_guide()
    {
        string guide = File.ReadAllText(Guide());
        foreach (string code in typeof(ImportCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Concat(
            ["import.mapping_missing", "import.mapping_not_readable", "import.mapping_key_unknown", "import.mapping_key_twice",
             "import.mapping_key_missing", "import.mapping_value", "import.mapping_name_unknown"]))
        {
            guide.ShouldContain($"`{code}`");
        }
    }

    private static string Guide()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Tenure.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine(at!.FullName, "docs", "guide", "import.md");
    }
}
