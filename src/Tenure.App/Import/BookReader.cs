// Reads a folder of files by a mapping into a book: the files once each, then customers, then contracts. Nothing is
// written anywhere, so every import can be tried dry.
namespace Tenure.App.Import;

/// <summary>Reads books.</summary>
public static class BookReader
{
    /// <summary>The book that the files of a folder hold. What cannot be read is among the rejects; nothing throws for
    /// what a file may contain.</summary>
    /// <param name="mapping">How to read.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="tenant">The tenant that ids are derived for.</param>
    public static ReadBook Read(Mapping mapping, string folder, int tenant)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(folder);
        var findings = new Findings();
        var counts = new Dictionary<FileRules, int>(ReferenceEqualityComparer.Instance);
        var leftOut = new Dictionary<FileRules, int>(ReferenceEqualityComparer.Instance);
        Dictionary<FileRules, CsvTable> tables = Tables(mapping, folder, findings, counts);

        IReadOnlyList<ImportedParty> customers = [];
        IReadOnlyList<ImportedContract> contracts = [];
        var catalogue = new CatalogueCollector(mapping.Source, tenant);
        var customersReader = new CustomersReader(mapping.Customers, mapping.Source, tenant);
        if (SectionRows.AreReadable(mapping.Customers.Rows, tables))
        {
            var rows = new SectionRows(mapping.Customers.Rows, tables, findings);
            customers = customersReader.Read(rows);
            leftOut[mapping.Customers.Rows.File] = rows.LeftOut;
            if (SectionRows.AreReadable(mapping.Contracts.Rows, tables))
            {
                rows = new SectionRows(mapping.Contracts.Rows, tables, findings);
                contracts = new ContractsReader(mapping.Contracts, mapping.Source, tenant, customersReader, catalogue).Read(rows);
                leftOut[mapping.Contracts.Rows.File] = rows.LeftOut;
            }
        }

        return new ReadBook(
            new ImportBook(customers, catalogue.Products, catalogue.Plans, catalogue.Versions, contracts),
            InOrder(mapping, findings.Rejects),
            findings.UnusedColumns,
            UnusedFiles(mapping, folder),
            [.. mapping.Files.Select(file => new FileRows(file.Path, counts[file], leftOut.GetValueOrDefault(file)))]);
    }

    private static Dictionary<FileRules, CsvTable> Tables(
        Mapping mapping, string folder, Findings findings, Dictionary<FileRules, int> counts)
    {
        var tables = new Dictionary<FileRules, CsvTable>(ReferenceEqualityComparer.Instance);
        foreach (FileRules file in mapping.Files)
        {
            var reader = new CsvTableReader(file, Path.Combine(folder, file.Path), findings);
            if (reader.Read() is { } table)
            {
                tables.Add(file, table);
            }

            counts[file] = reader.RowCount;
        }

        return tables;
    }

    private static List<RejectedRow> InOrder(Mapping mapping, List<RejectedRow> rejects)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FileRules file in mapping.Files)
        {
            places.TryAdd(file.Path, places.Count);
        }

        return [.. rejects.OrderBy(reject => places[reject.File]).ThenBy(reject => reject.Line)];
    }

    private static List<string> UnusedFiles(Mapping mapping, string folder) =>
        !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*.csv").Select(path => Path.GetFileName(path)!)
                .Except(mapping.Files.Select(file => file.Path)).Order(StringComparer.Ordinal)];
}
