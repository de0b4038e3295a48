// What an upgrade or a renewal changes in a scenario, read and written: units that come and leave, prices, charges, parts that end.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Changes of lines.</summary>
public sealed class ScenarioChanges
{
    private readonly List<Addition> add = [];
    private readonly List<Removal> remove = [];
    private readonly List<LineChange> change = [];

    private readonly List<string> ended = [];

    internal ImmutableArray<Removal> Remove => [.. remove];

    internal ImmutableArray<string> EndDiscounts => [.. ended];

    internal bool CutsDiscounts { get; private set; }

    internal static ScenarioChanges Read(ScenarioWords words, Currency currency)
    {
        var read = new ScenarioChanges();
        while (!words.AtEnd)
        {
            words.Take(",");
            read.One(words, currency);
        }

        return read;
    }

    /// <summary>What comes, with the charges named below the deed.</summary>
    internal ImmutableArray<Addition> Offered(List<(Charge Charge, Quantity Quantity)> charges) =>
        [.. add.Select(addition => addition with { Offered = Find(charges, addition.ChargeCode) })];

    /// <summary>What becomes of lines, with the charges named below the deed.</summary>
    internal ImmutableArray<LineChange> Changed(List<(Charge Charge, Quantity Quantity)> charges) =>
        [.. change.Select(each => each is Swap swap ? swap with { Offered = Find(charges, swap.IntoCode) } : each)];

    internal static void Write(StringBuilder text, UpgradeContract command)
    {
        var parts = new List<string>();
        parts.AddRange(command.Add.Select(static added => $"add {added.Quantity} {added.ChargeCode}"));
        parts.AddRange(command.Remove.Select(static removed => $"remove {removed.Quantity} {removed.ChargeCode}{From(removed.Line)}"));
        parts.AddRange(command.Change.Select(static each => each switch
        {
            Reprice price => $"reprice {price.ChargeCode}{From(price.Line)} to {Text(price.Price)}",
            Rebill bill => $"rebill {bill.ChargeCode}{From(bill.Line)} every {bill.Cadence?.ToString() ?? "term"}{(bill.Timing == BillingTiming.InArrears ? " in arrears" : "")}",
            Swap swap => $"swap {swap.ChargeCode}{From(swap.Line)} into {swap.IntoCode}",
            _ => $"end {each.ChargeCode}{From(each.Line)}",
        }));
        parts.AddRange(command.EndDiscounts.Select(static code => "end discount " + code));
        parts.AddRange(command.CutsDiscounts ? ["discounts from the day"] : Array.Empty<string>());
        text.Append(parts.Count == 0 ? string.Empty : " ").AppendLine(string.Join(", ", parts));
    }

    /// <summary>The charges that have to be named below the deed.</summary>
    public static IEnumerable<Charge> ChargesOf(IEnumerable<Addition> add, IEnumerable<LineChange> change) =>
        add.Select(static added => added.Offered).Concat(change.OfType<Swap>().Select(static swap => swap.Offered)).OfType<Charge>()
            .DistinctBy(static charge => charge.Code);

    private static Charge? Find(List<(Charge Charge, Quantity Quantity)> charges, string code) =>
        charges.Where(charge => charge.Charge.Code == code).Select(static charge => charge.Charge).FirstOrDefault();

    private static string From(int? line) => line is { } number ? string.Create(CultureInfo.InvariantCulture, $" from line {number}") : string.Empty;

    private static string Text(PriceAmounts price) =>
        !price.Tiers.IsEmpty ? price.Tiers.ToString().Replace(',', ' ')
        : price.Block.IsZero ? DecimalText.Of(price.Price)
        : $"{price.Block}@{DecimalText.Of(price.Price)}";

    private void One(ScenarioWords words, Currency currency)
    {
        if (words.Take("add"))
        {
            Quantity units = words.Quantity();
            add.Add(new Addition(words.Word(), units, null));
        }
        else if (words.Take("reprice"))
        {
            string code = words.Word();
            int? line = LineOf(words);
            words.Expect("to");
            string[] tiers = words.WordsWith('@');
            change.Add(new Reprice(code, PriceAmounts.Parse(tiers.Length == 0 ? words.Word() : string.Join(',', tiers)).Value, line));
        }
        else if (words.Take("swap"))
        {
            string code = words.Word();
            int? line = LineOf(words);
            words.Expect("into");
            change.Add(new Swap(code, words.Word(), null, line));
        }
        else if (words.Take("rebill"))
        {
            string code = words.Word();
            int? line = LineOf(words);
            words.Expect("every");
            Cadence? every = words.Take("term") ? null : words.Length();
            change.Add(new Rebill(code, every, words.Take("in", "arrears") ? BillingTiming.InArrears : BillingTiming.InAdvance, line));
        }
        else if (words.Take("end", "discount"))
        {
            ended.Add(words.Word());
        }
        else if (words.Take("discounts", "from", "the", "day"))
        {
            CutsDiscounts = true;
        }
        else if (words.Take("end"))
        {
            change.Add(new EndPart(words.Word(), LineOf(words)));
        }
        else
        {
            words.Expect("remove");
            Quantity units = words.Quantity();
            remove.Add(new Removal(words.Word(), units, LineOf(words)));
        }
    }

    private static int? LineOf(ScenarioWords words) => words.Take("from", "line") ? words.Number() : null;
}
