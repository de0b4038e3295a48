// Why an amount is what it is (BIL-8): canonical JSON with the events, rules, price, period, days and rounding behind it.
// `explain` reads it back into sentences; nothing else may be needed to check the amount by hand.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Writes derivations.</summary>
internal static class Derivations
{
    /// <summary>A debit leads to the figure of what is billed with it; later days of the period lead on from there.</summary>
    public static ReadOnlyMemory<byte> OfDebit(Contract contract, in TargetItem item, DateRange days, long amountMinor, Share share)
    {
        var json = new CanonicalJson();
        json.BeginObject();
        json.Name("amount"u8).Value(amountMinor);
        long figure = Granted.FigureOf(contract, item.Place, item.FullMinor, share, DateOnly.MaxValue);
        WriteMiddle(json, contract, item, item.FullMinor, figure, DateOnly.MaxValue, slice: days);
        json.Name("rules"u8).BeginArray();
        json.Value(item.Line.Charge.Kind == ChargeKind.OneTime ? "PRO-6" : "PRO-1");
        if (IsRaised(item))
        {
            json.Value("MON-6");
        }

        json.Value("PRO-3");
        WriteGoodwillRule(json, contract, item, DateOnly.MaxValue);
        json.Value("BIL-1").EndArray();
        WriteServed(json, contract, item, share, new Quantity(Serving.MicrosOn(item.Line, item.Days.Start, DateOnly.MaxValue)));
        json.Name("slice"u8);
        WriteRange(json, days);
        json.EndObject();
        return json.ToArray();
    }

    /// <summary>A credit leads to the figure of the days that are still served.</summary>
    public static ReadOnlyMemory<byte> OfCredit(
        Contract contract, in TargetItem item, in CreditStage stage, long amountMinor, int refundedBy)
    {
        var json = new CanonicalJson();
        json.BeginObject();
        json.Name("amount"u8).Value(-amountMinor);
        json.Name("billedBefore"u8).Value(stage.FigureMinor + amountMinor);
        WriteMiddle(json, contract, item, stage.FullMinor, stage.FigureMinor, stage.DueOn, refundedBy);
        json.Name("rules"u8).BeginArray();
        json.Value("PRO-3").Value(item.Line.Charge.Kind == ChargeKind.OneTime ? "PRO-6" : "PRO-4");
        WriteGoodwillRule(json, contract, item, stage.DueOn);
        json.Value("BIL-3").EndArray();
        WriteServed(json, contract, item, stage.Share, stage.Units);
        json.EndObject();
        return json.ToArray();
    }

    /// <summary>A period that was billed and is not served at all.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="number">The line; an end may have suspended it.</param>
    /// <param name="period">The period.</param>
    /// <param name="start">The first day that was billed.</param>
    /// <param name="amountMinor">What is given back, in minor units.</param>
    /// <param name="refundedBy">The end because of which it is paid back; 0 when it is not.</param>
    public static ReadOnlyMemory<byte> OfAbsent(Contract contract, int number, int period, DateOnly start, long amountMinor, int refundedBy)
    {
        var json = new CanonicalJson();
        json.BeginObject();
        json.Name("amount"u8).Value(-amountMinor);
        json.Name("billedBefore"u8).Value(amountMinor);
        var events = new List<int>(4);
        Line? line = contract.FindLine(number);
        if (line is not null)
        {
            events.Add(line.Event);
        }

        if (line is { Charge.Kind: ChargeKind.OneTime } && period < line.Undone.Length)
        {
            AddOnce(events, line.Undone[period].Event);
        }
        else if (contract.Ending is { } ending && start >= ending.On)
        {
            AddOnce(events, ending.Sequence);
        }
        else if (contract.GapOn(start) is { } gap && gap.Unbilled.Contains(start))
        {
            AddOnce(events, gap.Event);
        }
        else if (line is not null)
        {
            AddSteps(events, contract, line, start.AddDays(1));
        }

        WriteEvents(json, events);
        json.Name("figure"u8).Value(0);
        WriteRefundedBy(json, refundedBy);
        json.Name("rules"u8).BeginArray();
        json.Value("PRO-3").Value("BIL-3").EndArray();
        json.EndObject();
        return json.ToArray();
    }

