using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class Hash32Tests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    [Rule("CON-2")]
    public void A_hash_is_sha256_in_lower_case_hexadecimal()
    {
        Hash32 hash = Hash32.Of("abc"u8);
        hash.ToString().ShouldBe(OfAbc);
        Hash32.Parse(OfAbc).Value.ShouldBe(hash);
        Hash32.Parse(OfAbc.ToUpperInvariant()).Value.ShouldBe(hash);
        Hash32.FromBytes(hash.ToArray()).ShouldBe(hash);
        default(Hash32).IsZero.ShouldBeTrue();
    }

    [Theory]
    [Rule("CON-2")]
    [InlineData("")]
    [InlineData("ba78")]
    [InlineData("xa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00")]
    public void A_text_that_is_no_hash_is_refused(string text) => Hash32.Parse(text).Refusal.Code.ShouldBe("text.hash");

    [Fact]
    [Rule("CON-2")]
    public void Hashes_sort_by_their_bytes()
    {
        byte[] low = new byte[32];
        byte[] high = new byte[32];
        low[31] = 255;
        high[0] = 128;
        (Hash32.FromBytes(low) < Hash32.FromBytes(high)).ShouldBeTrue();
        Should.Throw<InvariantBrokenException>(() => Hash32.FromBytes(new byte[31]));
    }

    [Fact]
    [Rule("CON-2")]
    public void A_link_of_a_chain_depends_on_what_was_before()
    {
        Hash32 first = Hash32.Chain(default, "a"u8);
        Hash32.Chain(first, "b"u8).ShouldNotBe(Hash32.Chain(default, "b"u8));
        byte[] both = [.. new byte[32], .. Hash32.Of("a"u8).ToArray()];
        first.ShouldBe(Hash32.Of(both));
    }
}
