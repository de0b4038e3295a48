// Reads the text of a scenario. One line is one thing; indentation says to what it belongs. `#` begins a comment.
//
//   # Title
//   rules PRO-3 BIL-1                            the rules that the life shows
//   currency USD
//
//   DAY order [start DAY] term LENGTH [renews automatic|manual|evergreen LENGTH [at most N] [uplift UPLIFT] | ends]
//             [notice …] [paid from DAY | whole trial] [grid day N | grid calendar] [sticks to month ends] [last days named]
//             [day count NAME] [longest pause N] [credits to next invoice] [invoiced N days ahead] [arrears at period end] [late usage N]
//             [removals without credit|from next period] [term price by days] [percents added]
//             [items earned over the term]
//             [tax RATES] [per line] [documents per customer] [minimum invoice AMOUNT] [fee FEE]
//       FEE is remaining, 50%, 500.00, or steps such as `50% until 6 months and 25% until 12 months`
//     charge CODE PRICE per LENGTH [TERMS] billed every LENGTH|term [in arrears] [, N units]
//     charge CODE PRICE once [TERMS] [, N units]
//     charge CODE PRICE usage per LENGTH [TERMS]
//     charge CODE PRICE usage per LENGTH prepaid by unused share|time|not [overage PRICE], N units
//         PRICE is `per unit 5.00`, `flat 100.00`, `package 50@30.00` (each block of 50), or with tiers, blanks between them,
//         `graduated 1-10@5.00 11+@4.00`, `volume …`, `stairstep …`; a tier's fee stands behind its price, `11+@4.00+20.00`
//         TERMS are [with N included] [at least AMOUNT] [thresholds prorated], of what is charged once [on MILESTONE] [given back pro rata|undelivered|full within N days]
//     discount CODE PERCENT percent|AMOUNT off [on CHARGE] once|for N periods|in the first term|renewing
//              [from DAY] [until DAY] [for added lines]         with an order, or with an upgrade
//     price CHARGE AMOUNT from DAY                 a price dated ahead, under an order
//   DAY upgrade [at renewal | on DAY] [to the plan on offer] CHANGE, …        (with `charge` lines for what is new)
//       CHANGE is `add N CHARGE`, `remove N CHARGE [from line N]`, `reprice CHARGE [from line N] to PRICE`,
//       `swap CHARGE [from line N] into CHARGE`, `rebill CHARGE [from line N] every LENGTH|term [in arrears]`, `end CHARGE [from line N]`, `end discount CODE` or
//       `discounts from the day`; tiers as in a charge
//       UPLIFT is 5%, list or list at most 5%, after a percentage perhaps `to N digits`
//   DAY renew [for LENGTH] [uplift none|UPLIFT] [CHANGE, …]
//   DAY recast [on DAY] credit|refund|nothing reason CODE [agreed AMOUNT because CODE] [leftover refund] order ... as above
//   DAY transfer [on DAY] unused goes over|comes back reason CODE           to another customer; later acts are about the contract it opens
//   DAY terminate [on DAY] credit|refund|nothing reason CODE [waiving usage] [fee waived|AMOUNT because CODE]
//             [unpaid offset|written-off] [leftover refund|keep N days]
//                                                            without `on`: at the end of the term
//   DAY amend [renews … | ends] [notice …] [longest pause N] [grid … from DAY] [tax RATES]   other terms, as in an order
//       RATES are 20%, books=7% or 21% from DAY, several with `and` between them
//   DAY withdraw [[nth] change N]                            the end that is ahead, or a change by the number of its event; `nth` counts changes
//   DAY reschedule [nth] change N to DAY
//   DAY pause [from DAY] [until DAY] [by supplier] [billed days moved] [term shifted] [billing from the new end | billing from the return]
//   DAY resume [on DAY]
//   DAY offer                                                a new price list, with its `charge` lines
//   DAY pay AMOUNT [for document N] [received DAY]           money of the customer
//   DAY unapply payment|refund|use|credit N                         the n-th payment, refund or use of credit of the life is taken back
//   DAY grant AMOUNT on line N [in the period of DAY] reason CODE    less to pay for a line
//   DAY record QUANTITY of CHARGE|line N in DAY..DAY [as REFERENCE]  what was used, below zero to correct it; the same again does nothing
//   DAY milestone CODE [on DAY] | milestone CODE taken back          a milestone was reached, or was not after all
//   DAY deliver QUANTITY of line N [on DAY]                          all that was delivered of a one-time item so far
//   DAY grant AMOUNT credit reason CODE                      credit that was not owed
//   DAY use credit [for document N]                          what is left pays what is open
//   DAY pay back AMOUNT [on DAY]                             money to the customer
//   DAY run                                                  everything due by the day
//   DAY look                                                 nothing happens
//
// and under each act what must be seen (first and last days are both included; an act's documents are listed whole):
//
//     invoice|credit note [DAY] AMOUNT [tax AMOUNT]      the day when it is not the act's; the tax that comes on top
//       line N DAY..DAY AMOUNT [tax AMOUNT]
//       fee DAY..DAY AMOUNT [tax AMOUNT]                 the days are those of the fixed term that the end cuts off
//     refused CODE          facts TYPE TYPE …      warning CODE         `facts` alone: none are added
//     end|fence|deadline|lock in DAY|none          an end and a fence are the first day without service
//     term DAY..DAY         units CHARGE N [on DAY]
//     receivable AMOUNT     value AMOUNT           mrr AMOUNT
//     credit left AMOUNT    refund owed AMOUNT     written off AMOUNT    forfeited AMOUNT
using Tenure.Core.Billing;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Text to <see cref="Scenario"/>.</summary>
public static class ScenarioParser
{
    /// <summary>Reads a scenario; throws <see cref="ScenarioNotReadableException"/> with the line that cannot be read.</summary>
    public static Scenario Parse(string text)
    {
        var reading = new Reading();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            reading.Line(i + 1, lines[i]);
        }

