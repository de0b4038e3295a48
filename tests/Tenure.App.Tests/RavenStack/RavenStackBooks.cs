// The RavenStack book on both engines, imported and run to the close of 2024 through the command line, once for all tests.
using System.Diagnostics;
using System.Text.Json.Nodes;
using IndependentOracle;
using Tenure.App.Tests.Commands;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.RavenStack;

/// <summary>The shared books; empty where the data set is not above the tests.</summary>
public sealed class RavenStackBooks : IAsyncLifetime
{
    private readonly Dictionary<Engine, (CliBook Book, JsonNode Imported, JsonNode Ran, string Times)> _books = [];
    private RavenStackExpectation? _oracle;

    public static DateOnly CloseOfBook { get; } = new(2024, 12, 31);

    /// <summary>What the independent computation expects.</summary>
    public RavenStackExpectation Oracle => _oracle ?? throw new InvalidOperationException("The data set is not here.");

    /// <summary>The command that imports the book.</summary>
    public static string[] Import(string folder) => ["import", "--mapping", MappingPath(), "--from", folder, "--commit"];

    public async ValueTask InitializeAsync()
    {
        if (RavenStackOracleTests.DataFolder() is not { } folder)
        {
            return;
        }

        _oracle = RavenStackOracle.Compute(folder, CloseOfBook);
        foreach (Engine engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            CliBook book = await CliBook.CreateAsync(engine);
            var watch = Stopwatch.StartNew();
            JsonNode imported = await book.DoAsync(Import(folder));
            TimeSpan import = watch.Elapsed;
            watch.Restart();
            JsonNode ran = await book.DoAsync("run", "--until", "2024-12-31");
            _books[engine] = (book, imported, ran, $"{engine}: import {import.TotalSeconds:0.0} s, run {watch.Elapsed.TotalSeconds:0.0} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _books.Values)
        {
            await entry.Book.DisposeAsync();
        }
    }

    /// <summary>The book on an engine, what its commands answered, and how long they took; null without the data set.</summary>
    internal (CliBook Book, JsonNode Imported, JsonNode Ran, string Times)? On(Engine engine) =>
        _books.TryGetValue(engine, out var found) ? found : null;

    private static string MappingPath()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "docs", "guide", "examples", "ravenstack.yaml");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("docs/guide/examples/ravenstack.yaml is not above the tests.");
    }
}

/// <summary>The test classes that share the books; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RavenStackCollection : ICollectionFixture<RavenStackBooks>
{
    public const string Name = "RavenStack";
}
