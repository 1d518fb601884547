using System.Collections.Concurrent;
using System.Globalization;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>
/// Windows of every size, step, dilation and padding over maps that may be smaller than they are: forward and backward, the schedule that was chosen is proven to stay inside of its memory, so that no
/// kernel is written cell by cell and no network refused. A part in every run, twenty times as many where <c>MODELCOMPILER_LONG=1</c> asks for it.
/// </summary>
public class ProofOfWindowsTests(ITestOutputHelper output)
{
    private const int InOneCompilation = 50;
    private static readonly string[] targets = ["avx512", "avx2", "vector128"];

    private static int Count => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? 3_000 : 150;

    [Fact]
    public void Every_access_is_proven()
    {
        var random = new SplitMix64(11);
        var count = new ProofCount();
        int compiled = 0;
        var faults = new List<string>();
        for (int first = 0; first < Count; first += InOneCompilation)
        {
            ModelSource[] sources = [.. Enumerable.Range(first, InOneCompilation).Select(i => Network($"Window{i}", random))];
            var compilation = TestCompilation.Create(ModelSource.Header + string.Concat(sources.Select(s => s.Declaration + "\n")));
            foreach (var (i, source) in sources.Index())
            {
                ModelSpec spec = ModelBinder.Bind(compilation.GetTypeByMetadataName(source.FullName)!, default);
                if (ShapeInferrer.Check(spec) is not ShapeResult.Success success) continue; // A window that is larger than its map.
                compiled++;
                try
                {
                    CompilerPipeline.Compile(spec, success.Graph, Options(targets[i % 3], i % 2 == 0 ? ToyMachines.Draw((ulong)(first + i)) : null), count);
                }
                catch (Exception e) when (e is InvalidOperationException or AggregateException)
                {
                    faults.Add($"{source}\n{e.Message}");
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compiled} networks, {count.Nests:N0} loop nests, {count.Unproven.Count} unproven, {count.Refused} schedules refused"));
        Assert.True(faults.Count == 0, $"{faults.Count} of {compiled}:\n{string.Join("\n\n", faults.Take(3))}");
        Assert.Empty(count.Unproven);
        Assert.Equal(0, count.Refused);
        Assert.InRange(compiled, Count / 2, Count);
    }

    /// <summary>Windows of four by four, each tap three cells from the next, two cells apart, over three by four: where a tap meets nothing, a loop's end is a quotient below 0.</summary>
    [Theory]
    [InlineData("avx512")]
    [InlineData("avx2")]
    [InlineData("vector128")]
    public void The_end_of_a_loop_may_be_a_negative_quotient(string target)
    {
        var window = new WindowSource(4, 4) { StrideHeight = 2, StrideWidth = 2, DilationHeight = 3, DilationWidth = 3, Padding = ReferencePadding.Same };
        var source = new ModelSource("Far", [3, 4, 3], [new Conv2DSource(20, window), new GlobalAveragePoolingSource()], new(LossKindSource.MeanSquaredError));
        ModelSpec spec = ModelBinder.Bind(TestCompilation.Create(ModelSource.Header + source.Declaration).GetTypeByMetadataName(source.FullName)!, default);
        var count = new ProofCount();
        foreach (string? machine in (string?[])[null, "work=10", ToyMachines.Draw(1), ToyMachines.Draw(2)])
            CompilerPipeline.Compile(spec, Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(spec)).Graph, Options(target, machine), count);
        Assert.Empty(count.Unproven);
        Assert.Equal(0, count.Refused);
    }

    /// <summary>A layer before the window, so that it has a gradient to its input, too.</summary>
    private static ModelSource Network(string name, SplitMix64 random)
    {
        int channels = random.Of(1, 2, 3, 5, 8, 16, 20);
        var window = new WindowSource(random.Between(1, 5), random.Between(1, 5))
        {
            StrideHeight = random.Between(1, 3),
            StrideWidth = random.Between(1, 3),
            Padding = random.Of(ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit),
            Pad = random.Between(0, 2),
        };
        WindowSource dilated = random.OneIn(2) ? window with { DilationHeight = random.Between(1, 3), DilationWidth = random.Between(1, 3) } : window;
        LayerSource layer = random.Between(0, 5) switch
        {
            0 => new DepthwiseConv2DSource(dilated) { Multiplier = random.Between(1, 2) },
            1 => new Conv2DTransposeSource(random.Of(1, 3, 8, 20), window),
            2 => new PoolingSource(Max: random.OneIn(2), window),
            _ => new Conv2DSource(random.Of(1, 3, 8, 20), dilated),
        };
        return new ModelSource(name, [random.Between(1, 9), random.Between(1, 9), random.Of(1, 3)], [new Conv2DSource(channels, new(1, 1)), layer, new GlobalAveragePoolingSource()],
            new(LossKindSource.MeanSquaredError));
    }

    private static CompilerOptions Options(string target, string? machine) => CompilerOptions.Read(property => property switch
    {
        "ModelCompilerMachine" => machine,
        "ModelCompilerTargets" => target,
        _ => null,
    });

    /// <summary>Proves every nest that is emitted; several threads lower, one observes.</summary>
    private sealed class ProofCount : IStageObserver
    {
        public int Nests { get; private set; }

        public int Refused { get; private set; }

        public ConcurrentBag<string> Unproven { get; } = [];

        public void Shaped(ShapedGraph graph)
        {
        }

        public void After(string pass, object program)
        {
        }

        public void Planned(MemoryPlan plan)
        {
        }

        public void Lowered(LoopNest nest, int groupSize)
        {
            Nests++;
            if (nest.Remarks.Any(r => r.StartsWith(KernelLowering.RefusedSchedule, StringComparison.Ordinal))) Refused++;
            foreach (UnprovenAccess access in AccessVerifier.Prove(nest, groupSize).Unproven) Unproven.Add($"{nest.Name}: {access}");
        }
    }
}
