namespace ModelCompiler.Onnx.Import;

/// <summary>Windows without weights, and reductions.</summary>
internal sealed partial class Translation
{
    private static readonly HashSet<string> NeverNegative = [Operations.ReLU, Operations.Sigmoid, Operations.Softmax];

    private ImportedValue Pooling(OnnxNode node, string operation)
    {
        ImportedValue value = Map(node, Value(node));
        int rank = value.Dims.Length - 1;
        if (node.Longs("kernel_shape") is null)
            throw node.Refused("has no kernel_shape.", Damaged, "kernel_shape");
        int[] sizes = node.Ints("kernel_shape", rank, 1, least: 1);
        var windows = new WindowResolution(node, value.Dims[1..], sizes, isPooling: true);
        if (windows.IsDilated)
            throw node.Refused("pools a dilated window.", "A declaration pools windows without gaps.", "dilations");
        if (windows.CoversAll)
            return Global(node, value, operation == Operations.MaxPooling ? Operations.GlobalMaxPooling : Operations.GlobalAveragePooling, [value.Dims[0], .. Enumerable.Repeat(1, rank)]);
        bool counts = operation == Operations.AveragePooling && node.Int("count_include_pad", 0) != 0;
        ResolvedPadding padding;
        if (counts && windows.ReachesPastPadding)
            throw node.Refused("averages windows past the padding's end.", "Use ceil_mode = 0.", "ceil_mode");
        if (counts && windows.BehindZeros() is var zeros && zeros.Border!.Any(b => b > 0))
            padding = zeros;
        else if (windows.InOwnWords() is { } own)
            padding = own;
        else if (operation == Operations.MaxPooling && IsNeverNegative(value.Node))
            padding = windows.BehindZeros();
        else
            throw node.Refused("pads its sides in a way that no pooling of a declaration does.", "Pad alike on all sides, or put the padding into a layer of its own.", node.Int("ceil_mode", 0) != 0 ? "ceil_mode" : "pads");
        (value, List<string> settings) = Padded(node, value, windows, padding);
        ImportedNode made = new(operation, [value.Node], [.. windows.Outputs, value.Dims[0]], node.Name) { Settings = settings };
        return new ImportedValue(Add(made), [value.Dims[0], .. windows.Outputs], IsFirst: true);
    }

    /// <summary>Zeros around such a map change no maximum.</summary>
    private static bool IsNeverNegative(ImportedNode node) =>
        NeverNegative.Contains(node.Operation) || (node.Operation == Operations.Clip && node.Settings[0] == "alpha=0")
        || (node.Operation is Operations.MaxPooling or Operations.AveragePooling or Operations.Dropout && IsNeverNegative(node.Inputs[0]));

    private ImportedValue GlobalPooling(OnnxNode node, string operation)
    {
        ImportedValue value = Map(node, Value(node));
        return Global(node, value, operation, [value.Dims[0], .. value.Dims.Skip(1).Select(_ => 1)]);
    }

    private ImportedValue Global(OnnxNode node, ImportedValue value, string operation, int[] dims) =>
        new(Add(new ImportedNode(operation, [value.Node], [value.Node.Shape[^1]], node.Name)), dims, IsFirst: false);

    private ImportedValue Reduction(OnnxNode node, string operation)
    {
        ImportedValue value = Value(node);
        int rank = value.Dims.Length + 1;
        int[] spatial = [.. Enumerable.Range(1, rank - 1).Where(a => a != value.ChannelAxis)];
        if (value.IsVector || Axis(node, rank) is not { } axes || !axes.SequenceEqual(spatial))
            throw node.Refused($"reduces axes [{string.Join(", ", Axis(node, rank) ?? [])}] of a {string.Join("×", value.Dims)} value; a declaration pools all cells of a map.", "Reduce height and width.", "axes");
        bool keeps = node.Int("keepdims", 1) != 0;
        return Global(node, value, operation, keeps ? [.. value.Dims.Select((e, i) => i + 1 == value.ChannelAxis ? e : 1)] : [value.Node.Shape[^1]]);
    }

    private ImportedValue Padding(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        if (node.Text("mode", "constant") != "constant")
            throw node.Refused($"pads by '{TensorDecoder.Shown(node.Text("mode", ""))}'.", "A declaration pads with zeros.", "mode");
        float constant = node.Has("value") ? node.Float("value", 0) : OptionalConstant(node, 2) is { Floats: [var given, ..] } ? given : 0;
        if (constant != 0)
            throw node.Refused($"pads with {constant}.", "A declaration pads with zeros.", "value");
        long[]? pads = node.Longs("pads") ?? OptionalConstant(node, 1)?.Integers;
        if (OptionalConstant(node, 3)?.Integers is { } axes && pads is not null)
            pads = Spread(pads, axes, value.Dims.Length + 1);
        if (value.Dims.Length != 3 || pads is not [0, 0, var top, var left, 0, 0, var bottom, var right] || new[] { top, left, bottom, right }.Any(p => p is < 0 or > 1 << 20))
            throw node.Refused($"pads by [{string.Join(", ", (pads ?? []).Take(16))}].", "A declaration pads height and width of maps, outwards.", "pads");
        return top + left + bottom + right == 0 ? value : Bordered(node, value, (int)top, (int)bottom, (int)left, (int)right);
    }

