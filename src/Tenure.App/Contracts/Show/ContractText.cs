// A contract as a person reads it: what it is, what was agreed, what it holds, what happened, what was billed.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class ContractText
{
    private static readonly string[] TaxColumns = [">tax", ">with tax"];

    public static void Show(Answers answers, ShownContract shown)
    {
        Contract contract = shown.Contract;
        string reference = contract.Order.Reference;
        answers.Heading($"Contract {(reference.Length > 0 ? reference : shown.Id.ToString())} as of {Parsing.Show(shown.AsOf)}");
        answers.Pairs(Header(shown));
        answers.Heading("Clauses");
        answers.Pairs(ClauseWords.Of(contract));
        ShowLines(answers, shown);
        ShowTerms(answers, shown);
        ShowTimeline(answers, shown);
        ShowDocuments(answers, shown);
    }

    private static IEnumerable<(string Name, string Value)> Header(ShownContract shown)
    {
        Contract contract = shown.Contract;
        yield return ("id", shown.Id.ToString());
        yield return ("customer", shown.Customer);
        string plan = contract.PlanOn(shown.AsOf).Code;
        yield return ("plan", shown.PlanVersion is { } version ? $"{plan}, version {version}" : plan);
        if (shown.Policy is { } policy)
        {
            yield return ("policy", policy);
        }

        yield return ("state", shown.State);
        if (shown.InPlaceOf is { } before)
        {
            yield return ("in place of", before);
        }

        if (shown.GoesOnAs is { } after)
        {
            yield return ("goes on as", after);
        }

        yield return ("start", Parsing.Show(contract.Start));
        yield return ("end", contract.Ending is { } ending
            ? ending.On > contract.Start ? $"last day {Parsing.ShowLast(ending.On)}" : "no day of service"
            : "none set");
        if (contract.Ending is { Balance.Acts: true } chosen)
        {
            yield return ("at the end", BalanceWords.Of(chosen));
        }

        yield return ("term", string.Create(
            CultureInfo.InvariantCulture,
            $"{shown.Term.Index + 1}: {Parsing.Show(shown.Term.Span.Start)} to {Parsing.ShowLast(shown.Term.Span.End)}"));
        yield return ("trial", contract.IsTrial ? "all of it"
            : contract.Order.PaidFrom > contract.Start ? $"until {Parsing.ShowLast(contract.Order.PaidFrom)}"
            : "no");
        yield return ("MRR", $"{new Money(shown.Mrr.RoundToLong(), shown.Currency)}");
        yield return ("next invoice", shown.NextInvoice is { } next
            ? $"{Parsing.Show(next.On)}, {new Money(next.NetMinor, shown.Currency)}"
                + (next.TaxMinor == 0 ? string.Empty : $", {new Money(next.NetMinor + next.TaxMinor, shown.Currency)} with tax")
            : "none");
        if (shown.WaitingMinor != 0)
        {
            yield return ("waiting", $"{new Money(shown.WaitingMinor, shown.Currency)} due, less than the smallest invoice");
        }

        yield return ("notice by", shown.NoticeBy);
        yield return ("locked in on", Parsing.Show(contract.LockInOn));
        yield return ("fence", contract.FenceOn is { } fence ? $"no debit for service on or after {Parsing.Show(fence)}" : "none");
        if (shown.ParkedReason is { } reason)
        {
            yield return ("parked", reason);
        }
    }

    private static void ShowLines(Answers answers, ShownContract shown)
    {
        answers.Heading($"Lines on {Parsing.Show(shown.AsOf)}");
        List<ShownLine> lines = [.. shown.Lines];
        if (lines.Count == 0)
        {
            answers.Line("  none in force");
        }
        else
        {
            answers.Table(
                [">line", "charge", ">units", "price", "billed", "from", "last day"],
                lines.Select(static line => (IReadOnlyList<string>)
                [
                    line.Line.Number.ToString(CultureInfo.InvariantCulture), line.Line.Charge.Code,
                    line.Line.Charge is { Kind: ChargeKind.Usage, IsPrepaid: false } ? "-" : line.Units.ToString(),
                    ClauseWords.PriceOf(line.Price), ClauseWords.BillingOf(line.Line.Charge), Parsing.Show(line.Line.From),
                    line.Line.Charge.Kind == ChargeKind.OneTime ? "-" : Parsing.ShowLast(line.End),
                ]));
        }

        if (shown.Prepaid.Count > 0)
        {
            answers.Heading("Prepaid units");
            answers.Table(
                [">line", "charge", "from", "last day", ">bought", ">used", ">left"],
                shown.Prepaid.Select(static standing => (IReadOnlyList<string>)
                [
                    standing.Line.Number.ToString(CultureInfo.InvariantCulture), standing.Line.Charge.Code, Parsing.Show(standing.Period.Start),
                    Parsing.ShowLast(standing.Period.End), standing.Bought.ToString(), standing.Used.ToString(), standing.Left.ToString(),
                ]));
        }

        if (shown.Awaited.Count > 0)
        {
            answers.Heading("Due on a milestone");
            answers.Table(
                [">line", "milestone", ">net " + shown.Currency.Code],
                shown.Awaited.Select(awaited => (IReadOnlyList<string>)
                [
                    awaited.Line.ToString(CultureInfo.InvariantCulture), awaited.Milestone, Parsing.Show(awaited.NetMinor, shown.Currency),
                ]));
        }

        if (shown.Coming.Count > 0)
        {
            answers.Heading("Scheduled");
            answers.Table(
                ["day", "what", ">event"],
                shown.Coming.Select(static item => (IReadOnlyList<string>)
                    [Parsing.Show(item.On), item.What, item.Event.ToString(CultureInfo.InvariantCulture)]));
        }
    }

    private static void ShowTerms(Answers answers, ShownContract shown)
    {
        answers.Heading("Terms");
        answers.Table(
            [">term", "first day", "last day", "length", "came about", ">event"],
            shown.Contract.Terms.Select(static term => (IReadOnlyList<string>)
            [
                (term.Index + 1).ToString(CultureInfo.InvariantCulture), Parsing.Show(term.Span.Start), Parsing.ShowLast(term.Span.End),
                term.Length.ToString(),
                term.Index == 0 ? "ordered" : FactWords.Of(term.Kind),
                term.Event.ToString(CultureInfo.InvariantCulture),
            ]));
    }

    private static void ShowTimeline(Answers answers, ShownContract shown)
    {
        answers.Heading("Timeline");
        answers.Table(
            [">event", "recorded", "effective", "what"],
            shown.History.Select(recorded => (IReadOnlyList<string>)
            [
                recorded.Sequence.ToString(CultureInfo.InvariantCulture), Parsing.Show(recorded.BusinessOn),
                Parsing.Show(recorded.Fact.EffectiveOn),
                FactWords.Of(recorded.Fact, shown.Currency, shown.NumberOf) + (shown.WhyNot(recorded) is { } why ? $" ({why})" : string.Empty),
            ]));
    }

    private static void ShowDocuments(Answers answers, ShownContract shown)
    {
        if (shown.Documents.Count == 0)
        {
            return;
        }

        answers.Heading("Documents");
        answers.Table(
            ["number", "kind", "issued", ">net " + shown.Currency.Code, .. (shown.IsTaxed ? TaxColumns : [])],
            shown.Documents.Select(document => (IReadOnlyList<string>)
            [
                document.Number, document.Kind.Replace('_', ' '), Parsing.Show(document.IssueOn),
                .. Amounts(shown, document.NetMinor, document.TaxMinor),
            ]).Append(
            [
                "", "", "together",
                .. Amounts(shown, shown.Documents.Sum(static document => document.NetMinor), shown.Documents.Sum(static document => document.TaxMinor)),
            ]));
    }

    /// <summary>The net amount, and of a contract that is taxed the tax and both together.</summary>
    private static IEnumerable<string> Amounts(ShownContract shown, long net, long tax) =>
        (shown.IsTaxed ? new[] { net, tax, net + tax } : [net]).Select(minor => Parsing.Show(minor, shown.Currency));
}
