using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers once more, unrolled less: each third one, all in the long mode.</summary>
public class SmallerLayerTests
{
    [Fact]
    public void Agree_when_they_are_unrolled_less()
    {
        foreach (var source in LayerCases.All.Where((_, i) => LongTests.Run || i % CompiledCases.Turns == 0))
            Agreement.Check(CompiledCases.For(source, new(Targets.Runnable(Targets.All[0]), Unroll: "size")), source, batch: 2);
    }
}
