// A recast as people read it: what closes, what opens, what the unused days are worth and what becomes of it.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Core.Receivables;

namespace Tenure.App.Contracts.Recast;

internal static class RecastView
{
    /// <summary>Shows it; with the reference of the customer who takes the contract over, if one does.</summary>
    public static int Show(CliContext context, Guid closedId, RecastPreview preview, string? heldBy, bool previewOnly) => context.Answer(
        () => AsJson(closedId, preview, heldBy, previewOnly), answers => AsText(answers, closedId, preview, heldBy, previewOnly));

    private static JsonObject AsJson(Guid closedId, RecastPreview preview, string? heldBy, bool previewOnly)
    {
        RecastOutcome outcome = preview.Outcome;
        UnusedDays fate = outcome.Fate;
        Currency from = preview.Closed.After.Existing.Order.Currency;
        Currency to = preview.Opened.After.Existing.Order.Currency;
        var json = new JsonObject
        {
            ["contract"] = closedId.ToString(),
            ["version"] = preview.Closed.After.Version,
            ["opened"] = SuccessionOf(preview).Contract.ToString(),
            ["openedReference"] = preview.Opened.After.Existing.Order.Reference,
            ["committed"] = !previewOnly,
            ["hash"] = preview.Hash.ToString(),
            ["on"] = Parsing.Show(outcome.On),
            ["unused"] = new JsonArray([.. outcome.Unused.Select(line => new JsonObject
            {
                ["line"] = line.ContractLine,
                ["charge"] = ChargeOf(preview, line),
                ["start"] = Parsing.Show(line.Days.Start),
                ["lastDay"] = Parsing.ShowLast(line.Days.End),
                ["amount"] = Parsing.Show(-line.GrossMinor, from),
            })]),
            ["fate"] = new JsonObject(FateOf(fate).Select(part =>
                KeyValuePair.Create<string, JsonNode?>(part.Key, Parsing.Show(part.Minor, from)))),
            ["first"] = new JsonObject
            {
                ["currency"] = to.Code,
                ["invoiced"] = Parsing.Show(outcome.InvoicedMinor, to),
                ["carried"] = Parsing.Show(outcome.Carried, to),
                ["open"] = Parsing.Show(outcome.Opened.OpenMinor, to),
                ["left"] = Parsing.Show(outcome.Opened.CreditMinor, to),
                ["toRefund"] = Parsing.Show(outcome.Opened.RefundOwedMinor, to),
            },
            ["closedEffects"] = JsonNode.Parse(preview.Closed.Effects.Span),
            ["openedEffects"] = JsonNode.Parse(preview.Opened.Effects.Span),
        };
        if (heldBy is not null)
        {
            json["to"] = heldBy;
        }

        return json;
    }

    private static void AsText(Answers answers, Guid closedId, RecastPreview preview, string? heldBy, bool previewOnly)
    {
        Contract closed = preview.Closed.After.Existing;
        Contract opened = preview.Opened.After.Existing;
        DateOnly end = closed.Ending!.On;
        Fraction before = preview.Closed.Before.Contract is { } was ? MonthlyRevenue.On(was, end) : Fraction.Zero;
        answers.Heading(previewOnly ? "Preview: nothing was changed" : "Recorded");
        answers.Pairs(
        [
            ("closes", $"{PreviewView.NameOf(closed, closedId)}, last day of service {Parsing.ShowLast(end)}"),
            ("opens", $"{PreviewView.NameOf(opened, SuccessionOf(preview).Contract)}, plan {opened.Order.PlanCode}{(heldBy is null ? "" : $", for {heldBy}")}"),
            ("first term", $"{Parsing.Show(opened.Terms[0].Span.Start)} to {Parsing.ShowLast(opened.Terms[0].Span.End)}"),
            ("notice by", Parsing.Show(opened.DeadlineOn)),
            ("recurring per month", $"{Monthly(before, closed)} -> {Monthly(MonthlyRevenue.On(opened, end), opened)} from {Parsing.Show(end)}"),
            ("hash", preview.Hash.ToString()),
        ]);
        using JsonDocument effects = JsonDocument.Parse(preview.Closed.Effects);
        PreviewView.ShowDocuments(answers, effects.RootElement.GetProperty("documents"), closed.Order.Currency);
        ShowUnused(answers, preview, closed, ShortNameOf(closed, closedId));
        ShowFirst(answers, preview, opened);
        PreviewView.ShowWarnings(answers, effects.RootElement.GetProperty("warnings"));
    }

    private static void ShowUnused(Answers answers, RecastPreview preview, Contract closed, string name)
    {
        Currency currency = closed.Order.Currency;
        if (preview.Outcome.Unused.IsEmpty)
        {
            answers.Heading("Unused days");
            answers.Line("  nothing was billed for days after the change");
            return;
        }

        answers.Heading($"Unused days of {name}");
        answers.Table(
            [">line", "charge", "from", "last day", ">unused " + currency.Code],
            preview.Outcome.Unused.Select(line => (IReadOnlyList<string>)
            [
                line.ContractLine.ToString(CultureInfo.InvariantCulture), ChargeOf(preview, line), Parsing.Show(line.Days.Start),
                Parsing.ShowLast(line.Days.End), Parsing.Show(-line.GrossMinor, currency),
            ]).Append(["", "", "", "together", Parsing.Show(-preview.Outcome.Unused.Sum(static line => line.GrossMinor), currency)]));
        answers.Heading("What becomes of it");
        answers.Pairs(FateOf(preview.Outcome.Fate).Where(static part => part.Minor != 0)
            .Select(part => (part.Words, new Money(part.Minor, currency).ToString())));
    }

    private static void ShowFirst(Answers answers, RecastPreview preview, Contract opened)
    {
        Currency currency = opened.Order.Currency;
        RecastOutcome outcome = preview.Outcome;
        string Show(long minor) => new Money(minor, currency).ToString();
        answers.Heading($"{ShortNameOf(opened, SuccessionOf(preview).Contract)} on {Parsing.Show(outcome.On)}");
        answers.Pairs(
        [
            ("invoiced", Show(outcome.InvoicedMinor)),
            ("credit that came over", Show(outcome.Carried) + (SuccessionOf(preview).Rate is { } rate ? $" at {DecimalText.Of(rate)}" : string.Empty)),
            ("owed on invoices", Show(outcome.Opened.OpenMinor)),
            ("credit left", Show(outcome.Opened.CreditMinor)),
            ("to be paid back", Show(outcome.Opened.RefundOwedMinor)),
        ]);
    }

    private static (string Key, string Words, long Minor)[] FateOf(in UnusedDays fate) =>
    [
        ("unused", "unused", fate.UnusedMinor),
        ("granted", "granted on top", fate.GrantedMinor),
        ("debtCancelled", "debt cancelled", fate.DebtCancelledMinor),
        ("credit", "credit", fate.CreditMinor),
        ("refund", "to be paid back", fate.RefundMinor),
        ("forfeited", "forfeited", fate.ForfeitedMinor),
    ];

    private static string Monthly(Fraction exact, Contract contract) => new Money(exact.RoundToLong(), contract.Order.Currency).ToString();

    private static Succession SuccessionOf(RecastPreview preview) => preview.Closed.After.Existing.Ending!.Successor!;

    private static string ChargeOf(RecastPreview preview, DraftLine line) =>
        preview.Closed.Before.Existing.FindLine(line.ContractLine)?.Charge.Code ?? "-";

    private static string ShortNameOf(Contract contract, Guid id) =>
        contract.Order.Reference.Length == 0 ? id.ToString() : contract.Order.Reference;
}
