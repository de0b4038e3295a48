namespace Tenure.Core.Kernel;

/// <summary>
/// The days on which a contract's terms end, as a notice needs to know them (CAL-5): one fixed end, an end that renewals
/// follow, or none. The default value is a contract without an end.
/// </summary>
[Rule("CAL-5")]
public readonly record struct TermEnds
{
    private readonly Anchor _anchor;
    private readonly Cadence _length;
    private readonly DateOnly? _first;
    private readonly int _renewals;

    private TermEnds(DateOnly first, Anchor anchor, Cadence length, int renewals)
    {
        _first = first;
        _anchor = anchor;
        _length = length;
        _renewals = renewals;
    }

    /// <summary>A contract without an end (evergreen): it has no term end to land on.</summary>
    public static TermEnds None => default;

    /// <summary>A fixed term that no renewal follows.</summary>
    /// <param name="end">The day after the last day of service, not included.</param>
    public static TermEnds Fixed(DateOnly end) => new(end, default, Cadence.Month, 0);

    /// <summary>A term that renews by itself.</summary>
    /// <param name="end">The end of the current term, not included.</param>
    /// <param name="termAnchor">The anchor that ends of terms are counted from; the end is one of its days or months, or an invariant breaks.</param>
    /// <param name="length">How long each renewal is.</param>
    /// <param name="mostRenewals">How many renewals may still follow; without limit unless said.</param>
    public static TermEnds Renewing(DateOnly end, Anchor termAnchor, Cadence length, int mostRenewals = int.MaxValue)
    {
        Invariant.Holds(mostRenewals >= 0, "A number of renewals is not below zero.");
        Invariant.Holds(termAnchor.Hits(UnitOf(length), end), "The end of a term is a date of its term anchor.");
        return new(end, termAnchor, length, mostRenewals);
    }

    /// <summary>The first end of a term on or after a day, or null when no term ends so late.</summary>
    /// <param name="day">Any day.</param>
    public DateOnly? OnOrAfter(DateOnly day)
    {
        if (_first is not { } first || day <= first || _renewals == 0)
        {
            return day <= _first ? _first : null;
        }

        Cadence unit = UnitOf(_length);
        int firstIndex = _anchor.FloorIndex(unit, first);
        int floor = _anchor.FloorIndex(unit, day);
        int units = (_anchor.DateAt(unit, floor) < day ? floor + 1 : floor) - firstIndex;
        int renewals = -DateOnlyMath.FloorDiv(-units, _length.Count);
        return renewals <= _renewals ? _anchor.DateAt(unit, firstIndex + (renewals * _length.Count)) : null;
    }

    /// <summary>Whether a contract may still run on a day before this end: there is a term that ends on or after it, or no end at all.</summary>
    /// <param name="end">An end, not included.</param>
    public bool Reach(DateOnly end) => _first is null || OnOrAfter(end) is not null;

    private static Cadence UnitOf(Cadence length) => new(1, length.Unit);
}
