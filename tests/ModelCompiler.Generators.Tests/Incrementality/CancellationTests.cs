using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelCompiler.Generators.Emit.CSharp.Tiles;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Incrementality;

/// <summary>Typing on cancels what was generated for the state before: within the stages, not after them.</summary>
public class CancellationTests
{
    [Fact]
    public void A_cancelled_run_ends_soon()
    {
        string layers = string.Concat(Enumerable.Range(0, 24).Select(i => $"[Conv2D({32 + i}, 3, Pad = 1, Activation = Activation.ELU)]"));
        CSharpCompilation compilation = TestCompilation.Create(
            Declarations.Class($"[Input(32, 32, 3)] {layers} [Flatten] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]"));
        GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        var whole = Stopwatch.StartNew();
        Driver().RunGenerators(compilation);
        whole.Stop();
        LoweredNests.Forget();
        KernelTexts.Forget();

        using var source = new CancellationTokenSource();
        source.CancelAfter(whole.Elapsed / 20);
        var cancelled = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => Driver().RunGenerators(compilation, source.Token));
        Assert.True(cancelled.Elapsed < whole.Elapsed / 2, $"{cancelled.Elapsed} of {whole.Elapsed}");
    }
}
