// The lives in text that the Core plays are played again through the command line, on both engines, with the same lines expected.
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Scenarios;

public sealed class ScenarioTests(ScenarioBooks books) : IClassFixture<ScenarioBooks>
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios", "Lives");

    public static TheoryData<string, Engine> Lives()
    {
        var lives = new TheoryData<string, Engine>();
        foreach (string file in Directory.GetFiles(Folder, "*.scenario").Order(StringComparer.Ordinal))
        {
            foreach (Engine engine in new[] { Engine.Sqlite, Engine.Postgres })
            {
                lives.Add(Path.GetFileNameWithoutExtension(file), engine);
            }
        }

        return lives;
    }

    [Theory, MemberData(nameof(Lives)), Rule("CON-1"), Rule("CON-5"), Rule("BOOK-3"), Rule("STO-5")]
    public async Task A_life_in_text_goes_as_it_says_through_the_command_line(string life, Engine engine)
    {
        Scenario scenario = ScenarioParser.Parse(await File.ReadAllTextAsync(
            Path.Combine(Folder, life + ".scenario"), TestContext.Current.CancellationToken));
        CliDriver driver = await books.BeginAsync(engine, life);
        await driver.OfferAsync(scenario);
        ScenarioRunner.Play(scenario, driver);
        await driver.VerifyAsync();
    }
}
