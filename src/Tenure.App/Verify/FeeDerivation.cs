// The amount of a fee, worked out again from the derivation stored beside it (BIL-8), and held against the end and the clause that it
// names. Plain decimal arithmetic; the code that bills is not asked.
using System.Globalization;
using System.Text.Json;
using Tenure.App.Billing.Explain;
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Verify;

internal static class FeeDerivation
{
    /// <summary>Adds a problem for each number that does not follow from the others.</summary>
    public static void Check(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root, JsonElement fee)
    {
        DerivedFee derived = DerivedFee.Read(fee);
        long figure = root.GetProperty("figure").GetInt64();
        Expect(problems, "kind", "fee", line.Kind);
        Expect(problems, "figure", figure, line.AmountMinor);
        Expect(problems, "first day cut off", derived.Days.Start, line.ServiceStart);
        Expect(problems, "end of the fixed term", derived.Days.End, line.ServiceEnd);
        if (contract.History[0].Fact is not ContractOrdered order
            || contract.History.Find(recorded => recorded.Sequence == line.PeriodIndex)?.Fact is not ContractTerminated ended)
        {
            problems.Add($"event {line.PeriodIndex} is no end of the contract");
            return;
        }

        Expect(problems, "clause", derived.Clause, order.Clauses.TerminationFee);
        Expect(problems, "agreed fee", derived.AgreedMinor, ended.Fee?.AmountMinor);
        Expect(problems, "day of the end", derived.Days.Start, ended.EffectiveOn);
        if (derived.Step is { } step && !order.Clauses.TerminationFee.Steps.Contains(step))
        {
            problems.Add($"step {step} is not of the clause {order.Clauses.TerminationFee}");
        }

        if (!derived.Holds(figure, order.Currency))
        {
            problems.Add($"fee {figure} does not follow from the remaining value and the clause");
        }
    }

    private static void Expect<T>(List<string> problems, string what, T derived, T stored)
    {
        if (!EqualityComparer<T>.Default.Equals(derived, stored))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {derived} in the derivation, {stored} by the other rows"));
        }
    }
}
