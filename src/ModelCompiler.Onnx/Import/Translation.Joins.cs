namespace ModelCompiler.Onnx.Import;

/// <summary>Sums and products, of values and with constants.</summary>
internal sealed partial class Translation
{
    private ImportedValue[] Computed(OnnxNode node) => [.. node.Inputs.Select(i => values.GetValueOrDefault(i)).OfType<ImportedValue>()];

    private ImportedValue Sum(OnnxNode node)
    {
        ImportedValue[] computed = Computed(node);
        if (computed.Length == node.Inputs.Count)
            return Joined(node, Operations.Add, computed);
        if (node.Inputs.Count != 2 || computed.Length != 1)
            throw node.Refused(
                "joins values in a way that a declaration cannot say.", "Write it as a sum of values, or of a value and a constant.");
        return AddConstant(node, computed[0], Floats(node, values.ContainsKey(node.Inputs[0]) ? 1 : 0, "constant"));
    }

    private ImportedValue Difference(OnnxNode node)
    {
        ImportedValue[] computed = Computed(node);
        if (computed.Length == 2)
            return Joined(node, Operations.Subtract, computed);
        if (computed.Length != 1 || !values.ContainsKey(node.Inputs[0]))
            throw node.Refused("takes a value from a constant.", "Write it as a value less another one, or less a constant.");
        OnnxTensor constant = Floats(node, 1, "constant");
        return AddConstant(node, computed[0], constant with { Floats = [.. constant.Floats!.Select(f => -f)] });
    }

    /// <summary>Of values, or of a value and a number.</summary>
    private ImportedValue Extremum(OnnxNode node)
    {
        ImportedValue[] computed = Computed(node);
        if (computed.Length == node.Inputs.Count)
            return Joined(node, node.Operation == "Max" ? Operations.Maximum : Operations.Minimum, computed);
        if (node.Inputs.Count != 2 || computed.Length != 1
            || Floats(node, values.ContainsKey(node.Inputs[0]) ? 1 : 0, "bound") is not { Floats: [var bound] })
            throw node.Refused("compares values with constants that differ from element to element.",
                "Compare values with values, or with a single number.");
        return node.Operation == "Max" ? Clipped(node, computed[0], bound, float.PositiveInfinity)
            : Clipped(node, computed[0], float.NegativeInfinity, bound);
    }

    /// <summary>
    /// Values element by element; those with extents of 1 are repeated. Products of three values and more come two by two.
    /// </summary>
    private ImportedValue Joined(OnnxNode node, string operation, ImportedValue[] inputs)
    {
        if (inputs.Length == 1) return inputs[0];
        int rank = inputs.Max(i => i.Dims.Length);
        bool turnedAlike = inputs.All(i => i.TurnedFrom is { } map && inputs[0].TurnedFrom is { } other && map.SequenceEqual(other));
        if (!turnedAlike) inputs = [.. inputs.Select(i => InOrder(node, i))];
        var maps = inputs.Where(i => !i.IsVector).ToList();
        bool first = maps.Any(m => m.IsFirst) && (maps.Any(m => !m.IsFirst) || maps[0].IsFirst);
        int[] dims = [.. Enumerable.Range(0, rank).Select(axis => inputs.Where(i => i.Dims.Length == rank).Max(i => i.Dims[axis]))];
        if (inputs.Any(i => i.Dims.Length != rank || i.Dims.Zip(dims).Any(d => d.First != d.Second && d.First != 1)))
            throw node.Refused($"joins values of the shapes {string.Join(" and ", inputs.Select(i => string.Join("×", i.Dims)))}.",
                "A declaration joins values of one shape, or with extents of 1, and of as many axes.");
        if (maps.Count > 0) inputs = [.. inputs.Select(i => Beside(node, i, first))];
        int[] shape = maps.Count == 0 ? [Axes.Count(dims)] : first ? [.. dims.Skip(1), dims[0]] : dims;
        if (maps.Count == 0 && shape[0] != inputs.Max(i => i.Node.Shape[0]))
            throw node.Refused(
                $"joins vectors along different axes to {string.Join("×", dims)}.", "A declaration joins vectors element by element.");
        ImportedNode[] joined = [.. Continued(node, operation, inputs[0].Node) ? inputs[0].Node.Inputs : [inputs[0].Node],
            .. inputs.Skip(1).Select(i => i.Node)];
        return new ImportedValue(
            Add(new ImportedNode(operation, joined, shape, node.Name)), dims, first, turnedAlike ? inputs[0].TurnedFrom : null);
    }

