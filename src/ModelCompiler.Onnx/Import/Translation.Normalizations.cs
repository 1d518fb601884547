using ModelCompiler.Onnx.Export;

namespace ModelCompiler.Onnx.Import;

/// <summary>Normalizations.</summary>
internal sealed partial class Translation
{
    private ImportedValue Normalization(OnnxNode node)
    {
        ImportedValue value = AsFirst(node, Value(node));
        node.Require("spatial", 1, "Export it with statistics for each channel.");
        if (node.Int("training_mode", 0) != 0)
            throw node.Refused("is in training mode.", "Export the model for inference (model.eval()).", "training_mode");
        string[] parts = ["gamma", "beta", "moving_mean", "moving_variance"];
        ImportedNode made = new(Operations.BatchNormalization, [value.Node], value.Node.Shape, node.Name)
        {
            Settings = [Setting("momentum", node.Float("momentum", 0.9f)), Setting("epsilon", node.Float("epsilon", 1e-5f))],
        };
        for (int i = 0; i < parts.Length; i++) AddChannelwise(node, made, value, i + 1, parts[i]);
        return value with { Node = Add(made) };
    }

    /// <summary>By the statistics of each cell's channels: of the last axis alone.</summary>
    private ImportedValue LayerNormalization(OnnxNode node)
    {
        ImportedValue value = AsLast(node, InOrder(node, Value(node)));
        int rank = value.Dims.Length + 1, axis = (int)node.Int("axis", -1);
        axis = axis < 0 ? axis + rank : axis;
        if (axis < 1 || axis != value.ChannelAxis || value.Dims.Skip(axis).Any(e => e != 1))
            throw node.Refused($"normalizes the axes from {axis} on of a {string.Join("×", value.Dims)} value.",
                "A declaration normalizes the channels of each cell: the last axis.", "axis");
        ImportedNode made = new(Operations.LayerNormalization, [value.Node], value.Node.Shape, node.Name)
        {
            Settings = [Setting("epsilon", node.Float("epsilon", 1e-5f))],
        };
        if (node.Inputs.Count > 1) AddChannelwise(node, made, value, 1, "gamma");
        if (node.Inputs.Count > 2 && node.Inputs[2].Length > 0) AddChannelwise(node, made, value, 2, "beta");
        return value with { Node = Add(made) };
    }

    /// <summary>Until version 21 a scale and a shift for each group instead of each channel.</summary>
    private ImportedValue GroupNormalization(OnnxNode node)
    {
        ImportedValue value = AsFirst(node, InOrder(node, Value(node)));
        int channels = value.Node.Shape[^1];
        long groups = node.Int("num_groups", 0);
        if (groups < 1 || channels % groups != 0)
            throw node.Refused($"has num_groups = {groups} for {channels} channels.", Damaged, "num_groups");
        ImportedNode made = Grouped(node, value.Node, (int)groups);
        int repeat = opset < 21 ? (int)(channels / groups) : 1;
        AddChannelwise(node, made, value, 1, "gamma", repeat);
        AddChannelwise(node, made, value, 2, "beta", repeat);
        return value with { Node = Add(made) };
    }

    private static ImportedNode Grouped(OnnxNode node, ImportedNode of, int groups) =>
        new(Operations.GroupNormalization, [of], of.Shape, node.Name)
        {
            Settings = [$"groups={groups}", Setting("epsilon", node.Float("epsilon", 1e-5f))],
        };

    /// <summary>A group for each channel; or, of channels divided into groups, the normalization of these, as PyTorch writes it.</summary>
    private ImportedValue InstanceNormalization(OnnxNode node)
    {
        ImportedValue value = InOrder(node, Value(node));
        if (value.Split is { Source: var source, Extents: [var groups, ..] })
        {
            if (Floats(node, 1, "scale").Floats!.Any(f => f != 1) || Floats(node, 2, "shift").Floats!.Any(f => f != 0))
                throw node.Refused("scales groups of channels as a whole.",
                    "A declaration scales each channel: let a product and a sum behind it do that.");
            return value with { Split = value.Split with { Source = source with { Node = Add(Grouped(node, source.Node, groups)) } } };
        }

        value = Map(node, value);
        ImportedNode made = Grouped(node, value.Node, value.Node.Shape[^1]);
        AddChannelwise(node, made, value, 1, "gamma");
        AddChannelwise(node, made, value, 2, "beta");
        return value with { Node = Add(made) };
    }

    /// <summary>Numbers for each channel. Some files must give them where a layer has none, and say so by their name.</summary>
    private void AddChannelwise(OnnxNode node, ImportedNode made, ImportedValue value, int input, string part, int repeat = 1)
    {
        OnnxTensor tensor = Floats(node, input, part);
        int channels = made.Shape[^1];
        if (tensor.Length * (long)repeat != channels)
            throw node.Refused($"has {tensor.Length} numbers as its {part}, but {channels} channels.", Damaged);
        string name = node.Inputs[input];
        if (IsOurs && (name.EndsWith(GraphExporter.NoScale, StringComparison.Ordinal)
            || name.EndsWith(GraphExporter.NoShift, StringComparison.Ordinal)))
            return;
        float[] numbers = repeat == 1 ? tensor.Floats! : [.. tensor.Floats!.SelectMany(f => Enumerable.Repeat(f, repeat))];
        made.Weights.Add((part, [channels], InOurOrder(value, numbers)));
    }

    /// <summary>
    /// A constant for each channel behind a normalization that has none yet is its scale or shift; null if it is anything else.
    /// </summary>
    private ImportedValue? Joined(OnnxNode node, ImportedValue value, OnnxTensor constant, string part)
    {
        ImportedNode before = value.Node;
        int channels = before.Shape[^1], at = constant.Dims.Length - 1 - (value.Dims.Length - value.ChannelAxis);
        bool fits = before.Operation is Operations.GroupNormalization or Operations.LayerNormalization && constant.Length == channels
            && (channels == 1 || (at >= 0 && constant.Dims[at] == channels));
        if (!fits || value.TurnedFrom is not null || before.Weights.Any(w => w.Part == part || w.Part == "beta")) return null;
        ImportedNode made = new(before.Operation, before.Inputs, before.Shape, before.Origin)
        {
            Settings = before.Settings,
            Weights = [.. before.Weights, (part, [channels], constant.Floats!)],
        };
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
                Settings = [$"radius={(size - 1) / 2}", Setting("bias", node.Float("bias", 1)),
                    Setting("alpha", node.Float("alpha", 1e-4f) / size), Setting("beta", node.Float("beta", 0.75f))],
            }),
        };
    }
}
