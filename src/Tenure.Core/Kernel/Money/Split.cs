namespace Tenure.Core.Kernel;

/// <summary>
/// Cuts a total into parts that sum to it (MON-3). Each part is its exact share cut towards zero; the units left over go
/// one each to the parts that lost most by the cut, ties to the first. So every part is within one unit of its exact
/// share, a share that is already whole stays whole, and a negative total is the mirror of the positive one.
/// </summary>
[Rule("MON-3")]
public static class Split
{
    private const int FewParts = 64;

    /// <summary>Cuts a total by weight.</summary>
    /// <param name="total">What to cut, usually minor units; either sign.</param>
    /// <param name="weights">One per part, none below zero. A part of weight zero gets zero, unless all are zero: then all count the same.</param>
    /// <param name="parts">As many as weights; filled here. With no parts the total must be zero.</param>
    public static void Among(long total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        Invariant.Holds(weights.Length == parts.Length, "A split needs one weight for each part.");
        Int128 whole = 0;
        foreach (long weight in weights)
        {
            Invariant.Holds(weight >= 0, "A split has no weight below zero.");
            whole += weight;
        }

        if (whole == 0)
        {
            AmongEquals(total, parts);
            return;
        }

        Span<Int128> rests = parts.Length <= FewParts ? stackalloc Int128[parts.Length] : new Int128[parts.Length];
        long left = total;
        for (int part = 0; part < parts.Length; part++)
        {
            Int128 product = (Int128)total * weights[part];
            Int128 share = product / whole;
            rests[part] = Int128.Abs(product - (share * whole));
            parts[part] = (long)share;
            left -= parts[part];
        }

        GiveLeftOver(left, rests, parts);
    }

    /// <summary>Cuts a total by weight into a new array.</summary>
    /// <param name="total">What to cut; either sign.</param>
    /// <param name="weights">One per part, none below zero.</param>
    public static long[] Among(long total, params ReadOnlySpan<long> weights)
    {
        long[] parts = new long[weights.Length];
        Among(total, weights, parts);
        return parts;
    }

    /// <summary>Cuts a total into parts of the same weight; the first parts take the units left over.</summary>
    /// <param name="total">What to cut; either sign.</param>
    /// <param name="count">How many parts, at least one.</param>
    public static long[] Evenly(long total, int count)
    {
        Invariant.Holds(count > 0, "A split needs at least one part.");
        long[] parts = new long[count];
        AmongEquals(total, parts);
        return parts;
    }

    /// <summary>One part of <see cref="Evenly"/>, without making the others.</summary>
    /// <param name="total">What to cut; either sign.</param>
    /// <param name="count">How many parts, at least one.</param>
    /// <param name="index">Which part, from zero, below the count.</param>
    public static long EvenPart(long total, int count, int index)
    {
        Invariant.Holds(count > 0 && index >= 0 && index < count, "A split has no such part.");
        (long share, long left) = Math.DivRem(total, count);
        return index < Math.Abs(left) ? share + Math.Sign(left) : share;
    }

    private static void AmongEquals(long total, Span<long> parts)
    {
        Invariant.Holds(parts.Length > 0 || total == 0, "A split of something needs at least one part.");
        for (int part = 0; part < parts.Length; part++)
        {
            parts[part] = EvenPart(total, parts.Length, part);
        }
    }

    private static void GiveLeftOver(long left, Span<Int128> rests, Span<long> parts)
    {
        int unit = Math.Sign(left);
        long count = Math.Abs(left);
        Invariant.Holds(count < parts.Length || count == 0, "A split left over a unit for every part.");
        if (parts.Length > FewParts && count > 8)
        {
            GiveByOrder((int)count, unit, rests, parts);
            return;
        }

        for (; count > 0; count--)
        {
            int largest = 0;
            for (int part = 1; part < rests.Length; part++)
            {
                largest = rests[part] > rests[largest] ? part : largest;
            }

            parts[largest] += unit;
            rests[largest] = -1;
        }
    }

    private static void GiveByOrder(int count, int unit, Span<Int128> rests, Span<long> parts)
    {
        (Int128 Lost, int Part)[] order = new (Int128, int)[rests.Length];
        for (int part = 0; part < order.Length; part++)
        {
            order[part] = (rests[part], part);
        }

        Array.Sort(order, static (a, b) => a.Lost == b.Lost ? a.Part.CompareTo(b.Part) : b.Lost.CompareTo(a.Lost));
        for (int place = 0; place < count; place++)
        {
            parts[order[place].Part] += unit;
        }
    }
}