    /// <summary>A value in the layout of the maps that it meets. Where a vector's numbers lie along the channels it may stay one.</summary>
    private ImportedValue Beside(OnnxNode node, ImportedValue value, bool first)
    {
        if (!value.IsVector) return first ? AsFirst(node, value) : AsLast(node, value);
        int[] shape = first ? [.. value.Dims.Skip(1), value.Dims[0]] : value.Dims;
        return shape.SkipLast(1).All(e => e == 1) ? value
            : value with { Node = Add(new ImportedNode(Operations.Reshape, [value.Node], shape, node.Name)) };
    }

    /// <summary>Whether an exported layer of several values goes on here: its nodes have one name and a number.</summary>
    private bool Continued(OnnxNode node, string operation, ImportedNode before) =>
        IsOurs && before.Operation == operation && operation == Operations.Multiply && IsOneLayer(before.Origin, node.Name);

    /// <summary>Whether two nodes of an exported file are of one layer: their names are its own, and from the second on a number.</summary>
    private static bool IsOneLayer(string first, string second) => second.Contains(':') && Layer(first) == Layer(second);

    private static string Layer(string node) => node.LastIndexOf(':') is > 0 and var at ? node[..at] : node;

    /// <summary>A constant behind a kernel, one number for each channel, is its bias; any other is a bias for each place.</summary>
    private ImportedValue AddConstant(OnnxNode node, ImportedValue value, OnnxTensor constant)
    {
        if (constant.Floats is [0])
            return value;
        if (Joined(node, value, constant, "beta") is { } shifted)
            return shifted;
        int[] dims = constant.Dims.Length == value.Dims.Length + 1 && constant.Dims[0] == 1 ? constant.Dims[1..] : constant.Dims;
        bool fits = dims.Length <= value.Dims.Length
            && dims.Reverse().Zip(value.Dims.Reverse()).All(p => p.First == 1 || p.First == p.Second);
        if (!fits)
            throw node.Refused($"adds a [{string.Join(", ", constant.Dims)}] constant to a {string.Join("×", value.Dims)} value.",
                "Add a constant of the value's own shape.");
        int[] aligned = [.. Enumerable.Repeat(1, value.Dims.Length - dims.Length), .. dims];
        int channel = value.ChannelAxis - 1;
        if (aligned.Where((e, i) => i != channel && e != 1).All(_ => false) && value.Node.Operation
            is Operations.Convolution or Operations.DepthwiseConvolution or Operations.TransposedConvolution or Operations.Dense)
        {
            float[] bias = constant.Length == 1 ? [.. Enumerable.Repeat(constant.Floats![0], value.Node.Shape[^1])] : constant.Floats!;
            return Biased(node, value, InOurOrder(value, bias));
        }

        float[] all = Broadcast(constant.Floats!, aligned, value.Dims);
        if (value.IsFirst && !value.IsVector)
            all = Axes.Permuted(all, value.Dims, [.. Enumerable.Range(1, value.Dims.Length - 1), 0]);
        ImportedNode made = new(Operations.PositionBias, [value.Node], value.Node.Shape, node.Name)
        {
            Weights = { ("bias", value.Node.Shape, InOurOrder(value, all)) },
        };
        return value with { Node = Add(made) };
    }

    private static float[] Broadcast(float[] numbers, int[] from, int[] to)
    {
        var result = new float[Axes.Count(to)];
        for (int i = 0; i < result.Length; i++)
        {
            int rest = i, at = 0, stride = 1;
            for (int axis = to.Length - 1; axis >= 0; axis--)
            {
                int index = rest % to[axis];
                rest /= to[axis];
                if (from[axis] != 1) at += index * stride;
                stride *= from[axis];
            }

            result[i] = numbers[at];
        }

        return result;
    }

    private ImportedValue Product(OnnxNode node)
    {
        ImportedValue[] computed = Computed(node);
        if (computed.Length != 2)
        {
            OnnxTensor? constant = computed.Length == 1 ? node.Inputs.Select(Constant).FirstOrDefault(c => c?.Floats is not null) : null;
            if (constant is not null && constant.Floats!.All(f => f == 1))
                return computed[0];
            return (constant is null ? null : Joined(node, computed[0], constant, "gamma"))
                ?? throw node.Refused("multiplies by a constant.", "Multiply the weights before it, or use a batch normalization.");
        }

        var (a, b) = (computed[0], computed[1]);
        return Gated(node, a, b) ?? Gated(node, b, a) ?? Joined(node, Operations.Multiply, computed);
    }

    /// <summary>x·sigmoid(x) and x·hardsigmoid(x) are written so.</summary>
    private ImportedValue? Gated(OnnxNode node, ImportedValue value, ImportedValue gate)
    {
        string? operation =
            gate.Node.Operation switch { Operations.Sigmoid => Operations.SiLU, Operations.HardSigmoid => Operations.HardSwish, _ => null };
        return operation is not null && gate.Node.Inputs[0] == value.Node
            ? value with { Node = Add(new ImportedNode(operation, [value.Node], value.Node.Shape, node.Name)) }
            : null;
    }
}
