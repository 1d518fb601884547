namespace ModelCompiler.Onnx.Import;

/// <summary>Window, strides, dilations and padding of an ONNX node.</summary>
internal sealed class WindowResolution
{
    private readonly int[] inputs, sizes, strides, dilations, before, after, outputs;
    private readonly bool isSame;
    private readonly OnnxNode node;
    private bool roundsUp;

    /// <param name="node">A convolution or pooling.</param>
    /// <param name="inputs">Spatial extents of its input.</param>
    /// <param name="sizes">Spatial extents of the window.</param>
    /// <param name="isPooling">Whether ceil_mode is looked at.</param>
    public WindowResolution(OnnxNode node, int[] inputs, int[] sizes, bool isPooling)
    {
        int rank = inputs.Length;
        (this.node, this.inputs, this.sizes) = (node, inputs, sizes);
        strides = node.Ints("strides", rank, 1, least: 1);
        dilations = node.Ints("dilations", rank, 1, least: 1);
        int[] pads = node.Ints("pads", 2 * rank, 0, least: 0);
        string auto = node.Text("auto_pad", "NOTSET");
        bool ceil = isPooling && node.Int("ceil_mode", 0) != 0;
        (before, after) = (pads[..rank], pads[rank..]);
        outputs = new int[rank];
        isSame = auto is "SAME_UPPER" or "SAME_LOWER";
        if (auto is not ("NOTSET" or "VALID") && !isSame)
            throw node.Refused($"has auto_pad = '{TensorDecoder.Shown(auto)}', which is not known.",
                "Export it with explicit pads.", "auto_pad");
        for (int i = 0; i < rank; i++)
        {
            int span = Span(i);
            if (auto == "VALID") (before[i], after[i]) = (0, 0);
            if (isSame)
            {
                outputs[i] = (inputs[i] + strides[i] - 1) / strides[i];
                int total = Math.Max(((outputs[i] - 1) * strides[i]) + span - inputs[i], 0);
                before[i] = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
                after[i] = total - before[i];
                continue;
            }

            int room = inputs[i] + before[i] + after[i] - span;
            if (room < 0)
                throw node.Refused($"has a window of {span} cells on {inputs[i] + before[i] + after[i]}.",
                    "The file is damaged; export it again.", "kernel_shape");
            outputs[i] = ((ceil ? room + strides[i] - 1 : room) / strides[i]) + 1;
            // A last window that would begin in the padding is left out.
            if (ceil && (outputs[i] - 1) * strides[i] >= inputs[i] + before[i]) outputs[i]--;
        }
    }

    public int[] Outputs => outputs;

    public bool CoversAll => before.Concat(after).All(p => p == 0) && sizes.SequenceEqual(inputs) && dilations.All(d => d == 1);

    public bool IsDilated => dilations.Any(d => d != 1);

    /// <summary>Whether the node pads at all.</summary>
    public bool Pads => before.Concat(after).Any(p => p > 0);

    /// <summary>Whether the last windows run over the end; known after <see cref="Settings"/>.</summary>
    public bool RoundsUp => roundsUp;

    /// <summary>The window in the words of a declaration, the plainest that lays the same windows on the input.</summary>
    /// <param name="keepsPads">Whether cells of the padding count, so that it must stay as it is.</param>
    /// <param name="prefersSame">Whether padding of "same" sizes is said so even if it is alike on all sides.</param>
    public List<string> Settings(bool keepsPads, bool prefersSame = false)
    {
        int rank = inputs.Length;
        bool outside = before.Any(b => b > 0) || Axes().Any(i => Last(i) >= inputs[i]);
        if (!outside && (!keepsPads || !Pads)) return Said(null, new int[rank], new int[rank]);
        bool same = Axes().All(i => SameBefore(i) == before[i] && (inputs[i] + strides[i] - 1) / strides[i] == outputs[i]
            && (!keepsPads || SameTotal(i) == before[i] + after[i]));
        if ((isSame || prefersSame) && same) return Said("Same", before, [.. Axes().Select(i => SameTotal(i) - SameBefore(i))]);
        int[] alike = [.. inputs.Select(_ => before[0])];
        if (before.SequenceEqual(alike) && (!keepsPads || after.SequenceEqual(alike)) && Fits(alike)) return Said("Explicit", alike, alike);
        if (same) return Said("Same", before, [.. Axes().Select(i => SameTotal(i) - SameBefore(i))]);
        if (Fits(after)) return Said("Explicit", before, after);
        roundsUp = true;
        var declared = Axes().Select(i => DeclaredPadding.Of(new ArchitectureWindow(sizes[i], strides[i], dilations[i], before[i],
            Math.Max(after[i], Last(i) + 1 - inputs[i])), inputs[i], outputs[i]).PadAfter).ToArray();
        if (keepsPads && !declared.SequenceEqual(after))
            throw node.Refused($"counts padding of [{List([.. before, .. after])}] and rounds up.",
                "Pad alike on both sides, or use ceil_mode = 0.", "ceil_mode");
        return Said(before.Concat(declared).Any(p => p > 0) ? "Explicit" : null, before,
            [.. Axes().Select(i => Math.Max(declared[i], Last(i) + 1 - inputs[i]))]);
    }

    private IEnumerable<int> Axes() => Enumerable.Range(0, inputs.Length);

    /// <summary>Whether as many windows as there are fit when so much padding stands behind the input, without rounding up.</summary>
    private bool Fits(int[] behind) =>
        Axes().All(i => inputs[i] + before[i] + behind[i] is var room && room >= Span(i)
            && ((room - Span(i)) / strides[i]) + 1 == outputs[i]);

    private List<string> Said(string? padding, int[] first, int[] last)
    {
        var settings = new List<string> { $"window={List(sizes)}" };
        if (strides.Any(s => s != 1)) settings.Add($"strides={List(strides)}");
        if (dilations.Any(d => d != 1)) settings.Add($"dilation={List(dilations)}");
        if (padding is not null) settings.Add($"padding={padding}");
        if (first.Concat(last).Any(p => p > 0)) settings.Add($"pads={List([.. first, .. last])}");
        return settings;
    }

    private int Span(int axis) => ((sizes[axis] - 1) * dilations[axis]) + 1;

    /// <summary>The input cell that the last window's last tap lies on.</summary>
    private int Last(int axis) => ((outputs[axis] - 1) * strides[axis]) + Span(axis) - 1 - before[axis];

    private int SameTotal(int axis) =>
        Math.Max((((inputs[axis] + strides[axis] - 1) / strides[axis]) - 1) * strides[axis] + Span(axis) - inputs[axis], 0);

    private int SameBefore(int axis) => SameTotal(axis) / 2;

    private static string List(IEnumerable<int> numbers) => string.Join(",", numbers);
}
