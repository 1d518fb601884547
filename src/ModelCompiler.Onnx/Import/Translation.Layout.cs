using ModelCompiler.Onnx.Export;

namespace ModelCompiler.Onnx.Import;

/// <summary>Operators that move nothing, or axes only.</summary>
internal sealed partial class Translation
{
    private ImportedValue Flatten(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int axis = (int)node.Int("axis", 1);
        if (axis != 1 && axis != -value.Dims.Length)
            throw node.Refused($"flattens from axis {axis} on.", "A declaration flattens samples: axis 1.", "axis");
        return Flattened(node, value);
    }

    private ImportedValue Flattened(OnnxNode node, ImportedValue value)
    {
        int length = Axes.Count(value.Dims);
        if (value.IsVector)
            return value with { Dims = [length] };
        bool turns = value.IsFirst && value.Dims[0] > 1 && value.Dims.Skip(1).Any(e => e > 1);
        ImportedNode made = nodes.LastOrDefault(n => n.Operation == Operations.Reshape && n.Inputs[0] == value.Node
            && n.Shape.Length == 1) ?? Add(new(Operations.Reshape, [value.Node], [length], node.Name));
        return new ImportedValue(made, [length], IsFirst: false, turns ? value.Node.Shape : null);
    }

    private ImportedValue Reshape(OnnxNode node)
    {
        ImportedValue value = Value(node);
        long[]? shape = node.Longs("shape") ?? OptionalConstant(node, 1)?.Integers;
        if (shape is null || shape.Length < 2 || shape.Count(e => e == -1) > 1)
            throw node.Refused("reshapes to a shape that is computed, or of fewer than two axes.", "Export it with a constant shape.");
        return Reshaped(node, value, Target(node, value, shape));
    }

    /// <summary>The new extents behind the batch.</summary>
    private int[] Target(OnnxNode node, ImportedValue value, long[] shape)
    {
        long count = value.Dims.Aggregate(1L, (a, b) => a * b);
        long[] rest = [.. shape.Skip(1).Select((e, i) => e == 0 ? i < value.Dims.Length ? value.Dims[i] : -2 : e)];
        long known = rest.Where(e => e != -1).Aggregate(1L, (a, b) => a * b);
        // A first extent of a number is the batch that the file was exported with.
        bool batch = shape[0] is 0 or -1 or OnnxTensor.Batch or >= 1;
        if (!batch || rest.Any(e => e is < -1 or 0 or > int.MaxValue) || known <= 0 || known > int.MaxValue || count % known != 0
            || (!rest.Contains(-1) && known != count))
            throw node.Refused(
                $"reshapes {string.Join("×", value.Dims)} to "
                    + $"[{string.Join(", ", shape.Take(8).Select(e => e == OnnxTensor.Batch ? "batch" : $"{e}"))}].",
                "A declaration reshapes samples and leaves the batch alone.");
        return [.. rest.Select(e => (int)(e == -1 ? count / known : e))];
    }

    /// <summary>
    /// Any shape that a value of ours can have. The numbers stay where they are in ONNX's order: with the channels first that is a
    /// sequence's or map's order in a file, with them last it is ours, and an exchange of axes leads from one to the other.
    /// </summary>
    private ImportedValue Reshaped(OnnxNode node, ImportedValue value, int[] target)
    {
        if (value.Split is not null)
            return PutTogether(node, value, target);
        if (target.SequenceEqual(value.Dims))
            return value;
        // Only maps are normalized in ONNX: what was exported here was one meanwhile.
        if (value.Node is { Operation: Operations.ResponseNormalization, Inputs: [var reshaped] } normalized && IsOurs
            && reshaped is { Operation: Operations.Reshape, Inputs: [var before] } && IsOneLayer(reshaped.Origin, node.Name))
            return new ImportedValue(Add(normalized with { Inputs = [before], Shape = before.Shape }), target, IsFirst: target.Length > 1);
        if (value.TurnedFrom is { } map && target.SequenceEqual(Axes.ChannelsFirst(map)))
            return Restored(node, value, map, target);
        if (Divided(node, value, target) is { } divided)
            return divided;
        if (target.Length == 1)
            return Flattened(node, value);
        value = InOrder(node, value);
        if (value.IsVector && target.Count(e => e != 1) <= 1 && target.Length <= 3)
            return value with { Dims = target };
        if (target.Length > 3)
            throw node.Refused($"reshapes {string.Join("×", value.Dims)} to {string.Join("×", target)}.",
                "A declaration has up to three axes behind the batch.");
        // Channels stay the outermost axis: whatever becomes of the cells.
        if (value is { IsVector: false, IsFirst: true } && target[0] == value.Dims[0])
            return new ImportedValue(
                Add(new ImportedNode(Operations.Reshape, [value.Node], [.. target.Skip(1), target[0]], node.Name)), target, IsFirst: true);
        bool hasOneChannel = value.IsVector && target[0] == 1;
        if (hasOneChannel && !IsOurs && !NextTurns(node, target.Length + 1))
            return new ImportedValue(
                Add(new ImportedNode(Operations.Reshape, [value.Node], [.. target.Skip(1), 1], node.Name)), target, IsFirst: true);
        return new ImportedValue(
            Add(new ImportedNode(Operations.Reshape, [AsLast(node, value).Node], target, node.Name)), target, IsFirst: false);
    }

