using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Values in memory with borders around them, which kernels without bounds tests neither read nor write; and each network of <see cref="DecisionCase"/> against the
/// reference, so watched.</summary>
public class BorderTests
{
    public static TheoryData<string, string> Machines()
    {
        var data = new TheoryData<string, string>();
        foreach (var (machine, convolution) in DecisionCase.All.Select(c => (c.Machine ?? "", c.Convolution ?? "")).Distinct()) data.Add(machine, convolution);
        return data;
    }

    [Theory, MemberData(nameof(Machines))]
    public void No_kernel_crosses_a_border(string machine, string convolution)
    {
        ModelSource[] sources = [.. DecisionCase.All.Where(c => (c.Machine ?? "", c.Convolution ?? "") == (machine, convolution)).Select(c => c.Source)];
        var options = new CompilerOptions(Targets.Runnable("avx512"), Convolution: convolution.Length > 0 ? convolution : null, Machine: machine + ";border=16");
        var assembly = InMemoryCompiler.Compile(sources, options);
        foreach (ModelSource source in sources)
        {
            CompiledModel model = assembly.Model(source);
            model.WatchBorders(source.File, source.FullName, options);
            Agreement.Check(model, source, batch: 3);
            Assert.True(model.BordersChecked > 0);
        }
    }

    /// <summary>The watch sees what it is there for: a value that somebody else writes across.</summary>
    [Fact]
    public void A_crossed_border_is_named()
    {
        var source = new ModelSource("Crossed", [5], [new DenseSource(7), new DenseSource(3)], new LossSource(LossKindSource.MeanSquaredError));
        var options = new CompilerOptions(Targets.Runnable("vector128"), Machine: "border=16");
        CompiledModel model = InMemoryCompiler.Compile([source], options).Model(source);
        model.WatchBorders(source.File, source.FullName, options with { Machine = "border=32" });
        var error = Assert.Throws<InvalidOperationException>(() => model.Step(new SplitMix64(1).Floats(10), new SplitMix64(2).Floats(6)));
        Assert.Contains("across its border", error.Message, StringComparison.Ordinal);
    }
}
