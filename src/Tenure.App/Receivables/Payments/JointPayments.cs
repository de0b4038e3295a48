// A joint document is paid as one, and money is kept by contract: what came is allocated over its parts, the oldest contract first, each share a
// payment of its contract, all in one transaction. What is above the debt stays with the contract that was named. Taken back, they are
// taken back together.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Billing.Invoices;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Parties;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Receivables.Payments;

internal static class JointPayments
{
    /// <summary>The parts of a document that is paid as one; none when it has one part, or a part is named.</summary>
    public static async Task<List<FoundDocument>> PartsAsync(CliContext context, string? document)
    {
        if (document is null)
        {
            return [];
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        return await DocumentLookup.FindAllAsync(session, document) is { Count: > 1 } parts ? parts : [];
    }

    /// <summary>The parts of the joint document that a payment of a contract was for; none when it was for one contract.</summary>
    public static async Task<List<FoundDocument>> PaidPartsAsync(CliContext context, string contract, int payment)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<Guid> found = await ContractLookup.FindAsync(session, contract);
        return found.IsAccepted
            && (await EventLog.LoadAsync(session, [found.Value])).Find(stored => stored.Sequence == payment) is { } stored
            && DossierStore.ToFact(stored).Fact is PaymentRecorded { Joint: not null, Document: { } ordinal }
                ? await DocumentLookup.PartsAsync(session, found.Value, ordinal)
                : [];
    }

    /// <summary>Records a payment for a joint document.</summary>
    public static Task<int> RecordAsync(
        CliContext context, DecisionOptions options, List<FoundDocument> parts, Option<string> amount, Option<string?> received) =>
        RunAsync(context, options, parts, "command.payment_record", (named, loaded, businessOn) =>
            Parsing.Minor("--amount", context.Get(amount)!, parts[0].Currency).Then(minor =>
            (context.Get(received) is { } given ? Parsing.Day("--received", given) : businessOn).Then(day =>
            {
                SortedList<int, long> shares = Shares(named, parts, loaded, minor);
                Guid joint = DerivedId.From(
                    "joint_payment", context.TenantId, parts[0].Id.ToString("N"), $"{named:N} {loaded[named].Version.ToString(CultureInfo.InvariantCulture)}");
                return Each(shares.Select(share => (parts[share.Key].ContractId, Previewing.Pay(
                    loaded[parts[share.Key].ContractId],
                    new RecordPayment(share.Value, day, parts[share.Key].Ordinal) { Joint = shares.Count > 1 ? joint : null },
                    businessOn))));
            })));

    /// <summary>Takes back every share of a payment for a joint document.</summary>
    public static Task<int> TakeBackAsync(CliContext context, DecisionOptions options, List<FoundDocument> parts, int payment) =>
        RunAsync(context, options, parts, "command.payment_unapply", (named, loaded, businessOn) =>
        {
            Guid? joint = ((PaymentRecorded)loaded[named].History[payment - 1].Fact).Joint;
            return Each(parts.SelectMany(part => loaded[part.ContractId].History
                .Where(recorded => recorded.Fact is PaymentRecorded share && share.Joint == joint)
                .Select(recorded => (part.ContractId, Previewing.Unapply(loaded[part.ContractId], recorded.Sequence, businessOn)))));
        });

    /// <summary>What each part is paid, by its place: its debt, as long as there is money; the rest goes to the contract that was named.</summary>
    private static SortedList<int, long> Shares(Guid named, List<FoundDocument> parts, Dictionary<Guid, Dossier> loaded, long minor)
    {
        var shares = new SortedList<int, long>();
        long left = minor;
        for (int i = 0; i < parts.Count; i++)
        {
            int ordinal = parts[i].Ordinal;
            long open = loaded[parts[i].ContractId].Account.Invoices.FirstOrDefault(invoice => invoice.Document == ordinal)?.OpenMinor ?? 0;
            if (Math.Min(open, left) is > 0 and var paid)
            {
                shares.Add(i, paid);
                left -= paid;
            }
        }

        if (left != 0 || shares.Count == 0)
        {
            int place = parts.FindIndex(part => part.ContractId == named);
            shares[place] = shares.GetValueOrDefault(place) + left;
        }

        return shares;
    }

