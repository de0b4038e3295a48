namespace Tenure.Core.Kernel;

/// <summary>Where an end by notice may fall, after the notice has run (CAL-5).</summary>
public enum NoticeLanding
{
    /// <summary>On any day: as soon as the notice has run. The default.</summary>
    AnyDay,

    /// <summary>At the end of a calendar month: the last day of service is a month's last.</summary>
    MonthEnd,

    /// <summary>At the end of March, June, September or December.</summary>
    QuarterEnd,

    /// <summary>At the end of a term.</summary>
    TermEnd,
}
