using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>Frozen samples of every fact version that was ever stored: they load for ever (CON-2). A file is never edited; a new
/// version is a new file.</summary>
public class StoredFactTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Contracts", "Stored");

    /// <summary>Files named <c>type.v1.json</c>, or <c>type.v1.what.json</c> where one sample is not enough.</summary>
    public static TheoryData<string> Samples() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    [Rule("CON-2")]
    [Rule("CON-3")]
    public void A_stored_fact_loads_and_is_written_as_the_same_bytes(string file)
    {
        byte[] stored = File.ReadAllBytes(Path.Combine(Folder, file));
        stored = stored[^1] == (byte)'\n' ? stored[..^1] : stored;
        string type = file[..file.IndexOf(".v1", StringComparison.Ordinal)];
        Fact fact = FactCodec.Read(type, 1, stored);
        FactCodec.TypeOf(fact).ShouldBe(type);
        var again = new CanonicalJson();
        FactCodec.Write(again, fact);
        again.Text.ShouldBe(System.Text.Encoding.UTF8.GetString(stored));
    }

    [Fact]
    public void Every_type_of_fact_has_a_frozen_sample()
    {
        var sampled = Samples().Select(static row => row.Data).Select(static file => file[..file.IndexOf(".v1", StringComparison.Ordinal)]).ToHashSet();
        sampled.ShouldBe(
            ["contract.ordered", "contract.upgraded", "contract.renewed", "contract.terminated", "termination.withdrawn", "contract.expired", "fence.set",
             "contract.reinstated", "contract.paused", "contract.resumed", "renewal.declined", "contract.extended", "contract.amended",
             "payment.recorded", "payment.unapplied", "refund.paid", "balance.settled", "credit.lapsed", "credit.carried_out", "credit.carried_in", "credit.used", "credit.granted", "goodwill.granted",
             "usage.recorded", "change.dropped", "milestone.reached", "milestone.taken_back", "delivery.recorded"],
            ignoreOrder: true);
        typeof(Fact).Assembly.GetTypes().Count(static type => !type.IsAbstract && type.IsSubclassOf(typeof(Fact))).ShouldBe(sampled.Count);
    }

    [Fact]
    public void A_stored_fact_of_unknown_type_or_version_breaks_an_invariant()
    {
        Should.Throw<InvariantBrokenException>(() => FactCodec.Read("contract.sung", 1, "{}"u8.ToArray()));
        Should.Throw<InvariantBrokenException>(() => FactCodec.Read("contract.expired", 2, "{\"effectiveOn\":\"2026-01-01\"}"u8.ToArray()));
    }
}
