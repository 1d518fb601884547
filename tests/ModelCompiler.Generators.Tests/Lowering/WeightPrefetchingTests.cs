using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;
using ModelCompiler.Generators.Tests.Pipeline;

namespace ModelCompiler.Generators.Tests.Lowering;

public class WeightPrefetchingTests
{
    private const int Line = 16;

    public static TheoryData<string> Targets => [.. Target.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Passes_of_tiles_ask_for_all_of_the_next_block_between_them(string target)
    {
        (Comprehension products, Schedule schedule) = Of("[Input(28, 28, 128)] [Conv2D(128, 3, Padding = Padding.Same)]", s => s.OutputAxes.Any(a => a.Name == "q"), target);
        NextBlock next = WeightPrefetch.NextBlockOf(products, schedule, Machine.Default)!;
        Axis cells = products.OutputAxes.Single(a => a.Name == "t"), i = products.ReductionAxes.Single();
        int tile = schedule.Factor(cells), lanes = schedule.VectorsPerBlock * schedule.Lanes[0];
        Assert.Equal((32L * 128, (49 + tile - 1) / tile * (32 / lanes)), (next.Elements, next.Passes));
        var asked = new List<long>();
        for (int lane = 0; lane < 32; lane += lanes)
        {
            for (int start = 0; start < cells.Extent; start += tile)
            {
                var place = new OutputPlace(new AxisScope(), [new TileStart(cells, LinearForm.Number(start), start, tile)], LinearForm.Number(lane), []);
                asked.AddRange(Asked(next, place, (LinearForm.Of(i.Name) * 32) + LinearForm.Number(lane), lanes, schedule, new() { [i.Name] = i.Extent }));
            }
        }

        AssertCovered(next, asked, (int)next.Passes * i.Extent);
    }

    [Fact]
    public void Rows_of_a_small_map_do_and_taps_may_be_written_out()
    {
        (Comprehension convolution, Schedule schedule) = Of("[Input(7, 7, 512)] [Conv2D(512, 3, Padding = Padding.Same)]", s => s.IsContraction, "avx512");
        NextBlock next = WeightPrefetch.NextBlockOf(convolution, schedule, Machine.Default)!;
        Assert.Equal((9L * 512 * 32, 7L), (next.Elements, next.Passes));
        Axis y = convolution.OutputAxes[1];
        var asked = new List<long>();
        for (int row = 0; row < 7; row++)
        {
            var place = new OutputPlace(new AxisScope().With(y, row), [], LinearForm.Number(0), []);
            for (int kx = 0; kx < 3; kx++)
            {
                LinearForm step = (LinearForm.Of("ky") * (3 * 512 * 32)) + (LinearForm.Of("i") * 32) + LinearForm.Number(kx * 512 * 32);
                asked.AddRange(Asked(next, place, step, 32, schedule, new() { ["ky"] = 3, ["i"] = 512 }));
            }
        }

        AssertCovered(next, asked, 7 * 3 * 3 * 512);
    }

    [Fact]
    public void One_pass_or_a_block_in_pieces_has_no_next_block()
    {
        (Comprehension rows, Schedule schedule) = Of("[Input(7, 7, 512)] [Conv2D(512, 3, Padding = Padding.Same)]", s => s.IsContraction, "avx512");
        Assert.Null(NextBlockOf(rows, schedule with { Tiles = [new Tile(rows.OutputAxes[1], 7), .. schedule.Tiles] }));
        (Comprehension odd, schedule) = Of("[Input(7, 7, 256)] [Conv2D(48, 3, Padding = Padding.Same)]", s => s.IsContraction, "avx512");
        Assert.NotNull(NextBlockOf(odd, schedule with { VectorsPerBlock = 3 }));
        Assert.Null(NextBlockOf(odd, schedule with { VectorsPerBlock = 2 }));
    }

    /// <summary>Of a schedule that was changed by hand: its loops are put in order anew.</summary>
    private static NextBlock? NextBlockOf(Comprehension statement, Schedule schedule) => WeightPrefetch.NextBlockOf(
        statement, schedule.With(LoopOrder.Initial(statement, schedule).WeightsOutside(statement, schedule, Machine.Default, samplesLast: false), items: 0), Machine.Default);

    [Fact]
    public void Samples_are_inside_the_weights_where_weights_are_more()
    {
        static string Loops(string layers)
        {
            (Comprehension statement, Schedule schedule) = Of(layers, s => s.IsContraction, "avx512");
            return string.Join(" ", schedule.Around.Select(l => l.Name));
        }

        Assert.StartsWith("ob block n y", Loops("[Input(7, 7, 512)] [Conv2D(512, 3, Padding = Padding.Same)]"), StringComparison.Ordinal);
        Assert.StartsWith("n ob block y", Loops("[Input(56, 56, 128)] [Conv2D(256, 3, Strides = 2, Padding = Padding.Same)]"), StringComparison.Ordinal);
    }

    private static (Comprehension Statement, Schedule Schedule) Of(string layers, Func<Comprehension, bool> which, string target)
    {
        Comprehension statement = Stages.Fused(Stages.Rewritten(layers, training: false)).Statements.First(s => which(s) && s.IsContraction && s.UsesBatch);
        return (statement, Scheduler.Choose(statement, Target.All.Single(t => t.Name == target), UnrollPreference.Speed, batchBound: false));
    }

    /// <summary>The lines that a step asks for, at every value of its loops.</summary>
    private static IEnumerable<long> Asked(NextBlock next, OutputPlace place, LinearForm at, int lanes, Schedule schedule, Dictionary<string, int> loops)
    {
        int widest = schedule.Lanes[0];
        NestStatement[] step = [.. Enumerable.Range(0, lanes / widest).Select(v => new VectorLet($"v{v}", new VectorLoad(new Access("w", at + LinearForm.Number(v * widest)), widest)))];
        LinearForm[] asked = [.. next.Of(step, "w", place, loops.Keys).Select(p => p.From.Offset)];
        IEnumerable<Dictionary<string, int>> values = [[]];
        foreach ((string name, int extent) in loops) values = [.. values.SelectMany(v => Enumerable.Range(0, extent).Select(x => new Dictionary<string, int>(v) { [name] = x }))];
        return values.SelectMany(v => asked.Select(a => (a.Constant + a.Terms.Sum(t => t.Coefficient * v[t.Variable])) / Line));
    }

    private static void AssertCovered(NextBlock next, List<long> asked, int steps)
    {
        long first = next.Elements / Line;
        var lines = asked.ToHashSet();
        long missing = Enumerable.Range(0, (int)first).Count(l => !lines.Contains(first + l));
        Assert.True(missing <= first / 50, $"{missing} of {first} lines are not asked for."); // At the seams of passes whose share is no whole number of floats.
        Assert.All(lines, l => Assert.InRange(l, first, (2.3 * first) + 1));
        Assert.True(asked.Count <= Math.Max(steps, first), $"{asked.Count} requests for {first} lines.");
    }
}
