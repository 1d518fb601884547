using System.Globalization;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using Xunit.Abstractions;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>The gradients of <see cref="ConvolutionGrid"/> on every instruction set, in the checked rendering: a few in every run, and all where <c>MODELCOMPILER_LONG=1</c> asks for it.</summary>
public class ConvolutionGridTests(ITestOutputHelper output)
{
    /// <summary>Relative to the largest value of a tensor's gradient: one row too many, or one too few, is a hundredth; float32's rounding is the seventh digit of each of some hundred
    /// thousand terms.</summary>
    private const double Allowed = 5e-5;

    private const int InOneCompilation = 8, InEveryRun = 3;

    private static bool Long => LongTests.Run;

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, Long ? (ConvolutionGrid.All.Count + InOneCompilation - 1) / InOneCompilation : 1)];

    [Theory, MemberData(nameof(Chunks))]
    public void Gradients_agree_with_the_reference(int chunk)
    {
        ModelSource[] sources = [.. ConvolutionGrid.All.Skip(chunk * InOneCompilation).Take(Long ? InOneCompilation : InEveryRun)];
        CompiledAssembly[] assemblies = [.. Targets.All.Select(target => InMemoryCompiler.Compile(sources, new(Targets.Runnable(target), Checked: true)))];
        double largest = 0;
        foreach (ModelSource source in sources)
        {
            double[] distances = Agreement.GradientDistances(source, [.. assemblies.Select(a => a.Model(source))], batch: 2);
            foreach (var (target, distance) in Targets.All.Zip(distances))
                Assert.True(distance <= Allowed, string.Create(CultureInfo.InvariantCulture, $"{target}: {distance:g3}\n{source}"));
            largest = Math.Max(largest, distances.Max());
        }

        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{sources.Length} of {ConvolutionGrid.All.Count} convolutions on {Targets.All.Count} instruction sets, gradients within {largest:g2}"));
    }
}