    private static long[] Spread(long[] pads, long[] axes, int rank)
    {
        var spread = new long[2 * rank];
        for (int i = 0; i < axes.Length && axes.Length + i < pads.Length; i++)
        {
            long axis = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (axis >= 0 && axis < rank) (spread[axis], spread[rank + axis]) = (pads[i], pads[axes.Length + i]);
        }

        return spread;
    }

    private ImportedValue Cropping(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        long[]? starts = node.Longs("starts") ?? OptionalConstant(node, 1)?.Integers, ends = node.Longs("ends") ?? OptionalConstant(node, 2)?.Integers;
        long[] axes = node.Longs("axes") ?? OptionalConstant(node, 3)?.Integers ?? [.. Enumerable.Range(0, starts?.Length ?? 0).Select(i => (long)i)];
        if (value.Dims.Length != 3 || starts is null || ends is null || starts.Length != ends.Length || axes.Length != starts.Length || OptionalConstant(node, 4)?.Integers?.Any(s => s != 1) == true)
            throw node.Refused("cuts with a step, or at places that are computed.", "A declaration cuts rows and columns off a map.");
        var sides = new int[4];
        for (int i = 0; i < axes.Length; i++)
        {
            long axis = axes[i] < 0 ? axes[i] + 4 : axes[i];
            if (axis is < 2 or > 3)
                throw node.Refused($"cuts axis {axes[i]}.", "A declaration cuts rows and columns only, not channels.", "axes");
            int extent = value.Dims[axis - 1];
            int At(long place) => (int)Math.Clamp(place < 0 ? place + extent : place, 0, extent);
            (sides[2 * (axis - 2)], sides[(2 * (axis - 2)) + 1]) = (At(starts[i]), extent - At(ends[i]));
        }

        return Cropped(node, value, sides[0], sides[1], sides[2], sides[3]);
    }

    private ImportedValue Cropped(OnnxNode node, ImportedValue value, int top, int bottom, int left, int right)
    {
        int[] dims = [value.Dims[0], value.Dims[1] - top - bottom, value.Dims[2] - left - right];
        if (dims[1] < 1 || dims[2] < 1)
            throw node.Refused("cuts everything away.", Damaged);
        ImportedNode made = new(Operations.Cropping, [value.Node], [dims[1], dims[2], dims[0]], node.Name) { Settings = [$"sides={top},{bottom},{left},{right}"] };
        return new ImportedValue(Add(made), dims, IsFirst: true);
    }

    private ImportedValue Upsampling(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        string mode = node.Text("mode", "nearest"), coordinates = node.Text("coordinate_transformation_mode", node.Operation == "Upsample" ? "asymmetric" : "half_pixel"), rounding = node.Text("nearest_mode", node.Operation == "Upsample" ? "floor" : "round_prefer_floor");
        float[]? scales = node.Find("scales")?.Floats.ToArray() is { Length: > 0 } old ? old : OptionalConstant(node, node.Operation == "Upsample" || opset < 11 ? 1 : 2)?.Floats;
        long[]? sizes = OptionalConstant(node, 3)?.Integers;
        double Scale(int axis) => sizes is { Length: 4 } ? (double)sizes[axis] / value.Dims[axis - 1] : scales is { Length: 4 } ? scales[axis] : 0;
        double height = value.Dims.Length == 3 ? Scale(2) : 0, width = value.Dims.Length == 3 ? Scale(3) : 0;
        bool whole = height >= 1 && width >= 1 && height == Math.Floor(height) && width == Math.Floor(width) && height * width < 1 << 20 && (scales is not { Length: 4 } || (scales[0] == 1 && scales[1] == 1));
        bool nearest = mode == "nearest" && ((coordinates == "asymmetric" && rounding == "floor") || (coordinates is "half_pixel" or "half_pixel_symmetric" && rounding is "round_prefer_floor" or "round_prefer_ceil"));
        bool linear = mode == "linear" && coordinates is "half_pixel" or "half_pixel_symmetric" or "pytorch_half_pixel";
        if (!whole || (!nearest && !linear))
        {
            throw node.Refused(
                $"enlarges {height}×{width} times by mode '{TensorDecoder.Shown(mode)}', {TensorDecoder.Shown(coordinates)}.",
                "A declaration enlarges a whole number of times, by copies of cells or on the lines between their centres (half_pixel).", whole ? "coordinate_transformation_mode" : "scales");
        }

        int[] dims = [value.Dims[0], value.Dims[1] * (int)height, value.Dims[2] * (int)width];
        ImportedNode made = new(Operations.Upsampling, [value.Node], [dims[1], dims[2], dims[0]], node.Name) { Settings = [$"size={(int)height},{(int)width}", .. nearest ? [] : new[] { "kind=Bilinear" }] };
        return new ImportedValue(Add(made), dims, IsFirst: true);
    }
}
