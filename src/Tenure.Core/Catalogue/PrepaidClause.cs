// Units that are paid before they are used: a block of credits, hours of service. A clause of the charge says what comes back of a block
// when it ends early (PRO-8).
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>Whether units are prepaid, and what comes back of them when the contract or their line ends within their period.</summary>
public enum PrepaidClause
{
    /// <summary>They are not prepaid.</summary>
    None,

    /// <summary>The price of the units that were not used.</summary>
    UnusedShare,

    /// <summary>The price of the days that are left.</summary>
    Time,

    /// <summary>Nothing.</summary>
    Not,
}

/// <summary>The stored names of what comes back of prepaid units.</summary>
public static class PrepaidClauses
{
    /// <summary>The stored name, of units that are prepaid.</summary>
    public static string NameOf(PrepaidClause clause) => clause switch
    {
        PrepaidClause.UnusedShare => "unused share",
        PrepaidClause.Time => "time",
        PrepaidClause.Not => "not",
        PrepaidClause.None => throw Invariant.Broken("units that are not prepaid have no clause"),
    };

    /// <summary>Reads a name; refuses another (<c>text.prepaid</c>).</summary>
    public static Decision<PrepaidClause> Parse(string text) => text switch
    {
        "unused share" => PrepaidClause.UnusedShare,
        "time" => PrepaidClause.Time,
        "not" => PrepaidClause.Not,
        _ => new TextRefused("prepaid", text, "Write unused share, time or not."),
    };
}