    /// <summary>The tax of a line, which is known once its document is.</summary>
    public static ReadOnlyMemory<byte> OfTax(TaxBasis basis, decimal percent, long taxMinor, in TaxOrigin origin)
    {
        var json = new CanonicalJson();
        json.BeginObject();
        json.Name("amount"u8).Value(taxMinor);
        json.Name("basis"u8).Value(TaxBases.NameOf(basis));
        json.Name("before"u8).Value(origin.BeforeMinor);
        json.Name("figure"u8).Value(origin.FigureMinor);
        json.Name("net"u8).Value(origin.NetMinor);
        if (origin.OfNetMinor != 0)
        {
            json.Name("ofNet"u8).Value(origin.OfNetMinor);
            json.Name("ofTax"u8).Value(origin.OfTaxMinor);
        }

        json.Name("rate"u8).Value(percent);
        json.Name("rounding"u8).Value(Rounding.NameOf(Halves.AwayFromZero));
        json.Name("rules"u8).BeginArray().Value("MON-5").EndArray();
        json.EndObject();
        return json.ToArray();
    }

    /// <summary>The members between "amount" and "rules", in byte order.</summary>
    private static void WriteMiddle(
        CanonicalJson json, Contract contract, in TargetItem item, long full, long figure, DateOnly dueByOn, int refundedBy = 0, DateRange? slice = null)
    {
        Charge charge = item.Line.ChargeOn(item.Period.Served.Start);
        if (Pricing.CarriedFrom(contract, charge, item.Period, item.TermIndex) is { } pricedDays)
        {
            json.Name("carriedFrom"u8);
            WriteRange(json, pricedDays);
        }

        WriteCharge(json, contract, item);
        if (slice is { } billed)
        {
            WriteDue(json, contract, item, billed);
        }

        WriteEvents(json, contract, item, dueByOn);
        json.Name("figure"u8).Value(figure);
        json.Name("full"u8).Value(full);
        if (charge.GivenBack.GivesBack)
        {
            json.Name("givenBack"u8).Value(charge.GivenBack.ToString());
        }

        WriteGranted(json, contract, item, dueByOn);
        WritePeriod(json, item);
        WritePrice(json, contract, item);
        json.Name("quantity"u8).Value(new Quantity(Serving.MicrosOn(item.Line, item.Days.Start, DateOnly.MaxValue)).ToString());
        WriteRefundedBy(json, refundedBy);
        WriteRounding(json, contract);
    }

    /// <summary>The charge and the discounts that count in the period.</summary>
    internal static void WriteCharge(CanonicalJson json, Contract contract, in TargetItem item)
    {
        Charge charge = item.Line.Charge;
        json.Name("charge"u8).Value(charge.Code);
        json.Name("discounts"u8).BeginArray();
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (Discounting.Counts(contract, agreed, item.Line, item.Period, item.TermIndex))
            {
                json.Value(agreed.Discount.Code);
            }
        }

