// What is due waits while its invoice would come to less than the contract's least amount (BIL-8). The target knows nothing of it: what
// waits is a difference that is not drafted yet, so a run that comes late finds what one that came every day would have issued. Days
// are gone through in order and each looks back only, so what goes out by a day never depends on later days.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Says on which day lines that are due go out.</summary>
[Rule("BIL-8")]
internal static class Waiting
{
    /// <summary>The issue day of each line that is due by a day; <c>null</c> while it waits. Credits never wait. Debits go out on the first day
    /// on which those that wait reach the least amount, before tax; on the day on which one of them is partly taken back, so that the credit has
    /// an invoice to correct; and once the contract is over.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="lines">The lines that are due; a credit for one of them names its place.</param>
    /// <param name="until">The business day.</param>
    /// <param name="settles">Whether everything goes out on the business day at the latest.</param>
    public static DateOnly?[] IssueDays(Contract contract, List<DraftLine> lines, DateOnly until, bool settles)
    {
        if (contract.Clauses.MinimumInvoice is not { } minimum)
        {
            return [.. lines.Select(static line => (DateOnly?)line.DueOn)];
        }

        long leastMinor = Rounding.ToMinor(minimum, contract.Order.Currency);
        DateOnly? overOn = contract.Ending?.DueOn;
        var issueDays = new DateOnly?[lines.Count];
        var waiting = new HashSet<int>();
        foreach (IGrouping<DateOnly, int> day in Enumerable.Range(0, lines.Count).GroupBy(i => lines[i].DueOn).OrderBy(static day => day.Key))
        {
            if (overOn < day.Key)
            {
                GoOut(overOn.Value);
            }

            bool taken = false;
            foreach (int i in day)
            {
                if (lines[i].IsDebit)
                {
                    waiting.Add(i);
                }
                else
                {
                    issueDays[i] = day.Key;
                    taken |= lines[i].CorrectsDocument == DraftLine.OfThisRun && waiting.Contains(lines[i].CorrectsLine);
                }
            }

            if (taken || overOn <= day.Key || waiting.Sum(i => lines[i].AmountMinor) >= leastMinor)
            {
                GoOut(day.Key);
            }
        }

        if (overOn <= until)
        {
            GoOut(overOn.Value);
        }
        else if (settles)
        {
            GoOut(until);
        }

        return issueDays;

        void GoOut(DateOnly on)
        {
            foreach (int i in waiting)
            {
                issueDays[i] = on;
            }

            waiting.Clear();
        }
    }
}
