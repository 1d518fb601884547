using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>MC0902 and MC0903: what a model costs to run, said at its name.</summary>
public class ModelCostTests
{
    [Theory]
    [InlineData("[Input(4)] [Dense(1)]", "'Net' has 5 parameters; a prediction of one sample takes at most about 0 kB of memory; its code is about 35 kB of C#")]
    [InlineData("[Input(28, 28, 1)] [Conv2D(20, 5, Activation = Activation.ReLU)] [Flatten] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]",
        "'Net' has 115,730 parameters; a prediction of one sample takes at most about 555 kB of memory; training on batches of 32 takes about 4.9 MB of memory, 1.9 MB of it for weights, "
            + "gradients and Adam's moments; its code is about 150 kB of C#")]
    public async Task Is_said_at_the_name(string layers, string expected)
    {
        string source = $"using ModelCompiler;\n[Model] {layers} public partial class Net;";
        Diagnostic said = Assert.Single(await TestCompilation.Analyze(TestCompilation.Create(source)), d => d.Id == "MC0902");
        Assert.Equal(("Net", expected), (source.Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length), said.GetMessage(null)));
    }

    public static TheoryData<string> Known => [.. Declarations.Known.Select(k => k.Layers)];

    /// <summary>Of the memory that is planned, and of the code that is written.</summary>
    [Theory]
    [MemberData(nameof(Known))]
    public void Is_about_what_it_comes_to(string layers)
    {
        ShapedGraph graph = Stages.Shaped(layers);
        MemoryPlan training = CompilerPipeline.Plan(Programs.Training(graph, Stages.Verified()), Stages.Verified()).Plan,
            prediction = CompilerPipeline.Plan(Programs.Prediction(graph, Stages.Verified()), Stages.Verified()).Plan;
        Near(sizeof(float) * training.FloatsPerSample, ModelCost.SampleBytes(graph, training: true), "training");
        Assert.InRange(sizeof(float) * prediction.FloatsPerSample, 0, 2 * ModelCost.SampleBytes(graph, training: false));
        Near(GeneratorRun.Of(Declarations.Class(layers)).Files.Sum(f => f.SourceText.Length), ModelCost.CodeCharacters(graph), "code");

        void Near(double real, double counted, string what) => Assert.True(counted / real is > 0.5 and < 2, $"{what}: {counted:N0} counted, {real:N0} in truth");
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, true, true)]
    [InlineData(OptimizationLevel.Release, true, false)]
    [InlineData(OptimizationLevel.Debug, false, false)]
    public async Task A_project_without_optimization(OptimizationLevel level, bool isProject, bool said)
    {
        var compilation = TestCompilation.Create("using ModelCompiler;\n[Model, Input(4), Dense(1)] public partial class Net;");
        compilation = compilation.WithOptions(compilation.Options.WithOptimizationLevel(level));
        (string, string)[] properties = isProject ? [("ModelCompilerReportsErrors", "false")] : [];
        Assert.Equal(said, (await TestCompilation.Analyze(compilation, GeneratorRun.AnalyzerOptions(properties))).Any(d => d.Id == "MC0903"));
    }
}
