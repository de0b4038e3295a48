using System.Text.Json;
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Billing;

/// <summary>Every line says which events made it (BIL-8), so that an explanation never stops at "because it is so".</summary>
public class CausesTests
{
    private const string Order = """
        2025-01-01 order term 12 months
            charge seats per unit 10.00 per month billed every month, 3 units
            charge help flat 5.00 per month billed every month
        2025-02-01 run

        """;

    [Theory]
    [Rule("BIL-8")]
    [InlineData("2025-02-01 upgrade remove 3 seats")]
    [InlineData("2025-02-10 upgrade remove 2 seats")]
    [InlineData("2025-02-01 pause until 2025-04-10")]
    [InlineData("2025-02-10 pause until 2025-02-15")]
    [InlineData("2025-02-01 terminate on 2025-02-01 credit reason asked")]
    [InlineData("2025-02-10 terminate on 2025-02-10 credit reason asked")]
    public void A_credit_names_the_event_that_gave_the_days_back(string act) =>
        CausesOfTheLastLine(act + "\n2025-02-20 run").ShouldBe([1, 2]);

    [Fact]
    [Rule("BIL-8")]
    public void A_bill_after_a_pause_names_the_pause() =>
        CausesOfTheLastLine("2025-02-10 pause until 2025-03-10\n2025-03-10 run").ShouldBe([1, 2]);

    [Fact]
    [Rule("BIL-8")]
    public void A_raised_price_names_every_renewal_that_raised_it() => CausesOf("""
        2024-01-01 order term 12 months renews automatic 12 months uplift 5%
            charge seats per unit 10.00 per year billed every year, 3 units
        2025-12-31 run
        2026-01-01 run
        """).ShouldBe([1, 2, 3]);

    private static int[] CausesOfTheLastLine(string acts) => CausesOf(Order + acts);

    private static int[] CausesOf(string life)
    {
        var driver = new PureDriver();
        foreach (Act act in ScenarioParser.Parse(life).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull(act.ToString());
        }

        using JsonDocument derivation = JsonDocument.Parse(driver.Documents[^1].Lines[0].Derivation);
        return [.. derivation.RootElement.GetProperty("events").EnumerateArray().Select(static number => number.GetInt32()).Order()];
    }
}
