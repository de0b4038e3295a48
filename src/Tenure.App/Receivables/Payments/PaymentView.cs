// A decision about money as people read it: what came or went, the invoices that it pays or opens again, and what is left.
using System.Globalization;
using System.Text.Json;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Receivables.Payments;

internal static class PaymentView
{
    /// <summary>The view of a contract, whose documents it names by their numbers.</summary>
    public static async Task<PreviewText> OfAsync(Session session, Guid contract)
    {
        Dictionary<int, ContractDocument> documents = await ContractDocuments.LoadAsync(session, contract);
        return (answers, id, preview) => Show(answers, id, preview, documents);
    }

    private static void Show(Answers answers, Guid contractId, Preview preview, Dictionary<int, ContractDocument> documents)
    {
        using JsonDocument effects = JsonDocument.Parse(preview.Effects);
        Currency currency = preview.After.Existing.Order.Currency;
        RecordedFact decided = preview.Facts.Single(static recorded => recorded.Fact is PaymentFact { FollowsByItself: false });
        answers.Pairs(
        [
            ("contract", PreviewView.NameOf(preview.After.Existing, contractId)),
            WhatOf(decided.Fact, preview, documents),
            .. PreviewView.AccountOf(effects.RootElement, currency),
            ("event", decided.Sequence.ToString(CultureInfo.InvariantCulture)),
            ("hash", preview.Hash.ToString()),
        ]);
        ShowInvoices(answers, effects.RootElement.GetProperty("account").GetProperty("invoices"), documents, currency);
        answers.Notes(NotesOf(contractId, preview, currency, documents));
    }

    private static (string Name, string Value) WhatOf(Fact fact, Preview preview, Dictionary<int, ContractDocument> documents)
    {
        Currency currency = preview.After.Existing.Order.Currency;
        string Amount(long minor) => new Money(minor, currency).ToString();
        string? Used(long minor, string words) => minor == 0 ? null : $"{Amount(minor)} {words}";
        string For(int? document) => document is { } ordinal ? "for " + documents[ordinal].Number : "the oldest debt first";
        switch (fact)
        {
            case PaymentRecorded payment:
                return ("received", $"{Amount(payment.AmountMinor)} on {Parsing.Show(payment.EffectiveOn)}, {For(payment.Document)}");
            case RefundPaid refund:
                return ("paid back", $"{Amount(refund.AmountMinor)} on {Parsing.Show(refund.EffectiveOn)}");
            case CreditGranted granted:
                return ("granted", $"{Amount(granted.AmountMinor)}, reason {granted.ReasonCode}");
            case CreditUsed used:
                CustomerAccount before = preview.Before.Account;
                CustomerAccount after = preview.After.Account;
                return ("used", string.Join(", ", new[]
                {
                    Used(before.CreditMinor - after.CreditMinor, "of the credit left"),
                    Used(before.RefundOwedMinor - after.RefundOwedMinor, "set off from what is to be paid back"),
                    For(used.Document),
                }.Where(static words => words is not null)));
            default:
                return ("taken back", Taken(preview.After.History[((PaymentUnapplied)fact).PaymentSequence - 1], currency));
        }
    }

    private static string Taken(RecordedFact recorded, Currency currency)
    {
        string what = $"event {recorded.Sequence}: {AccountWords.Of(recorded.Fact)}";
        return recorded.Fact switch
        {
            PaymentRecorded payment => $"{what} of {new Money(payment.AmountMinor, currency)}, received {Parsing.Show(payment.EffectiveOn)}",
            CreditGranted granted => $"{what} of {new Money(granted.AmountMinor, currency)}, reason {granted.ReasonCode}",
            RefundPaid refund => $"{what} of {new Money(refund.AmountMinor, currency)}, paid {Parsing.Show(refund.EffectiveOn)}",
            _ => $"{what} on {Parsing.Show(recorded.Fact.EffectiveOn)}",
        };
    }

    private static void ShowInvoices(Answers answers, JsonElement invoices, Dictionary<int, ContractDocument> documents, Currency currency)
    {
        if (invoices.GetArrayLength() == 0)
        {
            return;
        }

        (int Document, long Before, long After)[] changed =
        [
            .. invoices.EnumerateArray().Select(static invoice => (
                invoice.GetProperty("document").GetInt32(), invoice.GetProperty("before").GetInt64(), invoice.GetProperty("after").GetInt64())),
        ];
        bool opens = changed.All(static invoice => invoice.After > invoice.Before);
        answers.Heading(opens ? "Open again" : "Paid by it");
        answers.Table(
            ["invoice", "issued", (opens ? ">opened " : ">paid ") + currency.Code, (opens ? ">open " : ">stays open ") + currency.Code],
            changed.Select(invoice => (IReadOnlyList<string>)
            [
                documents[invoice.Document].Number, Parsing.Show(documents[invoice.Document].IssueOn),
                Parsing.Show(opens ? invoice.After - invoice.Before : invoice.Before - invoice.After, currency), Parsing.Show(invoice.After, currency),
            ]));
    }

    private static IEnumerable<string> NotesOf(
        Guid contractId, Preview preview, Currency currency, Dictionary<int, ContractDocument> documents)
    {
        CustomerAccount account = preview.After.Account;
        if (account.OpenMinor > 0 && account.CreditMinor + account.RefundOwedMinor > 0)
        {
            string left = string.Join(" and ", new[]
            {
                account.CreditMinor > 0 ? $"{new Money(account.CreditMinor, currency)} left as credit" : null,
                account.RefundOwedMinor > 0 ? $"{new Money(account.RefundOwedMinor, currency)} to be paid back" : null,
            }.Where(static words => words is not null));
            string open = string.Join(", ", account.Invoices.Where(static invoice => invoice.OpenMinor > 0)
                .Select(invoice => $"{new Money(invoice.OpenMinor, currency)} on {documents[invoice.Document].Number}"));
            string reference = preview.After.Existing.Order.Reference;
            yield return $"{left}, while {open} stays open: 'payment use-credit {(reference.Length > 0 ? reference : contractId.ToString())}' uses it there.";
        }

        int due = preview.Facts.Count(static recorded => recorded.Fact is not (PaymentFact or FenceSet));
        if (due > 0)
        {
            yield return $"{Counted.Of(due, "renewal or end", "renewals or ends")} due by today is recorded with it; --json shows it.";
        }
    }
}
