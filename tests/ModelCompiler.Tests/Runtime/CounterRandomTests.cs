using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class CounterRandomTests
{
    // The vectors that Random123 ships (kat_vectors, philox4x32 with 10 rounds).
    [Theory]
    [InlineData(0UL, 0UL, 0u, 0u, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(ulong.MaxValue, ulong.MaxValue, uint.MaxValue, uint.MaxValue, new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(0x85a308d3_243f6a88UL, 0x03707344_13198a2eUL, 0xa4093822u, 0x299f31d0u, new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Blocks_are_those_of_the_published_generator(ulong counter, ulong substream, uint key0, uint key1, uint[] expected)
    {
        CounterRandom.Block block = CounterRandom.Generate(key0, key1, counter, substream);
        Assert.Equal(expected, new[] { block[0], block[1], block[2], block[3] });
    }

    [Fact]
    public void Bounded_numbers_stay_below_the_bound_and_reach_all_of_it()
    {
        var random = new CounterRandom(1, 2);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextInt32(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new CounterRandom(3, 4);
        double sum = 0, squares = 0;
        const int count = 100_000;
        for (int i = 0; i < count; i++)
        {
            double drawn = random.NextNormal();
            sum += drawn;
            squares += drawn * drawn;
        }

        Assert.InRange(sum / count, -0.02, 0.02);
        Assert.InRange(squares / count, 0.98, 1.02);
    }

    [Fact]
    public void Streams_differ()
    {
        var first = new CounterRandom(1, 1);
        var second = new CounterRandom(1, 2);
        var third = new CounterRandom(1, 1, substream: 1);
        Assert.Equal(3, new HashSet<uint> { first.NextUInt32(), second.NextUInt32(), third.NextUInt32() }.Count);
    }
}
