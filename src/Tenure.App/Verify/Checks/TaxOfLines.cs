// The tax of every line worked out again (MON-5), from the rates in the events, the issue days and the net amounts alone: for a document
// and rate one rounded sum of which each line has its share, or for a line and period one rounded figure; and of a credit the change of what
// is kept. Whole numbers only; the code that bills is not asked.
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class TaxOfLines : ContractCheck
{
    private const int Hundred = 100;

    public override string Id => "documents.tax";

    public override string Law => "The tax of every line is at the rate of its tax point, rounded once, and given back as far as the line is.";

    protected override string Advice => "Issued documents never change: restore the row from a backup or from the customer's copy.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        if (contract.History is not [{ Fact: ContractOrdered order }, ..])
        {
            return [];
        }

        List<TaxStep> rates = [.. order.Clauses.TaxRates.Steps];
        rates.AddRange(contract.History.Select(static recorded => recorded.Fact).OfType<ContractAmended>()
            .SelectMany(static amended => amended.TaxRates.Steps));
        return rates.Count == 0 && contract.Lines.TrueForAll(static line => line.TaxRate is null)
            ? []
            : Look(contract, order.Clauses.TaxBasis, rates);
    }

    private IEnumerable<Finding> Look(StoredContract contract, TaxBasis basis, List<TaxStep> rates)
    {
        ILookup<(Guid, string?), DocumentLineRow> atRate = contract.Lines.ToLookup(static line => (line.DocumentId, line.TaxRate));
        var left = new Dictionary<(Guid, int), (DocumentLineRow Debit, long Net, long Tax)>();
        var figures = new Dictionary<(int, int, string?), (long Net, long Tax)>();
        foreach (DocumentLineRow line in contract.Lines)
        {
            (int, int, string?) place = (line.ContractLine, line.PeriodIndex, line.TaxRate);
            (long netBefore, long taxBefore) = figures.GetValueOrDefault(place);
            bool credits = line.CorrectsDocumentId is not null;
            (Guid, int) debit = credits ? (line.CorrectsDocumentId!.Value, line.CorrectsLineIndex ?? 0) : (line.DocumentId, line.LineIndex);
            (DocumentLineRow billed, long netKept, long taxKept) = credits ? left.GetValueOrDefault(debit, (line, 0, 0)) : (line, 0, 0);
            string? rate = credits ? billed.TaxRate : RateOf(contract, rates, line);
            Worked worked =
                line.TaxRate is null ? default
                : basis == TaxBasis.PerLine ? Worked.Of(netBefore + line.AmountMinor, line.TaxRate, taxBefore)
                : credits ? Worked.Kept(billed, netKept + line.AmountMinor, taxKept)
                : Worked.Of(atRate[(line.DocumentId, line.TaxRate)].Sum(static each => each.AmountMinor), line.TaxRate, 0);
            bool shares = basis == TaxBasis.PerDocument && !credits && line.TaxRate is not null;
            long sum = shares ? atRate[(line.DocumentId, line.TaxRate)].Sum(static each => each.TaxMinor) : line.TaxMinor;
            bool isTax = sum == worked.FigureMinor - worked.BeforeMinor && (!shares || worked.IsShare(line));
            if (rate != line.TaxRate || !isTax)
            {
                yield return Found(
                    RowName.Line(line.DocumentId, line.LineIndex), $"{(shares ? "a share of " : "")}{worked.FigureMinor - worked.BeforeMinor} at {rate ?? "no rate"}",
                    $"{line.TaxMinor}{(shares ? $", together {sum}," : "")} at {line.TaxRate ?? "no rate"}",
                    credits ? RowName.Line(debit.Item1, debit.Item2) : RowName.Document(line.DocumentId));
            }
            else if (line.TaxRate is not null && Unexplained(line, basis, worked) is { } problem)
            {
                yield return Found(RowName.Line(line.DocumentId, line.LineIndex), "a tax that follows from its derivation", problem);
            }

            figures[place] = (netBefore + line.AmountMinor, taxBefore + line.TaxMinor);
            left[debit] = (billed, netKept + line.AmountMinor, taxKept + line.TaxMinor);
        }
    }

    /// <summary>The rate of a charge on the day its document was issued: its own before that of all, the latest that had begun.</summary>
    private static string? RateOf(StoredContract contract, List<TaxStep> rates, DocumentLineRow line)
    {
        string? code = contract.Ordered(line.ContractLine)?.Charge.Code;
        DateOnly issuedOn = contract.Document(line.DocumentId)?.IssueOn ?? DateOnly.MinValue;
        TaxStep[] begun = [.. rates.Where(step => step.FromOn is not { } from || from <= issuedOn).OrderBy(static step => step.FromOn ?? DateOnly.MinValue)];
        TaxStep[] own = [.. begun.Where(step => step.ChargeCode == code)];
        TaxStep[] counting = own.Length > 0 ? own : [.. begun.Where(static step => step.ChargeCode is null)];
        return counting.Length == 0 ? null : DecimalText.Of(counting[^1].Percent);
    }

    private static string? Unexplained(DocumentLineRow line, TaxBasis basis, in Worked worked)
    {
        try
        {
            using JsonDocument stored = JsonDocument.Parse(line.TaxDerivation ?? string.Empty);
            JsonElement root = stored.RootElement;
            string told = $"{root.GetProperty("amount")} at {root.GetProperty("rate")} {root.GetProperty("basis")}, "
                + $"{root.GetProperty("figure")} of {root.GetProperty("net")} after {root.GetProperty("before")}";
            string due = string.Create(
                CultureInfo.InvariantCulture,
                $"{line.TaxMinor} at {line.TaxRate} {TaxBases.NameOf(basis)}, {worked.FigureMinor} of {worked.NetMinor} after {worked.BeforeMinor}");
            return told == due ? null : $"{told} where the rows say {due}";
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "the derivation cannot be read: " + failure.Message;
        }
    }

    /// <summary>A tax worked out.</summary>
    /// <param name="NetMinor">What it is figured on.</param>
    /// <param name="FigureMinor">The rounded tax of that.</param>
    /// <param name="BeforeMinor">What of it there was before.</param>
    private readonly record struct Worked(long NetMinor, long FigureMinor, long BeforeMinor)
    {
        public static Worked Of(long net, string rate, long before)
        {
            decimal percent = decimal.Parse(rate, NumberStyles.Number, CultureInfo.InvariantCulture);
            var scale = BigInteger.Pow(10, percent.Scale);
            return new Worked(net, Rounded(net * new BigInteger(percent * (decimal)scale), scale * Hundred), before);
        }

        public static Worked Kept(DocumentLineRow debit, long net, long before) =>
            new(net, debit.AmountMinor == 0 ? 0 : Rounded((BigInteger)debit.TaxMinor * net, debit.AmountMinor), before);

        /// <summary>Whether a line's tax is within a minor unit of its exact share.</summary>
        public bool IsShare(DocumentLineRow line) => NetMinor == 0
            || BigInteger.Abs(((BigInteger)line.TaxMinor * NetMinor) - ((BigInteger)FigureMinor * line.AmountMinor)) < BigInteger.Abs(NetMinor);

        private static long Rounded(BigInteger number, BigInteger divisor) =>
            (long)(number.Sign * divisor.Sign * (((2 * BigInteger.Abs(number)) + BigInteger.Abs(divisor)) / (2 * BigInteger.Abs(divisor))));
    }
}
