namespace ModelCompiler.Onnx.Import;

/// <summary>Which operator becomes what.</summary>
internal sealed partial class Translation
{
    private ImportedValue TranslateOperation(OnnxNode node) => node.Operation switch
    {
        "Conv" => Convolution(node),
        "ConvTranspose" => TransposedConvolution(node),
        "Gemm" => Gemm(node),
        "MatMul" => MatMul(node),
        "Add" or "Sum" => Sum(node),
        "Sub" => Difference(node),
        "Mul" => Product(node),
        "Mean" => Joined(node, Operations.Average, Computed(node)),
        "Max" or "Min" => Extremum(node),
        "Concat" => Concatenation(node),
        "BatchNormalization" => Normalization(node),
        "LayerNormalization" => LayerNormalization(node),
        "GroupNormalization" => GroupNormalization(node),
        "InstanceNormalization" => InstanceNormalization(node),
        "Relu" => Elementwise(node, Operations.ReLU),
        "LeakyRelu" => Elementwise(node, Operations.LeakyReLU, Setting("alpha", node.Float("alpha", 0.01f))),
        "Elu" => Elementwise(node, Operations.ELU, Setting("alpha", node.Float("alpha", 1))),
        "Sigmoid" => Elementwise(node, Operations.Sigmoid),
        "Tanh" => Elementwise(node, Operations.Tanh),
        "Softplus" => Elementwise(node, Operations.Softplus),
        "Swish" => Swish(node),
        "Where" when node.Has("threshold") => Elementwise(
            node, Operations.ThresholdedReLU, Setting("alpha", node.Float("slope", 0)), Setting("beta", node.Float("threshold", 0))),
        "ThresholdedRelu" => ThresholdedRectifier(node),
        "HardSwish" => Elementwise(node, Operations.HardSwish),
        "HardSigmoid" => HardSigmoid(node),
        "Gelu" => Elementwise(node, node.Text("approximate", "none") == "tanh" ? Operations.TanhGELU : Operations.GELU),
        "Clip" => Clip(node),
        "PRelu" => LearntRectifier(node),
        "Softmax" => Softmax(node),
        "Identity" or "Cast" => Value(node),
        "Dropout" => Dropout(node),
        "MaxPool" => Pooling(node, Operations.MaxPooling),
        "AveragePool" => Pooling(node, Operations.AveragePooling),
        "GlobalMaxPool" => GlobalPooling(node, Operations.GlobalMaxPooling),
        "GlobalAveragePool" => GlobalPooling(node, Operations.GlobalAveragePooling),
        "ReduceMean" => Reduction(node, Operations.GlobalAveragePooling),
        "ReduceMax" => Reduction(node, Operations.GlobalMaxPooling),
        "LRN" => ResponseNormalization(node),
        "Flatten" => Flatten(node),
        "Reshape" => Reshape(node),
        "Squeeze" => Squeeze(node),
        "Unsqueeze" => Unsqueeze(node),
        "Transpose" => Transpose(node),
        "Pad" => Padding(node),
        "Slice" => Slice(node),
        "DepthToSpace" => DepthToSpace(node),
        "Resize" or "Upsample" => Upsampling(node),
        _ => throw node.Refused(
            "has no counterpart among the layers.",
            $"Export the model without it, end it before this node, or write that part by hand. Operators that are read: {Known}."),
    };

    private const string Known =
        "Conv, ConvTranspose, Gemm, MatMul, Add, Sub, Sum, Mul, Mean, Max, Min, Concat, BatchNormalization, LayerNormalization, "
        + "GroupNormalization, InstanceNormalization, Relu, LeakyRelu, Elu, Sigmoid, Tanh, Softplus, HardSwish, HardSigmoid, Swish, Gelu, "
        + "Clip, PRelu, Softmax, Identity, "
        + "Cast, Dropout, MaxPool, AveragePool, GlobalMaxPool, GlobalAveragePool, ReduceMean, ReduceMax, LRN, Flatten, Reshape, Squeeze, "
        + "Unsqueeze, Transpose, Pad, Slice, Split, DepthToSpace, Resize, Upsample, and "
        + "whatever computes constants";