    private static Decision<List<(Guid Contract, Preview Preview)>> Each(IEnumerable<(Guid Contract, Decision<Preview> Preview)> decisions)
    {
        var made = new List<(Guid, Preview)>();
        foreach ((Guid contract, Decision<Preview> preview) in decisions)
        {
            if (!preview.IsAccepted)
            {
                return preview.Refusal;
            }

            made.Add((contract, preview.Value));
        }

        return made;
    }

    /// <summary>Holds every contract of the parts, in the order of their ids, decides, and writes or shows all of it.</summary>
    private static async Task<int> RunAsync(
        CliContext context,
        DecisionOptions options,
        List<FoundDocument> parts,
        string cause,
        Func<Guid, Dictionary<Guid, Dossier>, DateOnly, Decision<List<(Guid Contract, Preview Preview)>>> decide)
    {
        Decision<DateOnly> businessOn = context.BusinessDay(options.On);
        if (!businessOn.IsAccepted)
        {
            return context.Refuse(businessOn.Refusal);
        }

        bool previewOnly = context.Get(options.Preview);
        await using Session session = await context.Database.BeginAsync(context.TenantId, previewOnly ? Access.Read : Access.Write);
        Decision<Guid> named = (await ContractLookup.FindAsync(session, context.Get(options.Contract)!))
            .Then<Guid>(id => parts.Exists(part => part.ContractId == id) ? id : new NoInvoice(parts[0].Ordinal));
        if (!named.IsAccepted)
        {
            return context.Refuse(named.Refusal);
        }

        var seen = context.Get(options.Version) is { } version ? new Dictionary<Guid, int> { [named.Value] = version } : null;
        Dictionary<Guid, Dossier> loaded = (await DossierStore.LoadAsync(session, [.. parts.Select(static part => part.ContractId)], seen))
            .ToDictionary(static held => held.Key, static held => held.Value.Dossier);
        Decision<List<(Guid Contract, Preview Preview)>> made = decide(named.Value, loaded, businessOn.Value);
        if (!made.IsAccepted)
        {
            return context.Refuse(made.Refusal);
        }

        Hash32 hash = made.Value.Aggregate(default(Hash32), static (hash, share) => Hash32.Chain(hash, share.Preview.Effects.Span));
        Decision<bool> stale = Deciding.IsStale(context, options, hash, isEnd: false);
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        var texts = new Dictionary<Guid, PreviewText>();
        foreach ((Guid contract, _) in made.Value)
        {
            texts[contract] = await PaymentView.OfAsync(session, contract);
        }

        if (!previewOnly)
        {
            await ContractWriter.WriteAsync(
                session, [.. made.Value.Select(share => ContractChange.Of(share.Contract, share.Preview, Party.Machine.Id.Value, cause))]);
            await session.CommitAsync();
        }

        return context.Answer(() => AsJson(made.Value, hash, !previewOnly), answers =>
        {
            answers.Heading(previewOnly ? "Preview: nothing was changed" : "Recorded");
            answers.Pairs([("together", Counted.Of(made.Value.Count, "contract")), ("hash of all", hash.ToString())]);
            made.Value.ForEach(share => texts[share.Contract](answers, share.Contract, share.Preview));
        });
    }

    private static JsonObject AsJson(List<(Guid Contract, Preview Preview)> shares, Hash32 hash, bool committed) => new()
    {
        ["committed"] = committed,
        ["hash"] = hash.ToString(),
        ["contracts"] = new JsonArray([.. shares.Select(static share => (JsonNode)new JsonObject
        {
            ["contract"] = share.Contract.ToString(),
            ["version"] = share.Preview.After.Version,
            ["effects"] = JsonNode.Parse(share.Preview.Effects.Span),
        })]),
    };
}
