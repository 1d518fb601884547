using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        Driver().RunGenerators(compilation); // The first also pays for the JIT.
        var clock = Stopwatch.StartNew();
        long whole = Work.OfAllAnew(() => Driver().RunGenerators(compilation));
        TimeSpan time = clock.Elapsed;
        // When a timer fires is the machine's business: it is asked until it does so within the run.
        var cancelled = new List<long>();
        for (int attempt = 1; attempt <= 20 && !cancelled.Exists(work => work > whole / 10 && work < whole * 7 / 10); attempt++)
        {
            using var source = new CancellationTokenSource();
            cancelled.Add(Work.OfAllAnew(() =>
            {
                source.CancelAfter(time * attempt / 30);
                try
                {
                    Driver().RunGenerators(compilation, source.Token);
                }
                catch (OperationCanceledException)
                {
                }
            }));
        }

        Assert.True(cancelled.Count < 20, $"{string.Join(", ", cancelled.Select(c => $"{c:N0}"))} bytes of {whole:N0}");
    }
}
