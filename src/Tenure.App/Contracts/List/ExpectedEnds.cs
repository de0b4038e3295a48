// Until when a contract is in force, as far as its events say: its end, else the end of its last fixed term, else never when
// it renews by itself without limit. The same as Contract.ExpectedEnd, told from the read tables.
using Tenure.Core.Metrics;

namespace Tenure.App.Contracts.List;

internal static class ExpectedEnds
{
    /// <summary>The first day without service of contract <c>c</c>; NULL when none is expected. A renewal with a largest number
    /// ends its lines with the last fixed term, so open lines tell the two apart.</summary>
    public const string Sql =
        "(CASE WHEN c.end_on IS NOT NULL THEN c.end_on WHEN c.deadline_on IS NULL THEN c.term_end_on "
        + "WHEN EXISTS (SELECT 1 FROM contract_line o WHERE o.tenant_id = c.tenant_id AND o.contract_id = c.contract_id "
        + "AND o.to_on IS NULL) THEN NULL ELSE c.term_end_on END)";

    /// <summary>The MRR of contract <c>c</c> on a day, as stored; NULL when it never had any by then.</summary>
    public static string MrrSql(string day) => StepSql("<=", day);

    /// <summary>The MRR of contract <c>c</c> on the eve of a day; of pauses and free days what it was before them.</summary>
    public static string EveMrrSql(string day) => StepSql("<", day, besides: $" AND m.cause <> '{MrrCauses.NameOf(MrrCause.Paused)}'");

    /// <summary>The MRR on a day of what goes on in the place of contract <c>c</c>; NULL when nothing does.</summary>
    public static string SuccessorMrrSql(string day) => StepSql("<=", day, "c.successor_id");

    private static string StepSql(string upTo, string day, string contract = "c.contract_id", string besides = "") =>
        $"(SELECT m.mrr FROM mrr_step m WHERE m.tenant_id = c.tenant_id AND m.contract_id = {contract} "
        + $"AND m.on_day {upTo} {day}{besides} ORDER BY m.on_day DESC, m.currency LIMIT 1)";
}
