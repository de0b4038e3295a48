using System.Text.Json;
using FsCheck.Fluent;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Properties.KernelGenerators;

namespace Tenure.Core.Tests.Properties;

public class KernelJsonProperties
{
    [Fact]
    [Rule("CON-1")]
    public void Another_parser_reads_every_value_back() =>
        Holds(
            from letters in Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0xFFFF)).ListOf()
            from number in Gen.Choose(int.MinValue, int.MaxValue)
            from scale in Gen.Choose(0, 28)
            from day in Days
            select (Text: string.Concat(letters.Select(letter => (char)letter)), (long)number * number, new decimal(number, 7, 7, number < 0, (byte)scale), day),
            given =>
            {
                (string text, long number, decimal exact, DateOnly day) = given;
                CanonicalJson json = new CanonicalJson().BeginObject()
                    .Name("list"u8).BeginArray().Value(number).Value(text).Value(day).EndArray()
                    .Name("price"u8).Value(exact).Name("text"u8).Value(text).EndObject();
                using JsonDocument read = JsonDocument.Parse(json.ToArray());
                JsonElement list = read.RootElement.GetProperty("list");
                list[0].GetInt64().ShouldBe(number);
                list[1].GetString().ShouldBe(text);
                list[2].GetString().ShouldBe(DayText.Of(day));
                DecimalText.TryParse(read.RootElement.GetProperty("price").GetString(), out decimal price).ShouldBeTrue();
                price.ShouldBe(exact);
                read.RootElement.GetProperty("text").GetString().ShouldBe(text);
            });
}
