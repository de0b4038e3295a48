using System.Text;
using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of a change that is kept as a draft and decided later (CON-6).</summary>
public class DraftProperties
{
    private const int Many = 250;

    [Fact]
    [Rule("CON-5")]
    [Rule("CON-6")]
    public void A_draft_decided_from_its_stored_bytes_is_the_change_that_was_wished() => RandomLives.Hold(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            if (WishOf(decided.Act.Deed, decided.Before) is { } wish)
            {
                byte[] stored = ProposedChangeCodec.Write(wish);
                ProposedChange kept = ProposedChangeCodec.Read(ProposedChangeCodec.NameOf(wish), ProposedChangeCodec.CurrentVersion, stored);
                Encoding.UTF8.GetString(ProposedChangeCodec.Write(kept)).ShouldBe(Encoding.UTF8.GetString(stored));
                Preview made = Previewing.Of(decided.Before, kept, decided.Act.On).Value;
                made.Hash.ShouldBe(decided.Preview.Hash);
                made.Effects.ToArray().ShouldBe(decided.Preview.Effects.ToArray());
                FactsOf(made, withDays: true).ShouldBe(FactsOf(decided.Preview, withDays: true));
                made.Documents.Length.ShouldBe(decided.Preview.Documents.Length);
            }
        }
    });

    [Fact]
    [Rule("CON-5")]
    [Rule("CON-6")]
    public void A_draft_of_one_hash_on_a_later_day_does_what_was_seen() => RandomLives.Hold(Many, static life =>
    {
        foreach (Decided decided in Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        {
            if (WishOf(decided.Act.Deed, decided.Before) is { } wish)
            {
                foreach (int later in new[] { 1, 20, 200 })
                {
                    Decision<Preview> committed = Previewing.Of(decided.Before, wish, decided.Act.On.AddDays(later));
                    if (committed.IsAccepted && committed.Value.Hash == decided.Preview.Hash)
                    {
                        FactsOf(committed.Value, withDays: false).ShouldBe(FactsOf(decided.Preview, withDays: false));
                        committed.Value.Documents.Select(static document => (document.IssueOn, document.NetMinor))
                            .ShouldBe(decided.Preview.Documents.Select(static document => (document.IssueOn, document.NetMinor)));
                    }
                }
            }
        }
    });

    [Fact]
    public void The_random_lives_wish_every_change()
    {
        var wished = new HashSet<string>();
        RandomLives.Hold(Many, life => wished.UnionWith(
            life.Acts.Select(static act => WishOf(act.Deed, Dossier.Empty)).OfType<ProposedChange>().Select(ProposedChangeCodec.NameOf)));
        wished.ShouldBe(
            ["upgrade", "renew", "terminate", "withdraw", "decline", "extend", "amend", "grant_goodwill", "pause", "resume", "reinstate", "withdraw_change", "reschedule"], ignoreOrder: true);
    }

    private static ProposedChange? WishOf(Deed deed, Dossier before) => deed switch
    {
        UpgradeDeed { ToOffer: true } upgrade => upgrade.Command with { Plan = before.OnOffer },
        UpgradeDeed upgrade => upgrade.Command,
        RenewDeed renew => renew.Command,
        TerminateDeed terminate => terminate.Command,
        WithdrawDeed => new WithdrawTermination(),
        DropDeed drop => drop.In(before.History),
        RescheduleDeed move => move.In(before.History),
        DeclineDeed decline => decline.Command,
        ExtendDeed extend => extend.Command,
        AmendDeed amend => amend.Command,
        GoodwillDeed goodwill => goodwill.Command,
        PauseDeed pause => pause.Command,
        ResumeDeed resume => new ResumeContract(resume.On),
        ReinstateDeed reinstate => reinstate.Command,
        _ => null,
    };

    /// <summary>The facts as they are stored; a fence and a withdrawal say the day they were recorded, which the hash leaves out.</summary>
    private static IEnumerable<string> FactsOf(Preview preview, bool withDays) =>
        preview.Facts.Where(recorded => withDays || recorded.Fact is not (FenceSet or TerminationWithdrawn)).Select(recorded =>
        {
            var json = new CanonicalJson();
            FactCodec.Write(json, recorded.Fact);
            return $"{recorded.Sequence} {FactCodec.TypeOf(recorded.Fact)} {(withDays ? recorded.BusinessOn : default):yyyy-MM-dd} {json.Text}";
        });
}
