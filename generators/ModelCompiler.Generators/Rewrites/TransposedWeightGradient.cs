using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A kernel's gradient is summed over all positions and written once, so it can be summed with its input channels along the lanes as well
/// as with its filters. Where those fill vectors better, it is, and its rows are turned afterwards:
/// <code>
/// transposed[ky, kx, o, i] = Σ n y x : dOutput[n, y, x, o] · input[n, y + ky, x + kx, i]
/// dKernel[ky, kx, i, o]    = epilogue(transposed[ky, kx, o, i])
/// </code>
/// Twenty filters are two vectors for each of sixteen channels; sixteen channels are one for each of twenty filters.
/// </summary>
internal static class TransposedWeightGradient
{
    /// <summary>How much less work there must be, and vector multiply-adds saved for each number that is turned.</summary>
    private const double Gain = 1.15, SavedForEach = 32;

    public static TensorProgram Run(TensorProgram program, Machine machine) =>
        program.Replace(statement => Pays(statement, machine) ? Turned(statement) : null);

    private static bool Pays(Comprehension statement, Machine machine)
    {
        EquatableArray<Axis> axes = statement.OutputAxes;
        if (!statement.IsContraction || statement.Output.Storage != Storage.Gradients || axes.Count < 2) return false;
        (Axis channels, Axis filters) = (axes[axes.Count - 2], axes[axes.Count - 1]);
        if (filters.Extent == 1 || !IsContiguous(statement, channels, filters) || !IsContiguous(statement, filters, channels)) return false;
        long usual = Math.Max(machine.Vectors(filters.Extent) * channels.Extent, Machine.MultiplyAddsInFlight),
            turned = Math.Max(machine.Vectors(channels.Extent) * filters.Extent, Machine.MultiplyAddsInFlight);
        long steps = statement.ReductionAxes.Aggregate(1L, (n, a) => n * a.ExtentIn(machine.Batch));
        if (usual <= Gain * turned) return Decisions.Refuse(Branch.GradientLanesFitAsTheyAre);
        return Decisions.Choose(steps * (usual - turned) > SavedForEach * channels.Extent * filters.Extent, Branch.GradientTransposed,
            Branch.GradientTooShortToTranspose);
    }

    /// <summary>Whether an axis is the innermost of the one operand that it indexes, which the other axis does not.</summary>
    private static bool IsContiguous(Comprehension statement, Axis axis, Axis other)
    {
        Load[] loads = [.. statement.Body.Loads().Where(l => l.Uses(axis))];
        return loads.Length == 1 && loads[0].Indices[loads[0].Indices.Count - 1].AsAxis == axis
            && loads[0].Indices.Count(i => i.Uses(axis)) == 1 && !loads[0].Uses(other);
    }

    private static IEnumerable<Comprehension> Turned(Comprehension statement)
    {
        EquatableArray<Axis> axes = statement.OutputAxes;
        Axis[] order = [.. axes.Take(axes.Count - 2), axes[axes.Count - 1], axes[axes.Count - 2]];
        var transposed = new Tensor($"{statement.Output.Name}.transposed", Storage.Fixed, [.. order.Select(a => a.Extent)])
        {
            Role = statement.Output.Role,
        };
        yield return Comprehension.Reduce(transposed.Name, transposed, order, statement.ReductionAxes, Reduction.Sum, statement.Body);
        yield return statement with { Reduction = Reduction.None, ReductionAxes = [], Body = Load.At(transposed, order) };
    }
}
