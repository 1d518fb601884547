using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Grouping;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Grouping;

public class TileAndFuseTests
{
    private const string OneRowOfTiles = "[Input(32, 56, 32)] [Conv2D(48, 3, Padding = Padding.Same, Activation = Activation.ReLU)]";

    [Theory]
    [InlineData(OneRowOfTiles, 8)]
    [InlineData("[Input(64, 16, 64)] [Conv2D(80, 3, Padding = Padding.Same)]", 4)] // 16 rows of 4 tiles: 4 rows fill a register tile.
    [InlineData("[Input(56, 56, 128)] [Conv2D(128, 3, Padding = Padding.Same)]", 7)] // Weights from far away: two rows of 14 tiles for each.
    public void Winograds_kernels_run_as_one(string layers, int bands)
    {
        var kernel = Assert.Single(Banded(layers).Kernels, k => k.Band is not null);
        Assert.Equal(bands, kernel.Band!.Extent);
        Assert.Equal(5, kernel.Statements.Count);
        Assert.Equal(4, kernel.Statements.Count(s => s.Output.Storage == Storage.Scratch));
        Assert.Equal(Storage.Arena, kernel.Result.Storage);
    }

    /// <summary>Small samples are in a cache, a batch of them is not.</summary>
    [Fact]
    public void A_small_sample_goes_through_whole()
    {
        var kernel = Assert.Single(Banded("[Input(13, 13, 32)] [Conv2D(64, 3)]").Kernels, k => k.Band is not null);
        Assert.Equal(1, kernel.Band!.Extent);
        Assert.Equal(5, kernel.Statements.Count);
        Assert.All(kernel.Statements.Take(4), s => Assert.Equal(Storage.Scratch, s.Output.Storage));
        Assert.Equal(kernel.Result.Extents, kernel.Statements[4].Output.Extents);
    }

    /// <summary>What a convolution makes for a pooling alone is no map of its own.</summary>
    [Theory]
    [InlineData("[Input(32, 56, 32)] [Conv2D(48, 3, Padding = Padding.Same)] [MaxPooling2D(2)]", 8, 6)]
    [InlineData("[Input(28, 28, 1)] [Conv2D(32, 3, Activation = Activation.ReLU)] [MaxPooling2D(2)]", 1, 2)]
    [InlineData("[Input(28, 28, 1)] [Conv2D(32, 3)] [AveragePooling2D(3, Strides = 2)]", 1, 2)]
    public void A_pooling_joins_its_convolution(string layers, int bands, int statements)
    {
        var banded = Banded(layers);
        var kernel = Assert.Single(banded.Kernels, k => k.Band is not null);
        Assert.Equal((bands, statements), (kernel.Band!.Extent, kernel.Statements.Count));
        Assert.All(kernel.Statements.Take(statements - 1), s => Assert.Equal(Storage.Scratch, s.Output.Storage));
        Assert.Equal(MemoryPlanner.Align(kernel.Result.Count), MemoryPlanner.Plan(banded).FloatsPerSample);
    }

    [Theory]
    [InlineData("[Input(64, 64, 1)] [Conv2D(6, 3)] [MaxPooling2D(2)]")] // Six filters: the convolution has its lanes along the width.
    [InlineData("[Input(12, 12, 3)] [Conv2D(16, 3)] [MaxPooling2D(2)]")] // Small: a batch of it stays in a cache.
    public void A_pooling_stays_where_joining_does_not_pay(string layers) => Assert.DoesNotContain(Banded(layers).Kernels, k => k.Band is not null);

    [Fact]
    public void A_map_that_is_read_again_stays_in_the_arena()
    {
        var kernel = Assert.Single(Banded("[Input(28, 28, 1)] [Conv2D(32, 3)] [MaxPooling2D(2)] [Flatten] [Dense(9)] [Output(\"conv2d_1\")]").Kernels, k => k.Band is not null);
        Assert.Equal(Storage.Arena, kernel.Statements[0].Output.Storage);
    }

    [Theory]
    [InlineData("[Input(20, 20, 64)] [Conv2D(64, 3, Padding = Padding.Same)]")] // A cache holds all of it.
    [InlineData("[Input(14, 14, 512)] [Conv2D(512, 3, Padding = Padding.Same)]")] // A part of a tile at the end.
    [InlineData("[Input(28, 28, 512)] [Conv2D(512, 3, Padding = Padding.Same)]")] // Seven rows of tiles cannot be cut.
    public void Otherwise_they_do_not(string layers)
    {
        var banded = Banded(layers);
        Assert.DoesNotContain(banded.Kernels, k => k.Band is not null);
        Assert.Empty(banded.RunTogether);
    }

    [Fact]
    public void What_the_backward_pass_reads_stays_in_the_arena()
    {
        var banded = Banded(OneRowOfTiles + "[Conv2D(48, 3, Padding = Padding.Same)] [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]", training: true);
        foreach (var kernel in banded.Kernels.Where(k => k.Band is not null))
        {
            var kept = Assert.Single(kernel.Statements.Take(4), s => s.Output.Storage == Storage.Arena);
            Assert.EndsWith(".tiles", kept.Output.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Scratch_is_a_bands_and_is_shared_where_lifetimes_allow()
    {
        var banded = Banded(OneRowOfTiles);
        var plan = MemoryPlanner.WithScratch(MemoryPlanner.Plan(banded), banded);
        // The products of one row of 14 tiles, after its transformed input, whose rows were there before.
        const int rows = 6 * 56 * 32, tiles = 36 * 14 * 32, products = 36 * 14 * 48, productRows = 4 * 6 * 14 * 48;
        Assert.InRange(plan.ScratchFloats, tiles + products, rows + tiles + products + productRows - 1);
        Assert.Equal(32 * 56 * 48, plan.FloatsPerSample); // The output alone.
    }

    /// <summary>Devices run the kernels one by one in the memory of the same plan.</summary>
    [Fact]
    public void A_plan_for_both_keeps_what_any_kernel_of_a_band_reads()
    {
        var fused = Fused(OneRowOfTiles, training: false);
        var banded = TileAndFuse.Run(fused, Machine.Default);
        var (first, last) = Assert.Single(banded.RunTogether);
        var plan = MemoryPlanner.Plan(fused, banded.RunTogether);
        MemoryPlanVerifier.Verify(plan);
        foreach (var tensor in fused.Kernels.Skip(first).Take(last - first + 1).Select(k => k.Result.Root))
        {
            Assert.True(plan.Lifetimes[tensor].From <= first && plan.Lifetimes[tensor].To >= last, $"{tensor} does not live through the band.");
        }
    }

    private static KernelGraph Banded(string layers, bool training = false)
    {
        var banded = TileAndFuse.Run(Fused(layers, training), Machine.Default);
        KernelGraphVerifier.Verify(banded);
        return banded;
    }

    private static KernelGraph Fused(string layers, bool training)
    {
        var program = Stages.Rewritten(layers, training, upTo: training ? "differentiate" : null);
        return Stages.Fused(program);
    }
}
