// Plays a scenario on the pure Core: previews each decision, carries it out by taking what the preview made, and keeps the
// documents and entries. Used by the properties over random lives as well.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Metrics;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>The Core without storage, doors or clock.</summary>
public sealed class PureDriver : IScenarioDriver
{
    private readonly List<DraftDocument> documents = [];
    private readonly List<Entry> entries = [];
    private readonly List<Dossier> closed = [];

    /// <summary>Begins without a contract.</summary>
    public PureDriver()
        : this(Dossier.Empty)
    {
    }

    /// <summary>Goes on from a dossier.</summary>
    public PureDriver(Dossier dossier) => Dossier = dossier;

    /// <summary>Everything known about the contract; after a recast, about the one that follows.</summary>
    public Dossier Dossier { get; private set; }

    /// <summary>The contracts that were recast, in order.</summary>
    public IReadOnlyList<Dossier> Closed => closed;

    /// <summary>Every document issued so far.</summary>
    public IReadOnlyList<DraftDocument> Documents => documents;

    /// <summary>Every entry of the books so far.</summary>
    public IReadOnlyList<Entry> Entries => entries;

    /// <inheritdoc/>
    public Outcome Play(Act act)
    {
        if (act.Deed is LookDeed)
        {
            return new Outcome(null, [], [], []);
        }

        if (act.Deed is OfferDeed offer)
        {
            Offer(offer);
            return new Outcome(null, [], [], []);
        }

        if (act.Deed is UsageDeed used && Recording.Before(Dossier.Existing, used.Command) is not null)
        {
            return new Outcome(null, [], [], []);
        }

        int facts = Dossier.History.Count;
        if (act.Deed is RunDeed)
        {
            int[] before = [.. closed.Select(static dossier => dossier.Version)];
            Outcome done = Done(facts, Run(act.On), []);
            return done with { Facts = [.. closed.Zip(before).SelectMany(static pair => TypesAfter(pair.First, pair.Second)), .. done.Facts] };
        }

        if (act.Deed is RecastDeed recast)
        {
            return Recast(recast.Command, act.On).Match(
                made => DoneAnew(facts, made), static refusal => new Outcome(refusal.Code, [], [], []));
        }

        if (act.Deed is TransferDeed transfer)
        {
            return Transfer(transfer, act.On).Match(
                made => DoneAnew(facts, made), static refusal => new Outcome(refusal.Code, [], [], []));
        }

        Decision<Preview> decision = Decide(act.Deed, act.On);
        if (!decision.IsAccepted)
        {
            return new Outcome(decision.Refusal.Code, [], [], []);
        }

        CarryOut(decision.Value);
        return Done(facts, decision.Value.Documents, Warnings(decision.Value));
    }

    /// <summary>The preview of a deed on a business day. Changes nothing.</summary>
    public Decision<Preview> Decide(Deed deed, DateOnly on) => deed switch
    {
        OrderDeed order => Previewing.Order(order.Command, on, OfferOf(order.Command)),
        UpgradeDeed upgrade => Previewing.Upgrade(Dossier, upgrade.ToOffer ? upgrade.Command with { Plan = Dossier.OnOffer } : upgrade.Command, on),
        RenewDeed renew => Previewing.Renew(Dossier, renew.Command, on),
        TerminateDeed terminate => Previewing.Terminate(Dossier, terminate.Command, on),
        WithdrawDeed => Previewing.Withdraw(Dossier, on),
        DropDeed drop => Previewing.Of(Dossier, drop.In(Dossier.History), on),
        RescheduleDeed move => Previewing.Of(Dossier, move.In(Dossier.History), on),
        DeclineDeed decline => Previewing.Decline(Dossier, decline.Command, on),
        UsageDeed used => Previewing.Record(Dossier, used.Command, on),
        MilestoneDeed milestone => Previewing.Of(Dossier, milestone.Command, on),
        DeliverDeed deliver => Previewing.Of(Dossier, deliver.Command, on),
        GoodwillDeed granted => Previewing.Grant(Dossier, granted.Command, on),
        GrantDeed granted => Previewing.Grant(Dossier, granted.Command, on),
        AmendDeed amend => Previewing.Amend(Dossier, amend.Command, on),
        ExtendDeed extend => Previewing.Extend(Dossier, extend.Command, on),
        ReinstateDeed reinstate => Previewing.Reinstate(Dossier, reinstate.Command, on),
        PauseDeed pause => Previewing.Pause(Dossier, pause.Command, on),
        ResumeDeed resume => Previewing.Resume(Dossier, resume.On, on),
        PayDeed pay => Previewing.Pay(Dossier, pay.Command, on),
        UnapplyDeed unapply => Previewing.Unapply(Dossier, unapply.SequenceIn(Dossier.History), on),
        UseCreditDeed use => Previewing.Use(Dossier, use.Command, on),
        PayBackDeed refund => Previewing.PayBack(Dossier, refund.Command, on),
        _ => throw new InvalidOperationException("no decision: " + deed),
    };

    /// <summary>Recasts the contract, which makes way for the one that follows. Refuses as the preview does.</summary>
    public Decision<RecastPreview> Recast(RecastContract command, DateOnly on)
    {
        Decision<RecastPreview> preview = PreviewingRecast.Of(
            Dossier, command with { ClosedId = IdOf(closed.Count), OpenedId = IdOf(closed.Count + 1) }, on, OfferOf(command.Opened));
        if (preview.IsAccepted)
        {
            CarryOut(preview.Value.Closed);
            closed.Add(Dossier);
            CarryOut(preview.Value.Opened);
        }

        return preview;
    }

