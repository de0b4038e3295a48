// Reads the parts of a mapping that every section shares: the files, and the joins between them.
using System.Text;
using Tenure.App.Contracts.Policies;

namespace Tenure.App.Import;

/// <summary>Reads a mapping from its tree.</summary>
internal static class MappingReader
{
    private const string Language = "1";
    private const string Iso = "yyyy-MM-dd";

    private static readonly Vocabulary<Encoding> Encodings = Vocabularies.Words<Encoding>(
        ("utf-8", new UTF8Encoding(false, throwOnInvalidBytes: true)),
        ("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!),
        ("latin-1", Encoding.Latin1));

    private static readonly Vocabulary<char> Separators =
        Vocabularies.Words((",", ','), (";", ';'), ("tab", '\t'), ("|", '|'));

    private static readonly Vocabulary<NumberForm> Numbers = Vocabularies.Words<NumberForm>(
        ("1234.56", new('.', null)), ("1,234.56", new('.', ',')), ("1234,56", new(',', null)), ("1.234,56", new(',', '.')),
        ("1 234,56", new(',', ' ')), ("1'234.56", new('.', '\'')));

    public static Mapping Read(MappingNode root, MappingFaults faults, IReadOnlyList<NamedPolicy> policies)
    {
        var top = new MappingSection(root, "the mapping", faults);
        string language = top.NeedText("language");
        if (language != Language && top.Has("language"))
        {
            top.Refuse(top.Need("language").Line, "language", language, $"This program reads language {Language}.");
        }

        string source = top.NeedText("source");
        FileRules form = FileForm(top, string.Empty, string.Empty, null, new FileRules(
            string.Empty, string.Empty, null, ',', Encodings.Read("utf-8").Value, [Iso], new NumberForm('.', null), [string.Empty]));
        var files = new List<FileRules>();
        foreach (MappingEntry entry in new MappingSection(top.Need("files"), "files", faults).Entries)
        {
            files.Add(File(entry, form, faults));
        }

        CustomerRules customers = SectionReader.Customers(new MappingSection(top.Need("customers"), "customers", faults), files);
        ContractRules contracts = ContractRulesReader.Read(new MappingSection(top.Need("contracts"), "contracts", faults), files, policies);
        top.Close();
        return new Mapping(source, files, customers, contracts);
    }

    private static FileRules File(MappingEntry entry, FileRules form, MappingFaults faults)
    {
        var section = new MappingSection(entry.Value, $"the file '{entry.Key}'", faults);
        string path = section.NeedText("path");
        if (System.IO.Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
        {
            section.Refuse(section.Need("path").Line, "path", path, "Name a file inside the folder, without .. and without a root.");
        }

        FileRules file = FileForm(section, entry.Key, path, section.Has("key") ? section.NeedText("key") : null, form);
        if (file.Key is { } key)
        {
            file.Use(key, section.Need("key").Line);
        }

        section.Close();
        return file;
    }

    /// <summary>How a file is written. The same keys at the top of the mapping are the defaults of every file.</summary>
    private static FileRules FileForm(MappingSection section, string name, string path, string? key, FileRules form)
    {
        IReadOnlyList<(string Text, int Line)> dates = section.Texts("dates");
        foreach ((string text, int line) in dates)
        {
            if (!DayForm.IsUsable(text))
            {
                section.Refuse(line, "dates", text,
                    "Write year, month and day in their places, as in yyyy-MM-dd, dd.MM.yyyy or M/d/yyyy H:mm; no zone.");
            }
        }

        IReadOnlyList<(string Text, int Line)> empty = section.Texts("empty");
        return new FileRules(
            name, path, key,
            section.WordOr("separator", Separators, form.Separator),
            section.WordOr("encoding", Encodings, form.Encoding),
            dates.Count > 0 ? [.. dates.Select(date => date.Text)] : form.Dates,
            section.WordOr("numbers", Numbers, form.Numbers),
            section.Has("empty") ? [string.Empty, .. empty.Select(text => text.Text)] : form.Empty);
    }
}