    private static string Setting(string name, float value) =>
        $"{name}={value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>A function of each element: whatever order they are in stays.</summary>
    private ImportedValue Elementwise(OnnxNode node, string operation, params string[] settings)
    {
        ImportedValue value = Value(node);
        return value with
        {
            Node = Add(new ImportedNode(operation, [value.Node], value.Node.Shape, node.Name) { Settings = [.. settings] }),
        };
    }

    private ImportedValue HardSigmoid(OnnxNode node)
    {
        float alpha = node.Float("alpha", 0.2f), beta = node.Float("beta", 0.5f);
        if (MathF.Abs(alpha - (1f / 6)) > 1e-6f || beta != 0.5f)
            throw node.Refused($"has alpha = {alpha}, beta = {beta}; the layer HardSigmoid is x/6 + 1/2.",
                "Train it with that slope, or end the model before it.", alpha == 0.2f ? "alpha" : "beta");
        return Elementwise(node, Operations.HardSigmoid);
    }

    private ImportedValue Swish(OnnxNode node)
    {
        if (node.Float("alpha", 1) is not 1 and var alpha)
            throw node.Refused(
                $"has alpha = {alpha}; the layer SiLU is x·sigmoid(x).", "Train it with that slope, or end the model before it.", "alpha");
        return Elementwise(node, Operations.SiLU);
    }

    /// <summary>At the threshold itself ONNX's is 0 and ours the threshold, so they are the same at 0 alone.</summary>
    private ImportedValue ThresholdedRectifier(OnnxNode node) => node.Float("alpha", 1) is not 0 and var alpha
        ? throw node.Refused($"has alpha = {alpha}; it is 0 at its threshold, where [ReLU(Threshold = {alpha})] is {alpha}.",
            "Use that layer, or another activation.", "alpha")
        : Elementwise(node, Operations.ReLU);

    private ImportedValue Clip(OnnxNode node)
    {
        float Bound(string name, int input, float otherwise) => node.Has(name) ? node.Float(name, otherwise)
            : input < node.Inputs.Count && node.Inputs[input].Length > 0 ? Floats(node, input, name).Floats![0]
            : otherwise;
        float least = Bound("min", 1, float.NegativeInfinity), greatest = Bound("max", 2, float.PositiveInfinity);
        if (least <= float.MinValue) least = float.NegativeInfinity;
        if (greatest >= float.MaxValue) greatest = float.PositiveInfinity;
        if (float.IsInfinity(least) && float.IsInfinity(greatest))
            return Value(node);
        return Clipped(node, Value(node), least, greatest);
    }

    private ImportedValue Clipped(OnnxNode node, ImportedValue value, float least, float greatest)
    {
        // Some write ReLU6 as a ReLU and a bound.
        if (!IsOurs && value.Node.Operation == Operations.ReLU && least <= 0 && greatest > 0)
            (value, least) = (value with { Node = value.Node.Inputs[0] }, 0);
        bool rectifies = least == 0 && float.IsPositiveInfinity(greatest);
        List<string> settings = rectifies ? [] : [Setting("alpha", least), Setting("beta", greatest)];
        return value with
        {
            Node = Add(new ImportedNode(rectifies ? Operations.ReLU : Operations.Clip, [value.Node], value.Node.Shape, node.Name)
            {
                Settings = settings,
            }),
        };
    }

    private ImportedValue LearntRectifier(OnnxNode node)
    {
        ImportedValue value = InOrder(node, Value(node));
        OnnxTensor slope = Floats(node, 1, "slope");
        int rank = value.Dims.Length;
        int[] dims = slope.Dims.Length <= rank ? [.. Enumerable.Repeat(1, rank - slope.Dims.Length), .. slope.Dims] : slope.Dims[^rank..];
        bool fits = slope.Length == Axes.Count(dims) && dims.Zip(value.Dims).All(p => p.First == 1 || p.First == p.Second);
        if (!fits || (value.IsVector && rank > 1))
            throw node.Refused($"has a slope [{string.Join(", ", slope.Dims)}] on a {string.Join("×", value.Dims)} value.",
                "Give it one slope for each channel or each element.");
        int[] ours = value.IsFirst && rank > 1 ? [.. dims.Skip(1), dims[0]] : dims;
        int[] shared = [.. Enumerable.Range(1, rank).Where(a => ours[a - 1] == 1 && value.Node.Shape[a - 1] != 1)];
        float[] slopes = value.IsFirst && rank > 1 ? Axes.Permuted(slope.Floats, dims, [.. Enumerable.Range(1, rank - 1), 0])
            : slope.Floats!;
        ImportedNode made = new(Operations.PReLU, [value.Node], value.Node.Shape, node.Name)
        {
            Settings = shared.Length == 0 ? [] : [$"shared={string.Join(",", shared)}"],
        };
        made.Weights.Add(("alpha", ours, slopes));
        return value with { Node = Add(made) };
    }

