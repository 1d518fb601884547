using ModelCompiler.Testing.Compilation;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>No method is so large that the JIT would compile it unoptimized.</summary>
public class IlSizeTests(ITestOutputHelper output)
{
    private const int ManyLocals = 900;

    public static TheoryData<string, string> Networks()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, layers) in Declarations.Known) data.Add(name, layers);
        data.Add("alexnet", "[Input(227, 227, 3)] [Conv2D(96, 11, Strides = 4, Padding = Padding.Same)] [MaxPooling2D(3, Strides = 2)] [Flatten] [Dense(10)] [Loss(Loss.MeanSquaredError)]");
        data.Add("resnet", "[Input(14, 14, 512)] [Conv2D(512, 3, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(512, 3, Padding = Padding.Same)] [GlobalAveragePooling2D] "
            + "[Loss(Loss.MeanSquaredError)]");
        data.Add("wide", "[Input(4096)] [Dense(4096, Activation = Activation.ReLU)] [Dense(4096, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]");
        data.Add("points", "[Input(1, 1, 3)] [Conv2D(64, 1)] [Conv2D(7, 5, Padding = Padding.Same)] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]");
        data.Add("pools", "[Input(63, 63, 24)] [MaxPooling2D(7, Strides = 3, Padding = Padding.Same)] [AveragePooling2D(9, Strides = 2, Padding = Padding.Same)] [Conv2D(100, 7, Dilation = 2, "
            + "Padding = Padding.Same)] [GlobalAveragePooling2D] [Softmax] [Loss(Loss.CategoricalCrossEntropy)]");
        data.Add("rows", "[Input(500)] [Dense(1000, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]");
        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_method_stays_below_what_the_jit_optimizes(string name, string layers)
    {
        var methods = IlMethod.Read(GeneratorRun.Of(Declarations.Class(layers)).Emit());
        Assert.Contains(methods, m => m.Name.StartsWith("Kernels512.", StringComparison.Ordinal) && m.Bytes > 100);
        foreach (var method in methods.Where(m => m.Locals > ManyLocals)) output.WriteLine($"{name}: {method.Name} has {method.Locals} locals, of which the JIT tracks about 1,000.");
        var largest = methods.MaxBy(m => m.Bytes)!;
        output.WriteLine(
            $"{name}: {methods.Count} methods, {methods.Sum(m => m.Bytes):N0} bytes; the largest is {largest.Name}: {largest.Bytes:N0} bytes, {largest.Branches} branches, {largest.Locals} locals.");
        Assert.All(methods, m => Assert.True(m.IsOptimized, $"{m}"));
    }

    [Fact]
    public void Sizes_are_those_of_the_methods_that_were_compiled()
    {
        var run = GeneratorRun.Of("class Outer { class Inner { static int Twice(int x) { for (int i = 0; i < 2; i++) x += i; return x; } } }");
        var twice = IlMethod.Read(run.Emit()).Single(m => m.Name == "Inner.Twice");
        Assert.InRange(twice.Bytes, 10, 40);
        Assert.Equal((2, 1), (twice.Branches, twice.Locals));
    }
}
