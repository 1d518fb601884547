namespace ModelCompiler.Onnx;

/// <summary>Tensors with their axes in another order.</summary>
internal static class Axes
{
    /// <summary>Copies a tensor so that axis i of the result is axis <paramref name="order"/>[i] of the source.</summary>
    /// <param name="source">Row-major.</param>
    /// <param name="shape">The source's extents.</param>
    /// <param name="order">A permutation of its axes.</param>
    /// <param name="destination">As long as the source.</param>
    public static void Permute(ReadOnlySpan<float> source, ReadOnlySpan<int> shape, ReadOnlySpan<int> order, Span<float> destination)
    {
        int rank = shape.Length;
        Span<int> strides = stackalloc int[rank], extents = stackalloc int[rank], index = stackalloc int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        if (stride == 0)
            return;
        for (int axis = 0; axis < rank; axis++)
            extents[axis] = shape[order[axis]];
        index.Clear();
        int inner = extents[rank - 1], innerStride = strides[order[rank - 1]];
        for (int at = 0; at < destination.Length; at += inner)
        {
            int from = 0;
            for (int axis = 0; axis < rank - 1; axis++)
                from += index[axis] * strides[order[axis]];
            if (innerStride == 1)
                source.Slice(from, inner).CopyTo(destination[at..]);
            else
                for (int i = 0; i < inner; i++) destination[at + i] = source[from + (i * innerStride)];
            for (int axis = rank - 2; axis >= 0 && ++index[axis] == extents[axis]; axis--)
                index[axis] = 0;
        }
    }

    /// <inheritdoc cref="Permute(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float})"/>
    public static float[] Permuted(ReadOnlySpan<float> source, ReadOnlySpan<int> shape, ReadOnlySpan<int> order)
    {
        var result = new float[source.Length];
        Permute(source, shape, order, result);
        return result;
    }

    /// <summary>The order that undoes another one.</summary>
    public static int[] Inverse(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }

    /// <summary>The product of the extents.</summary>
    public static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Channels last → channels first, without the batch: <c>[h, w, c]</c> → <c>[c, h, w]</c>.</summary>
    public static int[] ChannelsFirst(IReadOnlyList<int> shape) => [shape[^1], .. shape.Take(shape.Count - 1)];
}
