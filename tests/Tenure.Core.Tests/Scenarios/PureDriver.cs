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

    /// <summary>Begins without a contract.</summary>
    public PureDriver()
        : this(Dossier.Empty)
    {
    }

    /// <summary>Goes on from a dossier.</summary>
    public PureDriver(Dossier dossier) => Dossier = dossier;

    /// <summary>Everything known about the contract.</summary>
    public Dossier Dossier { get; private set; }

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

        int facts = Dossier.History.Count;
        if (act.Deed is RunDeed)
        {
            return Done(facts, Run(act.On), []);
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
        UpgradeDeed upgrade => Previewing.Upgrade(Dossier, upgrade.Command, on),
        RenewDeed renew => Previewing.Renew(Dossier, renew.Command, on),
        TerminateDeed terminate => Previewing.Terminate(Dossier, terminate.Command, on),
        WithdrawDeed => Previewing.Withdraw(Dossier, on),
        DeclineDeed decline => Previewing.Decline(Dossier, decline.Command, on),
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

    /// <summary>Carries out everything due by a day.</summary>
    public ImmutableArray<DraftDocument> Run(DateOnly day)
    {
        CarriedOut carried = CarryingOut.Through(Dossier, day);
        Dossier = carried.After;
        documents.AddRange(carried.Documents);
        entries.AddRange(carried.Entries);
        return carried.Documents;
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
            day => MonthlyRevenue.On(contract, day).RoundToLong());
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

    private Outcome Done(int factsBefore, ImmutableArray<DraftDocument> issued, ImmutableArray<string> warnings) => new(
        null,
        [.. Dossier.History.Skip(factsBefore).Select(static recorded => FactCodec.TypeOf(recorded.Fact))],
        [.. issued.Select(static document => new SeenDocument(
            document.Kind == DocumentKind.Invoice ? "invoice" : "credit note",
            document.IssueOn,
            document.NetMinor,
            [.. document.Lines.Select(static line => new SeenLine(line.ContractLine, line.Days, line.AmountMinor))]))],
        warnings);

    private static ImmutableArray<string> Warnings(Preview preview)
    {
        using JsonDocument effects = JsonDocument.Parse(preview.Effects);
        return [.. effects.RootElement.GetProperty("warnings").EnumerateArray().Select(static warning => warning.GetString()!)];
    }
}
