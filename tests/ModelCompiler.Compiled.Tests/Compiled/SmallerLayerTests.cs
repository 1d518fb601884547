using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>All layers once more, unrolled less.</summary>
public class SmallerLayerTests
{
    [Fact]
    public void Agree_when_they_are_unrolled_less()
    {
        foreach (var source in LayerCases.All) Agreement.Check(CompiledCases.For(source, new(Targets.Runnable(Targets.All[0]), Unroll: "size")), source, batch: 2);
    }
}
