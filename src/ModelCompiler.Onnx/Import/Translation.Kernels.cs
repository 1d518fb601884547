namespace ModelCompiler.Onnx.Import;

/// <summary>Operators with kernels, and the biases behind them.</summary>
internal sealed partial class Translation
{
    private ImportedValue Convolution(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        OnnxTensor kernel = Floats(node, 1, "kernel");
        int rank = value.Dims.Length - 1, channels = value.Dims[0];
        int groups = (int)Math.Clamp(node.Int("group", 1), 1, int.MaxValue);
        if (kernel.Dims.Length != rank + 2 || kernel.Dims.Any(e => e < 1) || kernel.Dims[1] * (long)groups != channels
            || kernel.Dims[0] % groups != 0)
            throw node.Refused(
                $"has a kernel [{string.Join(", ", kernel.Dims)}] in {groups} groups on {channels} channels.", Damaged, "group");
        int[] sizes = CheckedWindow(node, kernel.Dims[2..]);
        int filters = kernel.Dims[0];
        var windows = new WindowResolution(node, value.Dims[1..], sizes, isPooling: false);
        List<string> settings = windows.Settings(keepsPads: false);
        int[] spatial = [.. Enumerable.Range(2, rank)];
        // A file that was exported here says which layer it was; a filter without weights, too.
        string layer = IsOurs ? node.Documentation : "";
        if (layer == Operations.FixedFilter && groups == channels && filters == channels
            && Filter(node, value, kernel, windows) is { } filter)
            return filter;
        bool depthwise = layer.Length > 0 ? layer == Operations.DepthwiseConvolution : rank == 2 && groups == channels && channels > 1;
        ImportedNode made;
        int[] shape = [.. windows.Outputs, filters];
        if (depthwise)
        {
            int multiplier = filters / channels;
            made = new ImportedNode(Operations.DepthwiseConvolution, [value.Node], shape, node.Name)
            {
                Settings = [.. multiplier == 1 ? [] : new[] { $"multiplier={multiplier}" }, .. settings],
            };
            made.Weights.Add(("kernel", [.. sizes, channels, multiplier],
                Axes.Permuted(kernel.Floats, [channels, multiplier, .. sizes], [.. spatial, 0, 1])));
        }
        else
        {
            made = new ImportedNode(Operations.Convolution, [value.Node], shape, node.Name)
            {
                Settings = [$"filters={filters}", .. settings, .. groups == 1 ? [] : new[] { $"groups={groups}" }],
            };
            made.Weights.Add(
                ("kernel", [.. sizes, kernel.Dims[1], filters], Axes.Permuted(kernel.Floats, kernel.Dims, [.. spatial, 1, 0])));
        }

        return Biased(node, new ImportedValue(Add(made), [filters, .. windows.Outputs], IsFirst: true), OptionalFloats(node, 2, filters));
    }

