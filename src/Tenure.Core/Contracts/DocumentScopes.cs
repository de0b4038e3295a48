// Whether a contract shares its documents with others of its customer (BIL-8).
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What stands on one document (BIL-8).</summary>
public enum DocumentScope
{
    /// <summary>What one contract owes on an issue day.</summary>
    PerContract,

    /// <summary>What contracts of one customer in one currency owe on an issue day, as far as they all say so.</summary>
    PerCustomer,
}

/// <summary>The stored names of what stands on one document.</summary>
public static class DocumentScopes
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(DocumentScope scope) => scope == DocumentScope.PerContract ? "per contract" : "per customer";

    /// <summary>Reads a name; refuses another (<c>text.documents</c>).</summary>
    public static Decision<DocumentScope> Parse(string text) => text switch
    {
        "per contract" => DocumentScope.PerContract,
        "per customer" => DocumentScope.PerCustomer,
        _ => new TextRefused("documents", text, "Write per contract or per customer."),
    };
}

/// <summary>Joint documents whose tax would be figured on the document: it could not be told by contract any more.</summary>
public sealed record JointDocumentTaxed : Refusal
{
    /// <inheritdoc/>
    public override string Code => "documents.tax_per_document";

    /// <inheritdoc/>
    public override string Sentence =>
        "Documents per customer need tax per line: choose the tax basis 'per line', or leave the documents per contract.";
}
