using System.Text.Json;
using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Changes;

/// <summary>What the preview of an end says about money (CON-5, VER-5).</summary>
public class PreviewOfEndTests
{
    [Theory]
    [InlineData(Settlement.Refund, 0, 0, 40_493)]
    [InlineData(Settlement.Credit, 0, 40_493, 0)]
    [InlineData(Settlement.Nothing, 20_000, 0, 0)]
    [Rule("CON-5")]
    [Rule("VER-5")]
    public void It_says_what_will_be_owed_left_and_paid_back_on_the_day_of_the_end(Settlement settlement, long open, long credit, long refund)
    {
        var driver = new PureDriver();
        foreach (Act act in ScenarioParser.Parse("""
            2025-01-01 order term 12 months
                charge base flat 1200.00 per year billed every year
            2025-01-01 run
            2025-01-02 pay 1000.00
            """).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        var endsOn = new DateOnly(2025, 7, 1);
        Preview preview = Previewing.Terminate(driver.Dossier, new TerminateContract(endsOn, settlement, "budget"), new DateOnly(2025, 6, 1)).Value;
        using JsonDocument effects = JsonDocument.Parse(preview.Effects);
        JsonElement settled = effects.RootElement.GetProperty("account").GetProperty("settled");
        settled.GetProperty("on").GetString().ShouldBe("2025-07-01");
        settled.GetProperty("open").GetInt64().ShouldBe(open);
        settled.GetProperty("credit").GetInt64().ShouldBe(credit);
        settled.GetProperty("refundOwed").GetInt64().ShouldBe(refund);
        driver.CarryOut(preview);
        driver.Run(endsOn);
        (driver.Dossier.Account.OpenMinor, driver.Dossier.Account.CreditMinor, driver.Dossier.Account.RefundOwedMinor).ShouldBe((open, credit, refund));
    }
}
