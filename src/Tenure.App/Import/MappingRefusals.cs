// Why a mapping is not used. Each names the mapping's line, so that an editor can jump to it.
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>A refusal of a mapping file.</summary>
/// <param name="Line">The line of the mapping, from 1; 0 when it is the file itself.</param>
public abstract record MappingRefusal(int Line) : Refusal;

/// <summary>There is no such file, or it cannot be opened.</summary>
/// <param name="Path">Where it was looked for.</param>
public sealed record MappingMissing(string Path) : MappingRefusal(0)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_missing";

    /// <inheritdoc/>
    public override string Sentence => $"The mapping '{Path}' cannot be opened: give the path of a file that you may read.";
}

/// <summary>The text is neither YAML nor JSON, or uses what a mapping does not need.</summary>
/// <param name="Line">The line.</param>
/// <param name="Problem">What the reader stumbled over.</param>
public sealed record MappingNotReadable(int Line, string Problem) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_not_readable";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line} of the mapping cannot be read as YAML: {Problem}";
}

/// <summary>A key that the mapping language does not have.</summary>
/// <param name="Line">The line.</param>
/// <param name="Key">The key.</param>
/// <param name="Place">The part of the mapping it stands in.</param>
/// <param name="Known">The keys that it could be.</param>
public sealed record MappingKeyUnknown(int Line, string Key, string Place, string Known) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_key_unknown";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line}: {Place} has no key '{Key}'; use one of {Known}, or take it out.";
}

/// <summary>The same key twice in one place.</summary>
/// <param name="Line">The line of the second.</param>
/// <param name="Key">The key.</param>
public sealed record MappingKeyTwice(int Line, string Key) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_key_twice";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line}: '{Key}' was already given above; keep one of the two.";
}

/// <summary>A key that must be there.</summary>
/// <param name="Line">The line on which its place begins.</param>
/// <param name="Key">The key.</param>
/// <param name="Place">The part of the mapping that needs it.</param>
public sealed record MappingKeyMissing(int Line, string Key, string Place) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_key_missing";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line}: {Place} needs the key '{Key}'; add it.";
}

/// <summary>A value that its key does not take.</summary>
/// <param name="Line">The line.</param>
/// <param name="Key">The key.</param>
/// <param name="Given">The value.</param>
/// <param name="Hint">A sentence that says what to write.</param>
public sealed record MappingValueRefused(int Line, string Key, string Given, string Hint) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_value";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line}: '{Given}' does not fit '{Key}'. {Hint}";
}

/// <summary>A name of a file or a join that the mapping does not define.</summary>
/// <param name="Line">The line.</param>
/// <param name="Name">The name.</param>
/// <param name="Known">The names that it could be.</param>
public sealed record MappingNameUnknown(int Line, string Name, string Known) : MappingRefusal(Line)
{
    /// <inheritdoc/>
    public override string Code => "import.mapping_name_unknown";

    /// <inheritdoc/>
    public override string Sentence => $"Line {Line}: nothing is named '{Name}' here; define it, or use one of {Known}.";
}
