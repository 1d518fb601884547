using System.Buffers;

namespace ModelCompiler.Serialization;

/// <summary>
/// Numbers of a view: from a place in a storage on, with a stride for each axis. Rows that lie one after the other are read at once.
/// </summary>
internal sealed class StridedTensorData(TensorData storage, long offset, long[] shape, long[] strides) : TensorData
{
    private readonly bool contiguous = IsContiguous(shape, strides);

    public override void Read(long start, Span<float> destination)
    {
        if (contiguous)
        {
            storage.Read(offset + start, destination);
            return;
        }

        if (destination.IsEmpty) return;
        // All that the view spans: a view of a transposed tensor takes its numbers from everywhere.
        long first = offset, span = 1;
        for (int axis = 0; axis < shape.Length; axis++) span += (shape[axis] - 1) * strides[axis];
        float[] all = ArrayPool<float>.Shared.Rent(checked((int)span));
        try
        {
            storage.Read(first, all.AsSpan(0, (int)span));
            for (int i = 0; i < destination.Length; i++) destination[i] = all[Place(start + i)];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(all);
        }
    }

    private long Place(long index)
    {
        long place = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (index, long along) = Math.DivRem(index, shape[axis]);
            place += along * strides[axis];
        }

        return place;
    }

    private static bool IsContiguous(long[] shape, long[] strides)
    {
        if (shape.Contains(0)) return true;
        long expected = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] != 1 && strides[axis] != expected) return false;
            expected *= shape[axis];
        }

        return true;
    }
}
