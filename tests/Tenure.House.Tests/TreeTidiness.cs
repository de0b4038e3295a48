using System.Text.RegularExpressions;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// The tree holds the product and what a reader of the product needs. Plans and hand-overs belong to issues, versions
/// to the history; a file kept "just in case" is read by nobody and believed by somebody.
/// </summary>
public partial class TreeTidiness
{
    [Fact]
    public void The_tree_holds_the_product_only() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(TreeTidiness), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        foreach (var path in tree.Paths)
        {
            var name = Path.GetFileName(path);
            if (Plans().IsMatch(name))
            {
                yield return $"{path}: a plan or a hand-over; write an issue, or the paper that the reader needs";
            }
            if (Leftovers().IsMatch(name))
            {
                yield return $"{path}: a left-over; the history keeps what was";
            }
        }
    }

    [GeneratedRegex(@"^(plan|plans|todo|status|progress|hand-?off|hand-?over|notes|scratch|journal)(\.(md|txt|org))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Plans();

    [GeneratedRegex(@"(\.(orig|rej|bak|old|tmp|swp)|~)$|(?<=[a-z])(Old|Legacy|V2|Copy)\.cs$")]
    private static partial Regex Leftovers();
}
