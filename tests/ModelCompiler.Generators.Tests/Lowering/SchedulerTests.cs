using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;
using ModelCompiler.Generators.Tests.Pipeline;

namespace ModelCompiler.Generators.Tests.Lowering;

public class SchedulerTests
{
    [Fact]
    public void More_work_costs_more()
    {
        Assert.True(CostModel.Contraction(20, 10, 3, 1, 4000, Target.Avx512) < CostModel.Contraction(40, 10, 3, 1, 4000, Target.Avx512));
        Assert.True(CostModel.Contraction(20, 10, 3, 1, 4000, Target.Avx512) < CostModel.Contraction(20, 10, 4, 1, 4000, Target.Avx512));
    }

    [Fact]
    public void Tiles_that_fill_the_registers_beat_single_cells()
    {
        Assert.True(CostModel.Contraction(32, 8, 3, 3, 4000, Target.Avx512) < CostModel.Contraction(32, 1, 3, 3, 4000, Target.Avx512));
        Assert.True(CostModel.Contraction(32, 4, 4, 4, 4000, Target.Avx512) < CostModel.Contraction(32, 4, 4, 1, 4000, Target.Avx512));
    }

    [Fact]
    public void Operands_far_away_cost_more() =>
        Assert.True(CostModel.Contraction(4, 2, 8, 4, 4_000_000, Target.Avx512) > CostModel.Contraction(4, 2, 8, 4, 4_000, Target.Avx512));

    [Theory]
    [InlineData(16, 2, 1)] // 8 blocks, 4 each.
    [InlineData(16, 6, 1.25)] // 6 and 4 vectors against 6.
    [InlineData(16, 16, 2)]
    [InlineData(5, 2, 1.2)]
    public void Blocks_that_two_threads_cannot_halve_cost_more(int vectors, int block, double factor) => Assert.Equal(factor, CostModel.Imbalance(vectors, block), 6);

    [Fact]
    public void Registers_bound_a_tile()
    {
        Assert.True(CostModel.Fits(10, 2, Target.Avx512));
        Assert.False(CostModel.Fits(15, 2, Target.Avx512));
        Assert.False(CostModel.Fits(10, 2, Target.Avx2));
    }

