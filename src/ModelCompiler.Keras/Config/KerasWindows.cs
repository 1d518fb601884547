namespace ModelCompiler.Keras;

/// <summary>Sizes of sliding windows by TensorFlow's rules, with what padding comes to: cells before for each axis, then after.</summary>
internal static class KerasWindows
{
    /// <summary>A window that slides over extents, channels last; a size of 0 is a window that does not fit.</summary>
    public static (int[] Spatial, int[] Pads) Slide(int[] input, int[] window, int[] strides, int[] dilation, bool same)
    {
        int axes = window.Length;
        var spatial = new int[axes];
        var pads = new int[2 * axes];
        for (int axis = 0; axis < axes; axis++)
        {
            int reach = checked((window[axis] - 1) * dilation[axis] + 1);
            if (!same)
            {
                spatial[axis] = input[axis] < reach ? 0 : (input[axis] - reach) / strides[axis] + 1;
                continue;
            }

            spatial[axis] = (input[axis] + strides[axis] - 1) / strides[axis];
            int total = Math.Max(0, (spatial[axis] - 1) * strides[axis] + reach - input[axis]);
            (pads[axis], pads[axes + axis]) = (total / 2, total - total / 2);
        }

        return (spatial, pads);
    }

    /// <summary>A transposed convolution: the sizes of which the convolution with the same window makes the input.</summary>
    public static (int[] Spatial, int[] Pads) Transposed(int[] input, int[] window, int[] strides, bool same)
    {
        int[] ones = [.. window.Select(_ => 1)];
        int[] spatial = [.. window.Select(
            (size, axis) => checked(same ? input[axis] * strides[axis] : input[axis] * strides[axis] + Math.Max(size - strides[axis], 0)))];
        return (spatial, Slide(spatial, window, strides, ones, same).Pads);
    }
}
