using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Lowering;

public class LaneTests
{
    public static TheoryData<string> Targets() => [.. Target.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_split_covers_each_lane(string name)
    {
        var target = Target.All.Single(t => t.Name == name);
        for (int extent = 1; extent < 200; extent++)
        {
            int[] exact = Count(LaneSplit.Cover(extent, target.Lanes, overlap: false), extent);
            Assert.All(exact, n => Assert.Equal(1, n));

            var overlapping = LaneSplit.Cover(extent, target.Lanes, overlap: true);
            Assert.All(Count(overlapping, extent), n => Assert.InRange(n, 1, 2));
            Assert.All(overlapping, g => Assert.Contains(g.Lanes, target.Lanes));
            // Only the last vector may reach back.
            Assert.All(overlapping.Take(overlapping.Count - 1).Zip(overlapping.Skip(1).SkipLast(1)), p => Assert.Equal(p.First.Start + p.First.Lanes, p.Second.Start));
        }
    }

    [Theory]
    [InlineData(20, "0:16 16:4")]
    [InlineData(10, "0:8 6:4")]
    [InlineData(40, "0:16 16:16 32:8")]
    [InlineData(3, "0:1 1:1 2:1")]
    [InlineData(5, "0:4 4:1")]
    [InlineData(17, "0:16 16:1")]
    [InlineData(19, "0:16 15:4")]
    public void Splits_worth_knowing(int extent, string groups) =>
        Assert.Equal(groups, string.Join(" ", LaneSplit.Cover(extent, Target.Avx512.Lanes, overlap: true).Select(g => $"{g.Start}:{g.Lanes}")));

    [Fact]
    public void Without_overlap_a_rest_is_scalars() =>
        Assert.Equal("0:8 8:1 9:1", string.Join(" ", LaneSplit.Cover(10, Target.Avx512.Lanes, overlap: false).Select(g => $"{g.Start}:{g.Lanes}")));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Blocks_cover_what_their_vectors_cover(string name)
    {
        var target = Target.All.Single(t => t.Name == name);
        for (int extent = 1; extent < 150; extent++)
        {
            for (int size = 1; size <= 6; size++)
            {
                var schedule = new Schedule(new Axis("o", extent), false, target.Lanes, size, [], []);
                var blocks = VectorBlock.Split(extent, schedule);
                var vectors = blocks.SelectMany(b => Enumerable.Range(0, b.Count).SelectMany(i => b.Groups.Select(g => g with { Start = g.Start + (i * b.Step) }))).ToList();
                Assert.Equal(LaneSplit.Cover(extent, target.Lanes, overlap: true), vectors);
                Assert.All(blocks, b => Assert.InRange(b.Groups.Count, 1, size));
            }
        }
    }

    private static int[] Count(IEnumerable<LaneGroup> groups, int extent)
    {
        int[] covered = new int[extent];
        foreach (var group in groups)
        {
            for (int lane = group.Start; lane < group.Start + group.Lanes; lane++) covered[lane]++;
        }

        return covered;
    }
}
