using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>A sum in two steps: of parts, and then of them. Halide and TVM call it <c>rfactor</c>.</summary>
internal static class PartialSums
{
    /// <param name="statement">The sum, whose epilogue the second step keeps.</param>
    /// <param name="suffix">What the parts' tensor is called, behind the sum's own name.</param>
    /// <param name="role">Of the parts.</param>
    /// <param name="axes">Of the parts, outermost first, the batch before all others: of the sum, and those that number parts.</param>
    /// <param name="within">What each part sums over.</param>
    /// <param name="parts">What the second step sums over.</param>
    /// <param name="body">Of the first step.</param>
    public static Comprehension[] Of(Comprehension statement, string suffix, TensorRole role, Axis[] axes, Axis[] within, Axis[] parts,
        Expression body)
    {
        var sums = new Tensor($"{statement.Output.Name}.{suffix}", Storage.Arena, [Axis.BatchExtent, .. axes.Skip(1).Select(a => a.Extent)])
        {
            Role = role,
        };
        return
        [
            Comprehension.Reduce(sums.Name, sums, axes, within, Reduction.Sum, body),
            statement with { ReductionAxes = parts.ToEquatableArray(), Body = Load.At(sums, axes) },
        ];
    }
}
