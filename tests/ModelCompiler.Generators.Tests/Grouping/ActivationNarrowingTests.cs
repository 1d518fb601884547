using Microsoft.CodeAnalysis.CSharp;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;

namespace ModelCompiler.Generators.Tests.Grouping;

/// <summary>What training on devices keeps in fewer bits, and that C# knows nothing of it.</summary>
public class ActivationNarrowingTests
{
    /// <summary>
    /// Values of layers, their gradients and places of maxima; not what the loss reads, statistics, transforms or sums of parts.
    /// </summary>
    [Fact]
    public void Values_of_layers_and_their_gradients()
    {
        const string layers =
            """
            [Input(28, 28, 32)] [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "winograd")]
            [MaxPooling2D(2, Name = "pool")] [Conv2D(20, 1, UseBias = false, Name = "linear")] [BatchNormalization(Name = "norm")]
            [ReLU(Name = "relu")] [LocalResponseNormalization(Name = "responses")] [Flatten] [Dense(512, Name = "wide")]
            [LayerNormalization(Name = "rows")]
            [Dense(10, Activation = Activation.Softmax, Name = "logits")] [Loss(Loss.CategoricalCrossEntropy)]
            """;
        foreach (ElementType element in new[] { ElementType.BFloat16, ElementType.Float16 })
        {
            KernelGraph graph = Narrowed(layers, element);
            string[] names = NamesOf(graph, element), others = NamesOf(graph, ElementType.Single);
            string[] kept = ["winograd", "pool", "pool.position", "linear", "norm", "relu", "responses", "wide", "rows"];
            // The normalization's own value is fused into the rectifier.
            Assert.All(kept.Where(n => n != "norm").Concat(["d pool", "d norm", "d responses", "d rows", "d wide.sum"]), name => Assert.Contains(name, names));
            string[] single = ["input", "target", "loss", "logits", "responses.level", "responses.squares"];
            Assert.All(single, name => Assert.Contains(name, others));
            Assert.Contains(others, name => name.EndsWith(".tiles", StringComparison.Ordinal));
            // A value or the gradient of one: nothing else that a layer needs on the way.
            bool IsOf(string name, string value) => name == value || name.StartsWith($"d {value}", StringComparison.Ordinal);
            Assert.All(names, name => Assert.Contains(kept, value => IsOf(name, value)));
            IEnumerable<Tensor> narrow = Tensors(graph).Where(t => t.Element != ElementType.Single);
            Assert.All(narrow, t => Assert.True(t.Storage == Storage.Arena && t.HasBatch, t.ToString()));
        }
    }

    /// <summary>Places of a window are whole numbers: of the whole map there are more than bfloat16 tells apart.</summary>
    [Theory]
    [InlineData(16, ElementType.BFloat16, true)]
    [InlineData(17, ElementType.BFloat16, false)]
    [InlineData(45, ElementType.Float16, true)]
    [InlineData(46, ElementType.Float16, false)]
    internal void Places_are_narrowed_where_they_stay_exact(int size, ElementType element, bool narrowed)
    {
        const string pooled = "[Conv2D(4, 1)] [GlobalMaxPooling2D(Name = \"pool\")] [Dense(2)] [Loss(Loss.MeanSquaredError)]";
        string layers = $"[Input({size}, {size}, 3)] {pooled}";
        Assert.Equal(narrowed, NamesOf(Narrowed(layers, element), element).Contains("pool.position"));
    }

    /// <summary>Where no transform is: Winograd's tiles, which stay, are most of the memory of a small network of 3×3 convolutions.</summary>
    [Theory]
    [InlineData(Declarations.Mnist, 0.65)]
    [InlineData(Declarations.ConvNetJsCifar, 0.75)]
    [InlineData(Declarations.Keras, 0.9)]
    public void Arenas_are_smaller(string layers, double most)
    {
        long single = MemoryPlanner.Plan(Narrowed(layers, ElementType.Single), devices: true).FloatsPerSample;
        long narrow = MemoryPlanner.Plan(Narrowed(layers, ElementType.Float16), devices: true).FloatsPerSample;
        Assert.InRange((double)narrow / single, 0.5, most);
    }

    /// <summary>The C# program of a model that asks is that of one that does not, scale of the loss included.</summary>
    [Theory]
    [InlineData("Float16")]
    [InlineData("BFloat16")]
    public void The_CSharp_program_is_as_it_is_without(string precision)
    {
        foreach (string layers in Declarations.Varied.Append(Declarations.Mnist).Where(l => l.Contains("[Loss", StringComparison.Ordinal)))
        {
            string source = Declarations.Class(layers);
            Dictionary<string, string> without = Files(TestCompilation.Create(source));
            Dictionary<string, string> with = Files(TestCompilation.Create(In(precision, source)));
            Assert.Equal(without.Keys.Order(), with.Keys.Order());
            Assert.All(without, f => Assert.Equal(f.Value, with[f.Key]));
        }
    }

    [Theory]
    [InlineData("Float16", "global half *", true)]
    [InlineData("BFloat16", "global ushort *", false)]
    public void Devices_are_told(string precision, string pointer, bool scales)
    {
        string source = Declarations.Class(Declarations.Keras), text = OfDevices(In(precision, source));
        Assert.Contains(pointer, text, StringComparison.Ordinal);
        Assert.Contains($"// Activations and their gradients in {precision}: ", text, StringComparison.Ordinal);
        Assert.Equal(scales, text.Contains("ScalesLoss = true", StringComparison.Ordinal));
        Assert.Equal(scales, text.Contains("RunNumbers.LossScale", StringComparison.Ordinal));
        Assert.DoesNotContain("cl_khr_fp16", text, StringComparison.Ordinal);
        string single = OfDevices(source);
        Assert.DoesNotContain("half *", single, StringComparison.Ordinal);
        Assert.DoesNotContain("lossScale", single, StringComparison.Ordinal);
    }

    private static string In(string precision, string source)
    {
        Assert.Contains("[Model]", source, StringComparison.Ordinal);
        return source.Replace("[Model]", $"[Model(TrainingPrecision = Precision.{precision})]", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Files(CSharpCompilation project) =>
        GeneratorRun.Of(project, TestCompilation.EveryDevice).Files.ToDictionary(f => f.HintName, f => f.SourceText.ToString());

    private static string OfDevices(string source) =>
        Files(TestCompilation.WithOpenCL(source)).Single(f => f.Key.EndsWith(".OpenCL.g.cs", StringComparison.Ordinal)).Value;

    private static KernelGraph Narrowed(string layers, ElementType element)
    {
        TensorProgram program = Programs.Training(Stages.Shaped(layers) with { TrainingPrecision = element }, Stages.Verified());
        return Programs.Kernels(program, Passes.OpenCLProcessors, Stages.Verified());
    }

    private static string[] NamesOf(KernelGraph graph, ElementType element) =>
        [.. Tensors(graph).Where(t => t.Element == element).Select(t => t.Root.Name).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Tensor> Tensors(KernelGraph graph) =>
        graph.Statements.SelectMany(s => s.Loads.Select(l => l.Tensor).Append(s.Output).Append(s.Position ?? s.Output));
}
