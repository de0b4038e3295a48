// The seals chain, and the newest is the root over what the log says of every sealed head (STO-3): only a seal shows that the
// tail of a log was cut off, or that a whole contract is gone.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class SealOverHeads : BookCheck
{
    private const int Buckets = 256;

    public override string Id => "seals.heads";

    public override string Law => "Seals follow one another, each chained to the one before, and the newest covers every sealed head.";

    protected override string Advice =>
        "Compare the contracts of this bucket with a backup of the day of the seal: one was changed, cut short or removed.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        var findings = new List<Finding>();
        (int Number, byte[] Root, string[] BucketRoots, int Contracts) newest = (0, SealTree.Empty, [], 0);
        await session.ForEachAsync(
            "SELECT seal_no, root, previous_root, bucket_roots, contract_count FROM seal WHERE tenant_id = @tenant ORDER BY seal_no",
            row =>
            {
                (int number, byte[] root, string text) = (row.GetInt(0), row.GetBytes(1), row.GetText(3));
                RowName name = RowName.Seal(number);
                if (number != newest.Number + 1)
                {
                    findings.Add(Found(RowName.Seal(newest.Number + 1), "a seal", "no such row", name));
                }

                if (!row.GetBytes(2).AsSpan().SequenceEqual(newest.Root))
                {
                    findings.Add(Found(name, newest.Root, row.GetBytes(2), RowName.Seal(number - 1)));
                }

                string[] buckets = [.. text.Chunk(64).Select(chunk => new string(chunk))];
                if (!IsHexadecimal(text) || !SealTree.RootOf(buckets.Select(Convert.FromHexString)).AsSpan().SequenceEqual(root))
                {
                    findings.Add(Found(name, "the root over its bucket roots", root));
                }

                if (row.GetInt(4) < newest.Contracts)
                {
                    findings.Add(Found(name, $"at least {Counted.Of(newest.Contracts, "contract")}", row.GetInt(4), RowName.Seal(number - 1)));
                }

                newest = (number, root, buckets, row.GetInt(4));
            });
        await CompareAsync(session, newest.Number, newest.BucketRoots, newest.Contracts, findings);
        return findings;
    }

    private async Task CompareAsync(Session session, int number, string[] stored, int contracts, List<Finding> findings)
    {
        var trees = Enumerable.Range(0, Buckets).Select(_ => new SealTree()).ToArray();
        int count = 0;
        await session.ForEachAsync(
            "SELECT h.contract_id, h.sealed_version, e.hash FROM contract_head h "
            + "LEFT JOIN contract_event e ON e.tenant_id = h.tenant_id AND e.contract_id = h.contract_id AND e.sequence = h.sealed_version "
            + "WHERE h.tenant_id = @tenant AND h.sealed_version > 0 ORDER BY h.contract_id",
            row =>
            {
                trees[Sealer.BucketOf(row.GetGuid(0))].AddHead(row.GetGuid(0), row.GetInt(1), row.GetNullableBytes(2) ?? SealTree.Empty);
                count++;
            });
        if (number == 0 && count == 0)
        {
            return;
        }

        // The newest seal, or the one that should follow it, is what the heads remember.
        RowName name = number == 0 ? RowName.Seal(1) : RowName.Seal(number);
        RowName? next = number == 0 ? null : RowName.Seal(number + 1);
        if (count != contracts)
        {
            findings.Add(Found(name, Counted.Of(count, "sealed contract"), Counted.Of(contracts, "contract"), next));
        }

        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            string root = Convert.ToHexStringLower(trees[bucket].Root());
            string found = bucket < stored.Length ? stored[bucket] : "no such bucket";
            if (root != found)
            {
                findings.Add(Found(
                    name, string.Create(CultureInfo.InvariantCulture, $"bucket {bucket} with root {root}"), found, next));
            }
        }
    }

    private static bool IsHexadecimal(string text) => text.Length == Buckets * 64 && text.All(char.IsAsciiHexDigitLower);
}
