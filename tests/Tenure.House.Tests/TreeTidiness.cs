namespace Tenure.House.Tests;

/// <summary>
/// The tree holds the product and what a reader of the product needs. Plans and hand-overs belong to issues, versions
/// to the history; a file kept "just in case" is read by nobody and believed by somebody.
/// </summary>
public static class TreeTidiness
{
    private static readonly string[] ForbiddenNames =
    [
        "plan", "plans", "todo", "status", "progress", "handoff", "hand-off", "handover", "hand-over", "notes", "scratch", "journal",
    ];

    private static readonly string[] ForbiddenEndings = [".orig", ".rej", ".bak", ".old", ".tmp", ".swp", "~"];

    private static readonly string[] ForbiddenLastWords = ["Old", "Legacy", "V2", "Copy"];

    /// <summary>A paper is told from code, which may well be about a plan, by its ending.</summary>
    private static readonly string[] Papers = ["", ".md", ".txt", ".org"];

    internal static IEnumerable<Finding> Plans(Tree tree) =>
        from path in tree.Paths
        from name in ForbiddenNames
        where Papers.Any(ending => string.Equals(Path.GetFileName(path), name + ending, StringComparison.OrdinalIgnoreCase))
        select (Finding)$"{path}: a plan or a hand-over ({name}); write an issue, or the paper that the reader needs";

    internal static IEnumerable<Finding> LeftOvers(Tree tree) =>
        from path in tree.Paths
        from sign in ForbiddenEndings.Where(ending => path.EndsWith(ending, StringComparison.Ordinal))
            .Concat(ForbiddenLastWords.Where(word => EndsIn(Path.GetFileName(path), word)))
        select (Finding)$"{path}: a left-over ({sign}); the history keeps what was";

    private static bool EndsIn(string file, string word) =>
        file.EndsWith(word + ".cs", StringComparison.Ordinal) && file.Length > word.Length + 3 && char.IsAsciiLetterLower(file[^(word.Length + 4)]);
}
