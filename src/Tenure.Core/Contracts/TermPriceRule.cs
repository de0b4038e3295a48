using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>How a price for one length of term is carried to a term of another length, of what is billed for the whole term at once
/// (PRO-8). A whole number of lengths costs as many prices under either.</summary>
public enum TermPriceRule
{
    /// <summary>By the months of both.</summary>
    ByMonths,

    /// <summary>By the days of both: those of the length that ends where the term begins, of a first term the one that begins with
    /// it.</summary>
    ByDays,
}

/// <summary>The stored names of how term prices are carried.</summary>
public static class TermPriceRules
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(TermPriceRule rule) => rule == TermPriceRule.ByMonths ? "by months" : "by days";

    /// <summary>Reads a name; refuses another (<c>text.term_price</c>).</summary>
    public static Decision<TermPriceRule> Parse(string text) => text switch
    {
        "by months" => TermPriceRule.ByMonths,
        "by days" => TermPriceRule.ByDays,
        _ => new TextRefused("term_price", text, "Write by months or by days."),
    };
}