    /// <summary>The same constant kernel over each channel; null if they differ, or are padded as a filter is not.</summary>
    private ImportedValue? Filter(OnnxNode node, ImportedValue value, OnnxTensor kernel, WindowResolution windows)
    {
        int[] outputs = windows.Outputs;
        List<string> settings = windows.Settings(keepsPads: false, prefersSame: true);
        if (settings.Contains("padding=Explicit")) return null;
        int cells = kernel.Length / kernel.Dims[0];
        float[] numbers = kernel.Floats![..cells];
        if (kernel.Floats.Chunk(cells).Any(c => !c.SequenceEqual(numbers))) return null;
        string text = string.Join(",", numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        ImportedNode made = new(Operations.FixedFilter, [value.Node], [.. outputs, value.Dims[0]], node.Name)
        {
            Settings = [$"numbers={text}", .. settings],
            Kind = "FixedConv2D",
        };
        return new ImportedValue(Add(made), [value.Dims[0], .. outputs], IsFirst: true);
    }

    private int[] CheckedWindow(OnnxNode node, int[] sizes) =>
        node.Ints("kernel_shape", sizes.Length, -1, least: 1) is var said && said[0] != -1 && !said.SequenceEqual(sizes)
            ? throw node.Refused(
                $"has kernel_shape [{string.Join(", ", said)}], but a kernel of {string.Join("×", sizes)}.", Damaged, "kernel_shape")
            : sizes;

    private ImportedValue Bordered(OnnxNode node, ImportedValue value, int top, int bottom, int left, int right)
    {
        int[] dims = [value.Dims[0], value.Dims[1] + top + bottom, value.Dims[2] + left + right];
        ImportedNode made = new(Operations.ZeroPadding, [value.Node], [dims[1], dims[2], dims[0]], node.Name)
        {
            Settings = [$"sides={top},{bottom},{left},{right}"],
        };
        return new ImportedValue(Add(made), dims, IsFirst: true);
    }

    private float[]? OptionalFloats(OnnxNode node, int input, int length)
    {
        if (input >= node.Inputs.Count || node.Inputs[input].Length == 0)
            return null;
        OnnxTensor tensor = Floats(node, input, "bias");
        return tensor.Length == length ? tensor.Floats
            : throw node.Refused($"has a bias of {tensor.Length} numbers for {length} channels.", Damaged);
    }

    private ImportedValue Biased(OnnxNode node, ImportedValue value, float[]? bias)
    {
        if (bias is null)
            return value;
        ImportedNode made = new(Operations.Bias, [value.Node], value.Node.Shape, node.Name) { Weights = { ("bias", [bias.Length], bias) } };
        return value with { Node = Add(made) };
    }

    private ImportedValue TransposedConvolution(OnnxNode node)
    {
        ImportedValue value = Map(node, Value(node));
        OnnxTensor kernel = Floats(node, 1, "kernel");
        node.Require("group", 1, "Use a transposed convolution without groups.");
        if (value.Dims.Length != 3 || kernel.Dims.Length != 4 || kernel.Dims[0] != value.Dims[0] || kernel.Dims.Any(e => e < 1))
            throw node.Refused($"has a kernel [{string.Join(", ", kernel.Dims)}] on a {string.Join("×", value.Dims)} value.",
                "A declaration has transposed convolutions of maps.");
        if (node.Has("output_shape") || node.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID"))
            throw node.Refused("says its output's shape or auto_pad instead of pads.", "Export it with explicit pads and output_padding.",
                node.Has("output_shape") ? "output_shape" : "auto_pad");
        int filters = kernel.Dims[1];
        int[] sizes = CheckedWindow(node, kernel.Dims[2..]), strides = node.Ints("strides", 2, 1, 1),
            dilations = node.Ints("dilations", 2, 1, 1);
        int[] pads = node.Ints("pads", 4, 0, 0), more = node.Ints("output_padding", 2, 0, 0);
        int[] spans = [.. sizes.Select((s, i) => ((s - 1) * dilations[i]) + 1)], before = pads[..2],
            whole = [.. spans.Select((s, i) => (strides[i] * (value.Dims[i + 1] - 1)) + s)];
        int[] outputs = [.. whole.Select((w, i) => w - pads[i] - pads[2 + i] + more[i])],
            full = [.. whole.Select((w, i) => Math.Max(w, value.Dims[i + 1] * strides[i]))];
        if (outputs.Any(o => o < 1) || more.Zip(strides).Any(p => p.First >= p.Second))
            throw node.Refused($"has output_padding = [{List(more)}] with strides of {List(strides)}.",
                "Use less output_padding than strides.", "output_padding");
        bool same = Enumerable.Range(0, 2)
            .All(i => outputs[i] == value.Dims[i + 1] * strides[i] && before[i] == Math.Max(spans[i] - strides[i], 0) / 2);
        bool bare = before.All(p => p == 0) && (outputs.SequenceEqual(full) || (pads.All(p => p == 0) && more[0] == more[1]));
        // A declaration has one number of further cells for both axes; where they differ, there is less padding instead.
        int[] after = [.. more.Select((m, i) => pads[2 + i] + more.Max() - m)];
        if (!bare && !same && more.Max() >= strides.Min())
            throw node.Refused($"has output_padding = [{List(more)}] with strides of {List(strides)}.",
                "A declaration has one number for both axes, less than the smaller stride.", "output_padding");
        List<string> settings = [$"filters={filters}", $"window={List(sizes)}"];
        if (strides.Any(s => s != 1)) settings.Add($"strides={List(strides)}");
        if (dilations.Any(d => d != 1)) settings.Add($"dilation={List(dilations)}");
        int[] total = [.. spans.Select((s, i) => Math.Max(s - strides[i], 0))];
        if (!bare) settings.Add(same ? "padding=Same" : "padding=Explicit");
        int[] said = bare ? [0] : same ? [.. total.Select(t => t / 2), .. total.Select(t => t - (t / 2))] : [.. before, .. after];
        if (said.Any(p => p > 0)) settings.Add($"pads={List(said)}");
        var made =
            new ImportedNode(Operations.TransposedConvolution, [value.Node], [.. outputs, filters], node.Name) { Settings = settings };
        made.Weights.Add(("kernel", [.. sizes, filters, kernel.Dims[0]], Axes.Permuted(kernel.Floats, kernel.Dims, [2, 3, 1, 0])));
        return Biased(node, new ImportedValue(Add(made), [filters, .. outputs], IsFirst: true), OptionalFloats(node, 2, filters));
    }

    private ImportedValue Gemm(OnnxNode node)
    {
        if (node.Float("alpha", 1) != 1 || node.Float("beta", 1) != 1)
            throw node.Refused($"has alpha = {node.Float("alpha", 1)}, beta = {node.Float("beta", 1)}; a declaration can say 1 only.",
                "Multiply the weights by them when exporting.", node.Float("alpha", 1) != 1 ? "alpha" : "beta");
        node.Require("transA", 0, "Export it with samples as rows.");
        return Dense(node, node.Int("transB", 0) != 0, bias: 2);
    }

    private ImportedValue MatMul(OnnxNode node) => Dense(node, transposed: false, bias: -1);

    private ImportedValue Dense(OnnxNode node, bool transposed, int bias)
    {
        ImportedValue value = Value(node);
        OnnxTensor kernel = Floats(node, 1, "kernel");
        if (!value.IsVector && bias < 0 && kernel.Dims is [var channels, var filters])
            return PointWise(node, AsLast(node, value), kernel, channels, filters);
        int inputs = value.Node.Shape[0];
        if (!value.IsVector || value.Dims.Length != 1 || kernel.Dims.Length != 2 || kernel.Dims[transposed ? 1 : 0] != inputs)
            throw node.Refused($"multiplies a {string.Join("×", value.Dims)} value by a [{string.Join(", ", kernel.Dims)}] matrix; "
                + "a declaration multiplies vectors.", "Flatten the value before it, or use a 1×1 convolution.");
        int units = kernel.Dims[transposed ? 0 : 1];
        float[] numbers = transposed ? Axes.Permuted(kernel.Floats, kernel.Dims, [1, 0]) : kernel.Floats!;
        if (value.TurnedFrom is { } map)
            numbers = Axes.Permuted(numbers, [.. Axes.ChannelsFirst(map), units], [.. Enumerable.Range(1, map.Length - 1), 0, map.Length]);
        ImportedNode made = new(Operations.Dense, [value.Node], [units], node.Name) { Weights = { ("kernel", [inputs, units], numbers) } };
        return Biased(node, new ImportedValue(Add(made), [units], IsFirst: false), bias < 0 ? null : Spread(node, bias, units));
    }

    /// <summary>A matrix for each cell of a map or sequence whose channels come last: a convolution of single cells.</summary>
    private ImportedValue PointWise(OnnxNode node, ImportedValue value, OnnxTensor kernel, int channels, int filters)
    {
        if (value.Node.Shape[^1] != channels || filters < 1)
            throw node.Refused($"multiplies a {string.Join("×", value.Dims)} value by a [{channels}, {filters}] matrix.", Damaged);
        int[] ones = [.. Enumerable.Repeat(1, value.Dims.Length - 1)], shape = [.. value.Dims.SkipLast(1), filters];
        ImportedNode made =
            new(Operations.Convolution, [value.Node], shape, node.Name) { Settings = [$"filters={filters}", $"window={List(ones)}"] };
        made.Weights.Add(("kernel", [.. ones, channels, filters], kernel.Floats!));
        return new ImportedValue(Add(made), shape, IsFirst: false);
    }

    /// <summary>Gemm's third input, a number for each unit or one for all.</summary>
    private float[]? Spread(OnnxNode node, int input, int units)
    {
        if (input >= node.Inputs.Count || node.Inputs[input].Length == 0)
            return null;
        float[] numbers = Floats(node, input, "bias").Floats!;
        if (numbers.Length == 1 && units > 1) numbers = [.. Enumerable.Repeat(numbers[0], units)];
        return numbers.Length == units ? numbers
            : throw node.Refused($"has a bias of {numbers.Length} numbers for {units} units.", Damaged);
    }
}
