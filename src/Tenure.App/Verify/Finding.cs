// What does not add up, said so that somebody can act on it: which row, what it should say, what it says, what to do.
using System.Globalization;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify;

/// <summary>A row of the book in words: its table and its key.</summary>
internal readonly record struct RowName(string Table, string Key)
{
    public static RowName Head(Guid contract) => new("contract_head", In($"contract {contract}"));

    public static RowName Read(Guid contract) => new("contract", In($"contract {contract}"));

    public static RowName Due(Guid contract) => new("due_work", In($"contract {contract}"));

    public static RowName Event(Guid contract, int sequence) => new("contract_event", In($"contract {contract} sequence {sequence}"));

    public static RowName Effect(Guid contract, int sequence) => new("effect", In($"contract {contract} sequence {sequence}"));

    public static RowName Document(Guid document) => new("document", In($"document {document}"));

    public static RowName Line(Guid document, int index) => new("document_line", In($"document {document} line {index}"));

    public static RowName Slice(Guid contract, int line, int period, DateOnly start, int generation) =>
        new("billed_slice", SliceKey(contract, line, period, start, generation));

    public static RowName GivenBack(GivenBackRow row) => new(
        "given_back",
        In($"{SliceKey(row.ContractId, row.ContractLine, row.PeriodIndex, row.SliceStart, row.Generation)} given back from {DayText.Of(row.FromOn)}"));

    public static RowName UsageBatch(Guid contract, int line, int period, int batch) =>
        new("usage_batch", In($"contract {contract} line {line} period {period} batch {batch}"));

    public static RowName Posting(Guid contract, int entry, int posting) =>
        new("posting", In($"contract {contract} entry {entry} posting {posting}"));

    public static RowName ContractLine(Guid contract, int line) => new("contract_line", In($"contract {contract} line {line}"));

    public static RowName MrrStep(MrrStepRow row) =>
        new("mrr_step", In($"contract {row.ContractId} from {DayText.Of(row.OnDay)} in {row.Currency}"));

    public static RowName Number(string series, long number) => new("number", In($"series {series} number {number}"));

    public static RowName Series(string series) => new("number_series", "series " + series);

    public static RowName Message(Guid message) => new("outbox", In($"message {message}"));

    public static RowName Seal(int number) => new("seal", In($"seal {number}"));

    public static RowName Party(Guid party) => new("party", In($"party {party}"));

    public static RowName Plan(Guid plan) => new("plan", In($"plan {plan}"));

    public static RowName PlanVersion(Guid version) => new("plan_version", In($"version {version}"));

    public override string ToString() => $"{Table}: {Key}";

    private static string SliceKey(Guid contract, int line, int period, DateOnly start, int generation) =>
        In($"contract {contract} line {line} period {period} slice from {DayText.Of(start)} generation {generation}");

    private static string In(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Something that does not add up.</summary>
/// <param name="Check">The check that found it, such as <c>ledger.documents</c>.</param>
/// <param name="Row">The row.</param>
/// <param name="Against">The row that says otherwise, where two rows disagree.</param>
/// <param name="Expected">What it should say.</param>
/// <param name="Found">What it says.</param>
/// <param name="Advice">What to do.</param>
internal sealed record Finding(string Check, RowName Row, RowName? Against, string Expected, string Found, string Advice);
