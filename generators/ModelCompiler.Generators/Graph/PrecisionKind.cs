namespace ModelCompiler.Generators.Graph;

/// <summary>A model's <c>Precision</c>, member by member as <c>ModelCompiler.Precision</c> has them.</summary>
internal enum PrecisionKind
{
    Single,
    BFloat16,
    Int8,
    Int8Activations,
    Float16,
}

internal static class Precisions
{
    /// <summary>How the weights that are streamed from memory are kept, or a training step's activations.</summary>
    public static ElementType OfElements(this PrecisionKind precision) => precision switch
    {
        PrecisionKind.Single => ElementType.Single,
        PrecisionKind.BFloat16 => ElementType.BFloat16,
        PrecisionKind.Float16 => ElementType.Float16,
        _ => ElementType.Int8,
    };

    /// <summary>How elements that floats are rounded to are named to the runtime.</summary>
    public static PrecisionKind ToPrecision(this ElementType element) => element switch
    {
        ElementType.Single => PrecisionKind.Single,
        ElementType.BFloat16 => PrecisionKind.BFloat16,
        ElementType.Float16 => PrecisionKind.Float16,
        _ => throw new InvalidOperationException($"No layer's value is kept in {element} by itself."),
    };
}
