using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>When what is charged once is earned (BOOK-2). What is given back by days is earned over them under either.</summary>
public enum OneTimeRevenue
{
    /// <summary>On the day it falls due, of a milestone that on which it was reached.</summary>
    AtDelivery,

    /// <summary>Day by day, from that day to the end of the term in which it fell due.</summary>
    OverTheTerm,
}

/// <summary>The stored names of when one-time items are earned.</summary>
[Rule("BOOK-2")]
public static class OneTimeRevenues
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(OneTimeRevenue revenue) => revenue == OneTimeRevenue.AtDelivery ? "at delivery" : "over the term";

    /// <summary>Reads a name; refuses another (<c>text.one_time_revenue</c>).</summary>
    public static Decision<OneTimeRevenue> Parse(string text) => text switch
    {
        "at delivery" => OneTimeRevenue.AtDelivery,
        "over the term" => OneTimeRevenue.OverTheTerm,
        _ => new TextRefused("one_time_revenue", text, "Write at delivery or over the term."),
    };
}
