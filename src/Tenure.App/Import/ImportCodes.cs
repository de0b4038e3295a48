// Every code with which an import refuses a file or a row on its own account; the guide (docs/guide/import.md) has a
// table of them, and a test each. A row can also be refused with a code of Core, such as order.without_lines.
using System.Collections.Frozen;

namespace Tenure.App.Import;

/// <summary>The codes of refused files and rows.</summary>
public static class ImportCodes
{
    public const string FileMissing = "import.file_missing";
    public const string FileNotOpened = "import.file_not_opened";
    public const string FileEmpty = "import.file_empty";
    public const string Encoding = "import.encoding";
    public const string ColumnMissing = "import.column_missing";
    public const string ColumnTwice = "import.column_twice";
    public const string QuoteOpen = "import.quote_open";

    public const string QuoteStray = "import.quote_stray";
    public const string RowRagged = "import.row_ragged";
    public const string ValueMissing = "import.value_missing";
    public const string ValueNotMapped = "import.value_not_mapped";
    public const string ValueNotAllowed = "import.value_not_allowed";
    public const string KeyTwice = "import.key_twice";
    public const string IdTwice = "import.id_twice";
    public const string NamedDifferently = "import.named_differently";
    public const string ReferenceUnknown = "import.reference_unknown";
    public const string ReferenceAmbiguous = "import.reference_ambiguous";
    public const string DateFormat = "import.date_format";
    public const string NumberFormat = "import.number_format";
    public const string NotDivisible = "import.not_divisible";
    public const string DividedByZero = "import.divided_by_zero";
    public const string ZoneUnknown = "import.zone_unknown";
    public const string EndBeforeStart = "import.end_before_start";
    public const string EndAfterTerms = "import.end_after_terms";
    public const string TooManyTerms = "import.too_many_terms";
    public const string Formula = "import.formula";
    public const string TextNotUsable = "import.text_not_usable";

    /// <summary>Codes of refusals that concern a whole file.</summary>
    internal static readonly FrozenSet<string> WholeFile =
        new[] { FileMissing, FileNotOpened, FileEmpty, Encoding, ColumnMissing, ColumnTwice, QuoteOpen }
            .ToFrozenSet(StringComparer.Ordinal);
}
