using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Autodiff;

/// <summary>
/// The gradient of one comprehension with respect to one tensor that it loads, as another comprehension.
/// From <c>out[o] = Σr f(… t[A(o, r)] …)</c> follows <c>dt[a] = Σ over (o, r) with A(o, r) = a of dOut[o] · ∂f/∂t</c>: each index of A is
/// solved for one axis, and the axes that are left over are summed. A convolution's input gradient, its kernel gradient, a bias gradient,
/// the spreading of a pooled gradient: all are this one rule. Where the solution is not whole (strides) or outside, the point is skipped,
/// which is what an index already means.
/// </summary>
internal static class ComprehensionGradient
{
    /// <param name="upstream">dOut at the statement's output axes.</param>
    /// <param name="target">A tensor with the extents of <paramref name="load"/>'s tensor.</param>
    public static Comprehension Derive(Comprehension statement, Load load, Expression upstream, Tensor target)
    {
        var solution = new Dictionary<Axis, AffineIndex>();
        Axis[] axes = Solve(statement, load, solution);
        Axis[] remaining = [.. statement.ReductionAxes.Concat(statement.OutputAxes)
            .Where(a => !solution.ContainsKey(a) && !axes.Contains(a))];
        Expression body = Pull(statement, load, upstream).Substitute(solution);
        for (int r = 0; r < remaining.Length; r++)
        {
            if (!statement.OutputAxes.Contains(remaining[r]) || Whole(remaining[r], body) is not { } step) continue;
            body = body.Substitute(new Dictionary<Axis, AffineIndex> { [remaining[r]] = step.Index });
            remaining[r] = step.Axis;
        }

        bool guarded = body.Loads().Any(l => l.Indices.Zip(l.Tensor.Extents, (index, extent) => index.NeedsGuard(extent)).Any(g => g));
        return remaining.Length == 0 && !guarded
            ? Comprehension.Map(target.Name, target, axes, body)
            : Comprehension.Reduce(target.Name, target, axes, Ordered(remaining), Reduction.Sum, body);
    }

    private static Expression Pull(Comprehension statement, Load load, Expression upstream)
    {
        Expression slope = upstream * Derivative.Of(statement.Body, load, Load.At(statement.Output, [.. statement.OutputAxes]));
        if (statement.Reduction != Reduction.Max) return slope;

        // Only the first place that reached the maximum gets the gradient.
        Expression place = Load.At(statement.Position!, [.. statement.OutputAxes]);
        return new Select(Comparison.Equal, place, new AxisNumber(statement.PositionIndex()), slope, 0f);
    }

    /// <summary>
    /// A sum over outputs of which only every s-th meets an input cell is a sum over the input's cells: the axis as a whole index of the
    /// cell that it meets, or null where it meets all.
    /// </summary>
    private static (Axis Axis, AffineIndex Index)? Whole(Axis axis, Expression body)
    {
        foreach (Load load in body.Loads())
        {
            for (int d = 0; d < load.Indices.Count; d++)
            {
                AffineIndex index = load.Indices[d];
                if (index.Divisor == 1 || Math.Abs(index.Coefficient(axis)) != 1) continue;
                var cell = new Axis("s" + axis.Name, load.Tensor.Extents[d]);
                return (cell, index.SolveFor(axis, cell));
            }
        }

        return null;
    }

    /// <summary>
    /// One axis for each index of the load: the same axis where the index is one, otherwise a new one that an old axis is solved for.
    /// </summary>
    private static Axis[] Solve(Comprehension statement, Load load, Dictionary<Axis, AffineIndex> solution)
    {
        var axes = new Axis[load.Indices.Count];
        for (int d = 0; d < axes.Length; d++)
        {
            if (load.Indices[d].AsAxis is { } same && same.Extent == load.Tensor.Extents[d] && !axes.Contains(same)) axes[d] = same;
        }

        for (int d = 0; d < axes.Length; d++)
        {
            if (axes[d] is not null) continue;
            AffineIndex index = load.Indices[d];
            Axis solved = index.Terms.Select(t => t.Axis)
                .Where(a => !axes.Contains(a) && !solution.ContainsKey(a))
                .OrderBy(a => statement.OutputAxes.Contains(a) ? 0 : 1)
                .First();
            axes[d] = new Axis("i" + solved.Name, load.Tensor.Extents[d]);
            solution.Add(solved, index.SolveFor(solved, axes[d]));
        }

        return axes;
    }

    /// <summary>The batch outermost, so that sums over samples run in the order in which samples lie in memory.</summary>
    private static IEnumerable<Axis> Ordered(Axis[] axes) => axes.OrderBy(a => a.IsBatch ? 0 : 1);
}
