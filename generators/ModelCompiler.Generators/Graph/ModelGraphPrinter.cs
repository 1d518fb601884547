using System.Text;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>A graph as text, one node on a line: <c>%1 conv2d_1.linear = Conv(%0) filters 20, 5×5 ...</c>.</summary>
internal static class ModelGraphPrinter
{
    public static string Print(ModelGraph graph)
    {
        var text = new StringBuilder().Append("graph ").Append(graph.Model).Append('\n');
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            text.Append($"  %{i} {node.Name} = {Describe(node.Operation)}");
            if (node.Inputs.Count > 0) text.Append($" ({string.Join(", ", node.Inputs.Select(n => $"%{n}"))})");
            text.Append('\n');
        }

        foreach (var output in graph.Outputs) text.Append($"  output {output.Name} = %{output.Node}\n");
        foreach (var loss in graph.Losses)
        {
            string setting = loss.Kind switch
            {
                LossKind.Huber => $" delta {Text.Number(loss.Delta)}",
                LossKind.BinaryFocalCrossEntropy => $" gamma {Text.Number(loss.Delta)}",
                _ => "",
            };
            text.Append($"  loss {loss.Kind}{setting}");
            text.Append(
                $"{(loss == graph.Loss ? "" : $" of %{loss.Node}")}{(loss.Weight == 1 ? "" : $" times {Text.Number(loss.Weight)}")}\n");
        }

