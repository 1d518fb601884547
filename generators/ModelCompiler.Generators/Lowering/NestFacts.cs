using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Which numbers of the run a nest needs beside its buffers.</summary>
internal static class NestFacts
{
    /// <summary>Those of C#, which scales no loss.</summary>
    public static RunNumbers Of(LoopNest nest) => new(UsesBatch(nest), UsesInverseBatch(nest), UsesDropout(nest));

    public static bool UsesBatch(LoopNest nest)
    {
        var search = new BatchSearch();
        search.Visit(nest.Body);
        return search.Found;
    }

    public static bool UsesInverseBatch(LoopNest nest) => nest.Vectors.Any(v => v is RunSplat { Kind: RunNumberKind.InverseBatch });

    public static bool UsesLossScale(LoopNest nest) => nest.Vectors.Any(v => v is RunSplat { Kind: RunNumberKind.LossScale });

    public static bool UsesDropout(LoopNest nest) => nest.Vectors.Any(v => v is KeepFactor);

    private sealed class BatchSearch : NestVisitor
    {
        public bool Found { get; private set; }

        public override void Used(string name) => Found |= name == LoopNest.Batch;
    }
}

/// <summary>Numbers of the run that a nest needs.</summary>
internal readonly record struct RunNumbers(bool Batch, bool InverseBatch, bool Dropout);
