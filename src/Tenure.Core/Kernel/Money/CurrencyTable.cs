namespace Tenure.Core.Kernel;

/// <summary>
/// The currencies of ISO 4217 list one that have a minor unit, in the order of their codes, behind <c>XXX</c> at index
/// zero. Unit-of-account codes (BOV, CLF, MXV, UYW …) are in; metals, test and bond codes, which have no minor unit, are
/// not. BGN was withdrawn when Bulgaria took the euro on 1 January 2026 and stays for contracts signed before.
/// </summary>
internal static class CurrencyTable
{
    internal static readonly string[] Codes =
    [
        "XXX",
        "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
        "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE",
        "CHF", "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP",
        "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ",
        "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY",
        "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL",
        "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV",
        "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
        "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP",
        "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY",
        "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VES", "VND",
        "VUV", "WST", "XAD", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
    ];

    /// <summary>Digits by the same index: two, unless a list below says otherwise.</summary>
    internal static readonly byte[] Digits = DigitsByIndex();

    /// <summary>The index of a code, or a value below one when it is unknown; <c>XXX</c> itself is not found.</summary>
    internal static int IndexOf(string code) =>
        Array.BinarySearch(Codes, 1, Codes.Length - 1, code, StringComparer.Ordinal);

    private static byte[] DigitsByIndex()
    {
        byte[] digits = new byte[Codes.Length];
        Array.Fill(digits, (byte)2);
        Set(digits, 0, "XXX", "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
            "XAF", "XOF", "XPF");
        Set(digits, 3, "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");
        Set(digits, 4, "CLF", "UYW");
        return digits;
    }

    private static void Set(byte[] digits, byte count, params ReadOnlySpan<string> codes)
    {
        foreach (string code in codes)
        {
            digits[code == Codes[0] ? 0 : IndexOf(code)] = count;
        }
    }
}
