// Plays a scenario on a driver and compares what is seen with what the text expects. The report names the line of the text and
// shows the whole of what was seen, so that a failing life can be read like a statement of account.
using System.Text;
using Shouldly;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Plays scenarios.</summary>
public static class ScenarioRunner
{
    /// <summary>Plays every act; the first one that differs fails the test.</summary>
    public static void Play(Scenario scenario, IScenarioDriver driver)
    {
        foreach (Act act in scenario.Acts)
        {
            Outcome outcome = driver.Play(act);
            string told = $"line {act.LineNumber}, {DayText.Of(act.On)} {Verb(act)}: {Tell(outcome, scenario.Currency)}";
            RefusalExpected? refusal = act.Expected.OfType<RefusalExpected>().FirstOrDefault();
            outcome.RefusalCode.ShouldBe(refusal?.Code, told);
            CompareDocuments(act, outcome, scenario.Currency, told);
            foreach (FactsExpected facts in act.Expected.OfType<FactsExpected>())
            {
                outcome.Facts.ShouldBe(facts.Types, told);
            }

            foreach (WarningExpected warning in act.Expected.OfType<WarningExpected>())
            {
                outcome.Warnings.ShouldContain(warning.Code, told);
            }

            if (act.Expected.Any(static expected => IsAboutTheContract(expected)))
            {
                CompareContract(act, driver.Look(), scenario.Currency, told);
            }
        }
    }

    private static bool IsAboutTheContract(Expectation expected) =>
        expected is DateExpected or TermExpected or UnitsExpected or ReceivableExpected or CreditExpected or RefundExpected or WrittenOffExpected or ForfeitedExpected or ValueExpected or MrrExpected;

    private static void CompareDocuments(Act act, Outcome outcome, Currency currency, string told)
    {
        DocumentExpected[] expected = [.. act.Expected.OfType<DocumentExpected>()];
        string[] wanted = [.. expected.Select(document => Head(document.Kind, document.IssueOn ?? act.On, document.NetMinor, document.TaxMinor, currency))];
        string[] seen = [.. outcome.Documents.Select(document => Head(document.Kind, document.IssueOn, document.NetMinor, document.TaxMinor, currency))];
        seen.ShouldBe(wanted, told);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!expected[i].Lines.IsEmpty)
            {
                outcome.Documents[i].Lines.ShouldBe(expected[i].Lines, told);
            }
        }
    }

    private static void CompareContract(Act act, SeenContract seen, Currency currency, string told)
    {
        TermExpected[] terms = [.. act.Expected.OfType<TermExpected>()];
        if (terms.Length > 0)
        {
            seen.Terms.ShouldBe(terms.Select(static term => term.Span), told);
        }

        foreach (Expectation expected in act.Expected)
        {
            string at = $"line {expected.LineNumber}, after {told}";
            switch (expected)
            {
                case DateExpected date:
                    DateOnly? day = date.Name switch
                    {
                        "end" => seen.End,
                        "fence" => seen.FenceOn,
                        "deadline" => seen.DeadlineOn,
                        _ => seen.LockInOn,
                    };
                    day.ShouldBe(date.On, at);
                    break;
                case UnitsExpected units:
                    seen.UnitsOn(units.ChargeCode, units.On).ShouldBe(units.Units, at);
                    break;
                case ReceivableExpected receivable:
                    new Money(seen.ReceivableMinor, currency).ShouldBe(new Money(receivable.Minor, currency), at);
                    break;
                case CreditExpected credit:
                    new Money(seen.CreditMinor, currency).ShouldBe(new Money(credit.Minor, currency), at);
                    break;
                case RefundExpected refund:
                    new Money(seen.RefundMinor, currency).ShouldBe(new Money(refund.Minor, currency), at);
                    break;
                case WrittenOffExpected written:
                    new Money(seen.WrittenOffMinor, currency).ShouldBe(new Money(written.Minor, currency), at);
                    break;
                case ForfeitedExpected forfeited:
                    new Money(seen.ForfeitedMinor, currency).ShouldBe(new Money(forfeited.Minor, currency), at);
                    break;
                case ValueExpected value:
                    new Money(seen.ValueMinor, currency).ShouldBe(new Money(value.Minor, currency), at);
                    break;
                case MrrExpected mrr:
                    new Money(seen.MrrMinorOn(act.On), currency).ShouldBe(new Money(mrr.Minor, currency), at);
                    break;
            }
        }
    }

    private static string Verb(Act act) => act.Deed.GetType().Name.Replace("Deed", string.Empty, StringComparison.Ordinal);

    private static string Head(string kind, DateOnly on, long minor, long tax, Currency currency) =>
        $"{kind} {DayText.Of(on)} {new Money(minor, currency)}" + (tax == 0 ? string.Empty : $" tax {new Money(tax, currency).AmountText}");

    private static string Tell(Outcome outcome, Currency currency)
    {
        var told = new StringBuilder();
        told.Append(outcome.RefusalCode is null ? "accepted" : "refused " + outcome.RefusalCode).Append('\n');
        told.Append("  facts ").AppendJoin(' ', outcome.Facts).Append('\n');
        foreach (SeenDocument document in outcome.Documents)
        {
            told.Append("  ").Append(Head(document.Kind, document.IssueOn, document.NetMinor, document.TaxMinor, currency)).Append('\n');
            foreach (SeenLine line in document.Lines)
            {
                told.Append("    ").Append(line).Append('\n');
            }
        }

        return told.ToString();
    }
}
