namespace ModelCompiler.Onnx.Import;

/// <summary>Parts of values.</summary>
internal sealed partial class Translation
{
    /// <summary>Rows and columns in one node are a cropping; anything else a slice for each axis.</summary>
    private ImportedValue Slice(OnnxNode node)
    {
        ImportedValue value = InOrder(node, Value(node));
        int rank = value.Dims.Length + 1;
        long[]? starts = node.Longs("starts") ?? OptionalConstant(node, 1)?.Integers,
            ends = node.Longs("ends") ?? OptionalConstant(node, 2)?.Integers;
        long[] axes = node.Longs("axes") ?? OptionalConstant(node,
            3)?.Integers ?? [.. Enumerable.Range(0, starts?.Length ?? 0).Select(i => (long)i)];
        if (starts is null || ends is null || starts.Length != ends.Length || axes.Length != starts.Length
            || OptionalConstant(node, 4)?.Integers?.Any(s => s != 1) == true)
            throw node.Refused("cuts with a step, or at places that are computed.", "A declaration takes neighbouring elements.");
        var parts = new SortedDictionary<int, (int Start, int Length)>();
        for (int i = 0; i < axes.Length; i++)
        {
            long axis = axes[i] < 0 ? axes[i] + rank : axes[i];
            if (axis == 0 && starts[i] == 0 && ends[i] >= int.MaxValue) continue;
            if (axis < 1 || axis >= rank || !parts.TryAdd((int)axis, Part(starts[i], ends[i], value.Dims[axis - 1])))
                throw node.Refused($"cuts axis {axes[i]}.",
                    "A declaration cuts the axes of a sample, each once, and not the batch.", "axes");
        }

        if (parts.Values.Any(p => p.Length < 1)) throw node.Refused("cuts everything away.", Damaged);
        if (value is { IsVector: false, IsFirst: true, Dims.Length: 3 } && parts.Count == 2 && parts.TryGetValue(2, out var rows)
            && parts.TryGetValue(3, out var columns))
            return Cropped(node, value, rows.Start, value.Dims[1] - rows.Start - rows.Length, columns.Start,
                value.Dims[2] - columns.Start - columns.Length);
        foreach (var (axis, (start, length)) in parts)
            if (length != value.Dims[axis - 1]) value = Sliced(node, value, axis, start, length, null);
        return value;
    }

    private static (int Start, int Length) Part(long start, long end, int extent)
    {
        int At(long place) => (int)Math.Clamp(place < 0 ? place + extent : place, 0, extent);
        return (At(start), At(end) - At(start));
    }

    /// <summary>Neighbouring elements along an axis of ONNX's; the kind is the layer's, if it is not that of any slice.</summary>
    private ImportedValue Sliced(OnnxNode node, ImportedValue value, int axis, int start, int length, string? kind)
    {
        int rank = value.Node.Shape.Length, ours = value.IsVector ? 1 : !value.IsFirst ? axis : axis == 1 ? rank : axis - 1;
        int[] shape = [.. value.Node.Shape], dims = [.. value.Dims];
        (shape[ours - 1], dims[axis - 1]) = (length, length);
        return value with
        {
            Dims = dims,
            Node = Add(
                new ImportedNode(Operations.Slice, [value.Node], shape, node.Name)
                {
                    Settings = [$"axis={ours}", $"start={start}"],
                    Kind = kind,
                }),
        };
    }

    /// <summary>Every output is a part; those that nothing reads come to nothing later.</summary>
    private void TranslateSplit(OnnxNode node)
    {
        ImportedValue value = InOrder(node, Value(node));
        int rank = value.Dims.Length + 1, axis = (int)node.Int("axis", 0), count = node.Outputs.Count;
        axis = axis < 0 ? axis + rank : axis;
        if (axis < 1 || axis >= rank)
            throw node.Refused($"divides axis {axis} of a {string.Join("×", value.Dims)} value.",
                "A declaration divides the axes of a sample, not the batch.", "axis");
        int extent = value.Dims[axis - 1], each = (extent + count - 1) / count;
        long[] lengths = node.Longs("split") ?? OptionalConstant(node,
            1)?.Integers ?? [.. Enumerable.Range(0, count).Select(i => (long)Math.Min(each, extent - (i * each)))];
        if (lengths.Length != count || lengths.Any(l => l < 1 || l > extent) || lengths.Sum() != extent)
            throw node.Refused(
                $"divides {extent} elements into [{string.Join(", ", lengths.Take(8))}] for {count} outputs.", Damaged, "split");
        string? kind = axis == value.ChannelAxis && lengths.Distinct().Count() == 1 ? "ChannelSplit" : null;
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            values[node.Outputs[i]] = count == 1 ? value : Sliced(node, value, axis, start, (int)lengths[i], kind);
            start += (int)lengths[i];
        }
    }
}
