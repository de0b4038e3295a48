// The words of an order on the command line.
using System.CommandLine;

namespace Tenure.App.Contracts.Order;

internal sealed class OrderOptions
{
    public Option<string> Customer { get; } = new("--customer") { Description = "The customer's reference; a new one is added", Required = true };

    public Option<string?> CustomerName { get; } = new("--customer-name") { Description = "The name of a new customer (default: the reference)" };

    public Option<string> Plan { get; } = new("--plan") { Description = "The plan's code; its newest version is signed", Required = true };

    public Option<string> Start { get; } = new("--start") { Description = "The first day of service, YYYY-MM-DD", Required = true };

    public Option<string[]> Line { get; } = new("--line")
    {
        Description = "A charge and its units, CHARGE=UNITS; may be repeated",
        Required = true,
    };

    public Option<string?> Policy { get; } = new("--policy")
    {
        Description = "The named set of clauses that it begins from, see 'policy --help'; 'none' for no policy (default: the default policy, if there is one)",
    };

    public Option<string[]> Price { get; } = new("--price")
    {
        Description = "A price dated ahead, CHARGE=PRICE@DAY, such as seats=12.00@2027-01-01; may be repeated",
    };

    public Option<string> Term { get; } = new("--term") { Description = "The length of the first term", DefaultValueFactory = _ => "12 months" };

    public CommonEndOptions End { get; } = new("--term");

    public Option<string> Renewal { get; } = new("--renewal")
    {
        Description = "'automatic', 'manual', 'evergreen' (runs on until notice) or 'none'",
        DefaultValueFactory = _ => "manual",
    };

    public Option<string?> RenewalLength { get; } = new("--renewal-length") { Description = "The length of renewal terms (default: the first term's)" };

    public Option<int?> MaxRenewals { get; } = new("--max-renewals") { Description = "How many renewals there may be (default: no limit)" };

    public Option<string> Uplift { get; } = new("--uplift")
    {
        Description = "What prices do at a renewal: 'none', '5%', 'list' or 'list at most 5%'; after a percentage perhaps 'to 4 digits'",
        DefaultValueFactory = _ => "none",
    };

    public Option<string?> Notice { get; } = new("--notice") { Description = "The notice period, such as '60 days' or '3 months' (default: none)" };

    public Option<string> NoticeLanding { get; } = new("--notice-landing")
    {
        Description = "Where a notice lands: 'any day', 'month end', 'quarter end' or 'term end'",
        DefaultValueFactory = _ => "any day",
    };

    public Option<string> NoticeFrom { get; } = new("--notice-from")
    {
        Description = "What starts a notice: its 'receipt' or its 'dispatch'",
        DefaultValueFactory = _ => "receipt",
    };

    public Option<int> NoticeTransit { get; } = new("--notice-transit")
    {
        Description = "Days between sending a notice and its receipt: 0 to 60",
        DefaultValueFactory = _ => 0,
    };

    public Option<int> NoticeLead { get; } = new("--notice-lead")
    {
        Description = "Days of our own to prepare a notice before it is sent: 0 to 365",
        DefaultValueFactory = _ => 0,
    };

    public Option<string> NoticeRoll { get; } = new("--notice-roll")
    {
        Description = "What a notice deadline on a day of rest does: 'none', 'back' to the working day before, or 'forward' where a law says so",
        DefaultValueFactory = _ => "none",
    };

    public Option<string> NoticeCalendar { get; } = new("--notice-calendar")
    {
        Description = "The days of rest that a roll knows: 'mon-fri' (Saturday and Sunday), or a name with its days, such as 'DE-BY: sat sun 2026-12-25'",
        DefaultValueFactory = _ => "mon-fri",
    };

    public Option<string?> Grid { get; } = new("--grid")
    {
        Description = "Where billing periods begin: 'from start', 'calendar' or 'day 15' (default: from start)",
    };

    public Option<string> MonthEnd { get; } = new("--month-end")
    {
        Description = "Dates at month ends: 'clamp' or 'stick'",
        DefaultValueFactory = _ => "clamp",
    };

    public Option<string?> DayCount { get; } = new("--day-count")
    {
        Description = "How a part of a billing period is measured: 'actual', 'actual/30', '30/360', 'months first', "
            + "'calendar months first', 'whole periods' or 'none' (default: actual)",
    };

    public Option<string> ChangeDay { get; } = new("--change-day")
    {
        Description = "To which terms the day of a change belongs: 'new' or 'old'",
        DefaultValueFactory = _ => "new",
    };

    public Option<string> EndDay { get; } = new("--end-day")
    {
        Description = "Whether the day of an end is the first without service, 'new', or the last with it, 'old'",
        DefaultValueFactory = _ => "new",
    };

    public Option<int> LongestPause { get; } = new("--longest-pause")
    {
        Description = "How many days a pause may last",
        DefaultValueFactory = _ => 180,
    };

    public Option<int> LeadDays { get; } = new("--lead-days")
    {
        Description = "How many days before a billing period begins it is invoiced, of what is billed in advance: 0 to 90",
        DefaultValueFactory = _ => 0,
    };

    public Option<int> LateUsage { get; } = new("--late-usage")
    {
        Description = "How many days after an end usage before it is still invoiced: 0 to 365",
        DefaultValueFactory = _ => 60,
    };

    public Option<string> TerminationFee { get; } = new("--termination-fee")
    {
        Description = "What an end within a fixed term costs: 'none', 'remaining' (the price of the days that will not be billed), '50%' of that, "
            + "'500.00', or steps such as '50% until 6 months, 25% until 12 months'",
        DefaultValueFactory = _ => "none",
    };

