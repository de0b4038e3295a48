// The clauses of some contracts, which no read table repeats: those of the order, and what was amended since.
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal sealed class AgreedClauses
{
    private const int AtOnce = 256;

    private readonly List<(int Sequence, Clauses Clauses)> steps = [];

    private AgreedClauses()
    {
    }

    /// <summary>Those that count today.</summary>
    public Clauses Now => steps[^1].Clauses;

    /// <summary>Those that counted when an event was recorded.</summary>
    public Clauses At(int sequence) => steps.FindLast(step => step.Sequence <= sequence).Clauses;

    /// <summary>The clauses of each contract, by its id.</summary>
    public static async Task<Dictionary<Guid, AgreedClauses>> LoadAsync(Session session, IEnumerable<Guid> contractIds)
    {
        var agreed = new Dictionary<Guid, AgreedClauses>();
        foreach (Guid[] ids in contractIds.Distinct().Chunk(AtOnce))
        {
            await session.ForEachAsync(
                "SELECT contract_id, sequence, type, type_version, body FROM contract_event "
                + "WHERE tenant_id = @tenant AND (sequence = 1 OR type = 'contract.amended') AND contract_id IN @ids ORDER BY contract_id, sequence",
                row => Add(agreed, row.GetGuid(0), row.GetInt(1), FactCodec.Read(row.GetText(2), row.GetInt(3), row.GetBytes(4))),
                ("ids", ids));
        }

        return agreed;
    }

    private static void Add(Dictionary<Guid, AgreedClauses> agreed, Guid contract, int sequence, Fact fact)
    {
        if (fact is ContractOrdered ordered)
        {
            agreed.Add(contract, new AgreedClauses { steps = { (sequence, ordered.Clauses) } });
        }
        else
        {
            agreed[contract].steps.Add((sequence, ((ContractAmended)fact).On(agreed[contract].Now)));
        }
    }
}
