using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers that read more values than one statement multiplies or compares.</summary>
public class JoinOfManyTests
{
    private static readonly ModelSource[] sources =
    [
        .. new[] { JoinKindSource.Add, JoinKindSource.Multiply, JoinKindSource.Maximum, JoinKindSource.Minimum }.SelectMany(kind => new[] { 6, 10 }.Select(inputs => new ModelSource(
            $"{kind}Of{inputs}", [4],
            [
                .. Enumerable.Range(0, inputs).Select(_ => new DenseSource(5) { From = "input" }),
                new JoinSource(kind, [.. Enumerable.Range(1, inputs - 1).Select(i => $"dense_{i}")]),
                new DenseSource(3),
            ],
            new(LossKindSource.MeanSquaredError)))),
    ];

    [Fact]
    public void Agree_with_the_reference()
    {
        var assembly = InMemoryCompiler.Compile(sources, new(Targets.Runnable("vector128"), Checked: true));
        foreach (var source in sources) Agreement.Check(assembly, source, batch: 2);
    }
}
