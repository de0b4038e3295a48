// From which amount on an invoice is issued at all (BIL-8), as people write it.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The least amount of an invoice, before tax, in major units of the contract's currency; <c>null</c> when every invoice is issued.</summary>
public static class MinimumInvoices
{
    /// <summary>The text of a minimum, which <see cref="Parse"/> reads.</summary>
    public static string NameOf(decimal? minimum) => minimum is { } amount ? DecimalText.Of(amount) : "none";

    /// <summary>Reads <c>none</c>, or an amount above zero such as <c>50.00</c>; refuses anything else (<c>text.minimum_invoice</c>).</summary>
    public static Decision<decimal?> Parse(string text) =>
        text == "none" ? Decision<decimal?>.Accept(null)
        : DecimalText.TryParse(text, out decimal amount) && amount is > 0 and <= Granting.MostGrantable ? amount
        : new TextRefused("minimum_invoice", text, "Write an amount above zero such as 50.00, or none.");
}
