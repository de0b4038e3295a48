// A mapping says how a company's export is to be read: which files, which columns, which rules. It is data, so another
// company's export needs another mapping and no code. docs/guide/import.md documents the language.
using System.Text;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>A mapping that has been read and found whole.</summary>
public sealed class Mapping
{
    private const long Largest = 1 << 20;

    internal Mapping(string source, IReadOnlyList<FileRules> files, CustomerRules customers, ContractRules contracts)
    {
        Source = source;
        Files = files;
        Customers = customers;
        Contracts = contracts;
    }

    /// <summary>The name of the source; every id of the import is derived from it.</summary>
    public string Source { get; }

    internal IReadOnlyList<FileRules> Files { get; }

    internal CustomerRules Customers { get; }

    internal ContractRules Contracts { get; }

    /// <summary>Reads a mapping from a YAML or JSON file; refuses with a <see cref="MappingRefusal"/>.</summary>
    public static Decision<Mapping> Load(string path) => Load(path, []);

    /// <summary>Reads a mapping whose clauses may begin from one of the seller's policies.</summary>
    internal static Decision<Mapping> Load(string path, IReadOnlyList<NamedPolicy> policies)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > Largest)
            {
                return new MappingNotReadable(1, "It has more than a million bytes; a mapping has rules, not rows.");
            }

            using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Read(text, policies);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new MappingMissing(path);
        }
        catch (DecoderFallbackException)
        {
            return new MappingNotReadable(1, "It is not UTF-8; save it as UTF-8.");
        }
    }

    /// <summary>Reads a mapping from text.</summary>
    internal static Decision<Mapping> Read(TextReader text, IReadOnlyList<NamedPolicy> policies)
    {
        var faults = new MappingFaults();
        Mapping? mapping = MappingNode.Read(text, faults) is { } node ? MappingReader.Read(node, faults, policies) : null;
        return faults.First is { } refusal ? refusal : mapping!;
    }
}
