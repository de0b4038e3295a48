// The tax of a line, from the numbers stored beside it to its amount (MON-5), computed again from the numbers shown.
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tenure.App.Billing.Invoices;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Explain;

/// <summary>The tax of a line.</summary>
/// <param name="Words">How it follows from its numbers.</param>
/// <param name="Holds">Whether it does.</param>
internal sealed record ExplainedTax(string Words, bool Holds)
{
    private const int Hundred = 100;

    /// <summary>The tax of a line; <c>null</c> when it is not taxed.</summary>
    public static ExplainedTax? Of(IssuedLine line, Currency currency)
    {
        if (line.TaxDerivation is not { } stored)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(stored);
        JsonElement root = document.RootElement;
        long Number(string name) => root.GetProperty(name).GetInt64();
        string Show(long minor) => Parsing.Show(minor, currency);
        string rate = root.GetProperty("rate").GetString()!;
        (long figure, long before, long net) = (Number("figure"), Number("before"), Number("net"));
        string of = $"{Show(figure)} = round({Show(net)} x {rate} %)";
        bool holds = Number("amount") == line.TaxMinor && rate == line.TaxRate;
        if (root.TryGetProperty("ofNet", out JsonElement billed))
        {
            string kept = $"{Show(figure)} = round({Show(Number("ofTax"))} x {Show(net)} / {Show(billed.GetInt64())} kept of the line it corrects)";
            return new ExplainedTax(
                $"{Show(line.TaxMinor)} = {Show(figure)} - {Show(before)} before; {kept}",
                holds && figure - before == line.TaxMinor && figure == Rounded((BigInteger)Number("ofTax") * net, billed.GetInt64()));
        }

        decimal percent = decimal.Parse(rate, NumberStyles.Number, CultureInfo.InvariantCulture);
        BigInteger scale = BigInteger.Pow(10, percent.Scale);
        holds &= figure == Rounded(net * new BigInteger(percent * (decimal)scale), scale * Hundred);
        bool isShare = root.GetProperty("basis").GetString() == "per document";
        return isShare && net != line.AmountMinor
            ? new ExplainedTax($"{Show(line.TaxMinor)}, its share of {of}, the tax of the document at this rate", holds && IsShare(line, net, figure))
            : before == 0 ? new ExplainedTax(of, holds && figure == line.TaxMinor)
            : new ExplainedTax($"{Show(line.TaxMinor)} = {Show(figure)} - {Show(before)} before; {of}", holds && figure - before == line.TaxMinor);
    }

    /// <summary>A share is within one minor unit of what its part of the net amount would be.</summary>
    private static bool IsShare(IssuedLine line, BigInteger net, BigInteger figure) =>
        BigInteger.Abs((line.TaxMinor * net) - (figure * line.AmountMinor)) < net;

    /// <summary>Half away from zero; the divisor above zero.</summary>
    private static BigInteger Rounded(BigInteger number, BigInteger divisor) =>
        number.Sign * (((2 * BigInteger.Abs(number)) + divisor) / (2 * divisor));
}
