using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What several percentages take off one charge (MON-4). The order in which they are listed makes no difference under
/// either.</summary>
public enum PercentRule
{
    /// <summary>Each takes its part of what the one before leaves: 10 and 20 percent leave 72.</summary>
    OneAfterAnother,

    /// <summary>They are added up first, to no more than the whole: 10 and 20 percent leave 70.</summary>
    Added,
}

/// <summary>The stored names of what several percentages do, and the share that they leave.</summary>
[Rule("MON-4")]
public static class PercentRules
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(PercentRule rule) => rule == PercentRule.OneAfterAnother ? "one after another" : "added";

    /// <summary>Reads a name; refuses another (<c>text.percent_discounts</c>).</summary>
    public static Decision<PercentRule> Parse(string text) => text switch
    {
        "one after another" => PercentRule.OneAfterAnother,
        "added" => PercentRule.Added,
        _ => new TextRefused("percent_discounts", text, "Write one after another or added."),
    };

    /// <summary>The share of a price that is left of another share once one more percentage is taken off; exact, from 0 to 1.</summary>
    /// <param name="rule">What several percentages do.</param>
    /// <param name="left">The share before it, 1 before the first.</param>
    /// <param name="percent">The percentage, from 0 to 100.</param>
    public static decimal Left(PercentRule rule, decimal left, decimal percent) => rule == PercentRule.OneAfterAnother
        ? left * ((100m - percent) / 100m)
        : Math.Max(0m, left - (percent / 100m));
}
