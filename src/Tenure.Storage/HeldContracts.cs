// Which contracts this session holds, and how far their chains have grown in it. An append without a held head would
// race with another writer, so it is refused here rather than found by a broken chain later.
namespace Tenure.Storage;

internal sealed class HeldContracts
{
    private readonly Dictionary<Guid, (int Version, byte[] Hash)> _chains = [];

    internal void Hold(Head head) => _chains.TryAdd(head.ContractId, (head.Version, head.HeadHash));

    /// <summary>The end of a contract's chain; for one that is not held, the start of a new chain.</summary>
    internal (int Version, byte[] Hash) ChainOf(Guid contractId) =>
        _chains.TryGetValue(contractId, out var chain) ? chain : (0, EventLog.Genesis);

    internal void Grow(Guid contractId, int version, byte[] hash) => _chains[contractId] = (version, hash);

    internal void Require(Guid contractId)
    {
        if (!_chains.ContainsKey(contractId))
        {
            throw new InvalidOperationException($"Lock the head of contract {contractId} before writing to it.");
        }
    }

    internal void RequireChainEnd(Head head)
    {
        Require(head.ContractId);
        var (version, hash) = _chains[head.ContractId];
        if (version != head.Version || !hash.AsSpan().SequenceEqual(head.HeadHash))
        {
            throw new InvalidOperationException(
                $"The head of contract {head.ContractId} says version {head.Version}, its log ends at {version}.");
        }
    }
}
