using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>The lists of passes, and what a project sees of them.</summary>
public class PassTests
{
    private const string Layers = "[Input(6, 6, 3)] [Conv2D(4, 3, Activation = Activation.ReLU)] [Flatten] [Dense(2, L2 = 0.1)] [Loss(Loss.MeanSquaredError)]";

    public static TheoryData<string> Orders => ["C#", "OpenCL on processors", "OpenCL on graphics cards"];

    private static IReadOnlyList<Pass<KernelGraph>> OrderOf(string name) => name switch
    {
        "C#" => Passes.CSharp,
        "OpenCL on processors" => Passes.OpenCLProcessors,
        _ => Passes.GraphicsCards,
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Passes_stand_behind_those_that_they_need(string order)
    {
        (string Name, IReadOnlyList<string> After)[] passes = [.. Passes.Training.Select(p => (p.Name, p.After)), .. OrderOf(order).Select(p => (p.Name, p.After))];
        Assert.Equal(passes.Length, passes.Select(p => p.Name).Distinct().Count());
        for (int i = 0; i < passes.Length; i++)
        {
            Assert.All(passes[i].After, name => Assert.Contains(name, passes.Take(i).Select(p => p.Name)));
        }
    }

    /// <summary>A value that a pass loses is missed at once, not where code is made of it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_pass_that_breaks_a_program_is_named(int at)
    {
        var broken = new Pass<KernelGraph>("break", (graph, _) => graph with { Kernels = graph.Kernels.Skip(1).ToEquatableArray() });
        Assert.True(at <= Passes.CSharp.Count);
        Pass<KernelGraph>[] passes = [.. Passes.CSharp.Take(at), broken, .. Passes.CSharp.Skip(at)];
        var failure = Assert.Throws<InvalidOperationException>(() => Programs.Kernels(Stages.Rewritten(Layers, training: true), passes, Stages.Verified()));
        Assert.StartsWith("After pass 'break': ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pass_that_breaks_statements_is_named()
    {
        var broken = new Pass<TensorProgram>("reverse", (program, _) => program with { Definitions = program.Definitions.Reverse().ToEquatableArray() });
        var failure = Assert.Throws<InvalidOperationException>(() => PassRunner.Run([broken], Stages.Rewritten(Layers, training: true), Stages.Verified()));
        Assert.StartsWith("After pass 'reverse': ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_ends_with_the_pass_that_is_asked_for()
    {
        var seen = new Names();
        var context = Stages.Verified() with { Observer = seen };
        Programs.Training(Stages.Shaped(Layers), context, upTo: "rematerialize");
        Assert.Equal([Programs.Defined, "winograd", "differentiate", "rematerialize"], seen.All);
    }

    [Theory]
    [InlineData("fuse-epilogues", "// After pass 'fuse-epilogues':", "relu(")]
    [InlineData("Differentiate", "// After pass 'differentiate':", "d dense_1")]
    [InlineData("pair-transforms", "// Pass 'pair-transforms' does not run for this model and these settings.", "")]
    public void A_project_asks_for_the_program_after_a_pass(string pass, string title, string content)
    {
        var run = GeneratorRun.Of($"using ModelCompiler; [Model] {Layers} public partial class Net;", ("ModelCompilerDump", pass));
        string text = Assert.Single(run.Files, f => f.HintName == "Net.Dump.g.cs").SourceText.ToString();
        Assert.Contains("\n" + title, text, StringComparison.Ordinal);
        Assert.Contains(content, text, StringComparison.Ordinal);
        run.Emit();
    }

    [Fact]
    public void Without_the_property_there_is_no_such_file() =>
        Assert.DoesNotContain(GeneratorRun.Of($"using ModelCompiler; [Model] {Layers} public partial class Net;").Files, f => f.HintName.Contains("Dump", StringComparison.Ordinal));

    private sealed class Names : IPassObserver
    {
        public List<string> All { get; } = [];

        public void After(string pass, object program) => All.Add(pass);
    }
}
