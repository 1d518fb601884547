using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// <c>output[n, y, x, o] = Σ ky kx i : input[n, y + ky - before, x + kx - before, i] · kernel[ky, kx, i, o]</c> with 3×3 taps, neither
/// strided nor dilated.
/// </summary>
/// <param name="Above">Rows of padding above the input.</param>
/// <param name="Left">Columns of padding to its left.</param>
internal sealed record Convolution3x3(Comprehension Statement, Tensor Input, Tensor Kernel, int Above, int Left)
{
    public const int Taps = 3;

    public int Height => Statement.OutputAxes[1].Extent;

    public int Width => Statement.OutputAxes[2].Extent;

    public int Channels => Kernel.Extents[2];

    public int Filters => Kernel.Extents[3];

    public static Convolution3x3? Match(Comprehension statement)
    {
        if (!statement.IsContraction || statement.OutputAxes.Count != 4 || statement.ReductionAxes.Count != 3
            || statement.Epilogue is not Accumulator) return null;
        Load[] loads = [.. statement.Body.Loads()];
        if (loads[0].Tensor.Storage != Storage.Arena || loads[1].Tensor.Storage != Storage.Parameters) return null;
        (Axis n, Axis y, Axis x, Axis o) = (statement.OutputAxes[0], statement.OutputAxes[1], statement.OutputAxes[2],
            statement.OutputAxes[3]);
        (Axis ky, Axis kx, Axis i) = (statement.ReductionAxes[0], statement.ReductionAxes[1], statement.ReductionAxes[2]);
        if (!n.IsBatch || ky.Extent != Taps || kx.Extent != Taps) return null;
        if (loads[0].Indices.Count != 4 || loads[0].Indices[0].AsAxis != n || loads[0].Indices[3].AsAxis != i) return null;
        if (!loads[1].Indices.Select(d => d.AsAxis).SequenceEqual([ky, kx, i, o])) return null;
        return Slides(loads[0].Indices[1], y, ky) && Slides(loads[0].Indices[2], x, kx)
            ? new Convolution3x3(statement, loads[0].Tensor, loads[1].Tensor, -loads[0].Indices[1].Constant, -loads[0].Indices[2].Constant)
            : null;
    }

    private static bool Slides(AffineIndex index, Axis cell, Axis tap) =>
        index.Divisor == 1 && index.Terms.Count == 2 && index.Coefficient(cell) == 1 && index.Coefficient(tap) == 1;
}
