namespace ModelCompiler.Onnx.Import;

/// <summary>Sums and products, of values and with constants.</summary>
internal sealed partial class Translation
{
    private ImportedValue Sum(OnnxNode node)
    {
        ImportedValue[] computed = [.. node.Inputs.Select(i => values.GetValueOrDefault(i)).OfType<ImportedValue>()];
        if (computed.Length == node.Inputs.Count && node.Operation != "Sub")
            return Joined(node, Operations.Add, computed);
        if (node.Inputs.Count != 2 || computed.Length != 1 || (node.Operation == "Sub" && !values.ContainsKey(node.Inputs[0])))
            throw node.Refused("joins values in a way that a declaration cannot say.", "Write it as a sum of values, or of a value and a constant.");
        int at = values.ContainsKey(node.Inputs[0]) ? 1 : 0;
        OnnxTensor constant = Floats(node, at, "constant");
        return AddConstant(node, computed[0], node.Operation == "Sub" ? constant with { Floats = [.. constant.Floats!.Select(f => -f)] } : constant);
    }

    private ImportedValue Joined(OnnxNode node, string operation, ImportedValue[] inputs)
    {
        ImportedValue first = inputs[0];
        if (inputs.Any(i => !i.Dims.SequenceEqual(first.Dims) || !i.Node.Shape.SequenceEqual(first.Node.Shape) || i.IsFirst != first.IsFirst || (i.TurnedFrom is null) != (first.TurnedFrom is null)))
            throw node.Refused($"joins values of the shapes {string.Join(" and ", inputs.Select(i => string.Join("×", i.Dims)))}; a declaration joins values of one shape and layout.", "Bring them to one shape first.");
        return first with { Node = Add(new ImportedNode(operation, [.. inputs.Select(i => i.Node)], first.Node.Shape, node.Name)) };
    }

    /// <summary>A constant behind a kernel, one number for each channel, is its bias; any other is a bias for each place.</summary>
    private ImportedValue AddConstant(OnnxNode node, ImportedValue value, OnnxTensor constant)
    {
        if (constant.Floats is [0])
            return value;
        int[] dims = constant.Dims.Length == value.Dims.Length + 1 && constant.Dims[0] == 1 ? constant.Dims[1..] : constant.Dims;
        bool fits = dims.Length <= value.Dims.Length && dims.Reverse().Zip(value.Dims.Reverse()).All(p => p.First == 1 || p.First == p.Second);
        if (!fits)
            throw node.Refused($"adds a [{string.Join(", ", constant.Dims)}] constant to a {string.Join("×", value.Dims)} value.", "Add a constant of the value's own shape.");
        int[] aligned = [.. Enumerable.Repeat(1, value.Dims.Length - dims.Length), .. dims];
        int channel = value.ChannelAxis - 1;
        if (aligned.Where((e, i) => i != channel && e != 1).All(_ => false) && value.Node.Operation is Operations.Convolution or Operations.DepthwiseConvolution or Operations.TransposedConvolution or Operations.Dense)
        {
            float[] bias = constant.Length == 1 ? [.. Enumerable.Repeat(constant.Floats![0], value.Node.Shape[^1])] : constant.Floats!;
            return Biased(node, value, InOurOrder(value, bias));
        }

        float[] all = Broadcast(constant.Floats!, aligned, value.Dims);
        if (value.IsFirst && !value.IsVector)
            all = Axes.Permuted(all, value.Dims, [.. Enumerable.Range(1, value.Dims.Length - 1), 0]);
        ImportedNode made = new(Operations.PositionBias, [value.Node], value.Node.Shape, node.Name) { Weights = { ("bias", value.Node.Shape, InOurOrder(value, all)) } };
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
        ImportedValue[] computed = [.. node.Inputs.Select(i => values.GetValueOrDefault(i)).OfType<ImportedValue>()];
        if (computed.Length != 2)
        {
            if (computed.Length == 1 && node.Inputs.Any(i => Constant(i) is { Floats: { } ones } && ones.All(f => f == 1)))
                return computed[0];
            throw node.Refused("multiplies by a constant.", "Multiply the weights before it, or use a batch normalization.");
        }

        var (a, b) = (computed[0], computed[1]);
        // x·sigmoid(x) is written so.
        if (b.Node.Operation == Operations.Sigmoid && b.Node.Inputs[0] == a.Node)
            return a with { Node = Add(new ImportedNode(Operations.SiLU, [a.Node], a.Node.Shape, node.Name)) };
        if (a.Node.Operation == Operations.Sigmoid && a.Node.Inputs[0] == b.Node)
            return b with { Node = Add(new ImportedNode(Operations.SiLU, [b.Node], b.Node.Shape, node.Name)) };
        return Joined(node, Operations.Multiply, computed);
    }
}
