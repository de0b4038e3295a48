// A mapping says how a company's export is to be read: which files, which columns, which rules. It is data, so another
// company's export needs another mapping and no code. docs/guide/import.md documents the language.
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>A mapping that has been read and found whole.</summary>
public sealed class Mapping
{
    internal Mapping(string source) => Source = source;

    /// <summary>The name of the source; every id of the import is derived from it.</summary>
    public string Source { get; }

    /// <summary>Reads a mapping from a YAML or JSON file; refuses with a <see cref="MappingRefusal"/>.</summary>
    public static Decision<Mapping> Load(string path) => new MappingMissing(path);
}