    [Theory]
    [InlineData("[Input(24, 24, 20)] [Conv2D(40, 5, UseBias = false)]", "o: lanes 2×16 + 8")]
    [InlineData("[Input(100)] [Dense(10, UseBias = false)]", "o: lanes 8 + 4")]
    [InlineData("[Input(100)] [Dense(1, UseBias = false)]", "i: partial sums in lanes 6×16 + 4")]
    [InlineData("[Input(8, 8, 20)] [MaxPooling2D(2)] [Conv2D(1, 1)]", "c: lanes 16 + 4")]
    [InlineData("[Input(32, 32, 1)] [Conv2D(6, 5, UseBias = false)]", "x: lanes 2×16")]
    [InlineData("[Input(32, 32, 1)] [Conv2D(3, 5, UseBias = false)]", "o: lanes 3×1")]
    [InlineData("[Input(28, 28, 1)] [Conv2D(32, 3, UseBias = false)]", "o: lanes 2×16")]
    [InlineData("[Input(1, 1, 1)] [Conv2D(1, 1, UseBias = false)]", "scalar")]
    public void Lanes_lie_along_what_is_contiguous(string layers, string start) =>
        Assert.StartsWith(start, First(layers, Target.Avx512).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Register_tiles_fit_on_every_target()
    {
        foreach (var program in RandomPrograms.Draw(seed: 3, count: 40))
        {
            foreach (var statement in Stages.Fused(program).Statements.Where(s => s.IsContraction))
            {
                foreach (var target in Target.All)
                {
                    var schedule = Scheduler.Choose(statement, target, UnrollPreference.Speed, batchBound: false);
                    int cells = schedule.Tiles.Aggregate(1, (n, t) => n * t.Factor);
                    // One cell uses each vector once, from memory: only its sums stay in registers.
                    bool fits = CostModel.Fits(cells, schedule.VectorsPerBlock, target) || (cells == 1 && schedule.VectorsPerBlock <= target.Registers - 2);
                    if (!schedule.AlongReduction && schedule.VectorAxis is not null) Assert.True(fits, $"{statement}: {schedule}");
                    Assert.All(schedule.Lanes, lanes => Assert.Contains(lanes, target.Lanes));
                    Assert.All(schedule.Tiles, t => Assert.Contains(t.Axis, statement.OutputAxes));
                    Assert.All(schedule.Unrolled, a => Assert.Contains(a, statement.ReductionAxes));
                }
            }
        }
    }

    [Fact]
    public void A_preference_for_size_unrolls_no_more()
    {
        foreach (var statement in Stages.Fused(Stages.Differentiated(Declarations.LeNet)).Statements)
        {
            int Unrolled(UnrollPreference unroll) => Scheduler.Choose(statement, Target.Avx2, unroll, batchBound: false).Unrolled.Aggregate(1, (n, a) => n * a.Extent);
            Assert.True(Unrolled(UnrollPreference.Size) <= Unrolled(UnrollPreference.Speed), statement.ToString());
        }
    }

    [Theory]
    [InlineData(4, "0")]
    [InlineData(5, "0 1")]
    [InlineData(6, "0 2")]
    [InlineData(8, "0 4")]
    [InlineData(9, "0 4 5")]
    public void Groups_of_four_cover_every_cell(int cells, string first) => Assert.Equal(first, string.Join(" ", TransposedLanes.Groups(cells)));

    /// <summary>Where each tap is a loop over channels, and a border leaves most cells of a tile.</summary>
    [Theory]
    [InlineData("[Input(56, 56, 64)] [Conv2D(128, 3, Strides = 2, Padding = Padding.Same)]", "")]
    [InlineData("[Input(57, 57, 18)] [Conv2D(32, 3, Strides = 2, Padding = Padding.Same)]", "")]
    [InlineData("[Input(40, 40, 32)] [Conv2D(32, 5, Padding = Padding.Same)]", "")]
    [InlineData("[Input(40, 40, 32)] [Conv2D(32, 9, Padding = Padding.Same)]", "kx")] // Four of fourteen cells are lost.
    [InlineData("[Input(224, 224, 3)] [Conv2D(64, 7, Strides = 2, Padding = Padding.Same)]", "kx")] // Three channels.
    public void Taps_are_looped_over_where_that_pays(string layers, string unrolled) =>
        Assert.Equal(unrolled, string.Join(" ", FirstContraction(layers, Target.Avx512).Unrolled.Select(a => a.Name)));

    /// <summary>Seven vectors of 100 columns at once, where many samples take three; a matrix that is not split over its rows has no such way, nor one that is added up in memory.</summary>
    [Theory]
    [InlineData("[Input(16000)] [Dense(100)]", 7)]
    [InlineData("[Input(784)] [Dense(256)]", 0)]
    [InlineData("[Input(640)] [Dense(640)]", 0)]
    [InlineData("[Input(8, 8, 64)] [Conv2D(64, 1)]", 0)]
    public void A_sample_alone_reads_rows_whole(string layers, int vectors)
    {
        var statement = Stages.Fused(Stages.Defined(layers)).Statements.First(s => s.IsContraction);
        Assert.Equal(vectors, Scheduler.ChooseAlone(statement, Choose(statement, Target.Avx512), Target.Avx512, UnrollPreference.Speed)?.VectorsPerBlock ?? 0);
    }

    [Fact]
    public void Much_work_at_one_sample_is_split_inside_the_sample()
    {
        Assert.True(FirstContraction("[Input(28, 28, 64)] [Conv2D(64, 3)]", Target.Avx512).Items.Count() >= 2);
        Assert.Single(First("[Input(8, 8, 1)] [MaxPooling2D(2)] [Conv2D(1, 1)]", Target.Avx512).Items);
    }

    /// <summary>Few points, and one and a half megabytes: what passes through memory is work, too.</summary>
    [Fact]
    public void Much_memory_at_one_sample_is_split_inside_the_sample()
    {
        const string Pooled = "[Input(56, 56, 96)] [MaxPooling2D(2)] [Conv2D(1, 1)]";
        Comprehension statement = Stages.Fused(Stages.Defined(Pooled)).Statements.First();
        Assert.Equal((28 * 28 * 96 * 4, 4 * 96 * ((56 * 56) + (28 * 28))), (statement.Points, statement.Work));
        Assert.True(First(Pooled, Target.Avx512).Items.Count() >= 2);
    }

    /// <summary>Weights are read once for all samples, so they are no sample's work; multiply-adds are where they are more.</summary>
    [Theory]
    [InlineData("[Input(28, 28, 64)] [Conv2D(64, 3, UseBias = false)]", 26 * 26 * 64 * 9 * 64)]
    [InlineData("[Input(4)] [Dense(3, UseBias = false)]", 4 * (4 + 3))]
    public void Work_is_points_or_bytes_of_samples(string layers, long work) =>
        Assert.Equal(work, Stages.Fused(Stages.Defined(layers)).Statements.First(s => s.IsContraction).Work);

    /// <summary>128 positions of a map or fewer at a time, in equal parts where such are not much smaller.</summary>
    [Theory]
    [InlineData("[Input(7, 7, 512)] [Conv2D(32, 1)]", "n", true)]
    [InlineData("[Input(14, 14, 160)] [Conv2D(32, 1)]", "n, y by 7", true)]
    [InlineData("[Input(32, 32, 96)] [Conv2D(32, 3, Padding = Padding.Same)]", "n, y by 4", true)]
    [InlineData("[Input(13, 13, 160)] [Conv2D(32, 1)]", "n, y by 9", true)]
    [InlineData("[Input(2, 112, 160)] [Conv2D(32, 1)]", "n, y", true)]
    [InlineData("[Input(300, 64)] [Conv1D(32, 3, Padding = Padding.Same)]", "n, x by 100", true)]
    [InlineData("[Input(7, 7, 512)] [Conv2D(512, 3, Strides = 2)]", "", true)] // 9 steps do not pay for loading and storing the sums.
    [InlineData("[Input(14, 14, 1024)] [Conv2D(480, 1)]", "n, y by 7", true)] // 1.97 MB of sums
    [InlineData("[Input(14, 14, 1024)] [Conv2D(496, 1)]", "n, y by 7", false)] // 2.03 MB of sums
    [InlineData("[Input(14, 14, 512)] [Conv2D(512, 3, Strides = 2, Padding = Padding.Same)]", "n", false)] // 9 MB of sums.
    public void A_weight_gradient_passes_over_parts_of_maps(string layers, string parts, bool aroundItems)
    {
        Schedule schedule = Choose(Stages.Fused(Stages.Differentiated(layers + " [Loss(Loss.MeanSquaredError)]")).Statements
            .First(s => s.IsContraction && s.ReductionAxes[0].IsBatch), Target.Avx512);
        Assert.Equal(parts, string.Join(", ", schedule.InMemory.Select(l => l.InSteps)));
        Assert.All(schedule.InMemory, l => Assert.Equal(aroundItems ? LoopKind.AddedAroundItems : LoopKind.AddedInItem, l.Kind));
        Assert.Equal(aroundItems && parts.Length > 0, schedule.PrefetchesTiles);
    }

    /// <summary>Weights are turned for the gradient of an input: along filters, where they are read, four channels at a time.</summary>
    [Theory]
    [InlineData("[Input(8, 8, 16)] [Conv2D(16, 3, Padding = Padding.Same)] [Conv2D(20, 3)]", "o: lanes 2×8 + 4, 1 at a time; i: 4 in registers; rows turned as they are stored")]
    [InlineData("[Input(8, 8, 16)] [Conv2D(14, 3, Padding = Padding.Same)] [Conv2D(20, 3)]", "scalar")] // Rows of 14 channels are no fours.
    public void Copies_that_read_down_columns_turn_rows(string layers, string expected)
    {
        Comprehension[] copies = [.. Stages.Fused(Stages.Rewritten(layers + " [Loss(Loss.MeanSquaredError)]", training: true)).Statements
            .Where(s => s is { Reduction: Reduction.None, Body: Load { Tensor.IsWeights: true } } && s.Output.Name.Contains("transposed", StringComparison.Ordinal))];
        Assert.NotEmpty(copies);
        Assert.All(copies, copy => Assert.Equal(expected, Choose(copy, Target.Avx512).ToString()));
        Assert.All(copies, copy => Assert.Equal("scalar", Choose(copy, Target.Vector128).ToString()));
    }

    /// <summary>A work group has one item: with the batch around its items, each would pass over all of it for one tile.</summary>
    [Fact]
    public void Where_each_item_runs_on_its_own_it_passes_over_the_batch_for_all_of_its_tiles()
    {
        Comprehension gradient = Stages.Fused(Stages.Differentiated("[Input(14, 14, 160)] [Conv2D(32, 1)] [Loss(Loss.MeanSquaredError)]")).Statements
            .First(s => s.IsContraction && s.ReductionAxes[0].IsBatch);
        Schedule ranges = Choose(gradient, Target.Avx512), alone = Choose(gradient, Target.OpenCLWide);
        Assert.All(alone.InMemory, l => Assert.Equal(LoopKind.AddedInItem, l.Kind));
        Assert.False(alone.PrefetchesTiles);
        Assert.Equal(ranges.InMemory.Select(l => l.InSteps), alone.InMemory.Select(l => l.InSteps));
    }

    /// <summary>Few channels, or few blocks of them around a batch, are few items: three for the largest kernel of AlexNet's step.</summary>
    [Theory]
    [InlineData("[Input(27, 27, 96)] [Conv2D(256, 5, Padding = Padding.Same)]")]
    [InlineData("[Input(55, 55, 96)] [Conv2D(256, 5, Strides = 2)]")]
    [InlineData("[Input(8, 8, 256)] [Conv2D(128, 3, Padding = Padding.Same)]")]
    [InlineData("[Input(16, 16, 128)] [Conv2D(128, 3, Padding = Padding.Same)]")]
    [InlineData("[Input(64, 64, 3)] [Conv2D(32, 3)]")]
    [InlineData("[Input(64, 64, 1)] [Conv2D(48, 5)] [MaxPooling2D(2)] [Conv2D(64, 3)]")]
    public void Much_work_is_many_items(string layers)
    {
        Comprehension[] large = [.. Stages.Fused(Stages.Differentiated($"{layers} [Loss(Loss.MeanSquaredError)]")).Statements
            .Where(s => s.IsContraction && s.UsesBatch && s.Points * 32 >= 10_000_000)];
        Assert.True(large.Length >= 2);
        foreach (Comprehension statement in large)
        {
            foreach (Target target in Target.All)
                Assert.True(Choose(statement, target).Items.Aggregate(1L, (n, l) => n * l.Count(32)) >= 8, $"{target.Name}: {statement}");
        }
    }

    /// <summary>Eight blocks of weights are items, around all samples; seven are not.</summary>
    [Theory]
    [InlineData(256, false)]
    [InlineData(224, true)]
    public void Samples_come_first_where_blocks_of_weights_are_few(int filters, bool first)
    {
        Schedule schedule = FirstContraction($"[Input(8, 8, 256)] [Conv2D({filters}, 3, Padding = Padding.Same)]", Target.Avx512);
        Assert.Equal(first, schedule.Items.First().Axis is { IsBatch: true });
    }

    /// <summary>A step asks for as much as it reads, behind that: in rows of many lines, which no core guesses.</summary>
    [Theory]
    [InlineData(96, 96, "a + 31, b + 27")]
    [InlineData(48, 96, "b + 27")]
    [InlineData(48, 40, "")]
    public void The_lines_of_the_next_tile_are_prefetched(int rowOfA, int rowOfB, string asked)
    {
        LinearForm At(int row, int channel) => (LinearForm.Of("x") * row) + LinearForm.Number(channel);
        NestStatement[] step = [new VectorLet("v", new VectorLoad(new Access("a", At(rowOfA, 0)), 16)),
            .. Enumerable.Range(0, 14).Select(c => new VectorLet($"f{c}", new Broadcast(new Access("b", At(rowOfB, c)), 16)))];
        Assert.Equal(asked, string.Join(", ", NextTile.Of(step, "x").Select(p => $"{p.From.Base} + {p.From.Offset.Constant}")));
        Assert.All(NextTile.Of(step, "x"), p => Assert.Equal(p.From.Base == "a" ? rowOfA : rowOfB, p.From.Offset.Coefficient("x")));
    }

    /// <summary>Of 64 floats of a position the lines behind are asked for, of more none.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 0)]
    public void Wide_steps_ask_for_nothing(int vectors, int asked)
    {
        NestStatement[] step = [.. Enumerable.Range(0, vectors)
            .Select(v => new VectorLet($"v{v}", new VectorLoad(new Access("a", (LinearForm.Of("x") * 96) + LinearForm.Number(16 * v)), 16)))];
        Assert.Equal(asked, NextTile.Of(step, "x").Count());
    }

    [Fact]
    public void Weights_that_leave_a_cache_are_prefetched_line_by_line()
    {
        const string Large = "[Input(8, 8, 256)] [Conv2D(256, 3, Padding = Padding.Same)]";
        Assert.NotNull(FirstContraction(Large, Target.Avx512).Prefetch);
        Assert.Null(FirstContraction(Large, Target.OpenCLWide).Prefetch);
        Assert.Null(FirstContraction("[Input(8, 8, 64)] [Conv2D(64, 3, Padding = Padding.Same)]", Target.Avx512).Prefetch);
        Assert.Null(FirstContraction("[Input(4096)] [Dense(100)]", Target.Avx512).Prefetch); // A strip is half of a row: a core guesses what follows.
        const string Strips = "[Input(784)] [Dense(256)]"; // An eighth.
        Assert.NotNull(FirstContraction(Strips, Target.Avx512).Prefetch);
        Comprehension strips = Stages.Fused(Stages.Defined(Strips)).Statements.First(s => s.IsContraction);
        Schedule one = Scheduler.Choose(strips, Target.Avx512, UnrollPreference.Speed, batchBound: true);
        Assert.Null(one.Prefetch); // One sample: nothing but the stream takes time.

        // Two vectors of 16 are two lines, four of 8 are two, too.
        foreach (var target in new[] { Target.Avx512, Target.Avx2 })
        {
            int lanes = target.Widest;
            VectorLoad[] loads = [.. Enumerable.Range(0, 32 / lanes).Select(v => new VectorLoad(new Access("w", LinearForm.Number(v * lanes)), lanes))];
            NestStatement[] Step(int cells) =>
            [
                .. loads.Select((load, v) => new VectorLet($"v{v}", load)),
                .. Enumerable.Range(0, cells).SelectMany(c => loads.Select((_, v) =>
                    new VectorSet($"sum{c}_{v}", new MultiplyAdd(new VectorName($"v{v}", lanes), new VectorName($"c{c}", lanes), new VectorName($"sum{c}_{v}", lanes))))),
            ];
            var anywhere = new OutputPlace(new AxisScope(), [], LinearForm.Number(0), []);
            Assert.Equal([4096, 4112], new LinesAhead().Of(Step(cells: 4), "w", anywhere, []).Select(p => p.From.Offset.Constant));
            Assert.Empty(new LinesAhead().Of(Step(cells: 2), "w", anywhere, [])); // What a batch leaves over.
            Assert.Empty(new LinesAhead().Of(Step(cells: 4), "other", anywhere, []));
        }
    }

    [Fact]
    public void Schedules_of_random_networks_are_sound()
    {
        int accumulated = 0;
        foreach (var program in RandomPrograms.Draw(seed: 21, count: 30))
        {
            foreach (Comprehension statement in Stages.Fused(program).Statements)
            {
                foreach (Target target in Target.All)
                {
                    foreach (bool batchBound in statement.OutputAxes.Any(a => a.IsBatch) ? (bool[])[false, true] : [false])
                    {
                        Schedule schedule = Scheduler.Choose(statement, target, UnrollPreference.Speed, batchBound);
                        Assert.Empty(ScheduleVerifier.Problems(statement, schedule));
                        if (schedule.InMemory.Count > 0) accumulated++;
                    }
                }
            }
        }

        Assert.NotEqual(0, accumulated);
    }

    [Fact]
    public void What_is_wrong_with_a_schedule_is_said()
    {
        Comprehension statement = Stages.Fused(Stages.Defined("[Input(10, 10, 1)] [Conv2D(16, 3)]")).Statements.First(s => s.IsContraction);
        Schedule sound = Choose(statement, Target.Avx512);
        string[] Of(Schedule schedule) => [.. ScheduleVerifier.Problems(statement, schedule)];
        Assert.Empty(Of(sound));
        Assert.Contains("loops over", Assert.Single(Of(sound with { Loops = sound.Loops.Where(l => l.Axis is not { IsBatch: true }).ToEquatableArray() })), StringComparison.Ordinal);
        Assert.Contains("items and what is added up", Assert.Single(Of(sound with { Loops = [.. sound.Around.Reverse(), .. sound.Loops.Where(l => !l.IsAround)] })), StringComparison.Ordinal);
        Assert.Contains("no axis of the reduction", Assert.Single(Of(sound with { Unrolled = [Axis.Batch] })), StringComparison.Ordinal);
        Assert.Contains("steps of", Of(sound with { Tiles = [] })[0], StringComparison.Ordinal);
        Axis taps = statement.ReductionAxes.First(a => a.Extent > 1);
        ScheduledLoop[] twice = [.. sound.Loops, new(taps, 1, Kind: LoopKind.Unrolled), new(taps, 1, Kind: LoopKind.AddedInItem)];
        Assert.Contains("in two ways", Of(sound with { Loops = [.. twice] }).Last(), StringComparison.Ordinal);
    }

    private static Schedule First(string layers, Target target) =>
        Choose(Stages.Fused(Stages.Defined(layers)).Statements.First(), target);

    private static Schedule FirstContraction(string layers, Target target) =>
        Choose(Stages.Fused(Stages.Defined(layers)).Statements.First(s => s.IsContraction), target);

    private static Schedule Choose(Comprehension statement, Target target) => Scheduler.Choose(statement, target, UnrollPreference.Speed, batchBound: false);
}