    /// <summary>A flattened map that becomes the map again.</summary>
    private ImportedValue Restored(OnnxNode node, ImportedValue value, int[] map, int[] target)
    {
        bool direct = value.Node.Operation == Operations.Reshape && value.Node.Inputs[0].Shape.SequenceEqual(map);
        return new ImportedValue(
            direct ? value.Node.Inputs[0] : Add(new ImportedNode(Operations.Reshape, [value.Node], map, node.Name)), target, IsFirst: true);
    }

    /// <summary>Whether all that read the node's value turn channels last into channels first: then it is channels last.</summary>
    private bool NextTurns(OnnxNode node, int rank)
    {
        long[] toFirst = [0, rank - 1, .. Enumerable.Range(1, rank - 2).Select(i => (long)i)];
        var readers = file.Graph.Node.Where(n => n.Input.Contains(node.Outputs[0])).ToList();
        return readers.Count > 0
            && readers.All(n => n.OpType is "Reshape" or "Flatten"
            || (n.OpType == "Transpose" && n.Attribute.FirstOrDefault(a => a.Name == "perm")?.Ints.SequenceEqual(toFirst) == true));
    }

    private ImportedValue Squeeze(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int[] axes = Axis(node, value.Dims.Length + 1) ?? [.. Enumerable.Range(1, value.Dims.Length).Where(a => value.Dims[a - 1] == 1)];
        if (axes.Any(a => a < 1 || a > value.Dims.Length || value.Dims[a - 1] != 1))
            throw node.Refused($"takes away axes [{string.Join(", ", axes)}] of a {string.Join("×", value.Dims)} value.",
                "Only axes of one cell can go, and never the batch.", "axes");
        int[] target = [.. value.Dims.Where((_, i) => !axes.Contains(i + 1))];
        return Reshaped(node, value, target.Length == 0 ? [1] : target);
    }

    private ImportedValue Unsqueeze(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int[]? given = node.Longs("axes")?.Select(a => (int)a).ToArray() ?? OptionalConstant(node,
            1)?.Integers?.Select(a => (int)a).ToArray();
        int rank = value.Dims.Length + 1 + (given?.Length ?? 0);
        int[]? axes = given?.Select(a => a < 0 ? a + rank : a).ToArray();
        if (axes is null || axes.Any(a => a < 1 || a >= rank) || axes.Distinct().Count() != axes.Length || rank > 4)
            throw node.Refused("adds axes that a declaration cannot say.", "Add axes behind the batch, up to a map.", "axes");
        var dims = new Queue<int>(value.Dims);
        return Reshaped(node, value, [.. Enumerable.Range(1, rank - 1).Select(i => axes.Contains(i) ? 1 : dims.Dequeue())]);
    }

    private ImportedValue Transpose(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int rank = value.Dims.Length + 1;
        long[] perm = node.Longs("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(i => (long)i)];
        if (perm.Length != rank || !perm.Order().SequenceEqual(Enumerable.Range(0, rank).Select(i => (long)i)))
            throw node.Refused($"has perm = [{string.Join(", ", perm.Take(8))}] on {rank} axes.", Damaged, "perm");
        if (perm[0] != 0)
            throw node.Refused($"has perm = [{string.Join(", ", perm)}], which moves the batch.",
                "A declaration computes each sample by itself.", "perm");
        if (value.Split is not null)
            return Exchanged(value, [.. perm.Skip(1).Select(p => (int)p - 1)]);
        int[] dims = [.. perm.Skip(1).Select(p => value.Dims[p - 1])];
        if (perm.SequenceEqual(Enumerable.Range(0, rank).Select(i => (long)i)) || value.IsVector)
            return value with { Dims = dims };
        bool toFirst = perm.SequenceEqual([0, rank - 1, .. Enumerable.Range(1, rank - 2).Select(i => (long)i)]),
            toLast = perm.SequenceEqual([0, .. Enumerable.Range(2, rank - 2).Select(i => (long)i), 1]);
        // With two axes there is one exchange, which is both.
        bool isLayer = IsOurs && node.Documentation == GraphExporter.PermuteLayer;
        if (!isLayer && ((toFirst && !value.IsFirst) || (toLast && value.IsFirst)))
            return value with { Dims = dims, IsFirst = !value.IsFirst };
        // Any other order of the axes is a layer of its own.
        int[] order = [.. Enumerable.Range(1, rank - 1).Select(axis => OurAxis((int)perm[OnnxAxis(axis, value)], value))];
        return value with { Dims = dims, Node = Permuted(node, value.Node, order) };
    }

    /// <summary>Where ONNX has an axis of ours (from 1, channels last), and the other way round; the batch is axis 0.</summary>
    private static int OnnxAxis(int axis, ImportedValue value) => !value.IsFirst ? axis : axis == value.Dims.Length ? 1 : axis + 1;

    private static int OurAxis(int axis, ImportedValue value) => !value.IsFirst ? axis : axis == 1 ? value.Dims.Length : axis - 1;
}
