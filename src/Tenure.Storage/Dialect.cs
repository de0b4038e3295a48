// What an engine must offer: transactions for tenants, a locked transaction for migrating, and its own words in SQL.
namespace Tenure.Storage;

internal abstract class Dialect : IAsyncDisposable
{
    internal abstract Engine Engine { get; }

    /// <summary>Type words of the portable migrations, and how this engine says them.</summary>
    internal abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>Counts 1 when the table schema_version exists.</summary>
    internal abstract string SchemaProbe { get; }

    /// <summary>Begins a transaction; without a tenant only global tables can be reached.</summary>
    internal abstract Task<Channel> BeginAsync(int? tenantId, Access access);

    /// <summary>Begins a transaction as the owner of the tables; alone among all processes that ask for it.</summary>
    internal abstract Task<Channel> BeginAsOwnerAsync(bool alone);

    public abstract ValueTask DisposeAsync();
}
