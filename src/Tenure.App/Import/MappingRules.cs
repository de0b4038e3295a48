// A mapping once it has been read: files, and for customers and contracts the rules by which a row becomes one.
using System.Text;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>How numbers are written in a file.</summary>
/// <param name="Decimal">The character before the fraction.</param>
/// <param name="Group">The character between groups of three digits, if any.</param>
internal readonly record struct NumberForm(char Decimal, char? Group);

/// <summary>A file of the export.</summary>
internal sealed record FileRules(
    string Name,
    string Path,
    string? Key,
    char Separator,
    Encoding Encoding,
    IReadOnlyList<string> Dates,
    NumberForm Numbers,
    IReadOnlyList<string> Empty)
{
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);

    /// <summary>The columns that the mapping names, each with the first line that does.</summary>
    public IReadOnlyDictionary<string, int> Used => used;

    /// <summary>Notes that a column is named.</summary>
    public void Use(string column, int line) => used.TryAdd(column, line);
}

/// <summary>A row of another file that belongs to a row.</summary>
/// <param name="Name">Its name in references.</param>
/// <param name="File">The other file.</param>
/// <param name="Match">Columns of the other file and what they must equal.</param>
/// <param name="NearestColumn">The column with a day, when the row nearest to a day is meant.</param>
/// <param name="NearestTo">The day it shall be nearest to.</param>
/// <param name="IsRequired">Whether a row without one is refused.</param>
internal sealed record Join(
    string Name,
    FileRules File,
    IReadOnlyList<(string Column, Expression Value)> Match,
    string? NearestColumn,
    Expression? NearestTo,
    bool IsRequired);

/// <summary>Where the rows of a section come from.</summary>
internal sealed record RowRules(
    FileRules File, IReadOnlyList<Join> Joins, Condition? Only, IReadOnlyList<ColumnReference> References);

/// <summary>How a row becomes a customer.</summary>
internal sealed record CustomerRules(
    RowRules Rows, Expression Id, Expression Name, IReadOnlyList<(string Name, Expression Value)> Attributes, bool MayRepeat);

/// <summary>How a row becomes a contract.</summary>
internal sealed record ContractRules(
    RowRules Rows,
    Expression Id,
    Expression Customer,
    Typed<Currency> Currency,
    Expression Start,
    Expression? PaidFrom,
    Typed<bool> Trial,
    Expression PlanCode,
    Expression PlanName,
    IReadOnlyList<ChargeRules> Charges,
    ClauseRules Clauses,
    EndRules? End,
    DateOnly? ImpliedRenewalsUntil,
    IReadOnlyList<NoteRules> Notes)
{
    /// <summary>The seller's policy that its clauses begin from, if any.</summary>
    public string? Policy { get; init; }
}

/// <summary>How a row becomes a charge of its contract.</summary>
internal sealed record ChargeRules(
    string Code,
    Condition? When,
    Expression ProductCode,
    Expression ProductName,
    ChargeKind Kind,
    PriceModel Model,
    Expression? Quantity,
    Expression? Price,
    Typed<PriceTiers>? Tiers,
    Expression? Block,
    Expression? Included,
    Expression? Minimum,
    ThresholdRule Thresholds,
    Expression? ListPrice,
    bool InMinorUnits,
    Typed<Cadence> PricePeriod,
    Typed<Cadence?> Billed,
    Typed<BillingTiming> Timing,
    Typed<GiveBackClause> GivenBack,
    PrepaidClause Prepaid,
    Expression? Overage,
    string Milestone,
    Expression? Reached,
    IReadOnlyList<DatedPriceRules> Prices);

/// <summary>How a row dates a price of a charge ahead.</summary>
internal sealed record DatedPriceRules(Expression On, Expression Price);

/// <summary>The clauses of a contract.</summary>
internal sealed record ClauseRules(
    Typed<string> Zone,
    Typed<Cadence> Term,
    Typed<RenewalKind> Renewal,
    Typed<Cadence>? RenewalTerm,
    Typed<int?> MaxRenewals,
    Typed<Uplift> Uplift,
    Typed<NoticeClause> Notice,
    Typed<NoticeLanding> NoticeLandsOn,
    Typed<NoticeCountedFrom> NoticeCountsFrom,
    Typed<int> NoticeTransit,
    Typed<int> NoticeLead,
    Typed<NoticeRoll> NoticeRoll,
    Typed<WorkingDays> NoticeCalendar,
    Typed<BillingGrid> Grid,
    MonthEndRule MonthEnd,
    ChangeDay ChangesOn,
    ChangeDay EndsOn,
    Typed<DayCount> DayCount,
    Typed<int> LongestPause,
    Typed<CreditUse> CreditUse,
    Typed<int> LeadDays,
    Typed<ArrearsIssue> Arrears,
    Typed<DocumentScope> Documents,
    Typed<decimal?> MinimumInvoice,
    Typed<RemovalCredit> RemovalCredit,
    Typed<TermPriceRule> TermPrice,
    Typed<PercentRule> PercentDiscounts,
    Typed<OneTimeRevenue> OneTimeRevenue,
    Typed<int> LateUsage,
    Typed<TerminationFee> TerminationFee,
    Typed<GoodwillEffect> Goodwill,
    Typed<decimal?> MostGranted,
    Typed<TaxRates> TaxRates,
    Typed<TaxBasis> TaxBasis);

/// <summary>How a row says that its contract ended.</summary>
internal sealed record EndRules(Expression On, bool HasService, Typed<Settlement> Settlement, Typed<string> Reason);

/// <summary>A note about a contract.</summary>
internal sealed record NoteRules(string Kind, Condition? When, Expression Text);
