namespace Tenure.Core.Kernel;

/// <summary>
/// The billing periods of one term (CAL-4), which tile it without gap or overlap: counted, asked for one by one, or walked
/// with <c>foreach</c>, without allocating. A term without an end is walked up to a horizon (<see cref="Until"/>).
/// </summary>
/// <remarks>
/// <para>
/// From the start: the number of months starts anew with the term, the day of the month is the billing anchor's, so a term
/// that starts on 28 February under an anchor on the 31st goes on to 31 March. Months that the cadence does not divide make
/// one last period of exactly these whole months; days below a month are a slice of the next period of one month. A term
/// that starts off the anchor's day (its end was moved, the billing anchor kept) begins with such a slice of one month.
/// </para>
/// <para>
/// By billing day or by calendar: the grid runs on across terms, and what the term cuts off at either side is a slice of the
/// whole grid period. Days and weeks count from the term's start; the last one may be cut.
/// </para>
/// </remarks>
[Rule("CAL-4")]
public readonly partial struct BillingPeriods
{
    // Far more periods than the calendar has days, and far from overflow when added to.
    private const int Endless = 1 << 30;

    private readonly DateRange _term;
    private readonly Anchor _anchor;
    private readonly Cadence _step;

    // The layout: a slice of one month up to the anchor's first date, whole steps, whole months left, days left.
    private readonly bool _isWhole;
    private readonly bool _hasLead;
    private readonly int _first;
    private readonly int _steps;
    private readonly int _monthsLeft;
    private readonly int _count;

    private BillingPeriods(DateRange term, Anchor anchor, Cadence step, Layout layout)
    {
        _term = term;
        _anchor = anchor;
        _step = step;
        _isWhole = layout.IsWhole;
        _hasLead = layout.HasLead;
        _first = layout.First;
        _steps = layout.Steps;
        _monthsLeft = layout.MonthsLeft;
        _count = layout.Count;
    }

    private BillingPeriods(BillingPeriods all, int count)
    {
        this = all;
        _count = count;
    }

    /// <summary>The term that the periods tile.</summary>
    public DateRange Term => _term;

    /// <summary>How many periods; zero for an empty term. Asked of a term without an end and without a horizon it breaks an invariant.</summary>
    public int Count
    {
        get
        {
            Invariant.Holds(_count < Endless, "A term without an end has no number of periods: name a horizon.");
            return _count;
        }
    }

    /// <summary>Lays out the periods of a term.</summary>
    /// <param name="term">The term; without an end only together with a cadence.</param>
    /// <param name="billingAnchor">The contract's billing anchor; its origin is the contract's start or the day of the last reset.</param>
    /// <param name="cadence">The length of a period, or null for one period over the whole term.</param>
    /// <param name="grid">Where periods begin.</param>
    public static BillingPeriods Of(DateRange term, Anchor billingAnchor, Cadence? cadence, BillingGrid grid)
    {
        if (term.IsEmpty)
        {
            return new(term, billingAnchor, Cadence.Month, default);
        }

        if (cadence is not { } step)
        {
            return new(term, billingAnchor, LengthOf(term, billingAnchor), new Layout { IsWhole = true, Count = 1 });
        }

        if (step.MonthCount == 0)
        {
            return Sliced(term, Anchor.On(term.Start), step);
        }

        return grid switch
        {
            { IsFromStart: true } => Restarted(term, billingAnchor, step),
            { Day: { } day } => Sliced(term, Anchor.On(billingAnchor.Origin, billingAnchor.Rule, day), step),
            _ => Sliced(term, Anchor.On(new DateOnly(billingAnchor.Origin.Year, 1, 1)), step),
        };
    }

    /// <summary>The same periods up to a day: those whose served part starts before it. A term without an end needs this.</summary>
    /// <param name="horizon">The first day of no interest, not included.</param>
    public BillingPeriods Until(DateOnly horizon)
    {
        if (horizon <= _term.Start || _count == 0)
        {
            return new(this, 0);
        }

        DateOnly lastOfInterest = horizon.AddDays(-1);
        return lastOfInterest >= _term.End ? this : new(this, Math.Min(_count, PlaceOf(lastOfInterest) + 1));
    }

    /// <summary>One period, computed from the anchor and not from the periods before it.</summary>
    /// <param name="index">From zero, below <see cref="Count"/>, or an invariant breaks.</param>
    public BillingPeriod At(int index)
    {
        Invariant.Holds(index >= 0 && index < _count, "A term has no period of that index.");
        return Make(index, _isWhole ? _term.Start : GridStart(index));
    }

    /// <summary>The index of the period that serves a day.</summary>
    /// <param name="day">A day of the term, or an invariant breaks; it may lie beyond the horizon.</param>
    public int IndexOf(DateOnly day)
    {
        Invariant.Holds(_term.Contains(day), "A day outside the term lies in none of its periods.");
        return PlaceOf(day);
    }

    /// <summary>The period that serves a day.</summary>
    /// <param name="day">A day of the term, or an invariant breaks.</param>
    public BillingPeriod Containing(DateOnly day)
    {
        int index = IndexOf(day);
        return Make(index, _isWhole ? _term.Start : GridStart(index));
    }

    /// <summary>Walks the periods in order, without allocating.</summary>
    public Enumerator GetEnumerator()
    {
        Invariant.Holds(_count < Endless, "A term without an end cannot be walked to its end: name a horizon.");
        return new(this);
    }
}
