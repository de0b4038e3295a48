using System.Text;
using System.Text.Json;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class CanonicalJsonTests
{
    [Fact]
    [Rule("CON-1")]
    public void Every_kind_of_value_has_one_text()
    {
        CanonicalJson json = new();
        json.BeginObject()
            .Name("amount"u8).Value(-120000)
            .Name("day"u8).Value(Day("2025-02-28"))
            .Name("id"u8).Value(new Guid("0191d3a2-0000-8000-8000-00000000ABCD"))
            .Name("items"u8).BeginArray().Value(true).Value(false).Null().BeginObject().EndObject().BeginArray().EndArray().EndArray()
            .Name("price"u8).Value(0.01250m)
            .Name("text").Value("Zürich 東京 🦊 </b> \u007f")
            .EndObject();
        json.Text.ShouldBe(
            """{"amount":-120000,"day":"2025-02-28","id":"0191d3a2-0000-8000-8000-00000000abcd","items":[true,false,null,{},[]],"price":"0.0125","text":"Zürich 東京 🦊 </b> """
            + "\u007f\"}");
    }

    [Fact]
    [Rule("CON-1")]
    public void Only_what_json_demands_is_escaped() =>
        new CanonicalJson().Value("\"\\/\b\f\n\r\t\u0000\u001f'").Text.ShouldBe("""
            "\"\\/\b\f\n\r\t\u0000\u001f'"
            """);

    [Theory]
    [Rule("CON-1")]
    [InlineData(0, "0")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void Numbers_are_whole(long value, string text) => new CanonicalJson().Value(value).Text.ShouldBe(text);

    [Fact]
    [Rule("CON-1")]
    public void Equal_decimals_are_equal_bytes()
    {
        new CanonicalJson().Value(12.50m).Text.ShouldBe("\"12.5\"");
        new CanonicalJson().Value(12.5m).Hash().ShouldBe(new CanonicalJson().Value(12.500m).Hash());
        new CanonicalJson().Value(-0.0m).Text.ShouldBe("\"0\"");
        new CanonicalJson().Value(decimal.MinValue).Text.ShouldBe("\"-79228162514264337593543950335\"");
    }

    [Fact]
    [Rule("CON-1")]
    public void Half_a_surrogate_pair_is_no_text()
    {
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().Value("a\ud83e"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().Value("\udd8aa"));
    }

    [Fact]
    [Rule("CON-1")]
    public void Bytes_written_before_are_taken_as_they_are()
    {
        byte[] inner = new CanonicalJson().BeginArray().Value(1).EndArray().ToArray();
        new CanonicalJson().BeginObject().Name("a").Raw(inner).Name("b").Raw(inner).EndObject().Text.ShouldBe("""{"a":[1],"b":[1]}""");
    }

    [Fact]
    [Rule("CON-1")]
    public void A_writer_is_used_again_and_allocates_nothing_when_warm()
    {
        CanonicalJson json = new(1);
        string text = new('ü', 3000);
        Write(json, text);
        Hash32 first = json.Hash();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(json, text);
        Hash32 second = json.Hash();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        second.ShouldBe(first);

        static void Write(CanonicalJson json, string text) =>
            json.Reset().BeginObject().Name("a"u8).Value(text).Name("b"u8).Value(1).Name("c").Value(0.5m)
                .Name("d"u8).Value(DateOnly.MinValue).Name("e"u8).Value(Guid.Empty).Name("f"u8).Value(default(Hash32)).EndObject();
    }

    [Fact]
    [Rule("CON-1")]
    public void Keys_ascend_each_once()
    {
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("b").Value(1).Name("a"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("a").Value(1).Name("a"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("a").BeginObject().Name("z").Null().EndObject().Name("Z"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name(""));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("a b"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("ä"));
        new CanonicalJson().BeginArray().BeginObject().Name("b").Null().EndObject().BeginObject().Name("a").Null().EndObject().EndArray()
            .Text.ShouldBe("""[{"b":null},{"a":null}]""");
    }

    [Fact]
    [Rule("CON-1")]
    public void A_shape_that_is_no_json_is_impossible()
    {
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Value(1));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().Value(1).Value(2));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().EndArray());
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().EndObject());
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("a").EndObject());
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginObject().Name("a").Name("b"));
        Should.Throw<InvariantBrokenException>(() => new CanonicalJson().BeginArray().Name("a"));
    }
    [Fact]
    [Rule("CON-1")]
    public void What_is_written_another_parser_reads()
    {
        string text = string.Concat(Enumerable.Range(0, 0x2100).Select(code => (char)code));
        JsonSerializer.Deserialize<string>(new CanonicalJson().Value(text).Written).ShouldBe(text);
        Encoding.UTF8.GetString(new CanonicalJson().Value("ü").ToArray()).ShouldBe("\"ü\"");
    }
}
