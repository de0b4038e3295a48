namespace Tenure.Core.Kernel;

/// <summary>The id of a product: 128 bits, unique within its tenant, time-ordered. The default value is nobody's id.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct ProductId(Guid Value)
{
    /// <summary>Reads an id from outside.</summary>
    /// <param name="text">32 hexadecimal digits with hyphens; else, and for all zeros, refused with <c>text.product_id</c>.</param>
    public static Decision<ProductId> Parse(string text) => IdText.Parse("product_id", text).Select(value => new ProductId(value));

    /// <summary>The canonical text: 32 lower-case hexadecimal digits with hyphens.</summary>
    public override string ToString() => IdText.Of(Value);
}
