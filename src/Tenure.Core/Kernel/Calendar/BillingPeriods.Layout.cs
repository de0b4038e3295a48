namespace Tenure.Core.Kernel;

/// <content>How the periods of a term are laid out, and how one of them is made.</content>
public readonly partial struct BillingPeriods
{
    /// <summary>Months, counted anew from the term's start on the billing anchor's day.</summary>
    private static BillingPeriods Restarted(DateRange term, Anchor billingAnchor, Cadence step)
    {
        Anchor anchor = billingAnchor.From(term.Start);
        DateOnly onDay = anchor.DateAt(step, 0);
        bool hasLead = onDay != term.Start;
        if (onDay < term.Start)
        {
            anchor = anchor.From(anchor.DateAt(Cadence.Month, 1));
        }

        int lead = hasLead ? 1 : 0;
        if (term.IsOpen)
        {
            return new(term, anchor, step, new Layout { HasLead = hasLead, Steps = Endless, Count = Endless });
        }

        // Below zero when the term ends before the anchor's first date: then the slice that leads in is all there is.
        int months = anchor.FloorIndex(Cadence.Month, term.End);
        if (months < 0)
        {
            return new(term, anchor, step, new Layout { HasLead = true, Count = 1 });
        }

        (int steps, int monthsLeft) = Math.DivRem(months, step.Count);
        int rest = anchor.DateAt(Cadence.Month, months) < term.End ? 1 : 0;
        return new(term, anchor, step, new Layout
        {
            HasLead = hasLead,
            Steps = steps,
            MonthsLeft = monthsLeft,
            Count = lead + steps + (monthsLeft > 0 ? 1 : 0) + rest,
        });
    }

    /// <summary>A grid that the term is cut out of: what it cuts off at either side are slices of whole steps.</summary>
    private static BillingPeriods Sliced(DateRange term, Anchor anchor, Cadence step)
    {
        int first = anchor.FloorIndex(step, term.Start);
        int steps = term.IsOpen ? Endless : anchor.FloorIndex(step, term.End.AddDays(-1)) - first + 1;
        return new(term, anchor, step, new Layout { First = first, Steps = steps, Count = steps });
    }

    /// <summary>How long a whole term is: months when it is whole months on the anchor's day or its own, else days.</summary>
    /// <param name="term">The term, with an end; from one day to <see cref="Cadence.Most"/>, or an invariant breaks.</param>
    /// <param name="billingAnchor">The anchor.</param>
    public static Cadence LengthOf(DateRange term, Anchor billingAnchor)
    {
        Invariant.Holds(!term.IsOpen, "A term without an end is billed by a cadence.");
        Anchor anchor = billingAnchor.From(term.Start);
        anchor = anchor.DateAt(Cadence.Month, 0) == term.Start ? anchor : Anchor.On(term.Start);
        int months = anchor.FloorIndex(Cadence.Month, term.End);
        return months > 0 && anchor.DateAt(Cadence.Month, months) == term.End ? Cadence.Months(months) : Cadence.Days(term.Days);
    }

    private int PlaceOf(DateOnly day)
    {
        if (_isWhole)
        {
            return 0;
        }

        int lead = _hasLead ? 1 : 0;
        int step = _anchor.FloorIndex(_step, day) - _first;
        if (step < _steps)
        {
            return Math.Max(step + lead, 0);
        }

        bool isInMonthsLeft = _monthsLeft > 0 && day < _anchor.DateAt(Cadence.Month, WholeMonths);
        return _steps + lead + (isInMonthsLeft || _monthsLeft == 0 ? 0 : 1);
    }

    private int WholeMonths => (_steps * _step.MonthCount) + _monthsLeft;

    private DateOnly GridStart(int index)
    {
        int step = index - (_hasLead ? 1 : 0);
        return step < 0
            ? _anchor.DateAt(Cadence.Month, -1)
            : step <= _steps ? _anchor.DateAt(_step, _first + step) : _anchor.DateAt(Cadence.Month, WholeMonths);
    }

    /// <summary>The period of an index whose grid period starts on a day: the end of the one before it.</summary>
    private BillingPeriod Make(int index, DateOnly gridStart)
    {
        if (_isWhole)
        {
            return new(0, _term, _term, _step);
        }

        (DateOnly gridEnd, Cadence length) = EndOf(index - (_hasLead ? 1 : 0));
        DateRange gridPeriod = new(gridStart, gridEnd);
        return new(index, gridPeriod, gridPeriod.Intersect(_term), length);
    }

    private (DateOnly GridEnd, Cadence Length) EndOf(int step)
    {
        if (step < 0)
        {
            return (_anchor.DateAt(Cadence.Month, 0), Cadence.Month);
        }

        if (step < _steps)
        {
            return (_anchor.DateAt(_step, _first + step + 1), _step);
        }

        return step == _steps && _monthsLeft > 0
            ? (_anchor.DateAt(Cadence.Month, WholeMonths), Cadence.Months(_monthsLeft))
            : (_anchor.DateAt(Cadence.Month, WholeMonths + 1), Cadence.Month);
    }

    private readonly struct Layout
    {
        public bool IsWhole { get; init; }

        public bool HasLead { get; init; }

        public int First { get; init; }

        public int Steps { get; init; }

        public int MonthsLeft { get; init; }

        public int Count { get; init; }
    }
}
