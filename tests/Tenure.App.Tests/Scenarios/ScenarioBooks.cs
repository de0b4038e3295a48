// One database per engine for all scenarios; each life is a tenant of its own, so that no run reaches into another life.
using Tenure.App.Tests.Commands;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Scenarios;

/// <summary>The books that scenarios are played on.</summary>
public sealed class ScenarioBooks : IAsyncLifetime
{
    private readonly Dictionary<Engine, CliBook> _books = [];
    private int _tenants = 1;

    public async ValueTask InitializeAsync()
    {
        foreach (Engine engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            _books[engine] = await CliBook.CreateAsync(engine);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (CliBook book in _books.Values)
        {
            await book.DisposeAsync();
        }
    }

    /// <summary>A driver for one life.</summary>
    internal async Task<CliDriver> BeginAsync(Engine engine, string life)
    {
        int tenant = Interlocked.Increment(ref _tenants);
        await _books[engine].AddTenantAsync(tenant, "UTC");
        return new CliDriver(_books[engine], tenant, life);
    }
}
