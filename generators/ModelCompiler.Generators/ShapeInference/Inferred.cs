using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>What a shape rule found.</summary>
/// <param name="Shape">Null when it cannot be known, because something does not fit.</param>
internal sealed record Inferred(Shape? Shape)
{
    public static Inferred Unknown { get; } = new((Shape?)null);

    /// <summary>False when the shape is right but the operation is not: what follows can be checked, this cannot be built.</summary>
    public bool IsSound { get; init; } = Shape is not null;

    public EquatableArray<ResolvedWindow> Windows { get; init; } = [];

    public EquatableArray<ParameterTensor> Parameters { get; init; } = [];

    public long MultiplyAdds { get; init; }

    /// <summary>
    /// Arithmetic of one sample, forward: each multiplication, addition, comparison and function counts one; nothing is added to the first
    /// product of a sum.
    /// </summary>
    public long Operations { get; init; }
}