    public Option<string> Arrears { get; } = new("--arrears")
    {
        Description = "When a period billed in arrears is invoiced that an end, a removal or a pause cuts: at its 'own end' or the 'period end'",
        DefaultValueFactory = _ => "own end",
    };

    public Option<string> Documents { get; } = new("--documents")
    {
        Description = "What stands on one invoice: 'per contract', or 'per customer' with what other contracts of the customer owe on the day that say so too",
        DefaultValueFactory = _ => "per contract",
    };

    public Option<string> MinimumInvoice { get; } = new("--minimum-invoice")
    {
        Description = "Below which amount before tax what is due waits for more to be invoiced with it: '50.00' or 'none'; credits never wait",
        DefaultValueFactory = _ => "none",
    };

    public Option<string> CreditUse { get; } = new("--credit-use")
    {
        Description = "What a credit on an invoice that is not fully paid is used for: 'debt first' or 'next invoice'",
        DefaultValueFactory = _ => "debt first",
    };

    public Option<string> RemovalCredit { get; } = new("--removal-credit")
    {
        Description = "Whether units that leave within a period bring credit: 'yes', 'no' (they stay paid) or 'from next period' (they stay)",
        DefaultValueFactory = _ => "yes",
    };

    public Option<string> TermPrice { get; } = new("--term-price")
    {
        Description = "How a price billed for the whole term is carried to a term of another length: 'by months' or 'by days'",
        DefaultValueFactory = _ => "by months",
    };

    public Option<string> Goodwill { get; } = new("--goodwill")
    {
        Description = "What goodwill on a line does to later credits: 'price reduction' (they are smaller by its part) or 'cap only'",
        DefaultValueFactory = _ => "price reduction",
    };

    public Option<string?> MostGranted { get; } = new("--most-granted")
    {
        Description = "How much may be granted in a term, goodwill and credit together, or 'no limit' (default: no limit)",
    };

    public Option<string> Tax { get; } = new("--tax-rate")
    {
        Description = "The tax on top of prices, such as '20%', 'books=7%' for one charge, '21% from 2026-07-01', several with commas between "
            + "them, or 'none'",
        DefaultValueFactory = _ => "none",
    };

    public Option<string> TaxBasis { get; } = new("--tax-basis")
    {
        Description = "What tax is figured on: 'per document' (and rate, then split to its lines) or 'per line'",
        DefaultValueFactory = _ => "per document",
    };

    public Option<string?> TrialUntil { get; } = new("--trial-until")
    {
        Description = "The first paid day after a trial that begins on the start, YYYY-MM-DD",
    };

    public Option<bool> Trial { get; } = new("--trial") { Description = "The whole contract is a trial and costs nothing" };

    public Option<string[]> Discount { get; } = new("--discount")
    {
        Description = "CODE=10% or CODE=50.00 per billing period; append :once, :3 (periods), :until=LAST-DAY, :from=DAY, :renews, :added (added lines too), and @CHARGE for one charge",
    };

    public Option<string> OneTimeRevenue { get; } = new("--one-time-revenue")
    {
        Description = "When what is charged once is earned: 'at delivery' or by day 'over the term'",
        DefaultValueFactory = _ => "at delivery",
    };

    public Option<string> PercentDiscounts { get; } = new("--percent-discounts")
    {
        Description = "What several percentages take off: 'one after another' (10 and 20 leave 72) or 'added' (they leave 70)",
        DefaultValueFactory = _ => "one after another",
    };

    public Option<string> Zone { get; } = new("--zone") { Description = "The contract's time zone", DefaultValueFactory = _ => "UTC" };

    public Option<string?> Reference { get; } = new("--reference") { Description = "What people call the contract" };

    /// <summary>What a seller may agree alike with many: every term but those that name a day, a price or a contract.</summary>
    public IReadOnlyList<Option> Clauses
    {
        get
        {
            var terms = new Command("terms");
            AddTermsTo(terms);
            return [.. terms.Options.Except([TrialUntil, Trial, Reference]).Where(static option => !option.ValueType.IsArray)];
        }
    }

    /// <summary>Adds what an order needs.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Customer, CustomerName, Plan, Start, Line, Policy })
        {
            command.Options.Add(option);
        }

        AddTermsTo(command);
        End.AddTo(command);
    }

    /// <summary>Adds what may be agreed anew for a contract that goes on.</summary>
    public void AddAmendableTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            Renewal, RenewalLength, MaxRenewals, Uplift, Notice, NoticeLanding, NoticeFrom, NoticeTransit, NoticeLead, NoticeRoll, NoticeCalendar,
            LongestPause, Grid, Tax,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds what every new contract may agree.</summary>
    public void AddTermsTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            Price, Term, Renewal, RenewalLength, MaxRenewals, Uplift, Notice, NoticeLanding, NoticeFrom, NoticeTransit, NoticeLead, NoticeRoll, NoticeCalendar,
            Grid, MonthEnd, DayCount, ChangeDay, EndDay, LongestPause, LeadDays, Arrears, Documents, MinimumInvoice, LateUsage, TerminationFee, CreditUse, RemovalCredit, TermPrice, Goodwill,
            MostGranted, Tax, TaxBasis, TrialUntil, Trial, Discount, PercentDiscounts, OneTimeRevenue, Zone, Reference,
        })
        {
            command.Options.Add(option);
        }
    }
}