        foreach (var fault in graph.Faults) text.Append($"  ! {fault.Id} {string.Join(" | ", fault.Arguments)}\n");
        return text.ToString();
    }

    public static string Describe(Operation operation) => operation switch
    {
        InputOperation input => $"input {input.Shape}",
        UnknownOperation => "unknown",
        Contraction { Windows.Count: 0 } dense => $"contract to {dense.Filters} with {Describe(dense.Kernel)}",
        Contraction conv => $"contract {Describe(conv.Windows)} to "
            + $"{conv.Filters}{(conv.Groups == 1 ? "" : $" in {conv.Groups} groups")}"
            + $"{(conv.Algorithm == ConvolutionKind.Direct ? " directly" : "")} with {Describe(conv.Kernel)}",
        DepthwiseContraction depthwise =>
            $"contract {Describe(depthwise.Windows)} channel by channel to {depthwise.Multiplier} each with {Describe(depthwise.Kernel)}",
        TransposedContraction transposed => $"spread {Describe(transposed.Windows)} to "
            + $"{transposed.Filters}{(transposed.OutputPadding is { } more ? $", {more} cells more" : "")} with "
            + $"{Describe(transposed.Kernel)}",
        FixedFilter filter => $"filter {Describe(filter.Windows)} by "
            + $"{string.Join(" and ", filter.Kernels.Select(k => $"[{string.Join(" ", k.Select(v => Text.Number(v)))}]"))}",
        ResponseNormalization n =>
            $"divide by ({Text.Number(n.Bias)} + {Text.Number(n.Alpha)} · squares within {n.Radius})^{Text.Number(n.Beta)}",
        MedianFilter median => $"median of {Describe(median.Windows)}",
        Cropping c => $"crop {c.Top}, {c.Bottom}, {c.Left}, {c.Right}",
        Upsampling u => $"enlarge {u.Height}×{u.Width} {Lower(u.Kind)}",
        BiasAddition { PerPosition: true } bias => $"add at each place {Describe(bias.Bias)}",
        BiasAddition bias => $"add {Describe(bias.Bias)}",
        Activation { Kind: ActivationKind.Clip } clip => $"clip to {Text.Number(clip.Alpha)}, {Text.Number(clip.Beta)}",
        Activation { Beta: not 0 } activation =>
            $"{Lower(activation.Kind)} {Text.Number(activation.Alpha)} from {Text.Number(activation.Beta)}",
        LearntRectifier { SharedAxes.Count: 0 } rectifier => $"rectify with {Describe(rectifier.Alpha)}",
        LearntRectifier rectifier => $"rectify with {Describe(rectifier.Alpha)}, shared along {string.Join(", ", rectifier.SharedAxes)}",
        Activation { Alpha: 0 } activation => Lower(activation.Kind),
        Activation activation => $"{Lower(activation.Kind)} {Text.Number(activation.Alpha)}",
        DropoutOperation { Unit: DropoutUnit.Element } dropout => $"dropout {Text.Number(dropout.Rate)}",
        DropoutOperation dropout => $"dropout {Text.Number(dropout.Rate)} of each {Lower(dropout.Unit)}",
        SampleNormalization n => $"normalize {Groups(n)}, epsilon {Text.Number(n.Epsilon)}, with "
            + $"{string.Join(", ", n.Parameters.Select(Describe))}",
        SliceOperation slice => $"slice axis {slice.Axis} from {slice.Start}, {slice.Length} elements",
        ChannelSplit split => $"part {split.Part} of {split.Parts} of the channels",
        ChannelShuffle shuffle => $"shuffle {shuffle.Groups} groups",
        PixelShuffle shuffle => $"shuffle pixels of {shuffle.Factor}×{shuffle.Factor}",
        Permutation permutation => $"permute to {string.Join(", ", permutation.Dims)}",
        NoiseOperation noise => $"noise {Text.Number(noise.Deviation)}",
        Sampling { DivergenceWeight: 0 } => "draw",
        Sampling sampling => $"draw, divergence times {Text.Number(sampling.DivergenceWeight)}",
        SoftmaxOperation => "softmax",
        ChannelNormalization n =>
            $"normalize by {(n.LearnsStatistics ? $"batch (momentum {Text.Number(n.Momentum)})" : "moving statistics")}, "
                + $"epsilon {Text.Number(n.Epsilon)}, with {string.Join(", ", n.Parameters.Select(Describe))}",
        Join join => Lower(join.Kind),
        Concatenation => "concatenate",
        Shortcut shortcut => $"shortcut {Lower(shortcut.Choice)}",
        WindowReduction pool => $"{Lower(pool.Kind)} of {Describe(pool.Windows)}{(pool.CountsPadding ? ", padding counts" : "")}",
        GlobalReduction pool => $"{Lower(pool.Kind)} of all{(pool.KeepsAxes ? ", axes kept" : "")}",
        ReshapeOperation reshape => $"reshape to {reshape.Target}",
        ZeroPadding p => $"pad {p.Top}, {p.Bottom}, {p.Left}, {p.Right}",
        _ => throw operation.IsUnknownTo(nameof(ModelGraphPrinter)),
    };

    private static string Describe(ParameterDeclaration parameter) =>
        parameter.Name
        + $" ({parameter.Initializer.Kind}"
        + (parameter.L1 > 0 ? $", L1 {Text.Number(parameter.L1)}" : "")
        + (parameter.L2 > 0 ? $", L2 {Text.Number(parameter.L2)}" : "")
        + (parameter.Trainable ? ")" : ", frozen)");

    private static string Describe(EquatableArray<Window> windows)
    {
        var text = new StringBuilder(string.Join("×", windows.Select(w => w.Size)));
        if (windows.Any(w => w.Stride != 1)) text.Append($" stride {string.Join("×", windows.Select(w => w.Stride))}");
        if (windows.Any(w => w.Dilation != 1)) text.Append($" dilation {string.Join("×", windows.Select(w => w.Dilation))}");
        if (windows[0].Padding != PaddingMode.Explicit) text.Append($" {Lower(windows[0].Padding)}");
        else if (windows.All(w => w.Pad == windows[0].Pad && w.PadAfter == w.Pad)) text.Append($" pad {windows[0].Pad}");
        else text.Append($" pad {string.Join("×", windows.Select(w => $"{w.Pad}+{w.PadAfter}"))}");
        if (windows[0].RoundsUp) text.Append(" rounded up");
        return text.ToString();
    }

    private static string Groups(SampleNormalization normalization) => normalization.Groups switch
    {
        SampleNormalization.AlongChannels => "channels",
        SampleNormalization.EachChannel => "each channel",
        int groups => $"{groups} groups",
    };

    private static string Lower<TEnum>(TEnum member) where TEnum : struct, Enum => member.ToString().ToLowerInvariant();
}
