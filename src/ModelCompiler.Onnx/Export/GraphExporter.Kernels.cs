using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>Operations with kernels, the bias behind them, and, if wanted, the batch normalization behind that.</summary>
internal sealed partial class GraphExporter
{
    private static AttributeProto[] Sliding(IReadOnlyList<ArchitectureWindow> windows)
    {
        var attributes =
            new List<AttributeProto> { Ints("kernel_shape", windows.Select(w => w.Size)), Ints("strides", windows.Select(w => w.Stride)) };
        if (windows.Any(w => w.Dilation != 1)) attributes.Add(Ints("dilations", windows.Select(w => w.Dilation)));
        if (windows.Any(w => w.PadBefore + w.PadAfter > 0))
            attributes.Add(Ints("pads", [.. windows.Select(w => w.PadBefore), .. windows.Select(w => w.PadAfter)]));
        return [.. attributes];
    }

    /// <summary>Of a separable convolution they have longer names than "kernel".</summary>
    private ReadOnlySpan<float> Kernel(ArchitectureNode node) => weights[node.Parameters[0]].Values;

    private void ExportConvolution(ArchitectureNode node)
    {
        int rank = node.Windows.Count, groups = node.Integer("groups", 1), filters = node.Shape[^1];
        int[] shape = [.. node.Windows.Select(w => w.Size), node.Inputs[0].Shape[^1] / groups, filters];
        float[] kernel = Axes.Permuted(Kernel(node), shape, [rank + 1, rank, .. Enumerable.Range(0, rank)]);
        ExportKernel(node, "Conv", kernel, [filters, shape[rank], .. shape[..rank]], outputAxis: 0,
            groups == 1 ? Sliding(node.Windows) : [.. Sliding(node.Windows), Int("group", groups)]);
    }

    private void ExportDepthwise(ArchitectureNode node)
    {
        int rank = node.Windows.Count, channels = node.Inputs[0].Shape[^1], multiplier = node.Integer("multiplier", 1);
        int[] shape = [.. node.Windows.Select(w => w.Size), channels, multiplier];
        float[] kernel = Axes.Permuted(Kernel(node), shape, [rank, rank + 1, .. Enumerable.Range(0, rank)]);
        ExportKernel(node, "Conv", kernel, [channels * multiplier, 1, .. shape[..rank]], outputAxis: 0,
            [.. Sliding(node.Windows), Int("group", channels)]);
    }

    private void ExportTransposed(ArchitectureNode node)
    {
        IReadOnlyList<ArchitectureWindow> windows = node.Windows;
        IReadOnlyList<int> input = node.Inputs[0].Shape;
        int[] shape = [.. windows.Select(w => w.Size), node.Shape[^1], input[^1]];
        float[] kernel = Axes.Permuted(Kernel(node), shape, [3, 2, 0, 1]);
        // The formula's output without it is output = stride·(input - 1) + ((size - 1)·dilation + 1) - pads.
        int[] more = [.. windows.Select(
            (w, axis) => node.Shape[axis] - ((w.Stride * (input[axis] - 1)) + ((w.Size - 1) * w.Dilation) + 1 - w.PadBefore - w.PadAfter))];
        AttributeProto[] attributes = more.Any(m => m != 0) ? [.. Sliding(windows), Ints("output_padding", more)] : Sliding(windows);
        ExportKernel(node, "ConvTranspose", kernel, [shape[3], shape[2], shape[0], shape[1]], outputAxis: 1, attributes);
    }

    private void ExportDense(ArchitectureNode node)
    {
        int units = node.Shape[0], inputs = node.Inputs[0].Shape[0];
        ExportedValue value = values[node.Inputs[0].Index];
        float[] kernel;
        if (value.Last is null && value.TurnedFrom is { } map)
        {
            int rank = map.Count;
            kernel = Axes.Permuted(Kernel(node), [.. map, units], [rank - 1, .. Enumerable.Range(0, rank - 1), rank]);
        }
        else
        {
            kernel = Kernel(node).ToArray();
        }

        ExportKernel(node, "Gemm", kernel, [inputs, units], outputAxis: 1, []);
    }

