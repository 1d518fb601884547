namespace ModelCompiler.Onnx.Import;

/// <summary>Windows without weights, and reductions.</summary>
internal sealed partial class Translation
{
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
        if (windows.CoversAll && !IsOurs)
            return Global(node, value, operation == Operations.MaxPooling ? Operations.GlobalMaxPooling : Operations.GlobalAveragePooling,
                [value.Dims[0], .. Enumerable.Repeat(1, rank)]);
        bool counts = operation == Operations.AveragePooling && node.Int("count_include_pad", 0) != 0;
        List<string> settings = windows.Settings(keepsPads: counts);
        if (windows.RoundsUp) settings.Add("ceil=true");
        if (counts && windows.Pads) settings.Add("count_include_pad=true");
        ImportedNode made = new(operation, [value.Node], [.. windows.Outputs, value.Dims[0]], node.Name) { Settings = settings };
        return new ImportedValue(Add(made), [value.Dims[0], .. windows.Outputs], IsFirst: true);
    }

    private ImportedValue GlobalPooling(OnnxNode node, string operation)
    {
        ImportedValue value = Map(node, Value(node));
        return Global(node, value, operation, [value.Dims[0], .. value.Dims.Skip(1).Select(_ => 1)]);
    }

    /// <summary>A vector, or a map of one cell if a layer of maps reads it.</summary>
    private ImportedValue Global(OnnxNode node, ImportedValue value, string operation, int[] dims)
    {
        bool keeps = dims.Length == value.Dims.Length && (IsOurs ? !FlattensItself(node) : MeetsMaps(node.Outputs[0], 8));
        int[] shape = !keeps ? [value.Node.Shape[^1]] : value.IsFirst ? [.. dims.Skip(1), dims[0]] : dims;
        return new ImportedValue(Add(new ImportedNode(operation, [value.Node], shape, node.Name)), dims, IsFirst: keeps && value.IsFirst);
    }

    /// <summary>Whether the exported layer's next node is a flattening of its own.</summary>
    private bool FlattensItself(OnnxNode node) =>
        file.Graph.Node.Where(n => n.Input.Contains(node.Outputs[0])).ToList() is [{ OpType: "Flatten" } next]
            && IsOneLayer(node.Name, next.Name);

    /// <summary>Whether a convolution or a join reads a value, perhaps behind functions of each element.</summary>
    private bool MeetsMaps(string value, int depth) =>
        depth > 0 && file.Graph.Node.Where(n => n.Input.Contains(value)).Any(n => n.OpType switch
        {
            "Conv" or "Mul" or "Add" or "Sub" or "Concat" or "Max" or "Min" or "Mean" or "Sum" => true,
            "Relu" or "LeakyRelu" or "PRelu" or "Sigmoid" or "HardSigmoid" or "Tanh" or "Clip" or "Dropout" or "Identity" =>
                n.Output.Count > 0 && MeetsMaps(n.Output[0], depth - 1),
            _ => false,
        });

    private ImportedValue Reduction(OnnxNode node, string operation)
    {
        ImportedValue value = Value(node);
        int rank = value.Dims.Length + 1;
        int[] spatial = [.. Enumerable.Range(1, rank - 1).Where(a => a != value.ChannelAxis)];
        if (value.IsVector || Axis(node, rank) is not { } axes || !axes.SequenceEqual(spatial))
            throw node.Refused($"reduces axes [{string.Join(", ", Axis(node, rank) ?? [])}] of a {string.Join("×", value.Dims)} value; "
                + "a declaration pools all cells of a map.", "Reduce height and width.", "axes");
        bool keeps = node.Int("keepdims", 1) != 0;
        return Global(
            node, value, operation, keeps ? [.. value.Dims.Select((e, i) => i + 1 == value.ChannelAxis ? e : 1)] : [value.Node.Shape[^1]]);
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
        if (value.Dims.Length != 3 || pads is not [0, 0, var top, var left, 0, 0, var bottom, var right]
            || new[] { top, left, bottom, right }.Any(p => p is < 0 or > 1 << 20))
            throw node.Refused(
                $"pads by [{string.Join(", ", (pads ?? []).Take(16))}].", "A declaration pads height and width of maps, outwards.", "pads");
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

    private ImportedValue Cropped(OnnxNode node, ImportedValue value, int top, int bottom, int left, int right)
    {
        int[] dims = [value.Dims[0], value.Dims[1] - top - bottom, value.Dims[2] - left - right];
        if (dims[1] < 1 || dims[2] < 1)
            throw node.Refused("cuts everything away.", Damaged);
        ImportedNode made = new(Operations.Cropping, [value.Node], [dims[1], dims[2], dims[0]], node.Name)
        {
            Settings = [$"sides={top},{bottom},{left},{right}"],
        };
        return new ImportedValue(Add(made), dims, IsFirst: true);
    }

    private ImportedValue Upsampling(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        string mode = node.Text("mode", "nearest"),
            coordinates = node.Text("coordinate_transformation_mode", node.Operation == "Upsample" ? "asymmetric" : "half_pixel"),
            rounding = node.Text("nearest_mode", node.Operation == "Upsample" ? "floor" : "round_prefer_floor");
        float[]? scales = node.Find("scales")?.Floats.ToArray() is { Length: > 0 } old ? old
            : OptionalConstant(node, node.Operation == "Upsample" || opset < 11 ? 1 : 2)?.Floats;
        long[]? sizes = OptionalConstant(node, 3)?.Integers;
        double Scale(int axis) =>
            sizes is { Length: 4 } ? (double)sizes[axis] / value.Dims[axis - 1] : scales is { Length: 4 } ? scales[axis] : 0;
        double height = value.Dims.Length == 3 ? Scale(2) : 0, width = value.Dims.Length == 3 ? Scale(3) : 0;
        bool whole = height >= 1 && width >= 1 && height == Math.Floor(height) && width == Math.Floor(width) && height * width < 1 << 20
            && (scales is not { Length: 4 } || (scales[0] == 1 && scales[1] == 1));
        bool nearest = mode == "nearest" && ((coordinates == "asymmetric" && rounding == "floor")
            || (coordinates is "half_pixel" or "half_pixel_symmetric" && rounding is "round_prefer_floor" or "round_prefer_ceil"));
        bool linear = mode == "linear" && coordinates is "half_pixel" or "half_pixel_symmetric" or "pytorch_half_pixel";
        if (!whole || (!nearest && !linear))
        {
            throw node.Refused(
                $"enlarges {height}×{width} times by mode '{TensorDecoder.Shown(mode)}', {TensorDecoder.Shown(coordinates)}.",
                "A declaration enlarges a whole number of times, by copies of cells or on the lines between their centres (half_pixel).",
                whole ? "coordinate_transformation_mode" : "scales");
        }

        int[] dims = [value.Dims[0], value.Dims[1] * (int)height, value.Dims[2] * (int)width];
        ImportedNode made = new(Operations.Upsampling, [value.Node], [dims[1], dims[2], dims[0]], node.Name)
        {
            Settings = [$"size={(int)height},{(int)width}", .. nearest ? [] : new[] { "kind=Bilinear" }],
        };
        return new ImportedValue(Add(made), dims, IsFirst: true);
    }
}
