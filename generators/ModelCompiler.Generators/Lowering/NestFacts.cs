namespace ModelCompiler.Generators.Lowering;

/// <summary>Which numbers of the run a nest needs beside its buffers.</summary>
internal static class NestFacts
{
    public static bool UsesBatch(LoopNest nest) => nest.Body.Any(UsesBatch);

    public static bool UsesInverseBatch(LoopNest nest) => nest.Vectors.Any(v => v is RunSplat);

    public static bool UsesDropout(LoopNest nest) => nest.Vectors.Any(v => v is KeepFactor);

    private static bool UsesBatch(NestStatement statement) => statement switch
    {
        Loop loop => Mentions(loop.From) || Mentions(loop.To) || loop.Body.Any(UsesBatch),
        Conditional c => c.Conditions.Any(x => Mentions(x.Left) || Mentions(x.Right)) || c.Then.Any(UsesBatch) || c.Else.Any(UsesBatch),
        Scope scope => scope.Body.Any(UsesBatch),
        IntegerLet let => Mentions(let.Value),
        _ => false,
    };

    private static bool Mentions(IntExpression e) => e switch
    {
        IntVariable v => v.Name == LoopNest.Batch,
        IntBinary b => Mentions(b.Left) || Mentions(b.Right),
        _ => false,
    };
}
