namespace Tenure.Core.Kernel;

/// <summary>The id of a plan: 128 bits, unique within its tenant, time-ordered. The default value is nobody's id.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct PlanId(Guid Value)
{
    /// <summary>Reads an id from outside.</summary>
    /// <param name="text">32 hexadecimal digits with hyphens; else, and for all zeros, refused with <c>text.plan_id</c>.</param>
    public static Decision<PlanId> Parse(string text) => IdText.Parse("plan_id", text).Select(value => new PlanId(value));

    /// <summary>The canonical text: 32 lower-case hexadecimal digits with hyphens.</summary>
    public override string ToString() => IdText.Of(Value);
}
