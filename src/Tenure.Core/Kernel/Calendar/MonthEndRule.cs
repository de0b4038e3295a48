namespace Tenure.Core.Kernel;

/// <summary>What an anchor at the end of a month does in longer months (CAL-3).</summary>
public enum MonthEndRule
{
    /// <summary>The anchor keeps its day and falls back to the last day of a shorter month: 30 Apr, 30 May. The default.</summary>
    Clamp,

    /// <summary>An anchor on the last day of a month stays on the last day of every month: 30 Apr, 31 May.</summary>
    StickToMonthEnd,
}
