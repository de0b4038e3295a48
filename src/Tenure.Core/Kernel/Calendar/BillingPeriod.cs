namespace Tenure.Core.Kernel;

/// <summary>
/// One billing period of a term (CAL-4): the whole grid period, whose days and full price count, and the part of it that
/// the term serves. A stub is a period whose served part is shorter than its grid period.
/// </summary>
/// <param name="Index">The place of the grid period in its term, from zero.</param>
/// <param name="Grid">The whole grid period; it may begin before the term or end after it.</param>
/// <param name="Served">The days of the grid period that lie in the term; never empty.</param>
/// <param name="Length">How long the grid period nominally is, so how many price periods it holds: 12 months, 1 month, 7 days.</param>
[Rule("CAL-4")]
public readonly record struct BillingPeriod(int Index, DateRange Grid, DateRange Served, Cadence Length)
{
    /// <summary>The days of the grid period that the term serves; <see cref="Served"/> are fewer of them where the end of a discount cuts
    /// the period (MON-4).</summary>
    public DateRange Uncut { get; init; } = Served;

    /// <summary>The days at the end of the grid period that it would serve, had other periods not begun within it; mostly none.</summary>
    public DateRange Lost { get; init; }

    /// <summary>Whether the term serves only a part of the grid period.</summary>
    public bool IsStub => Served != Grid;
}
