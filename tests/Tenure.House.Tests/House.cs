using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// How the rules are tested. Each must find nothing in the repository and something in a broken tree of its class; the
/// rules of a class together must find in each of its broken trees exactly what that tree announces. Rules, lists and
/// trees are enumerated, so a new rule without a deliberate violation fails here.
/// </summary>
public class House
{
    /// <summary>What the rules of its class find in each broken tree, by the tree's name.</summary>
    private static readonly Lazy<ILookup<string, string>> Found = new(() => (
        from tree in BrokenTree.All
        from rule in HouseRule.All
        where rule.Home.Name == tree.Home
        from finding in rule.Find(tree.Tree)
        select (tree.Name, finding.Says)).ToLookup(pair => pair.Name, pair => pair.Says));

    public static TheoryData<string> Rules() => [.. HouseRule.All.Select(rule => rule.Name)];

    public static TheoryData<string> Trees() => [.. BrokenTree.All.Select(tree => tree.Name)];

    public static TheoryData<string, string, string> ListEntries() =>
        [.. HouseRule.Entries().Select(entry => (entry.Home.Name, entry.List, entry.Entry))];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_finds_nothing_in_the_repository(string rule)
    {
        var findings = HouseRule.Named(rule).Find(Tree.Repository).ToList();
        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_is_broken_on_purpose(string rule) => IsBroken(HouseRule.Named(rule))
        .ShouldBeTrue($"give Broken/ a tree {rule.Split('.')[0]}.*.txt in which {rule} finds something");

    [Theory, MemberData(nameof(Trees))]
    public void A_broken_tree_is_found_to_be_what_it_announces(string name)
    {
        var broken = BrokenTree.All.Single(tree => tree.Name == name);
        var findings = Found.Value[name].ToList();
        var shown = "\nfound:\n" + string.Join("\n", findings) + "\n";
        broken.Announced.ShouldNotBeEmpty($"{name} announces no finding");
        foreach (var announced in broken.Announced)
        {
            findings.ShouldContain(found => found.Contains(announced, StringComparison.Ordinal), announced + shown);
        }
        findings.Count.ShouldBe(broken.Announced.Count, shown);
    }

    [Theory, MemberData(nameof(ListEntries))]
    public void Every_entry_of_a_list_is_broken_on_purpose(string home, string list, string entry) => IsNamed(home, entry)
        .ShouldBeTrue($"give Broken/ a tree {home}.*.txt whose findings name {entry} of {list}");

    [Fact]
    public void Every_broken_tree_belongs_to_a_class_with_rules() =>
        BrokenTree.All.Select(tree => tree.Home).Except(HouseRule.All.Select(rule => rule.Home.Name)).ShouldBeEmpty();

    [Fact]
    public void A_rule_or_an_entry_without_a_violation_is_noticed()
    {
        HouseRule.All.Count.ShouldBeGreaterThan(40);
        HouseRule.Entries().Count().ShouldBeGreaterThan(80);
        IsBroken(HouseRule.Of(typeof(Untried)).Single()).ShouldBeFalse();
        IsNamed(nameof(CorePurity), "DateTime").ShouldBeTrue();
        IsNamed(nameof(CorePurity), "DateTimes").ShouldBeFalse();
    }

    private static bool IsBroken(HouseRule rule) => BrokenTree.All.Any(tree => tree.Home == rule.Home.Name && rule.Find(tree.Tree).Any());

    /// <summary>Whether a finding in a broken tree of the class has the entry as a word of its own, not as part of another.</summary>
    private static bool IsNamed(string home, string entry)
    {
        var word = new Regex($@"(?<![\w.:`]){Regex.Escape(entry)}(?![\w`]|\.\w)");
        return BrokenTree.All.Where(tree => tree.Home == home).SelectMany(tree => Found.Value[tree.Name]).Any(word.IsMatch);
    }

    /// <summary>A rule of the right shape that nobody breaks. Rules stand in classes of their own, so it does not count.</summary>
    private static class Untried
    {
        public static IEnumerable<Finding> Nothing(Tree tree) => tree.Has("nowhere") ? ["never"] : [];
    }
}