    /// <summary>Hands the contract over, which makes way for the one of the next customer. Refuses as the preview does.</summary>
    public Decision<RecastPreview> Transfer(TransferDeed deed, DateOnly on)
    {
        Contract contract = (on < Dossier.NewestOn ? Dossier : CarryingOut.LockIns(Dossier, on)).Existing;
        return Transferring.AsRecast(contract, new TransferContract(
            deed.On, ScenarioIds.CustomerAfter(closed.Count + 1), deed.UnusedGoesOver, deed.ReasonCode, string.Empty, Guid.Empty, Guid.Empty))
            .Then(recast => Recast(recast, on));
    }

    private static Guid IdOf(int place) => new(place + 1, 0, 0, new byte[8]);

    /// <summary>Makes charges the price list from now on.</summary>
    public void Offer(OfferDeed offer) => Dossier = Dossier with
    {
        OnOffer = new PlanVersion(
            ScenarioIds.VersionOf(Dossier.OnOffer!.Number + 1), "plan", Dossier.OnOffer.Number + 1, Dossier.OnOffer.Currency, offer.Charges),
    };

    /// <summary>The price list that an order signs: the charges it orders.</summary>
    private static PlanVersion OfferOf(OrderContract order) =>
        new(order.PlanVersion, order.PlanCode, 1, order.Currency, [.. order.Items.Select(static item => item.Charge)]);

    /// <summary>Takes over what a preview made.</summary>
    public void CarryOut(Preview preview)
    {
        Dossier = preview.After;
        documents.AddRange(preview.Documents);
        entries.AddRange(preview.Entries);
    }

    /// <summary>Carries out everything due by a day, in day order; of one day that of a recast contract first.</summary>
    public ImmutableArray<DraftDocument> Run(DateOnly day)
    {
        var issued = new List<DraftDocument>();
        for (int i = 0; i < closed.Count; i++)
        {
            closed[i] = Kept(CarryingOut.Through(closed[i], day), issued);
        }

        Dossier = Kept(CarryingOut.Through(Dossier, day), issued);
        for (int i = 0; i < closed.Count; i++)
        {
            HandOver(i, day);
        }

        documents.AddRange(issued);
        return [.. issued.OrderBy(static document => document.IssueOn)];
    }

    /// <summary>Credit of a recast contract goes over to the next.</summary>
    private void HandOver(int place, DateOnly day)
    {
        CarriedOut gone = Carrying.Out(closed[place], day);
        closed[place] = Kept(gone, []);
        if (gone.Credit is { } credit)
        {
            if (place + 1 < closed.Count)
            {
                closed[place + 1] = Kept(Carrying.In(closed[place + 1], credit, IdOf(place)), []);
            }
            else
            {
                Dossier = Kept(Carrying.In(Dossier, credit, IdOf(place)), []);
            }
        }
    }

    private Dossier Kept(CarriedOut carried, List<DraftDocument> issued)
    {
        issued.AddRange(carried.Documents);
        entries.AddRange(carried.Entries);
        return carried.After;
    }

    /// <inheritdoc/>
    public SeenContract Look()
    {
        Contract contract = Dossier.Existing;
        return new SeenContract(
            contract.Ending?.On,
            contract.FenceOn,
            contract.DeadlineOn,
            contract.LockInOn,
            [.. contract.Terms.Select(static term => term.Span)],
            BalanceOf(Accounts.Receivable),
            -BalanceOf(Accounts.CustomerCredit),
            -BalanceOf(Accounts.RefundsPayable),
            Reconciling.OutlookOf(contract, Billed.Nothing).TotalMinor,
            (charge, day) => Units(contract, charge, day).ToString(),
            day => MonthlyRevenue.On(contract, day).RoundToLong())
        {
            WrittenOffMinor = BalanceOf(Accounts.WriteOff),
            ForfeitedMinor = -BalanceOf(Accounts.ForfeitIncome),
        };
    }

    /// <summary>The sum of an account's postings, debits above zero.</summary>
    public long BalanceOf(string account) => entries.SelectMany(static entry => entry.Postings)
        .Where(posting => posting.Account == account).Sum(static posting => posting.AmountMinor);

    private static Quantity Units(Contract contract, string charge, DateOnly day)
    {
        Quantity sum = Quantity.Zero;
        foreach (Line line in contract.Lines)
        {
            sum += line.Charge.Code == charge ? line.QuantityOn(day) : Quantity.Zero;
        }

        return sum;
    }

    private static IEnumerable<string> TypesAfter(Dossier dossier, int version) =>
        dossier.History.Skip(version).Select(static recorded => FactCodec.TypeOf(recorded.Fact));

    private Outcome Done(int factsBefore, ImmutableArray<DraftDocument> issued, ImmutableArray<string> warnings) => new(
        null,
        [.. TypesAfter(Dossier, factsBefore)],
        [.. issued.Select(static document => new SeenDocument(
            document.Kind == DocumentKind.Invoice ? "invoice" : "credit note",
            document.IssueOn,
            document.NetMinor,
            document.TaxMinor,
            [.. document.Lines.Select(static line => new SeenLine(line.ContractLine, line.Days, line.AmountMinor, line.TaxMinor))]))],
        warnings);

    /// <summary>What a recast added to both contracts.</summary>
    private Outcome DoneAnew(int factsBefore, RecastPreview made)
    {
        Outcome done = Done(0, made.Closed.Documents, Warnings(made.Closed));
        return done with
        {
            Facts = [.. TypesAfter(made.Closed.After, factsBefore), .. done.Facts],
        };
    }

    private static ImmutableArray<string> Warnings(Preview preview)
    {
        using JsonDocument effects = JsonDocument.Parse(preview.Effects);
        return [.. effects.RootElement.GetProperty("warnings").EnumerateArray().Select(static warning => warning.GetString()!)];
    }
}
