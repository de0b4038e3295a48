// The clauses of a policy in the very words of `contract show`. They are asked of an order in no currency that begins on no day, and
// what is said of its day and its currency is left out.
using Tenure.App.Contracts.Show;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Policies;

internal static class PolicyWords
{
    // A price for the whole term, so that what becomes of it in another term is told.
    private static readonly Charge ForTheTerm = new(
        "price", "price", ChargeKind.Recurring, PriceModel.Flat, new UnitPrice(0, default), Cadence.Months(12), BillingCadence: null, BillingTiming.InAdvance);

    /// <summary>Every clause, by the name people know it under.</summary>
    public static IEnumerable<(string Name, string Words)> Of(Clauses clauses)
    {
        var order = new ContractOrdered(
            DateOnly.MinValue, default, default(Currency), string.Empty, default, RuleBook.Newest, DateOnly.MinValue, clauses,
            [new OrderedLine(1, ForTheTerm, Quantity.One)], []);
        string noCurrency = $" {default(Currency).Code}";
        return ClauseWords.Of(order, clauses).Append(ClauseWords.Of(clauses.Percents)).Select(clause => clause.Name == "first term"
            ? (clause.Name, clauses.TermLength.ToString())
            : (clause.Name, clause.Words.Replace(noCurrency, string.Empty, StringComparison.Ordinal)));
    }
}
