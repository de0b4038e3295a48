namespace Tenure.Core.Kernel;

/// <summary>
/// Cites a rule of the rule book, for example <c>[Rule("CAL-3")]</c>. Put it on the code that carries the rule out and
/// on the test that proves it; a rule that no test cites is a defect.
/// </summary>
/// <param name="id">The rule's id as the rule book writes it, for example <c>MON-3</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RuleAttribute(string id) : Attribute
{
    /// <summary>The rule's id as the rule book writes it, for example <c>MON-3</c>.</summary>
    public string Id { get; } = id;
}
