// Plan versions can be read and write back to the same bytes; those of a plan are numbered from 1 (CON-1).
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class PlanVersions : BookCheck
{
    public override string Id => "catalogue.versions";

    public override string Law => "Every plan version belongs to a plan, can be read, and writes back to the same bytes.";

    protected override string Advice => "A version that was signed never changes: restore it from a backup.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        var findings = new List<Finding>();
        (Guid Plan, int Version) before = default;
        await session.ForEachAsync(
            "SELECT v.plan_version_id, v.plan_id, v.version, v.body, p.code FROM plan_version v "
            + "LEFT JOIN plan p ON p.tenant_id = v.tenant_id AND p.plan_id = v.plan_id "
            + "WHERE v.tenant_id = @tenant ORDER BY v.plan_id, v.version",
            row =>
            {
                RowName name = RowName.PlanVersion(row.GetGuid(0));
                int expected = row.GetGuid(1) == before.Plan ? before.Version + 1 : 1;
                before = (row.GetGuid(1), row.GetInt(2));
                if (row.GetInt(2) != expected)
                {
                    findings.Add(Found(name, $"version {expected} of its plan", $"version {row.GetInt(2)}"));
                }

                if (row.IsNull(4))
                {
                    findings.Add(Found(RowName.Plan(row.GetGuid(1)), "the plan of a version", "no such row", name));
                }

                if (ProblemOf(row) is { } problem)
                {
                    findings.Add(Found(name, "a version that can be read and written again", problem));
                }
            });
        return findings;
    }

    private static string? ProblemOf(RowReader row)
    {
        try
        {
            byte[] body = row.GetBytes(3);
            PlanVersion version = PlanVersionCodec.Read(new PlanVersionId(row.GetGuid(0)), string.Empty, row.GetInt(2), body);
            return PlanVersionCodec.Write(version).AsSpan().SequenceEqual(body) ? null : "other bytes";
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return failure.Message;
        }
    }
}
