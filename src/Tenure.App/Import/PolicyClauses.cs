// The clauses of a mapping that begin from a policy: what the policy says stands there as if it were written, unless the mapping says
// it. So a clause that policies learn is a clause of imports as soon as a mapping has its key.
using Tenure.App.Contracts.Policies;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

internal static class PolicyClauses
{
    // Every other key is the name of the order's option.
    private static readonly Dictionary<string, string> OwnKeys = new()
    {
        ["grid"] = "billing_grid",
        ["notice_from"] = "notice_counts_from",
        ["notice_landing"] = "notice_lands_on",
        ["renewal_length"] = "renewal_term",
    };

    /// <summary>The key of a mapping for a word of a policy.</summary>
    public static string KeyOf(string word) => OwnKeys.GetValueOrDefault(word, word);

    /// <summary>The clauses of the contracts, with those of the policy that they begin from.</summary>
    public static MappingNode Under(MappingSection contracts, IReadOnlyList<NamedPolicy> policies, out string? policy)
    {
        string? named = contracts.Has("policy") ? contracts.NeedText("policy") : null;
        contracts.Find("policy");
        Decision<NamedPolicy?> chosen = NamedPolicy.Chosen(policies, named);
        policy = null;
        if (!chosen.IsAccepted)
        {
            contracts.Refuse(contracts.Need("policy").Line, "policy", named!, chosen.Refusal.Sentence);
            return contracts.Need("clauses");
        }

        if (chosen.Value is not { } found)
        {
            return contracts.Need("clauses");
        }

        policy = found.Name;
        MappingNode clauses = contracts.Find("clauses") ?? new KeyedNode(contracts.Line, []);
        return clauses is KeyedNode keyed
            ? keyed with
            {
                Entries =
                [
                    .. keyed.Entries,
                    .. found.Words.Select(word => Said(KeyOf(word.Key), word.Value, keyed.Line)).Where(said => keyed.Entries.All(entry => entry.Key != said.Key)),
                ],
            }
            : clauses;
    }

    /// <summary>A dollar sign would begin a column.</summary>
    private static MappingEntry Said(string key, string words, int line) =>
        new(key, line, new TextNode(line, words.Replace("$", "$$", StringComparison.Ordinal)));
}