        json.EndArray();
    }

    /// <summary>The period on its grid, and how long it nominally is.</summary>
    internal static void WritePeriod(CanonicalJson json, in TargetItem item)
    {
        json.Name("length"u8).Value(item.Period.Length.ToString());
        json.Name("period"u8);
        WriteRange(json, item.Period.Grid);
    }

    /// <summary>The price that counts in the period, and how it came about.</summary>
    internal static void WritePrice(CanonicalJson json, Contract contract, in TargetItem item)
    {
        Charge charge = item.Line.ChargeOn(item.Period.Served.Start);
        json.Name("price"u8).Value(charge.Price.Amount);
        json.Name("pricePeriod"u8).ValueOrNull(charge.Kind == ChargeKind.OneTime ? null : charge.PricePeriod.ToString());
        WritePriceSteps(json, item);
        if (!charge.IsPlain)
        {
            json.Name("pricing"u8);
            WritePricing(json, contract, item, charge);
        }
    }

    internal static void WriteRounding(CanonicalJson json, Contract contract) => json.Name("rounding"u8).Value(Rounding.NameOf(contract.Rules.Halves));

    /// <summary>The clause that moves the day a slice falls due, where one does, and the day that it counts from (BIL-1).</summary>
    internal static void WriteDue(CanonicalJson json, Contract contract, in TargetItem item, DateRange slice)
    {
        Charge charge = item.Line.Charge;
        bool ahead = charge is { Kind: not ChargeKind.OneTime, Timing: BillingTiming.InAdvance } && contract.Clauses.LeadDays > 0;
        bool after = charge is { Kind: not ChargeKind.OneTime, Timing: BillingTiming.InArrears }
            && contract.Clauses.Arrears == ArrearsIssue.PeriodEnd && slice.End < item.Period.Grid.End;
        if (ahead)
        {
            json.Name("due"u8).BeginObject();
            json.Name("from"u8).Value(slice.Start).Name("leadDays"u8).Value(contract.Clauses.LeadDays).EndObject();
        }
        else if (after)
        {
            json.Name("due"u8).BeginObject();
            json.Name("from"u8).Value(item.Period.Grid.End).Name("periodEnd"u8).Value(true).EndObject();
        }
    }

    /// <summary>Goodwill, what it does, and how much of the period was served when it was granted (PRO-7).</summary>
    private static void WriteGranted(CanonicalJson json, Contract contract, in TargetItem item, DateOnly dueByOn)
    {
        IReadOnlyList<(Goodwill Goodwill, Share At)> granted = Granted.In(contract, item.Place, dueByOn);
        if (granted.Count == 0)
        {
            return;
        }

        json.Name("granted"u8).BeginObject();
        json.Name("as"u8).Value(GoodwillEffects.NameOf(contract.Clauses.Goodwill));
        json.Name("of"u8).BeginArray();
        foreach ((Goodwill goodwill, Share at) in granted)
        {
            Share least = at.Reduced();
            json.BeginObject();
            json.Name("amount"u8).Value(goodwill.AmountMinor);
            json.Name("event"u8).Value(goodwill.Event);
            json.Name("kept"u8).Value((decimal)least.Kept);
            json.Name("whole"u8).Value((decimal)least.All);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    private static void WriteGoodwillRule(CanonicalJson json, Contract contract, in TargetItem item, DateOnly dueByOn)
    {
        if (Granted.In(contract, item.Place, dueByOn).Count > 0)
        {
            json.Value("PRO-7");
        }
    }

    internal static void WriteRefundedBy(CanonicalJson json, int refundedBy)
    {
        if (refundedBy != 0)
        {
            json.Name("refunds"u8).Value(refundedBy);
        }
    }

    internal static bool IsRaised(in TargetItem item) => !item.Line.Prices.IsEmpty && item.Line.Prices[0].On <= item.Period.Served.Start;

    /// <summary>How renewals led from the price that was agreed to this one; nothing while it is the one agreed.</summary>
    private static void WritePriceSteps(CanonicalJson json, in TargetItem item)
    {
        if (!IsRaised(item))
        {
            return;
        }

        Line line = item.Line;
        DateOnly first = item.Period.Served.Start;

        json.Name("priceSteps"u8).BeginArray();
        WriteStep(new PriceStep(line.From, line.Charge, line.Event));
        foreach (PriceStep step in line.Prices)
        {
            if (step.On <= first)
            {
                WriteStep(step);
            }
        }

        json.EndArray();

        void WriteStep(PriceStep step)
        {
            json.BeginObject();
            if (step.DatedOn is { } dated && dated != step.On)
            {
                json.Name("dated"u8).Value(dated);
            }

            json.Name("event"u8).Value(step.Event);
            json.Name("on"u8).Value(step.On);
            json.Name("price"u8).Value(step.Charge.PriceText);
            if (step.By is { } uplift)
            {
                json.Name("uplift"u8).Value(uplift.ToString());
            }

            json.EndObject();
        }
    }

    /// <summary>How a price that is not one amount, nor one for each unit, meets the quantity; of thresholds that are cut to a
    /// short period also the days.</summary>
    private static void WritePricing(CanonicalJson json, Contract contract, in TargetItem item, Charge charge)
    {
        json.BeginObject();
        json.Name("block"u8).Value(charge.Block.ToString());
        json.Name("included"u8).Value(charge.Included.ToString());
        json.Name("minimum"u8).Value(charge.Minimum);
        json.Name("model"u8).Value(ChargeCodec.NameOf(charge.Model));
        (int days, int of) = charge.Kind == ChargeKind.OneTime ? (1, 1) : Pricing.ThresholdDays(contract, item.Line, item.Period);
        json.Name("thresholdDays"u8).Value(days);
        json.Name("thresholdOf"u8).Value(of);
        json.Name("tiers"u8);
        ChargeCodec.WriteTiers(json, charge.Tiers);
        json.EndObject();
    }

    /// <summary>Days as they are need no more than their numbers; any other day count says its name, and the units priced.</summary>
    private static void WriteServed(CanonicalJson json, Contract contract, in TargetItem item, Share share, Quantity units)
    {
        json.Name("served"u8).BeginObject();
        if (contract.Clauses.DayCount == DayCount.Actual
            || (item.Line.Charge.Kind == ChargeKind.OneTime && item.Line.Charge.GivenBack.Kind != GiveBackKind.ProRata))
        {
            json.Name("ofUnitDays"u8).Value(new Quantity((long)share.All).ToString());
            json.Name("unitDays"u8).Value(new Quantity((long)share.Kept).ToString());
        }
        else
        {
            Share least = share.Reduced();
            json.Name("by"u8).Value(DayCounts.NameOf(contract.Clauses.DayCount));
            json.Name("kept"u8).Value((decimal)least.Kept);
            json.Name("of"u8).Value((decimal)least.All);
            json.Name("units"u8).Value(units.ToString());
        }

        json.EndObject();
    }

    /// <summary>Each event once: the line's, the term's, those of prices and units, of lines whose units came over, of pauses and the
    /// end.</summary>
    private static void WriteEvents(CanonicalJson json, Contract contract, in TargetItem item, DateOnly dueByOn)
    {
        var events = new List<int>(4) { item.Line.Event };
        AddOnce(events, contract.Terms[item.TermIndex].Event);
        if (item.Line.Reached is { } reached)
        {
            AddOnce(events, reached.Event);
        }

        AddPrices(events, item);
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Begins.Event > 1 && Discounting.Counts(contract, agreed, item.Line, item.Period, item.TermIndex))
            {
                AddOnce(events, agreed.Begins.Event);
            }
        }

        AddInterruptions(
            events, contract, item, OneTimeServing.MayReturn(item.Line) ? contract.GivenBackUntil(item.Line) : item.Days.End);
        foreach (Delivery delivery in item.Line.Deliveries)
        {
            if (delivery.RecordedOn <= dueByOn)
            {
                AddOnce(events, delivery.Event);
            }
        }

        foreach ((Goodwill goodwill, _) in Granted.In(contract, item.Place, dueByOn))
        {
            AddOnce(events, goodwill.Event);
        }

        WriteEvents(json, events);
    }

    /// <summary>What made the price of the period.</summary>
    internal static void AddPrices(List<int> events, in TargetItem item)
    {
        foreach (PriceStep step in item.Line.Prices)
        {
            if (step.On <= item.Period.Served.Start)
            {
                AddOnce(events, step.Event);
            }
        }
    }

    /// <summary>What changed units, paused or ended service before a day.</summary>
    internal static void AddInterruptions(List<int> events, Contract contract, in TargetItem item, DateOnly before)
    {
        AddSteps(events, contract, item.Line, before);
        foreach (Gap gap in contract.Gaps)
        {
            bool touches = (gap.Unbilled.Start < before && gap.Unbilled.End >= item.Days.Start) || gap.AnewOn == item.Period.Lost.Start;
            bool counts = item.Line.Charge.Kind != ChargeKind.OneTime || (item.Line.Charge.GivenBack.GivesBack && gap.Kind == GapKind.Ended);
            if (touches && counts)
            {
                AddOnce(events, gap.Event);
            }
        }

        if (contract.Ending is { } ending && ending.On < before)
        {
            AddOnce(events, ending.Sequence);
        }
    }

    internal static void WriteEvents(CanonicalJson json, List<int> events)
    {
        json.Name("events"u8).BeginArray();
        foreach (int sequence in events)
        {
            json.Value(sequence);
        }

        json.EndArray();
    }

    internal static void AddOnce(List<int> events, int sequence)
    {
        if (!events.Contains(sequence))
        {
            events.Add(sequence);
        }
    }

    /// <summary>What changed the units of a line, and of those whose units came over to it at a renewal.</summary>
    private static void AddSteps(List<int> events, Contract contract, Line line, DateOnly before)
    {
        foreach (QuantityStep step in line.Steps)
        {
            if (step.On < before && step.FromLine != 0 && contract.FindLine(step.FromLine) is { } giver)
            {
                AddOnce(events, giver.Event);
                AddSteps(events, contract, giver, step.On);
            }

            if (step.On < before)
            {
                AddOnce(events, step.Event);
            }
        }
    }

    internal static void WriteRange(CanonicalJson json, DateRange days)
    {
        json.BeginObject();
        json.Name("days"u8).Value(days.Days);
        json.Name("end"u8).Value(days.End);
        json.Name("start"u8).Value(days.Start);
        json.EndObject();
    }
}
