namespace Tenure.Core.Kernel;

/// <summary>The id of a contract: 128 bits, unique within its tenant, time-ordered. The default value is nobody's id.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct ContractId(Guid Value)
{
    /// <summary>Reads an id from outside.</summary>
    /// <param name="text">32 hexadecimal digits with hyphens; else, and for all zeros, refused with <c>text.contract_id</c>.</param>
    public static Decision<ContractId> Parse(string text) => IdText.Parse("contract_id", text).Select(value => new ContractId(value));

    /// <summary>The canonical text: 32 lower-case hexadecimal digits with hyphens.</summary>
    public override string ToString() => IdText.Of(Value);
}
