using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using Xunit.Sdk;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>The comparison itself, on a model written by hand: it passes when that is right and fails for each thing that is wrong.</summary>
public class HarnessTests
{
    private static readonly ModelSource Source = new("Line", [1], [new DenseSource(1)], new(LossKindSource.MeanSquaredError));

    [Fact]
    public void A_right_model_agrees() => Check("x * w + b", "e * e", "2 * e * x", "2 * e");

    [Theory]
    [InlineData("x * w - b", "e * e", "2 * e * x", "2 * e")]
    [InlineData("x * w + b", "e * e * 0.5f", "2 * e * x", "2 * e")]
    [InlineData("x * w + b", "e * e", "e * x", "2 * e")]
    [InlineData("x * w + b", "e * e", "2 * e * x", "2.01f * e")]
    [InlineData("x * w + b", "e * e", "2 * e * x", "float.NaN")]
    public void A_wrong_model_does_not(string output, string loss, string kernelGradient, string biasGradient) =>
        Assert.ThrowsAny<XunitException>(() => Check(output, loss, kernelGradient, biasGradient));

    [Fact]
    public void An_error_in_the_source_is_reported_with_it()
    {
        var error = Assert.Throws<InvalidOperationException>(() => InMemoryCompiler.Compile("class Broken { int x = \"text\"; }"));
        Assert.Contains("CS0029", error.Message);
        Assert.Contains("class Broken", error.Message);
    }

    private static void Check(string output, string loss, string kernelGradient, string biasGradient)
    {
        string source = Line.Replace("OUTPUT", output).Replace("LOSS", loss).Replace("DKERNEL", kernelGradient).Replace("DBIAS", biasGradient);
        Agreement.Check(InMemoryCompiler.Compile(source), Source, batch: 4);
    }

    /// <summary>What a generator would write for <see cref="Source"/>, in the plainest form. Floats of a sample: input, output, target, loss.</summary>
    private const string Line = """
        using System.Runtime.CompilerServices;
        using ModelCompiler;
        using ModelCompiler.Runtime;
        namespace TestModels;

        public class Line(int seed) : IModel<Line>
        {
            public static int InputSize => 1;
            public static int OutputSize => 1;
            public static int ParameterCount => 2;
            public static ModelSummary Summary => throw new NotSupportedException();
            private readonly Lines program = new(ParameterSet.Create("Line", [
                new("dense_1.kernel", [1, 1], 0, Initializer.Ones, 0, 0, 1, 1, true),
                new("dense_1.bias", [1], 16, Initializer.Zeros, 0, 0, 1, 1, true)], seed));
            public ParameterSet Parameters => program.ParameterSet;
            public int Threads { get; set; } = 1;
            public CompiledProgram Program => program;
            public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => program.Predict(inputs, outputs);
            public float[] Predict(ReadOnlySpan<float> inputs) => program.Predict(inputs);
            public Line Share() => throw new NotSupportedException();
            public void Save(string path) => throw new NotSupportedException();
            public void Load(string path) => throw new NotSupportedException();
        }

        internal class Lines(ParameterSet parameters) : CompiledProgram(
            new ProgramLayout("Line", 1, 1, new ArenaLayout(64, 0, 0, 16, 32, 48), new ArenaLayout(64, 0, 0, 16, 32, 48), "hash"), parameters)
        {
            private ref float At(int offset, int n) => ref Unsafe.Add(ref Arena, offset * Batch + n);
            protected override void Infer() => Launch(0, Batch, 1);
            protected override void EvaluateLoss() => Launch(1, Batch, 1);
            protected override void Train()
            {
                Launch(0, Batch, 1);
                Launch(1, Batch, 1);
                Launch(2, 1, 1);
            }
            protected override void Execute(int kernel, int from, int to)
            {
                float w = Parameters, b = Unsafe.Add(ref Parameters, 16);
                if (kernel == 2) Gradients = Unsafe.Add(ref Gradients, 16) = 0;
                for (int n = from; n < (kernel == 2 ? Batch : to); n++)
                {
                    float x = At(0, n), e = At(16, n) - At(32, n);
                    if (kernel == 0) At(16, n) = OUTPUT;
                    if (kernel == 1) At(48, n) = LOSS;
                    if (kernel == 2) Gradients += InverseBatch * DKERNEL;
                    if (kernel == 2) Unsafe.Add(ref Gradients, 16) += InverseBatch * DBIAS;
                }
            }
        }
        """;
}
