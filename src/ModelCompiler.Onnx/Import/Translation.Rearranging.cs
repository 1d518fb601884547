namespace ModelCompiler.Onnx.Import;

/// <summary>Values brought to the layout that an operator needs, and axes that are divided, exchanged and put together again.</summary>
internal sealed partial class Translation
{
    private static string List(IEnumerable<int> numbers) => string.Join(",", numbers);

    /// <summary>
    /// A map or sequence with its channels first: if ONNX has them elsewhere, its first axis becomes that of the channels.
    /// </summary>
    private ImportedValue AsFirst(OnnxNode node, ImportedValue value) => value.IsFirst || value.IsVector ? value
        : value with { IsFirst = true, Node = Permuted(node, value.Node, [.. Enumerable.Range(2, value.Dims.Length - 1), 1]) };

    /// <summary>A map or sequence with its channels last: if ONNX has them first, its last axis becomes that of the channels.</summary>
    private ImportedValue AsLast(OnnxNode node, ImportedValue value) => !value.IsFirst || value.IsVector ? value
        : value with
        {
            IsFirst = false,
            Node = Permuted(node, value.Node, [value.Dims.Length, .. Enumerable.Range(1, value.Dims.Length - 1)]),
        };

    private ImportedNode Permuted(OnnxNode node, ImportedNode of, int[] axes) =>
        Add(new ImportedNode(Operations.Permute, [of], [.. axes.Select(a => of.Shape[a - 1])], node.Name)
        {
            Settings = [$"axes={List(axes)}"],
        });

    /// <summary>
    /// A vector in our order. Of a map that was flattened with its channels first that is the other order of a matrix of cells and
    /// channels.
    /// </summary>
    private ImportedValue InOrder(OnnxNode node, ImportedValue value) => value.TurnedFrom is not { } map ? value
        : value with { TurnedFrom = null, Node = Shuffled(node, value.Node, Axes.Count(map.SkipLast(1))) };

    private ImportedNode Shuffled(OnnxNode node, ImportedNode of, int groups) =>
        Add(new ImportedNode(Operations.ChannelShuffle, [of], of.Shape, node.Name) { Settings = [$"groups={groups}"] });

    /// <summary>
    /// Channels divided into several axes, to be exchanged or normalized in groups; null if the shape is none of that kind.
    /// </summary>
    private ImportedValue? Divided(OnnxNode node, ImportedValue value, int[] target)
    {
        if (value.TurnedFrom is not null || (!value.IsVector && !value.IsFirst)) return null;
        int[] cells = value.Dims[1..];
        bool exchanges = target.Length > value.Dims.Length && target[(target.Length - cells.Length)..].SequenceEqual(cells)
            && (target.Length > 3 || Reads(node, "Transpose", [0, 2, 1, 3]));
        bool groups = target.Length >= 2 && target[0] > 0 && value.Dims[0] % target[0] == 0 && Reads(node, "InstanceNormalization", null);
        return exchanges || groups
            ? value with { Dims = target, Split = new SplitAxes(value, target, [.. Enumerable.Range(0, target.Length)]) }
            : null;
    }

    /// <summary>Whether one node alone reads the value, and is of this kind.</summary>
    private bool Reads(OnnxNode node, string operation, long[]? perm)
    {
        var readers = file.Graph.Node.Where(n => n.Input.Contains(node.Outputs[0])).Take(2).ToList();
        return readers is [var reader] && reader.OpType == operation && (perm is null
            || reader.Attribute.FirstOrDefault(a => a.Name == "perm")?.Ints.SequenceEqual(perm) == true);
    }

    private static ImportedValue Exchanged(ImportedValue value, int[] order) =>
        value with
        {
            Dims = [.. order.Select(o => value.Dims[o])],
            Split = value.Split! with { Order = [.. order.Select(o => value.Split.Order[o])] },
        };

    /// <summary>Divided axes put together: the value as it was, a shuffle of channels, or cells made of channels.</summary>
    private ImportedValue PutTogether(OnnxNode node, ImportedValue value, int[] target)
    {
        var (source, extents, order) = value.Split!;
        bool unchanged = target.SequenceEqual(source.Dims) || (source.IsVector && target.Length == 1),
            same = order.SequenceEqual(Enumerable.Range(0, order.Length));
        if (unchanged && same) return source;
        if (unchanged && order is [1, 0, ..] && order.Skip(2).SequenceEqual(Enumerable.Range(2, order.Length - 2))
            && extents[0] * extents[1] == source.Dims[0])
            return source with { Dims = target, Node = Shuffled(node, source.Node, extents[0]) };
        if (source.IsFirst && extents is [var a, var b, var c, var height, var width] && target is [var channels, var rows, var columns])
        {
            bool crd = order is [0, 3, 1, 4, 2] && b == c && channels == a, dcr = order is [2, 3, 0, 4, 1] && a == b && channels == c;
            int factor = crd ? b : a;
            if ((crd || dcr) && rows == height * factor && columns == width * factor) return Enlarged(node, source, factor, dcr);
        }

        throw node.Refused(
            $"puts the axes {string.Join("×", extents)} together in the order [{string.Join(", ", order)}] as {string.Join("×", target)}.",
            "Channels can be shuffled in groups ([ChannelShuffle]) or become cells of a larger map ([PixelShuffle]); "
                + "export the model with one of these.");
    }

    /// <summary>
    /// Channels become rows and columns. Where those of a cell stand side by side for all channels (DCR), channels are shuffled before.
    /// </summary>
    private ImportedValue Enlarged(OnnxNode node, ImportedValue value, int factor, bool cellsFirst)
    {
        int cells = factor * factor, channels = value.Dims[0] / cells;
        int[] dims = [channels, value.Dims[1] * factor, value.Dims[2] * factor];
        ImportedNode from = cellsFirst && channels > 1 && cells > 1 ? Shuffled(node, value.Node, cells) : value.Node;
        return new ImportedValue(Add(
            new ImportedNode(Operations.PixelShuffle, [from], [dims[1], dims[2], channels], node.Name) { Settings = [$"factor={factor}"] }),
            dims, IsFirst: true);
    }

    private ImportedValue DepthToSpace(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        long factor = node.Int("blocksize", 0);
        string mode = node.Text("mode", "DCR");
        if (value.Dims.Length != 3 || factor is < 1 or > 1 << 10 || value.Dims[0] % (factor * factor) != 0)
            throw node.Refused($"has blocksize = {factor} on {string.Join("×", value.Dims)}.", Damaged, "blocksize");
        return mode is "DCR" or "CRD" ? Enlarged(node, value, (int)factor,
            mode == "DCR") : throw node.Refused($"has mode = '{TensorDecoder.Shown(mode)}'.", "DCR and CRD are known.", "mode");
    }
}