    private void ExportKernel(ArchitectureNode node, string operation, float[] kernel, int[] shape, int outputAxis,
        AttributeProto[] attributes)
    {
        ArchitectureNode last = node;
        float[]? bias = null;
        string biasName = $"{node.Name}.bias";
        if (Follower(last, Operations.Bias) is { } biased)
            (bias, biasName, last) = (Weights(biased, "bias").ToArray(), biased.Parameters[0], biased);
        if (options.FoldBatchNormalization && Follower(last, Operations.BatchNormalization) is { } normalization)
        {
            bias = Fold(normalization, kernel, shape, outputAxis, bias);
            last = normalization;
        }

        ExportedValue input = values[node.Inputs[0].Index];
        string read = operation == "Gemm" ? input.Last ?? input.Turned! : First(node.Inputs[0]);
        bool ambiguous = operation == "Conv" && shape[1] == 1 && node.Windows.Count == 2;
        string[] constants = [graph.Constant(node.Parameters[0], shape, kernel),
            .. bias is null ? [] : new[] { graph.Constant(biasName, [bias.Length], bias) }];
        Set(last, graph.Node(operation, last.Name, [read, .. constants], attributes));
        if (ambiguous) graph.Graph.Node[^1].DocString = node.Operation;
        // Whatever was taken in exists under no other name; nobody else reads it.
        for (ArchitectureNode between = last; between != node; between = between.Inputs[0])
            values[between.Inputs[0].Index] = values[last.Index];
    }

    /// <summary>
    /// Scales the kernel by <c>gamma / sqrt(variance + epsilon)</c>; returns <c>(bias - mean) · scale + beta</c>. Computed in double.
    /// </summary>
    private float[] Fold(ArchitectureNode normalization, float[] kernel, int[] shape, int outputAxis, float[]? bias)
    {
        int channels = normalization.Shape[^1], inner = Axes.Count(shape[(outputAxis + 1)..]), extent = shape[outputAxis];
        ReadOnlySpan<float> gamma = normalization.Parameter("gamma") is null
            ? []
            : Weights(normalization, "gamma"), beta = normalization.Parameter("beta") is null ? [] : Weights(normalization, "beta");
        ReadOnlySpan<float> mean = Weights(normalization, "moving_mean"), variance = Weights(normalization, "moving_variance");
        var scale = new double[channels];
        var folded = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            scale[c] = (gamma.IsEmpty ? 1.0 : gamma[c]) / Math.Sqrt((double)variance[c] + normalization.Real("epsilon", 1e-3f));
            folded[c] = (float)((((bias is null ? 0.0 : bias[c]) - mean[c]) * scale[c]) + (beta.IsEmpty ? 0.0 : beta[c]));
        }

        for (int i = 0; i < kernel.Length; i++)
            kernel[i] = (float)(kernel[i] * scale[i / inner % extent]);
        return folded;
    }

    /// <summary>Constant kernels over each channel; of several, the root of the sum of the squares.</summary>
    private void ExportFilter(ArchitectureNode node)
    {
        int channels = node.Shape[^1], kernels = node.Integer("kernels", 1);
        int[] window = [.. node.Windows.Select(w => w.Size)];
        float[][] each = [.. node.Reals("numbers").Chunk(Axes.Count(window))];
        string[] filtered =
        [
            .. each.Select((numbers, k) => Filter(node, $"{node.Name}.kernel{(kernels == 1 ? "" : $"{k + 1}")}",
                [.. Enumerable.Repeat(numbers, channels).SelectMany(n => n)], [channels, 1, .. window], channels)),
        ];
        if (kernels == 1)
        {
            graph.Graph.Node[^1].DocString = node.Operation;
            Set(node, filtered[0]);
            return;
        }

        string sum = graph.Node("Sum", node.Name, [.. filtered.Select(f => graph.Node("Mul", node.Name, [f, f]))]);
        Set(node, graph.Node("Sqrt", node.Name, [sum]));
    }

    private string Filter(ArchitectureNode node, string name, float[] kernel, int[] shape, int groups) =>
        graph.Node("Conv", node.Name, [First(node.Inputs[0]), graph.Constant(name, shape, kernel)],
            [.. Sliding(node.Windows), Int("group", groups)]);

    /// <summary>The cells of each window beside each other, by kernels with a single one, then the least of the greater half.</summary>
    private void ExportMedian(ArchitectureNode node)
    {
        int channels = node.Shape[^1], cells = Axes.Count(node.Windows.Select(w => w.Size));
        var ones = new float[channels * cells * cells];
        for (int i = 0; i < channels * cells; i++)
            ones[(i * cells) + (i % cells)] = 1;
        string beside = Filter(node, $"{node.Name}.cells", ones, [channels * cells, 1, .. node.Windows.Select(w => w.Size)], channels);
        string split = Reshaped(beside, node.Name, [channels, cells, node.Shape[0], node.Shape[1]]);
        string half = graph.Constant($"{node.Name}.half", (cells + 1) / 2);
        string greater = graph.Nodes("TopK", node.Name, [split, half], 2, Int("axis", 2))[0];
        string least = graph.Node("Slice", node.Name,
            [greater, graph.Constant($"{node.Name}.starts", (cells - 1) / 2), half, graph.Constant($"{node.Name}.axes", 2)]);
        Set(node, Reshaped(least, node.Name, [channels, node.Shape[0], node.Shape[1]]));
    }
}
