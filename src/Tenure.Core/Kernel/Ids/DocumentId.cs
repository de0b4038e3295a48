namespace Tenure.Core.Kernel;

/// <summary>The id of an issued document: 128 bits, unique within its tenant, time-ordered. The default value is nobody's id.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct DocumentId(Guid Value)
{
    /// <summary>Reads an id from outside.</summary>
    /// <param name="text">32 hexadecimal digits with hyphens; else, and for all zeros, refused with <c>text.document_id</c>.</param>
    public static Decision<DocumentId> Parse(string text) => IdText.Parse("document_id", text).Select(value => new DocumentId(value));

    /// <summary>The canonical text: 32 lower-case hexadecimal digits with hyphens.</summary>
    public override string ToString() => IdText.Of(Value);
}
