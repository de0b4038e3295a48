using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>Every reason for which a contract says no, reached by the command that earns it.</summary>
public class RefusalTests
{
    private const string Year = """
        2025-01-01 order term 12 months renews automatic 12 months notice 60 days
            charge seats per unit 120.00 per year billed every year, 10 units
            charge base flat 50.00 per year billed every year
            charge setup flat 500.00 once

        """;

    private const string Seats = "    charge seats per unit 120.00 per year billed every year, 10 units\n";
    private const string Hours = "    charge hours per unit 1.00 per day billed every 5 days, 1 units\n";

    private const string Accepted = "2025-01-01 order term 12 months ends\n    charge setup flat 500.00 once on acceptance\n";

    private const string Taught = "2025-01-01 order term 12 months ends\n    charge hours per unit 50.00 once given back undelivered, 10 units\n    charge kits per unit 9.00 once on acceptance given back undelivered, 2 units\n";

    private const string Metered = "2025-01-01 order term 12 months ends\n    charge calls per unit 0.01 usage per month\n";

    /// <summary>A life whose last act is refused, and why.</summary>
    public static TheoryData<string, string> Refused() => new()
    {
        { "order.without_lines", "2025-01-01 order term 12 months" },
        { "order.paid_before_start", "2025-01-02 order term 12 months ends paid from 2025-01-01\n" + Seats },
        { "order.named_twice", "2025-01-02 order term 12 months ends\n" + Seats + Seats },
        { "order.named_twice", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 5 percent once\n    discount a 6 percent once" },
        { "line.quantity_not_allowed", "2025-01-02 order term 12 months ends\n    charge seats per unit 1.00 per year billed every year, 0 units" },
        { "line.quantity_not_allowed", "2025-01-02 order term 12 months ends\n    charge base flat 1.00 per year billed every year, 2 units" },
        { "line.quantity_not_allowed", "2025-01-02 order term 12 months ends\n    charge seats per unit 80000000.00 per month billed every year, 1000000000 units" },
        { "line.quantity_not_allowed", "2025-01-02 order term 12 months ends\n    charge seats per unit 0.01 per month billed every 1200 months, 1000000000 units" },
        { "line.quantity_not_allowed", Year + "2025-02-01 upgrade add 1 base" },
        { "line.quantity_not_allowed", Year + "2025-02-01 upgrade add 0 seats" },
        { "line.quantity_not_allowed", Year + "2025-02-01 upgrade remove 0 seats" },
        { "term.length_not_usable", "2025-01-02 order term 1201 months ends\n" + Seats },
        { "term.length_not_usable", "2025-01-02 order term 12 months renews automatic 1201 months\n" + Seats },
        { "term.length_not_usable", Year + "2025-02-01 renew for 1201 months" },
        { "charge.cadence_mismatch", "2025-01-02 order term 12 months ends\n    charge a flat 1.00 per month billed every 30 days" },
        { "charge.cadence_mismatch", "2025-01-02 order term 45 days ends\n    charge a flat 1.00 per month billed every term" },
        { "charge.cadence_mismatch", "2025-01-02 order term 3 months renews manual 90 days\n    charge a flat 1.00 per month billed every term" },
        { "charge.cadence_mismatch", "2025-01-02 order term 3 months renews manual 3 months\n    charge a flat 1.00 per month billed every term\n2025-02-01 renew for 90 days" },
        { "charge.cadence_mismatch", Year + "2025-02-01 upgrade add 1 a\n    charge a flat 1.00 per day billed every term" },
        { "charge.negative_price", "2025-01-02 order term 12 months ends\n    charge a flat -1.00 per month billed every month" },
        { "discount.out_of_range", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 101 percent once" },
        { "discount.out_of_range", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 10 percent for 0 periods" },
        { "discount.mixed_cadences", "2025-01-02 order term 12 months ends\n" + Seats + Hours + "    discount a 10 off once" },
        { "charge.unknown", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 10 percent on cores once" },
        { "charge.unknown", Year + "2025-02-01 upgrade add 1 cores" },
        { "charge.unknown", Year + "2025-02-01 upgrade remove 1 cores" },
        { "line.unknown", Year + "2025-02-01 upgrade remove 1 seats from line 9" },
        { "line.too_few_units", Year + "2025-02-01 upgrade remove 11 seats" },
        { "line.too_few_units", Year + "2025-02-01 upgrade remove 6 seats, remove 5 seats" },
        { "line.one_time_stays", Year + "2025-02-01 upgrade remove 1 setup" },
        { "change.empty", Year + "2025-02-01 upgrade" },
        { "change.outside_dates", Year + "2025-02-01 upgrade on 2024-12-31 add 1 seats" },
        { "change.outside_dates", Year + "2025-02-01 upgrade on 2026-01-01 add 1 seats" },
        { "contract.history_contradicts", Year + "2025-02-01 upgrade on 2025-06-01 remove 8 seats\n2025-02-02 upgrade remove 5 seats" },
        { "transfer.without_service", Year + "2025-02-01 pause\n2025-02-02 transfer unused goes over reason sold" },
        { "transfer.units_leaving", "2025-01-02 order term 12 months ends removals from next period\n" + Seats + "2025-02-01 upgrade remove 1 seats\n2025-02-02 transfer unused goes over reason sold" },
        { "transfer.free_days", Year + "2025-02-01 extend by 10 days\n2025-02-02 transfer unused goes over reason sold" },
        { "change.outside_dates", Year + "2025-02-01 transfer on 2026-03-01 unused goes over reason sold" },
        { "grid.too_soon", Year + "2025-02-01 amend grid day 15 from 2025-02-01" },
        { "contract.ended", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-03-01 upgrade add 1 seats" },
        { "contract.ended", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-03-01 terminate credit reason budget" },
        { "contract.ended", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-03-01 renew" },
        { "termination.already_scheduled", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-02-02 renew" },
        { "termination.already_scheduled", Year + "2025-02-01 terminate credit reason budget\n2025-02-02 terminate credit reason budget" },
        { "termination.in_the_past", Year + "2025-02-02 terminate on 2025-02-01 credit reason budget" },
        { "termination.after_the_term", "2025-01-02 order term 12 months ends\n" + Seats + "2025-02-01 terminate on 2026-02-01 credit reason budget" },
        { "reason.not_a_code", Year + "2025-02-01 terminate credit reason Budget-Cut" },
        { "termination.none", Year + "2025-02-01 withdraw" },
        { "termination.none", "2025-01-02 order term 1 month ends\n" + Seats + "2025-02-02 withdraw" },
        { "termination.took_effect", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-03-01 withdraw" },
        { "renewal.used_up", "2025-01-02 order term 12 months renews manual 12 months at most 0\n" + Seats + "2025-02-01 renew" },
        { "command.before_newest", Year + "2025-02-01 upgrade add 1 seats\n2025-01-31 upgrade add 1 seats" },
        { "command.before_newest", Year + "2025-02-01 upgrade add 1 seats\n2025-01-31 renew" },
        { "command.before_newest", Year + "2025-02-01 upgrade add 1 seats\n2025-01-31 terminate credit reason budget" },
        { "command.before_newest", Year + "2025-02-01 terminate credit reason budget\n2025-01-31 withdraw" },
        { "renewal.evergreen_limited", "2025-01-02 order term 1 month renews evergreen 1 month at most 3\n" + Seats },
        { "renewal.not_agreed", "2025-01-02 order term 12 months ends\n" + Seats + "2025-02-01 renew" },
    };

    /// <summary>The same of discounts that come and go, of shared documents, and of changes that are still to come.</summary>
    public static TheoryData<string, string> RefusedLater() => new()
    {
        { "documents.tax_per_document", "2025-01-02 order term 1 month ends tax 20% documents per customer\n" + Seats },
        { "discount.out_of_range", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 10 percent renewing until 2025-01-01" },
        { "text.amount", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 10.005 off once" },
        { "text.amount", Year + "2025-02-01 upgrade\n    discount a 0.001 off renewing" },
        { "text.amount", "2025-01-02 order term 12 months ends fee 300.0001 until 3 months and 50%\n" + Seats },
        { "discount.unknown", Year + "2025-02-01 upgrade end discount a" },
        { "order.named_twice", Year + "2025-02-01 upgrade\n    discount a 10 percent renewing\n2025-03-01 upgrade\n    discount a 5 percent renewing" },
        { "charge.unknown", Year + "2025-02-01 upgrade\n    discount a 10 percent on cores renewing" },
        { "discount.mixed_cadences", "2025-01-02 order term 12 months ends\n" + Seats + Hours + "2025-02-01 upgrade\n    discount a 10 off renewing" },
        { "change.unknown", Year + "2025-02-01 withdraw change 1" },
        { "change.unknown", Year + "2025-02-01 withdraw change 9" },
        { "change.took_effect", Year + "2025-02-01 upgrade add 1 seats\n2025-02-01 withdraw change 2" },
        { "change.dropped_already", Year + "2025-02-01 upgrade on 2025-03-01 add 1 seats\n2025-02-02 withdraw change 2\n2025-02-03 withdraw change 2" },
        { "change.invoiced", Year + "2025-02-01 upgrade on 2025-03-01 remove 1 seats\n2025-02-02 withdraw change 2" },
        { "change.outside_dates", Year + "2025-02-01 upgrade on 2025-03-01 add 1 seats\n2025-02-02 reschedule change 2 to 2025-02-01" },
        { "change.outside_dates", Year + "2025-02-01 upgrade on 2025-03-01 add 1 seats\n2025-02-02 reschedule change 2 to 2026-01-01" },
        { "contract.history_contradicts", Year + "2025-02-01 upgrade on 2025-03-01 add 1 seats\n2025-02-02 upgrade on 2025-04-01 remove 1 seats from line 4\n2025-02-03 withdraw change 2" },
    };

    /// <summary>The same of lines, terms and grants.</summary>
    public static TheoryData<string, string> RefusedTerms() => new()
    {
        { "change.empty", Year + "2025-02-01 upgrade reprice seats to 120.00" },
        { "grant.no_amount", Year + "2025-02-01 grant 0.00 on line 1 reason outage" },
        { "usage.not_usage", Year + "2025-02-01 record 5 of seats in 2025-01-02..2025-01-31" },
        { "usage.not_over", Metered + "2025-02-01 record 5 of calls in 2025-02-01..2025-02-01" },
        { "usage.outside_period", Metered + "2025-03-01 record 5 of calls in 2025-01-31..2025-02-01" },
        { "usage.after_the_end", Metered + "2025-02-01 terminate on 2025-02-01 nothing reason gone\n2025-03-01 record 5 of calls in 2025-02-01..2025-02-01" },
        { "usage.total_out_of_range", Metered + "2025-02-01 record -1 of calls in 2025-01-01..2025-01-01" },
        { "usage.reference_taken", Metered + "2025-02-01 record 1 of calls in 2025-01-01..2025-01-01 as a\n2025-02-01 record 2 of calls in 2025-01-01..2025-01-01 as a" },
        { "usage.prepaid_used_up", "2025-01-01 order term 12 months ends\n    charge hours per unit 12.00 usage per year prepaid by time, 5 units\n2025-02-01 record 6 of hours in 2025-01-01..2025-01-01" },
        { "grant.on_usage", Metered + "2025-02-01 grant 1.00 on line 1 reason outage" },
        { "line.swap_of_usage", Metered + "2025-02-01 upgrade swap calls into seats\n" + Seats },
        { "grant.above_price", Year + "2025-02-01 run\n2025-02-01 grant 1200.01 on line 1 reason outage" },
        { "grant.above_limit", "2025-01-02 order term 12 months ends most granted 10\n" + Seats + "2025-02-01 grant 6.00 credit reason outage\n2025-02-01 grant 4.01 on line 1 reason outage" },
        { "line.one_time_stays", Year + "2025-02-01 grant 1.00 on line 3 reason outage" },
        { "line.not_in_force", Year + "2025-02-01 upgrade end seats\n2025-02-02 grant 1.00 on line 1 reason outage" },
        { "reason.not_a_code", Year + "2025-02-01 grant 1.00 credit reason Outage!" },
        { "amendment.empty", Year + "2025-02-01 amend notice 60 days" },
        { "contract.ended", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget\n2025-03-01 amend notice 30 days" },
        { "renewal.evergreen_limited", Year + "2025-02-01 amend renews evergreen 1 month at most 3" },
        { "uplift.out_of_range", Year + "2025-02-01 amend renews automatic 12 months uplift 1001%" },
        { "charge.cadence_mismatch", "2025-01-02 order term 3 months renews manual 3 months\n    charge a flat 1.00 per month billed every term\n2025-02-01 amend renews manual 90 days" },
        { "charge.cadence_mismatch", Year + "2025-02-01 upgrade rebill seats every 30 days" },
        { "change.no_renewal", "2025-01-02 order term 12 months ends\n" + Seats + "2025-02-01 upgrade at renewal add 1 seats" },
        { "change.no_renewal", Year + "2025-02-01 terminate credit reason budget\n2025-02-01 upgrade at renewal add 1 seats" },
        { "line.not_in_force", Year + "2025-02-01 upgrade end seats\n2025-02-02 upgrade reprice seats to 9.00" },
        { "line.swap_into_one_time", Year + "2025-02-01 upgrade swap base into setup" },
        { "line.one_time_stays", Year + "2025-02-01 upgrade end setup" },
        { "line.unknown", Year + "2025-02-01 upgrade end seats from line 2" },
        { "order.named_twice", Year + "2025-02-01 upgrade swap seats into base" },
        { "order.named_twice", Year + "2025-02-01 upgrade end seats, reprice seats from line 1 to 5.00" },
        { "plan.without_charge", Year + "2025-02-01 offer\n" + Hours + "2025-02-01 upgrade to the plan on offer" },
        { "discount.mixed_cadences", "2025-01-02 order term 12 months ends\n" + Seats + "    discount a 10 off renewing\n2025-02-01 upgrade swap seats into monthly\n    charge monthly per unit 1.00 per month billed every month, 1 units" },
        { "line.quantity_not_allowed", Year + "2025-02-01 upgrade reprice seats to 100000000000.00" },
        { "tax.rate_out_of_range", "2025-01-02 order term 12 months ends tax -1%\n" + Seats },
        { "tax.rate_out_of_range", "2025-01-02 order term 12 months ends tax seats=19.12345%\n" + Seats },
        { "tax.rate_out_of_range", Year + "2025-02-01 amend tax 100.1%" },
        { "tax.already_issued", Year + "2025-02-01 run\n2025-02-01 amend tax 20% from 2025-01-01" },
        { "charge.unknown", "2025-01-02 order term 12 months ends tax films=7%\n" + Seats },
        { "charge.unknown", Year + "2025-02-01 amend tax films=7%" },
        { "amendment.empty", "2025-01-02 order term 12 months ends tax 20%\n" + Seats + "2025-02-01 amend tax 20%" },
    };

    /// <summary>The same of prices that change.</summary>
    public static TheoryData<string, string> RefusedPrices() => new()
    {
        { "uplift.out_of_range", "2025-01-02 order term 12 months renews manual 12 months uplift 1001%\n" + Seats },
        { "uplift.out_of_range", "2025-01-02 order term 12 months renews manual 12 months uplift 5% to 11 digits\n" + Seats },
        { "uplift.out_of_range", "2025-01-02 order term 12 months renews manual 12 months\n" + Seats + "2025-02-01 renew uplift list at most 2000%" },
        { "price.not_datable", "2025-01-02 order term 12 months\n    charge setup flat 5.00 once\n    price setup 6.00 from 2025-02-02" },
        { "price.not_datable", "2025-01-02 order term 12 months\n    charge seats volume 1+@5.00 per month billed every month, 1 units\n    price seats 6.00 from 2025-02-02" },
        { "price.dated_before_start", "2025-01-02 order term 12 months paid from 2025-02-02\n" + Seats + "    price seats 6.00 from 2025-02-02" },
        { "price.within_period", "2025-01-02 order term 24 months\n" + Seats + "    price seats 6.00 from 2026-01-01" },
        { "price.within_period", "2025-01-02 order term 24 months\n    charge base flat 9.00 per year billed every term\n    price base 6.00 from 2026-01-02" },
        { "order.named_twice", "2025-01-02 order term 24 months\n" + Seats + "    price seats 6.00 from 2026-01-02\n    price seats 7.00 from 2026-01-02" },
        { "charge.unknown", "2025-01-02 order term 24 months\n" + Seats + "    price cores 6.00 from 2026-01-02" },
        { "line.quantity_not_allowed", "2025-01-02 order term 24 months\n" + Seats + "    price seats 100000000000.00 from 2026-01-02" },
    };

    /// <summary>Lives whose last act about money is refused, and why.</summary>
    public static TheoryData<string, string> RefusedMoney() => new()
    {
        { "payment.no_amount", Year + "2025-02-01 pay 0.00" },
        { "payment.too_large", Year + "2025-02-01 pay 10000000000000.01" },
        { "payment.not_yet", Year + "2025-02-01 pay 1.00 received 2025-02-02" },
        { "payment.before_contract", Year + "2025-02-01 pay 1.00 received 2024-12-31" },
        { "payment.before_contract", Year + "2025-02-01 pay 1.00\n2025-02-01 pay back 1.00 on 2024-12-31" },
        { "payment.no_invoice", Year + "2025-02-01 pay 1.00 for document 1" },
        { "payment.no_invoice", Year + "2025-02-01 pay 1.00\n2025-02-01 use credit for document 1" },
        { "payment.unknown", Year + "2025-02-01 unapply payment 1" },
        { "payment.in_use", Year + "2025-02-01 pay 1.00\n2025-02-01 pay back 1.00\n2025-02-01 unapply payment 1" },
        { "payment.unknown", Year + "2025-02-01 pay 1.00\n2025-02-01 unapply payment 1\n2025-02-01 unapply payment 1" },
        { "credit.none_left", Year + "2025-02-01 run\n2025-02-01 use credit" },
        { "credit.nothing_open", Year + "2025-02-01 pay 1.00\n2025-02-01 use credit" },
        { "credit.nothing_open", Year + "2025-02-01 run\n2025-02-01 pay 2000.00\n2025-02-01 use credit for document 1" },
        { "refund.not_owed", Year + "2025-02-01 pay back 0.01" },
    };

    /// <summary>The same of deliveries.</summary>
    public static TheoryData<string, string> RefusedDeliveries() => new()
    {
        { "line.unknown", Taught + "2025-02-01 deliver 1 of line 3" },
        { "delivery.not_agreed", Year + "2025-02-01 deliver 1 of line 1" },
        { "delivery.not_due", Taught + "2025-02-01 deliver 1 of line 2" },
        { "delivery.too_many", Taught + "2025-02-01 deliver 10.5 of line 1" },
        { "delivery.too_many", Taught + "2025-02-01 deliver 4 of line 1\n2025-02-10 upgrade on 2025-02-10 remove 8 hours\n2025-02-11 deliver 5 of line 1" },
        { "change.outside_dates", Taught + "2025-02-01 deliver 1 of line 1 on 2024-12-31" },
        { "change.outside_dates", Taught + "2025-02-10 upgrade on 2025-02-10 remove 8 hours\n2025-02-11 deliver 1 of line 1 on 2025-02-09" },
        { "change.outside_dates", Taught + "2025-02-01 terminate on 2025-03-01 credit reason a\n2025-02-01 deliver 1 of line 1 on 2025-03-01" },
        { "contract.ended", Taught + "2025-02-01 terminate on 2025-03-01 credit reason a\n2025-03-01 deliver 1 of line 1 on 2025-02-28" },
    };

    /// <summary>The same of milestones.</summary>
    public static TheoryData<string, string> RefusedMilestones() => new()
    {
        { "milestone.unknown", Accepted + "2025-02-01 milestone delivery" },
        { "milestone.unknown", Accepted + "2025-02-01 milestone delivery taken back" },
        { "milestone.unknown", Year + "2025-02-01 milestone acceptance" },
        { "milestone.reached", Accepted + "2025-02-01 milestone acceptance\n2025-02-02 milestone acceptance on 2025-03-01" },
        { "milestone.not_reached", Accepted + "2025-02-01 milestone acceptance taken back" },
        { "change.outside_dates", Accepted + "2025-02-01 milestone acceptance on 2024-12-31" },
        { "change.outside_dates", Accepted + "2025-02-01 milestone acceptance on 2026-01-01" },
        { "change.outside_dates", Accepted + "2025-02-01 terminate on 2025-03-01 credit reason a\n2025-03-02 milestone acceptance on 2025-03-01" },
        { "contract.ended", Accepted + "2025-02-01 terminate on 2025-03-01 credit reason a\n2025-05-01 milestone acceptance on 2025-02-28" },
        { "contract.ended", Accepted + "2025-02-01 milestone acceptance\n2025-02-01 terminate on 2025-03-01 credit reason a\n2025-05-01 milestone acceptance taken back" },
        { "charge.price_terms_unfit", "2025-01-02 order term 12 months ends\n    charge a flat 1.00 per month on acceptance billed every month" },
    };

    /// <summary>The same of pauses and reinstatements.</summary>
    public static TheoryData<string, string> RefusedInterruptions() => new()
    {
        { "pause.no_days", Year + "2025-02-01 pause until 2025-02-01" },
        { "pause.too_long", Year + "2025-02-01 pause until 2025-12-31" },
        { "pause.overlaps", Year + "2025-02-01 pause\n2025-02-02 pause" },
        { "pause.overlaps", Year + "2025-02-01 pause until 2025-03-01\n2025-02-02 pause from 2025-01-15" },
        { "pause.begins_anew", Year.Replace("60 days", "60 days paid from 2025-02-10", StringComparison.Ordinal) + "2025-02-01 pause until 2025-03-01 billing from the return" },
        { "pause.begins_anew", Year + "2025-03-01 pause from 2025-02-01 until 2025-03-01 billing from the return" },
        { "pause.begins_anew", Year + "2025-02-01 pause until 2025-03-01 billed days moved billing from the return\n2025-02-10 resume on 2025-02-20" },
        { "pause.cannot_move", Year + "2025-02-01 pause billed days moved" },
        { "pause.cannot_move", Year + "2025-02-01 pause until 2025-03-01 by supplier term shifted" },
        { "pause.cannot_move", Year.Replace("60 days", "60 days paid from 2025-02-10", StringComparison.Ordinal) + "2025-02-01 pause until 2025-03-01 term shifted" },
        { "pause.cannot_move", Year + "2025-02-01 pause until 2025-03-01 billed days moved\n2025-02-10 resume on 2025-03-02" },
        { "pause.cannot_move", Year + "2025-02-01 pause until 2025-03-01 term shifted\n2025-02-10 extend by 5 days\n2025-02-11 resume on 2025-02-20" },
        { "extension.ends_on_a_day", Year + "2025-02-01 terminate on 2025-10-01 credit reason a\n2025-02-01 pause until 2025-03-01 term shifted" },
        { "transfer.free_days", Year + "2025-02-01 pause until 2025-02-03 term shifted\n2025-02-04 transfer unused goes over reason sold" },
        { "pause.none", Year + "2025-02-01 resume" },
        { "pause.none", Year + "2025-02-01 pause until 2025-02-03\n2025-02-03 resume" },
        { "pause.resumes_before_it_begins", Year + "2025-02-01 pause\n2025-02-01 resume on 2025-01-31" },
        { "notice.forward_without_law", Year + "2025-02-01 amend notice 60 days rolled forward" },
        { "renewal.locked_in", Year + "2025-11-20 run\n2025-11-21 decline reason a" },
        { "contract.ended", Year + "2025-11-20 terminate on 2025-11-20 credit reason a\n2025-11-21 decline reason a" },
        { "fee.no_amount", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget fee 10000000000000.01 because agreed" },
        { "fee.nothing_cut_short", Year + "2025-02-01 terminate credit reason budget fee 100.00 because agreed" },
        { "reason.not_a_code", Year + "2025-02-01 terminate on 2025-03-01 credit reason budget fee 100.00 because Mr" },
        { "termination.already_scheduled", Year + "2025-11-20 terminate on 2025-11-25 credit reason a\n2025-11-21 decline reason a" },
        { "reason.not_a_code", Year + "2025-03-01 decline reason Because" },
        { "contract.ended", Year + "2025-11-20 terminate on 2025-11-20 credit reason a\n2025-11-21 extend by 5 days" },
        { "extension.ends_on_a_day", Year + "2025-11-20 terminate on 2025-11-25 credit reason a\n2025-11-21 extend by 5 days" },
        { "extension.out_of_range", Year + "2025-03-01 extend by 0 days" },
        { "extension.out_of_range", Year + "2025-03-01 extend by 367 days" },
        { "reinstatement.not_ended", Year + "2025-02-01 reinstate" },
        { "reinstatement.before_the_end", Year + "2025-02-01 terminate on 2025-02-01 credit reason a\n2025-02-01 reinstate on 2025-01-31" },
        { "reinstatement.too_late", Year + "2025-02-01 terminate on 2025-02-01 credit reason a\n2025-02-01 reinstate on 2026-01-01" },
        { "reinstatement.not_suspended", Year + "2025-02-01 terminate on 2025-02-01 credit reason a\n2025-02-01 reinstate without event 1" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [MemberData(nameof(RefusedInterruptions))]
    [MemberData(nameof(RefusedMilestones))]
    [MemberData(nameof(RefusedDeliveries))]
    [MemberData(nameof(RefusedLater))]
    [MemberData(nameof(RefusedTerms))]
    [MemberData(nameof(RefusedPrices))]
    [MemberData(nameof(RefusedMoney))]
    [Rule("CON-4")]
    public void A_command_is_refused_with_its_code_and_changes_nothing(string code, string life)
    {
        Refusal refusal = RefusalOf(life);
        refusal.Code.ShouldBe(code);
        refusal.Sentence.Length.ShouldBeGreaterThan(20);
        refusal.Sentence.ShouldEndWith(".");
    }

    [Fact]
    [Rule("CON-1")]
    public void An_order_has_one_currency_and_a_reference_without_words()
    {
        var order = (OrderDeed)ScenarioParser.Parse(Year).Acts[0].Deed;
        Decision<Preview> euros = Previewing.Order(order.Command with { Currency = Currency.Eur }, new DateOnly(2025, 1, 1));
        euros.Refusal.ShouldBeOfType<CurrencyDiffers>().Code.ShouldBe("order.currency_differs");
        Decision<Preview> named = Previewing.Order(order.Command with { Reference = "for Mr Smith" }, new DateOnly(2025, 1, 1));
        named.Refusal.ShouldBeOfType<ReferenceNotUsable>().Code.ShouldBe("order.reference_not_usable");
    }

    [Fact]
    [Rule("VER-3")]
    public void Prices_cannot_rise_at_renewals_that_never_come()
    {
        OrderContract order = ((OrderDeed)ScenarioParser.Parse(Year).Acts[0].Deed).Command;
        var never = new RenewalClause(RenewalKind.None, Cadence.Year, null) { Uplift = Uplift.By(5m) };
        Previewing.Order(order with { Clauses = order.Clauses with { Renewal = never } }, order.StartOn)
            .Refusal.ShouldBeOfType<UpliftWithoutRenewal>().Code.ShouldBe("uplift.without_renewal");
    }

    [Fact]
    [Rule("VER-3")]
    [Rule("CAL-5")]
    public void Notice_of_a_contract_that_runs_on_cannot_wait_for_the_end_of_a_term()
    {
        OrderContract order = ((OrderDeed)ScenarioParser.Parse(Year).Acts[0].Deed).Command;
        Clauses clauses = order.Clauses with
        {
            Renewal = new RenewalClause(RenewalKind.Evergreen, Cadence.Month, null),
            Notice = order.Clauses.Notice with { Landing = NoticeLanding.TermEnd },
        };
        Previewing.Order(order with { Clauses = clauses }, order.StartOn).Refusal.ShouldBeOfType<NoticeWithoutTermEnd>();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0.0000001")]
    [InlineData("1000000001")]
    [InlineData("ten")]
    public void A_quantity_has_six_digits_and_is_not_below_zero(string text) =>
        Quantity.Parse(text).Refusal.ShouldBeOfType<QuantityNotReadable>().Code.ShouldBe("quantity.not_readable");

    [Fact]
    public void Every_reason_of_the_catalogue_of_contracts_and_of_changes_is_reached_here()
    {
        var reached = Refused().Concat(RefusedLater()).Concat(RefusedTerms()).Concat(RefusedInterruptions()).Concat(RefusedMilestones()).Concat(RefusedDeliveries()).Concat(RefusedPrices()).Concat(RefusedMoney()).Select(row => RefusalOf(row.Data.Item2).GetType().Name)
            .Concat(Catalogue.ChargeTests.Unfit.Select(static unfit => unfit.Charge.Check()!.GetType().Name))
            .Concat(RecastTests.Refusals.Select(static type => type.Name))
            .Concat([nameof(UpliftWithoutRenewal), nameof(EndsBeforeItBegins), nameof(TransferToItself), nameof(CurrencyDiffers), nameof(RulesUnknown), nameof(ReferenceNotUsable), nameof(QuantityNotReadable)]).ToHashSet();
        string[] reasons = [.. typeof(Refusal).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract
                && type.Namespace is "Tenure.Core.Catalogue" or "Tenure.Core.Contracts" or "Tenure.Core.Changes")
            .Select(static type => type.Name)];
        reasons.Where(reason => !reached.Contains(reason)).ShouldBeEmpty();
    }

    /// <summary>The refusal of the last act; every act before it is accepted.</summary>
    private static Refusal RefusalOf(string life)
    {
        Scenario scenario = ScenarioParser.Parse(life);
        var driver = new PureDriver();
        for (int i = 0; i + 1 < scenario.Acts.Length; i++)
        {
            driver.Play(scenario.Acts[i]).RefusalCode.ShouldBeNull();
        }

        Dossier before = driver.Dossier;
        (DateOnly on, Deed deed) = (scenario.Acts[^1].On, scenario.Acts[^1].Deed);
        Refusal refusal = deed is TransferDeed transfer ? driver.Transfer(transfer, on).Refusal : driver.Decide(deed, on).Refusal;
        driver.Play(scenario.Acts[^1]).RefusalCode.ShouldBe(refusal.Code);
        driver.Dossier.ShouldBeSameAs(before);
        return refusal;
    }
}
