using System.Text;
using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Changes;

/// <summary>What a draft keeps of a wish: one frozen text for each, which must be readable for as long as drafts are kept.</summary>
public class ProposedChangeCodecTests
{
    private static readonly Charge Storage = new(
        "storage", "storage", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(1.5m, Currency.Of("EUR")), Cadence.Month, Cadence.Month,
        BillingTiming.InAdvance);

    /// <summary>The name of a change and its stored text.</summary>
    public static TheoryData<string, string> Stored() => new()
    {
        { "upgrade", """{"add":[{"charge":"seats","quantity":"5"},{"charge":"storage","offered":{"billing":"1 month","code":"storage","currency":"EUR","kind":"recurring","model":"per_unit","period":"1 month","price":"1.5","product":"storage","timing":"in_advance"},"quantity":"0.5"}],"atRenewal":false,"change":[],"on":"2026-03-01","remove":[{"charge":"seats","line":null,"quantity":"2"},{"charge":"seats","line":3,"quantity":"1"}]}""" },
        { "upgrade", """{"add":[],"atRenewal":true,"change":[{"block":"50","charge":"storage","kind":"reprice","line":2,"price":"30","tiers":[]},{"block":"0","charge":"seats","kind":"reprice","line":null,"price":"0","tiers":[{"price":"5","to":"10"},{"fee":"20","price":"4"}]},{"charge":"seats","into":"storage","kind":"swap","line":null,"offered":{"billing":"1 month","code":"storage","currency":"EUR","kind":"recurring","model":"per_unit","period":"1 month","price":"1.5","product":"storage","timing":"in_advance"}},{"charge":"base","every":null,"kind":"rebill","line":null,"timing":"in_arrears"},{"charge":"base","every":"3 months","kind":"rebill","line":1,"timing":"in_advance"}],"on":"2026-03-01","plan":{"charges":[{"billing":"1 month","code":"storage","currency":"EUR","kind":"recurring","model":"per_unit","period":"1 month","price":"1.5","product":"storage","timing":"in_advance"}],"code":"growth","currency":"EUR","id":"0195f3a0-0000-7000-8000-000000000a02","number":3},"remove":[]}""" },
        { "amend", """{"longestPause":90,"renewal":{"kind":"automatic","length":"12 months","most":null,"uplift":"3%"}}""" },
        { "grant_goodwill", """{"amount":2000,"line":2,"on":"2026-03-01","reason":"outage"}""" },
        { "milestone", """{"milestone":"acceptance","on":"2026-03-01"}""" },
        { "deliver", """{"delivered":"2.5","line":1,"on":"2026-03-01"}""" },
        { "milestone_undo", """{"milestone":"acceptance"}""" },
        { "renew", """{"add":[],"change":[],"length":null,"remove":[],"uplift":null}""" },
        { "renew", """{"add":[{"charge":"seats","quantity":"1"}],"change":[{"charge":"base","kind":"end","line":2}],"length":"24 months","remove":[{"charge":"base","line":2,"quantity":"1"}],"uplift":"list at most 5%"}""" },
        { "terminate", """{"on":null,"reason":"budget","settlement":"nothing"}""" },
        { "terminate", """{"on":"2026-03-01","reason":"budget","settlement":"refund"}""" },
        { "terminate", """{"fee":{"amount":0,"reason":"goodwill"},"on":"2026-03-01","reason":"budget","settlement":"credit"}""" },
        { "terminate", """{"leftover":"keep 90 days","on":"2026-03-01","reason":"budget","settlement":"credit","unpaid":"offset"}""" },
        { "withdraw", "{}" },
        { "decline", """{"bySupplier":true,"reason":"budget"}""" },
        { "withdraw_change", """{"change":4}""" },
        { "reschedule", """{"change":4,"on":"2026-03-01"}""" },
        { "extend", """{"days":30,"keepsAnchor":false}""" },
        { "pause", """{"bySupplier":false,"on":"2026-03-01","resumesOn":"2026-04-01"}""" },
        { "pause", """{"bySupplier":true,"on":"2026-03-01","resumesOn":null}""" },
        { "pause", """{"billedDays":"moved","billingDays":"new end","bySupplier":false,"on":"2026-03-01","resumesOn":"2026-04-01","term":"shifted"}""" },
        { "pause", """{"billingDays":"return","bySupplier":false,"on":"2026-03-01","resumesOn":null}""" },
        { "resume", """{"on":"2026-04-01"}""" },
        { "reinstate", """{"billsGap":true,"drop":[4,7],"on":"2026-04-01"}""" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    [Rule("CON-6")]
    public void A_stored_change_is_read_and_written_as_the_same_bytes(string name, string stored)
    {
        ProposedChange change = ProposedChangeCodec.Read(name, 1, Encoding.UTF8.GetBytes(stored));
        ProposedChangeCodec.NameOf(change).ShouldBe(name);
        Encoding.UTF8.GetString(ProposedChangeCodec.Write(change)).ShouldBe(stored);
    }

    [Fact]
    public void Every_change_has_a_stored_text_here()
    {
        HashSet<Type> read = [.. Stored().Select(static row => ProposedChangeCodec.Read(row.Data.Item1, 1, Encoding.UTF8.GetBytes(row.Data.Item2)).GetType())];
        typeof(ProposedChange).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ProposedChange))).Except(read).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_read_says_what_was_wished()
    {
        var wished = new UpgradeContract(
            new DateOnly(2026, 3, 1),
            [new Addition("seats", Quantity.Of(5), null), new Addition("storage", new Quantity(500_000), Storage)],
            [new Removal("seats", Quantity.Of(2), null), new Removal("seats", Quantity.One, 3)]);
        var read = ProposedChangeCodec.Read("upgrade", 1, ProposedChangeCodec.Write(wished)).ShouldBeOfType<UpgradeContract>();
        read.On.ShouldBe(wished.On);
        read.Add.ShouldBe(wished.Add);
        read.Remove.ShouldBe(wished.Remove);
    }

    [Fact]
    [Rule("CON-5")]
    public void Only_a_termination_and_a_decline_are_ends()
    {
        var on = new DateOnly(2026, 3, 1);
        ProposedChange[] ends = [new TerminateContract(on, Settlement.Credit, "budget"), new DeclineRenewal(false, "budget")];
        ProposedChange[] others =
        [
            new UpgradeContract(on, [], []), new RenewContract(null, [], []), new WithdrawTermination(), new ExtendContract(1, false), new AmendContract(null, null, 90),
            new GrantGoodwill(on, 1, 100, "outage"), new ReachMilestone(on, "acceptance"), new UndoMilestone("acceptance"), new DeliverUnits(on, 1, new Quantity(2_500_000)),
            new PauseContract(on, null, false), new ResumeContract(on), new ReinstateContract(on, false, []),
        ];
        ends.ShouldAllBe(change => change.IsEnd);
        others.ShouldAllBe(change => !change.IsEnd);
    }

    [Fact]
    public void A_stored_change_of_unknown_name_or_version_breaks_an_invariant()
    {
        Should.Throw<InvariantBrokenException>(() => ProposedChangeCodec.Read("sing", 1, "{}"u8.ToArray()));
        Should.Throw<InvariantBrokenException>(() => ProposedChangeCodec.Read("withdraw", 2, "{}"u8.ToArray()));
    }
}
