// The rules that decide amounts, one line each. The rule book says the whole of each (docs/rules.md lists them).
namespace Tenure.App.Billing.Explain;

internal static class RuleWords
{
    public static string Of(string id) => id switch
    {
        "PRO-1" => "a whole period costs price x quantity x price periods; a slice costs its days of the period's days",
        "PRO-3" => "one figure per line and period; every amount is the change of that figure, rounded once",
        "PRO-4" => "units that leave are given back by unit-days; units that cannot be priced apart are given back and billed anew",
        "PRO-6" => "a one-time item falls due on its day and is given back by its own clause",
        "PRO-7" => "goodwill lowers the price of its period, or caps what may still be given back",
        "VER-5" => "an end within a fixed term costs the fee of the clause, or what was agreed with it; taken back with the end",
        "BIL-6" => "after the end only earlier service and agreed fees are invoiced",
        "MON-5" => "tax is rounded once for a document and rate, or for a line and period; what is kept of it follows what is kept of the line",
        "PRO-8" => "prepaid units are billed in advance, drawn down by what is recorded, and given back by their clause",
        "MON-6" => "the price of a term is the dated one, or follows the uplift of each renewal, rounded once to its digits",
        "BIL-1" => "what is due is the target of the contract's events less what was billed",
        "BIL-2" => "usage of a period is billed in batches: each is the change of the price of what was recorded in it",
        "BIL-3" => "an issued document never changes; a correction names the line it corrects",
        _ => "see the rule book",
    };
}
