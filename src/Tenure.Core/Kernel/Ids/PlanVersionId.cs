namespace Tenure.Core.Kernel;

/// <summary>The id of one version of a plan, which never changes once signed: 128 bits, unique within its tenant, time-ordered. The default value is nobody's id.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct PlanVersionId(Guid Value)
{
    /// <summary>Reads an id from outside.</summary>
    /// <param name="text">32 hexadecimal digits with hyphens; else, and for all zeros, refused with <c>text.plan_version_id</c>.</param>
    public static Decision<PlanVersionId> Parse(string text) => IdText.Parse("plan_version_id", text).Select(value => new PlanVersionId(value));

    /// <summary>The canonical text: 32 lower-case hexadecimal digits with hyphens.</summary>
    public override string ToString() => IdText.Of(Value);
}
