namespace ModelCompiler.Serialization;

/// <summary>
/// How a tensor lies in a file, told by where its numbers lie in the model: the file's axes, outermost first, and each one's stride in the
/// model's tensor. A convolution's kernel is <c>[kh, kw, in, out]</c> here and <c>[out, in, kh, kw]</c> in PyTorch: extents
/// <c>(out, in, kh, kw)</c>, strides <c>(1, out, kw·in·out, in·out)</c>.
/// </summary>
internal sealed class AxisOrder
{
    private readonly Axis[] axes;

    /// <param name="shape">The shape that the file states; axes may be more than <paramref name="axes"/>, or fewer.</param>
    /// <param name="axes">The axes along which the file's numbers are counted.</param>
    public AxisOrder(IReadOnlyList<long> shape, params Axis[] axes) => (Shape, this.axes) = (shape, axes);

    /// <summary>The shape in the file.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>A permutation of the model's axes.</summary>
    /// <param name="own">The extents of the model's axes.</param>
    /// <param name="order">For each axis of the file, which of the model's it is.</param>
    /// <param name="shape">The shape in the file, if that puts axes together.</param>
    public static AxisOrder Permuted(IReadOnlyList<int> own, IReadOnlyList<int> order, IReadOnlyList<long>? shape = null)
    {
        var strides = new int[own.Count];
        int stride = 1;
        for (int axis = own.Count - 1; axis >= 0; axis--) (strides[axis], stride) = (stride, stride * own[axis]);
        return new AxisOrder(shape ?? [.. order.Select(a => (long)own[a])], [.. order.Select(a => new Axis(own[a], strides[a]))]);
    }

    /// <summary>Puts a run of the file's numbers where they belong.</summary>
    public void Scatter(int start, ReadOnlySpan<float> run, Span<float> model)
    {
        var walk = new Walk(axes, start);
        while (!run.IsEmpty)
        {
            ReadOnlySpan<float> row = run[..walk.Row(run.Length)];
            Axis along = axes[^1];
            int at = walk.Outer, first = walk.Inner;
            if (along.Places is { } places) for (int i = 0; i < row.Length; i++) model[at + places[first + i] * along.Stride] = row[i];
            else if (along.Stride == 1) row.CopyTo(model[(at + first)..]);
            else for (int i = 0, to = at + first * along.Stride; i < row.Length; i++, to += along.Stride) model[to] = row[i];
            run = run[row.Length..];
            walk.Advance(row.Length);
        }
    }

    /// <summary>Takes a run of the file's numbers from where they lie.</summary>
    public void Gather(int start, ReadOnlySpan<float> model, Span<float> run)
    {
        var walk = new Walk(axes, start);
        while (!run.IsEmpty)
        {
            Span<float> row = run[..walk.Row(run.Length)];
            Axis along = axes[^1];
            int at = walk.Outer, first = walk.Inner;
            if (along.Places is { } places) for (int i = 0; i < row.Length; i++) row[i] = model[at + places[first + i] * along.Stride];
            else if (along.Stride == 1) model.Slice(at + first, row.Length).CopyTo(row);
            else for (int i = 0, from = at + first * along.Stride; i < row.Length; i++, from += along.Stride) row[i] = model[from];
            run = run[row.Length..];
            walk.Advance(row.Length);
        }
    }

    /// <summary>One axis of the file.</summary>
    /// <param name="Extent">How many.</param>
    /// <param name="Stride">From one to the next in the model.</param>
    /// <param name="Places">Which of the model's each one is, where their order differs, as that of a flattened map does.</param>
    internal sealed record Axis(int Extent, int Stride, int[]? Places = null)
    {
        public int Offset(int index) => (Places is null ? index : Places[index]) * Stride;
    }

    /// <summary>A place in the file's order: a row along the last axis, and a number in it.</summary>
    private ref struct Walk
    {
        private readonly Axis[] axes;
        private readonly int[] index;

        public Walk(Axis[] axes, int start)
        {
            this.axes = axes;
            index = new int[axes.Length];
            for (int axis = index.Length - 1; axis >= 0; axis--) (start, index[axis]) = Math.DivRem(start, axes[axis].Extent);
            FindRow();
        }

        /// <summary>The row's beginning in the model.</summary>
        public int Outer { get; private set; }

        /// <summary>The number along the row.</summary>
        public readonly int Inner => index[^1];

        /// <summary>Numbers to the row's end, at most as many as are wanted.</summary>
        public readonly int Row(int wanted) => Math.Min(wanted, axes[^1].Extent - index[^1]);

        public void Advance(int count)
        {
            int axis = index.Length - 1;
            index[axis] += count;
            if (index[axis] < axes[axis].Extent) return;
            for (; axis > 0 && index[axis] == axes[axis].Extent; axis--) (index[axis], index[axis - 1]) = (0, index[axis - 1] + 1);
            if (index[0] < axes[0].Extent) FindRow();
        }

        private void FindRow()
        {
            Outer = 0;
            for (int axis = 0; axis < index.Length - 1; axis++) Outer += axes[axis].Offset(index[axis]);
        }
    }
}
