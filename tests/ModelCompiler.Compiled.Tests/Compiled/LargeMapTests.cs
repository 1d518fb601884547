using System.Globalization;
using ModelCompiler.Reference;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using Xunit.Abstractions;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Convolutions whose input and output leave the caches, so that their kernel gradients are summed row by row in memory: the guards of rows and columns then lie between that loop and the taps in
/// registers. Grouped, depthwise and of one channel, where several taps share registers.
/// </summary>
public class LargeMapTests(ITestOutputHelper output)
{
    private static readonly WindowSource Same = new(3, 3) { Padding = ReferencePadding.Same };

    private static readonly ModelSource[] Sources =
    [
        Network("Depthwise", [56, 56, 128], new DepthwiseConv2DSource(Same) { UseBias = false }),
        Network("Plain", [128, 128, 1], new Conv2DSource(32, Same)),
        Network("Grouped", [28, 28, 256], new Conv2DSource(256, Same) { Groups = 32 }),

        // Filters and units that no vectors divide: the last ones would overlap.
        Network("OddFilters", [80, 80, 3], new Conv2DSource(75, new(3, 3))),
        new("OddUnits", [4096], [new DenseSource(1003), new DenseSource(10) { Activation = ActivationSource.Softmax }], new(LossKindSource.CategoricalCrossEntropy)),
        new("OneStep", [128], [new DenseSource(9000), new DenseSource(3)], new(LossKindSource.MeanSquaredError)),
    ];

    [Theory, InlineData("avx512", true), InlineData("avx2", true), InlineData("vector128", true), InlineData("avx512", false)]
    public void Agree_with_the_reference(string target, bool isChecked)
    {
        var assembly = InMemoryCompiler.Compile(Sources, new(Targets.Runnable(target), Checked: isChecked));
        foreach (var source in Sources) Agreement.Check(assembly, source, batch: 2);
    }

    [Theory, InlineData("avx512", true), InlineData("vector128", false)]
    public void More_positions_than_are_written_out(string target, bool isChecked)
    {
        var assembly = InMemoryCompiler.Compile(PositionCases.All, new(Targets.Runnable(target), Checked: isChecked));
        foreach (var source in PositionCases.All) Agreement.Check(assembly, source, batch: 2);
    }

    /// <summary>Every gradient, relative to the largest of its tensor.</summary>
    [Fact]
    public void Networks_that_were_trained_wrongly()
    {
        (string Target, bool Checked)[] ways = [.. Targets.All.Select(target => (target, false)), (Targets.All[0], true)];
        CompiledAssembly[] assemblies = [.. ways.Select(way => InMemoryCompiler.Compile(LargeMapCases.All, new(Targets.Runnable(way.Target), Checked: way.Checked)))];
        foreach (ModelSource source in LargeMapCases.All)
        {
            double[] distances = Agreement.GradientDistances(source, [.. assemblies.Select(a => a.Model(source))], batch: 2);
            IEnumerable<string> texts = ways.Zip(distances, (way, d) => string.Create(CultureInfo.InvariantCulture, $"{way.Target}{(way.Checked ? " checked" : "")} {d:g2}"));
            output.WriteLine($"{source.Name}: {string.Join(", ", texts)}");
            Assert.All(distances, d => Assert.InRange(d, 0, 1e-5));
        }
    }

    /// <summary>No kinks: among so many values some would be too near to one.</summary>
    private static ModelSource Network(string name, int[] input, LayerSource layer) =>
        new(name, input, [layer, new ActivationLayerSource(ActivationSource.Tanh), new GlobalAveragePoolingSource(), new DenseSource(10) { Activation = ActivationSource.Softmax }],
            new(LossKindSource.CategoricalCrossEntropy));
}
