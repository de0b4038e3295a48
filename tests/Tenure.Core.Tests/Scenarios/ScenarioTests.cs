using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Xunit;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Whole lives of contracts in text; see <see cref="ScenarioParser"/> for the words.</summary>
public class ScenarioTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios", "Lives");

    public static TheoryData<string> Lives()
    {
        var lives = new TheoryData<string>();
        foreach (string file in Directory.GetFiles(Folder, "*.scenario").Order(StringComparer.Ordinal))
        {
            lives.Add(Path.GetFileNameWithoutExtension(file));
        }

        return lives;
    }

    [Theory]
    [MemberData(nameof(Lives))]
    [Rule("CON-1")]
    [Rule("BIL-1")]
    public void A_life_in_text_goes_as_it_says(string life) => ScenarioRunner.Play(Read(life), new PureDriver());

    [Theory]
    [MemberData(nameof(Lives))]
    [Rule("BOOK-1")]
    public void A_life_in_text_cites_its_rules_and_balances(string life)
    {
        Scenario scenario = Read(life);
        scenario.Title.ShouldNotBeEmpty();
        scenario.Rules.ShouldNotBeEmpty();
        var driver = new PureDriver();
        foreach (Act act in scenario.Acts)
        {
            driver.Play(act);
        }

        driver.Entries.Count(static entry => entry.Document > 0).ShouldBe(driver.Documents.Count);
        driver.Entries.SelectMany(static entry => entry.Postings).Sum(static posting => posting.AmountMinor).ShouldBe(0);
        SeenContract seen = driver.Look();
        long granted = driver.BalanceOf(Accounts.Goodwill) + driver.BalanceOf(Accounts.ForfeitIncome) + driver.BalanceOf(Accounts.WriteOff);
        (seen.ReceivableMinor - seen.CreditMinor - seen.RefundMinor + driver.BalanceOf(Accounts.Cash) + granted)
            .ShouldBe(driver.Documents.Sum(static document => document.GrossMinor));
    }

    [Theory]
    [InlineData("2025-01-01 dance", "line 1")]
    [InlineData("2025-13-01 run", "line 1")]
    [InlineData("\n  invoice 10.00", "line 2")]
    [InlineData("2025-01-01 run\n  invoice ten", "line 2")]
    [InlineData("2025-01-01 terminate credit", "reason")]
    [InlineData("2025-01-01 run tomorrow", "the end of the line")]
    public void A_line_that_cannot_be_read_is_named(string text, string named) =>
        Should.Throw<ScenarioNotReadableException>(() => ScenarioParser.Parse(text)).Message.ShouldContain(named);

    [Fact]
    public void A_difference_fails_and_names_its_line()
    {
        Scenario life = ScenarioParser.Parse("""
            # One cent less
            2025-01-01 order term 12 months
              charge seats per unit 10.00 per month billed every month, 1 units
            2025-01-01 run
              invoice 9.99
            """);
        Should.Throw<ShouldAssertException>(() => ScenarioRunner.Play(life, new PureDriver())).Message.ShouldContain("line 4");
    }

    private static Scenario Read(string life) => ScenarioParser.Parse(File.ReadAllText(Path.Combine(Folder, life + ".scenario")));
}
