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
        "Add" or "Sum" or "Sub" => Sum(node),
        "Mul" => Product(node),
        "Concat" => Concatenation(node),
        "BatchNormalization" => Normalization(node),
        "Relu" => Elementwise(node, Operations.ReLU),
        "LeakyRelu" => Elementwise(node, Operations.LeakyReLU, Setting("alpha", node.Float("alpha", 0.01f))),
        "Elu" => Elementwise(node, Operations.ELU, Setting("alpha", node.Float("alpha", 1))),
        "Sigmoid" => Elementwise(node, Operations.Sigmoid),
        "Tanh" => Elementwise(node, Operations.Tanh),
        "Softplus" => Elementwise(node, Operations.Softplus),
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
        "Slice" => Cropping(node),
        "Resize" or "Upsample" => Upsampling(node),
        _ => throw node.Refused(
            "has no counterpart among the layers.",
            $"Export the model without it, end it before this node, or write that part by hand. Operators that are read: {Known}."),
    };

    private const string Known =
        "Conv, ConvTranspose, Gemm, MatMul, Add, Sub, Sum, Mul, Concat, BatchNormalization, Relu, LeakyRelu, Elu, Sigmoid, Tanh, Softplus, HardSwish, HardSigmoid, Gelu, Clip, PRelu, Softmax, Identity, "
        + "Cast, Dropout, MaxPool, AveragePool, GlobalMaxPool, GlobalAveragePool, ReduceMean, ReduceMax, LRN, Flatten, Reshape, Squeeze, Unsqueeze, Transpose, Pad, Slice, Resize, Upsample, and "
        + "whatever computes constants";

    private static string Setting(string name, float value) => $"{name}={value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>A function of each element: whatever order they are in stays.</summary>
    private ImportedValue Elementwise(OnnxNode node, string operation, params string[] settings)
    {
        ImportedValue value = Value(node);
        return value with { Node = Add(new ImportedNode(operation, [value.Node], value.Node.Shape, node.Name) { Settings = [.. settings] }) };
    }

    private ImportedValue HardSigmoid(OnnxNode node)
    {
        float alpha = node.Float("alpha", 0.2f), beta = node.Float("beta", 0.5f);
        if (MathF.Abs(alpha - (1f / 6)) > 1e-6f || beta != 0.5f)
            throw node.Refused($"has alpha = {alpha}, beta = {beta}; the layer HardSigmoid is x/6 + 1/2.", "Train it with that slope, or end the model before it.", alpha == 0.2f ? "alpha" : "beta");
        return Elementwise(node, Operations.HardSigmoid);
    }

    private ImportedValue Clip(OnnxNode node)
    {
        float Bound(string name, int input, float otherwise) => node.Has(name) ? node.Float(name, otherwise) : input < node.Inputs.Count && node.Inputs[input].Length > 0 ? Floats(node, input, name).Floats![0] : otherwise;
        float least = Bound("min", 1, float.NegativeInfinity), greatest = Bound("max", 2, float.PositiveInfinity);
        if (least <= float.MinValue) least = float.NegativeInfinity;
        if (greatest >= float.MaxValue) greatest = float.PositiveInfinity;
        if (float.IsInfinity(least) && float.IsInfinity(greatest))
            return Value(node);
        return least == 0 && float.IsPositiveInfinity(greatest) ? Elementwise(node, Operations.ReLU) : Elementwise(node, Operations.Clip, Setting("alpha", least), Setting("beta", greatest));
    }

    private ImportedValue LearntRectifier(OnnxNode node)
    {
        ImportedValue value = Value(node);
        OnnxTensor slope = Floats(node, 1, "slope");
        int rank = value.Dims.Length;
        int[] dims = slope.Dims.Length <= rank ? [.. Enumerable.Repeat(1, rank - slope.Dims.Length), .. slope.Dims] : slope.Dims[^rank..];
        bool fits = slope.Length == Axes.Count(dims) && dims.Zip(value.Dims).All(p => p.First == 1 || p.First == p.Second);
        if (!fits || value.TurnedFrom is not null || (value.IsVector && rank > 1))
            throw node.Refused($"has a slope [{string.Join(", ", slope.Dims)}] on a {string.Join("×", value.Dims)} value.", "Give it one slope for each channel or each element.");
        int[] ours = value.IsFirst && rank > 1 ? [.. dims.Skip(1), dims[0]] : dims;
        int[] shared = [.. Enumerable.Range(1, rank).Where(a => ours[a - 1] == 1 && value.Node.Shape[a - 1] != 1)];
        float[] slopes = value.IsFirst && rank > 1 ? Axes.Permuted(slope.Floats, dims, [.. Enumerable.Range(1, rank - 1), 0]) : slope.Floats!;
        ImportedNode made = new(Operations.PReLU, [value.Node], value.Node.Shape, node.Name) { Settings = shared.Length == 0 ? [] : [$"shared={string.Join(",", shared)}"] };
        made.Weights.Add(("alpha", ours, slopes));
        return value with { Node = Add(made) };
    }

    private ImportedValue Dropout(OnnxNode node)
    {
        float rate = node.Has("ratio") ? node.Float("ratio", 0.5f) : OptionalConstant(node, 1) is { Floats: [var ratio, ..] } ? ratio : 0.5f;
        return rate is > 0 and < 1 ? Elementwise(node, Operations.Dropout, Setting("rate", rate)) : Value(node);
    }

    private ImportedValue Softmax(OnnxNode node)
    {
        ImportedValue value = Value(node);
        int rank = value.Dims.Length + 1, axis = (int)node.Int("axis", opset < 13 ? 1 : -1);
        axis = axis < 0 ? axis + rank : axis;
        // Before version 13 it ran over all axes from this one on.
        bool all = opset < 13 && axis == 1 && value.Dims.Count(e => e != 1) > 1 && !value.IsVector;
        if (value.TurnedFrom is not null || (!value.IsVector && axis != value.ChannelAxis) || (value.IsVector && axis != value.ChannelAxis) || all)
            throw node.Refused($"runs along axis {axis} of a {string.Join("×", value.Dims)} value; a declaration runs it along the channels.", "Export it along the channels.", "axis");
        return Elementwise(node, Operations.Softmax);
    }

    private ImportedValue Concatenation(OnnxNode node)
    {
        ImportedValue[] inputs = [.. node.Inputs.Select((_, i) => Value(node, i))];
        ImportedValue first = inputs[0];
        int rank = first.Dims.Length + 1, axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + rank : axis;
        foreach (ImportedValue input in inputs)
        {
            if (input.TurnedFrom is not null || input.IsFirst != first.IsFirst || input.Dims.Length != first.Dims.Length || axis != input.ChannelAxis || input.Node.Shape.Length != first.Node.Shape.Length)
                throw node.Refused($"joins along axis {axis}; a declaration joins values of one layout along their channels.", "Export it so.", "axis");
        }

        int[] shape = [.. first.Node.Shape.SkipLast(1), inputs.Sum(i => i.Node.Shape[^1])];
        int[] dims = [.. first.Dims];
        dims[axis - 1] = shape[^1];
        return first with { Dims = dims, Node = Add(new ImportedNode(Operations.Concatenate, [.. inputs.Select(i => i.Node)], shape, node.Name)) };
    }

    private ImportedValue Normalization(OnnxNode node)
    {
        ImportedValue value = Value(node);
        node.Require("spatial", 1, "Export it with statistics for each channel.");
        if (node.Int("training_mode", 0) != 0)
            throw node.Refused("is in training mode.", "Export the model for inference (model.eval()).", "training_mode");
        string[] parts = ["gamma", "beta", "moving_mean", "moving_variance"];
        int channels = value.Node.Shape[^1];
        if (!value.IsVector && !value.IsFirst)
            throw node.Refused("normalizes a value whose channels come last in the file.", "Export it with the channels first.");
        ImportedNode made = new(Operations.BatchNormalization, [value.Node], value.Node.Shape, node.Name)
        {
            Settings = [Setting("momentum", node.Float("momentum", 0.9f)), Setting("epsilon", node.Float("epsilon", 1e-5f))],
        };
        for (int i = 0; i < parts.Length; i++)
        {
            OnnxTensor tensor = Floats(node, i + 1, parts[i]);
            if (tensor.Length != channels)
                throw node.Refused($"has {tensor.Length} numbers as its {parts[i]}, but {channels} channels.", Damaged);
            made.Weights.Add((parts[i], [channels], InOurOrder(value, tensor.Floats!)));
        }

        return value with { Node = Add(made) };
    }

    /// <summary>Numbers for each element of a vector, in our order.</summary>
    private static float[] InOurOrder(ImportedValue vector, float[] numbers)
    {
        if (vector.TurnedFrom is not { } map)
            return numbers;
        int rank = map.Length;
        return Axes.Permuted(numbers, Axes.ChannelsFirst(map), [.. Enumerable.Range(1, rank - 1), 0]);
    }

    private ImportedValue ResponseNormalization(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        long size = node.Int("size", 0);
        if (size < 1 || size % 2 == 0 || size > 1 << 20)
            throw node.Refused($"sums over {size} channels; a declaration has as many on either side.", "Use an odd size.", "size");
        return value with
        {
            Node = Add(new ImportedNode(Operations.ResponseNormalization, [value.Node], value.Node.Shape, node.Name)
            {
                Settings = [$"radius={(size - 1) / 2}", Setting("bias", node.Float("bias", 1)), Setting("alpha", node.Float("alpha", 1e-4f) / size), Setting("beta", node.Float("beta", 0.75f))],
            }),
        };
    }

    /// <summary>The value as a map or sequence with its channels first. A vector that ONNX sees as channels of one cell becomes such a map.</summary>
    private ImportedValue Map(OnnxNode node, ImportedValue value)
    {
        if (value.IsVector && value.TurnedFrom is null && value.Dims.Length is 2 or 3 && value.Dims.Skip(1).All(e => e == 1))
        {
            int[] shape = [.. value.Dims.Skip(1), value.Dims[0]];
            return new ImportedValue(Add(new ImportedNode(Operations.Reshape, [value.Node], shape, node.Name)), value.Dims, IsFirst: true);
        }

        if (value.IsVector || value.Dims.Length is not (2 or 3))
            throw node.Refused($"reads a value of the shape {string.Join("×", value.Dims)}; a sequence or map with channels was expected.", "Export it for sequences or maps.");
        return value.IsFirst ? value : throw node.Refused("reads a value whose channels come last in the file.", "Export it with the channels first.");
    }
}
