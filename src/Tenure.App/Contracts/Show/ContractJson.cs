// A contract as programs read it: the same facts as the text, amounts in minor units, last days and exclusive ends both named.
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;

namespace Tenure.App.Contracts.Show;

internal static class ContractJson
{
    public static JsonObject Of(ShownContract shown)
    {
        Contract contract = shown.Contract;
        return new JsonObject
        {
            ["contractId"] = shown.Id.ToString(),
            ["reference"] = contract.Order.Reference,
            ["asOf"] = Parsing.Show(shown.AsOf),
            ["version"] = contract.Version,
            ["customer"] = shown.Customer,
            ["customerId"] = contract.Order.Customer.ToString(),
            ["plan"] = contract.PlanOn(shown.AsOf).Code,
            ["planVersion"] = shown.PlanVersion,
            ["policy"] = shown.Policy,
            ["currency"] = shown.Currency.Code,
            ["state"] = shown.State,
            ["inPlaceOf"] = shown.InPlaceOf,
            ["goesOnAs"] = shown.GoesOnAs,
            ["inForce"] = shown.InForce,
            ["status"] = ContractState.StatusOf(contract),
            ["trial"] = contract.IsTrial,
            ["startOn"] = Parsing.Show(contract.Start),
            ["paidFrom"] = Day(contract.Order.PaidFrom),
            ["endOn"] = Day(contract.Ending?.On),
            ["endReason"] = contract.Ending is { IsExpiry: false } ending ? ending.ReasonCode : null,
            ["atEnd"] = AtEnd(contract.Ending),
            ["term"] = shown.Term.Index + 1,
            ["deadlineOn"] = Day(contract.DeadlineOn),
            ["earliestEndOn"] = contract.Ending is null ? Day(contract.EarliestEndOn(shown.AsOf)) : null,
            ["lockInOn"] = Day(contract.LockInOn),
            ["fenceOn"] = Day(contract.FenceOn),
            ["parkedReason"] = shown.ParkedReason,
            ["mrr"] = shown.Mrr.ToString(),
            ["mrrMinor"] = shown.Mrr.RoundToLong(),
            ["nextInvoice"] = NextInvoice(shown),
            ["waitingMinor"] = shown.WaitingMinor,
            ["clauses"] = Clauses(contract),
            ["lines"] = Array(shown.Lines, Line),
            ["prepaid"] = Array(shown.Prepaid, Prepaid),
            ["awaited"] = Array(shown.Awaited, Awaited),
            ["scheduled"] = Array(shown.Coming, Scheduled),
            ["terms"] = Array(contract.Terms, Term),
            ["timeline"] = Array(shown.History, recorded => Event(shown, recorded)),
            ["documents"] = Array(shown.Documents, document => Taxed(shown, new JsonObject
            {
                ["number"] = document.Number,
                ["kind"] = document.Kind,
                ["issueOn"] = Parsing.Show(document.IssueOn),
                ["netMinor"] = document.NetMinor,
            }, document.TaxMinor)),
        };
    }

    private static JsonObject Taxed(ShownContract shown, JsonObject sum, long tax)
    {
        if (shown.IsTaxed)
        {
            sum["taxMinor"] = tax;
        }

        return sum;
    }

    private static JsonObject Event(ShownContract shown, RecordedFact recorded) => new()
    {
        ["sequence"] = recorded.Sequence,
        ["type"] = FactCodec.TypeOf(recorded.Fact),
        ["recordedOn"] = Parsing.Show(recorded.BusinessOn),
        ["effectiveOn"] = Parsing.Show(recorded.Fact.EffectiveOn),
        ["what"] = FactWords.Of(recorded.Fact, shown.Currency, shown.NumberOf),
        ["doesNotCount"] = shown.WhyNot(recorded),
    };

    private static JsonObject Awaited(AwaitedSum awaited) => new()
    {
        ["line"] = awaited.Line,
        ["milestone"] = awaited.Milestone,
        ["netMinor"] = awaited.NetMinor,
    };

    private static JsonObject? NextInvoice(ShownContract shown) => shown.NextInvoice is { } next
        ? Taxed(shown, new JsonObject { ["on"] = Parsing.Show(next.On), ["netMinor"] = next.NetMinor }, next.TaxMinor)
        : null;

    /// <summary>What becomes of open debt and of credit that is left, when somebody ended it.</summary>
    private static JsonObject? AtEnd(Ending? ending) => ending is null or { IsExpiry: true } ? null : new JsonObject
    {
        ["unpaid"] = UnpaidAtEnds.NameOf(ending.Balance.Unpaid),
        ["leftover"] = ending.Balance.Leftover.ToString(),
        ["creditLapsesOn"] = Day(ending.LapsesOn),
    };

    private static JsonObject Prepaid(PrepaidStanding standing) => new()
    {
        ["line"] = standing.Line.Number,
        ["charge"] = standing.Line.Charge.Code,
        ["firstDay"] = Parsing.Show(standing.Period.Start),
        ["lastDay"] = Parsing.ShowLast(standing.Period.End),
        ["bought"] = standing.Bought.ToString(),
        ["used"] = standing.Used.ToString(),
        ["left"] = standing.Left.ToString(),
    };

    private static JsonObject Scheduled(Scheduled item) => new()
    {
        ["on"] = Parsing.Show(item.On),
        ["what"] = item.What,
        ["event"] = item.Event,
    };

    private static JsonObject Clauses(Contract contract)
    {
        var clauses = new JsonObject();
        foreach ((string name, string words) in ClauseWords.Of(contract))
        {
            clauses[name] = words;
        }

        return clauses;
    }

    private static JsonObject Line(ShownLine shown) => new()
    {
        ["line"] = shown.Line.Number,
        ["charge"] = shown.Line.Charge.Code,
        ["product"] = shown.Line.Charge.ProductCode,
        ["units"] = shown.Units.ToString(),
        ["price"] = shown.Price.PriceText,
        ["priceWords"] = ClauseWords.PriceOf(shown.Price),
        ["billed"] = ClauseWords.BillingOf(shown.Line.Charge),
        ["from"] = Parsing.Show(shown.Line.From),
        ["endOn"] = shown.End == DateOnly.MaxValue ? null : Parsing.Show(shown.End),
        ["event"] = shown.Line.Event,
    };

    private static JsonObject Term(Term term) => new()
    {
        ["term"] = term.Index + 1,
        ["startOn"] = Parsing.Show(term.Span.Start),
        ["lastDay"] = Parsing.ShowLast(term.Span.End),
        ["endOn"] = Parsing.Show(term.Span.End),
        ["length"] = term.Length.ToString(),
        ["kind"] = term.Index == 0 ? "ordered" : FactNames.Of(term.Kind),
        ["event"] = term.Event,
    };

    private static string? Day(DateOnly? day) => day is { } known ? Parsing.Show(known) : null;

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write)
    {
        var array = new JsonArray();
        foreach (T item in items)
        {
            array.Add((JsonNode)write(item));
        }

        return array;
    }
}
