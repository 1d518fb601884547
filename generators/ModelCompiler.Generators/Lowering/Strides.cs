using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering;

/// <summary>How addresses move along an axis: what decides which axes can be lanes.</summary>
internal static class Strides
{
    /// <summary>Floats between neighbours along the axis, or null where that is not one number (an index with a divisor).</summary>
    public static long? Along(Load load, Axis axis) => Along(load.Tensor, load.Indices, axis);

    public static long? Along(Tensor tensor, IReadOnlyList<AffineIndex> indices, Axis axis)
    {
        long stride = 0;
        for (int d = 0; d < indices.Count; d++)
        {
            int coefficient = indices[d].Coefficient(axis);
            if (coefficient == 0) continue;
            if (indices[d].Divisor != 1) return null;
            stride += coefficient * tensor.Stride(d);
        }

        return stride;
    }

    /// <summary>Whether the axis can be lanes: every operand is contiguous or constant along it, and no guard depends on it.</summary>
    public static bool CanBeLanes(Comprehension statement, Axis axis)
    {
        if (axis.IsBatch || Guard.Of(statement).Any(g => g.Index.Uses(axis))) return false;
        if (!statement.Loads.All(l => Along(l, axis) is 0 or 1)) return false;
        IEnumerable<Expression> parts = statement.Body.Parts().Concat(statement.Epilogue.Parts());
        return parts.All(p => p switch
        {
            AxisNumber number => !number.Index.Uses(axis),
            Keep keep => Along(keep.Shape, keep.Indices, axis) == 1,
            _ => true,
        });
    }
}