    private ImportedValue Dropout(OnnxNode node)
    {
        float rate = node.Has("ratio") ? node.Float("ratio", 0.5f) : OptionalConstant(node, 1) is { Floats: [var ratio, ..] } ? ratio
            : 0.5f;
        return rate is > 0 and < 1 ? Elementwise(node, Operations.Dropout, Setting("rate", rate)) : Value(node);
    }

    private ImportedValue Softmax(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int rank = value.Dims.Length + 1, axis = (int)node.Int("axis", opset < 13 ? 1 : -1);
        axis = axis < 0 ? axis + rank : axis;
        if (!value.IsVector && opset >= 13) value = axis == 1 ? AsFirst(node, value) : axis == rank - 1 ? AsLast(node, value) : value;
        // Before version 13 it ran over all axes from this one on.
        bool all = opset < 13 && axis == 1 && value.Dims.Count(e => e != 1) > 1 && !value.IsVector;
        if (axis != value.ChannelAxis || all)
            throw node.Refused(
                $"runs along axis {axis} of a {string.Join("×", value.Dims)} value; a declaration runs it along the channels.",
                "Export it along the channels.", "axis");
        // Of a vector in another order the probabilities are in that order, too.
        return value with { Node = Add(new ImportedNode(Operations.Softmax, [value.Node], value.Node.Shape, node.Name)) };
    }

    private ImportedValue Concatenation(OnnxNode node)
    {
        ImportedValue[] inputs = [.. node.Inputs.Select((_, i) => InOrder(node, Value(node, i)))];
        int rank = inputs[0].Dims.Length + 1, axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + rank : axis;
        inputs = [.. inputs.Select(i => axis == 1 ? AsFirst(node, i) : axis == rank - 1 ? AsLast(node, i) : i)];
        ImportedValue first = inputs[0];
        foreach (ImportedValue input in inputs)
        {
            if (input.IsFirst != first.IsFirst || input.Dims.Length != first.Dims.Length || axis != input.ChannelAxis
                || input.Node.Shape.Length != first.Node.Shape.Length
                || !input.Node.Shape.SkipLast(1).SequenceEqual(first.Node.Shape.SkipLast(1)))
                throw node.Refused(
                    $"joins along axis {axis}; a declaration joins values of one layout along their channels.", "Export it so.", "axis");
        }

        int[] shape = [.. first.Node.Shape.SkipLast(1), inputs.Sum(i => i.Node.Shape[^1])];
        int[] dims = [.. first.Dims];
        dims[axis - 1] = shape[^1];
        return first with
        {
            Dims = dims,
            Node = Add(new ImportedNode(Operations.Concatenate, [.. inputs.Select(i => i.Node)], shape, node.Name)),
        };
    }

    /// <summary>
    /// The value as a map or sequence with its channels first. A vector that ONNX sees as one of these, all axes but one of extent 1,
    /// becomes it.
    /// </summary>
    private ImportedValue Map(OnnxNode node, ImportedValue value)
    {
        value = InOrder(node, value);
        if (value.IsVector && value.Dims.Length is 2 or 3)
        {
            int[] shape = [.. value.Dims.Skip(1), value.Dims[0]];
            return new ImportedValue(Add(new ImportedNode(Operations.Reshape, [value.Node], shape, node.Name)), value.Dims, IsFirst: true);
        }

        if (value.IsVector || value.Dims.Length is not (2 or 3))
            throw node.Refused($"reads a value of the shape {string.Join("×", value.Dims)}; a sequence or map with channels was expected.",
                "Export it for sequences or maps.");
        return AsFirst(node, value);
    }
}
