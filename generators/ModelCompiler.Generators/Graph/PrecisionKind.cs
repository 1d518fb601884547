namespace ModelCompiler.Generators.Graph;

/// <summary>A model's <c>Precision</c>, member by member as <c>ModelCompiler.Precision</c> has them.</summary>
internal enum PrecisionKind
{
    Single,
    BFloat16,
    Int8,
    Int8Activations,
}

internal static class Precisions
{
    /// <summary>How weights that are streamed from memory are kept.</summary>
    public static ElementType OfWeights(this PrecisionKind precision) => precision switch
    {
        PrecisionKind.Single => ElementType.Single,
        PrecisionKind.BFloat16 => ElementType.BFloat16,
        _ => ElementType.Int8,
    };
}