        return reading.Finish();
    }

    private sealed class Reading
    {
        private readonly List<Act> acts = [];
        private readonly List<Expectation> expected = [];
        private readonly List<SeenLine> documentLines = [];
        private string? title;
        private string[] rules = [];
        private Currency currency = Currency.Usd;
        private ScenarioDeeds? deed;
        private DateOnly on;
        private DocumentExpected? document;

        public void Line(int number, string raw)
        {
            int comment = raw.IndexOf('#', StringComparison.Ordinal);
            title ??= comment == 0 ? raw[1..].Trim() : null;
            string text = comment < 0 ? raw : raw[..comment];
            if (string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            var words = new ScenarioWords(number, text);
            if (!char.IsWhiteSpace(text[0]))
            {
                TopLine(words);
            }
            else if (deed is null)
            {
                throw words.Unreadable("an act before what belongs to it");
            }
            else if (!deed.Detail(words))
            {
                ReadExpectation(words);
            }

            words.ExpectEnd();
        }

        public Scenario Finish()
        {
            CloseAct();
            return new Scenario(title ?? string.Empty, [.. rules], currency, [.. acts]);
        }

        private void TopLine(ScenarioWords words)
        {
            if (words.Take("rules"))
            {
                rules = words.Rest().Split(' ');
            }
            else if (words.Take("currency"))
            {
                currency = Currency.Of(words.Word());
            }
            else
            {
                CloseAct();
                on = words.Day();
                deed = ScenarioDeeds.Begin(words, on, currency);
            }
        }

        private void CloseAct()
        {
            CloseDocument();
            if (deed is not null)
            {
                acts.Add(new Act(deed.LineNumber, on, deed.Finish(), [.. expected]));
            }

            deed = null;
            expected.Clear();
        }

        private void CloseDocument()
        {
            if (document is not null)
            {
                expected.Add(document with { Lines = [.. documentLines] });
            }

            document = null;
            documentLines.Clear();
        }

        private void ReadExpectation(ScenarioWords words)
        {
            bool isFee = document is not null && words.Take("fee");
            if (isFee || (document is not null && words.Take("line")))
            {
                documentLines.Add(new SeenLine(isFee ? Fees.Line : words.Number(), words.Days(), words.Minor(currency), Tax(words)));
                return;
            }

            CloseDocument();
            string? kind = words.Take("invoice") ? "invoice" : words.Take("credit", "note") ? "credit note" : null;
            if (kind is not null)
            {
                document = new DocumentExpected(
                    words.LineNumber, kind, words.NextIsDay ? words.Day() : null, words.Minor(currency), [])
                {
                    TaxMinor = Tax(words),
                };
                return;
            }

            expected.Add(Other(words));
        }

        private long Tax(ScenarioWords words) => words.Take("tax") ? words.Minor(currency) : 0;

        private Expectation Other(ScenarioWords words)
        {
            int number = words.LineNumber;
            switch (words.Word())
            {
                case "refused":
                    return new RefusalExpected(number, words.Word());
                case "facts":
                    return new FactsExpected(number, [.. words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
                case "warning":
                    return new WarningExpected(number, words.Word());
                case "end":
                    return new DateExpected(number, "end", DayOrNone(words));
                case "fence":
                    return new DateExpected(number, "fence", DayOrNone(words));
                case "deadline":
                    return new DateExpected(number, "deadline", DayOrNone(words));
                case "lock":
                    words.Expect("in");
                    return new DateExpected(number, "lock in", DayOrNone(words));
                case "term":
                    return new TermExpected(number, words.Days());
                case "units":
                    return new UnitsExpected(
                        number, words.Word(), words.Quantity().ToString(), words.Take("on") ? words.Day() : on);
                case "receivable":
                    return new ReceivableExpected(number, words.Minor(currency));
                case "credit":
                    words.Expect("left");
                    return new CreditExpected(number, words.Minor(currency));
                case "refund":
                    words.Expect("owed");
                    return new RefundExpected(number, words.Minor(currency));
                case "written":
                    words.Expect("off");
                    return new WrittenOffExpected(number, words.Minor(currency));
                case "forfeited":
                    return new ForfeitedExpected(number, words.Minor(currency));
                case "value":
                    return new ValueExpected(number, words.Minor(currency));
                case "mrr":
                    return new MrrExpected(number, words.Minor(currency));
                default:
                    throw words.Unreadable("an expectation");
            }
        }

        private static DateOnly? DayOrNone(ScenarioWords words) => words.Take("none") ? null : words.Day();
    }
}
