namespace ModelCompiler.Onnx.Import;

/// <summary>How a window's padding is said: in the window's own words, or by a border of zeros before it.</summary>
/// <param name="Settings">Of the operation.</param>
/// <param name="Border">Zeros to put around the map before: before for each axis, then after; null if none.</param>
/// <param name="Outputs">Extents of the output.</param>
internal sealed record ResolvedPadding(List<string> Settings, int[]? Border, int[] Outputs);

/// <summary>Window, strides, dilations and padding of an ONNX node.</summary>
internal sealed class WindowResolution
{
    private readonly int[] inputs, sizes, strides, dilations, before, after, outputs;
    private readonly bool isSame;

    /// <param name="node">A convolution or pooling.</param>
    /// <param name="inputs">Spatial extents of its input.</param>
    /// <param name="sizes">Spatial extents of the window.</param>
    /// <param name="isPooling">Whether ceil_mode is looked at.</param>
    public WindowResolution(OnnxNode node, int[] inputs, int[] sizes, bool isPooling)
    {
        int rank = inputs.Length;
        (this.inputs, this.sizes) = (inputs, sizes);
        strides = node.Ints("strides", rank, 1, least: 1);
        dilations = node.Ints("dilations", rank, 1, least: 1);
        int[] pads = node.Ints("pads", 2 * rank, 0, least: 0);
        string auto = node.Text("auto_pad", "NOTSET");
        bool ceil = isPooling && node.Int("ceil_mode", 0) != 0;
        (before, after) = (pads[..rank], pads[rank..]);
        outputs = new int[rank];
        isSame = auto is "SAME_UPPER" or "SAME_LOWER";
        if (auto is not ("NOTSET" or "VALID") && !isSame)
            throw node.Refused($"has auto_pad = '{TensorDecoder.Shown(auto)}', which is not known.", "Export it with explicit pads.", "auto_pad");
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
                throw node.Refused($"has a window of {span} cells on {inputs[i] + before[i] + after[i]}.", "The file is damaged; export it again.", "kernel_shape");
            outputs[i] = ((ceil ? room + strides[i] - 1 : room) / strides[i]) + 1;
            // A last window that would begin in the padding is left out.
            if (ceil && (outputs[i] - 1) * strides[i] >= inputs[i] + before[i]) outputs[i]--;
        }
    }

    public int[] Outputs => outputs;

    public bool CoversAll => before.Concat(after).All(p => p == 0) && sizes.SequenceEqual(inputs) && dilations.All(d => d == 1);

    public bool IsDilated => dilations.Any(d => d != 1);

    public int[] Before => before;

    /// <summary>Whether a window reaches past the end of the input and its padding, as ceil_mode makes it.</summary>
    public bool ReachesPastPadding => Enumerable.Range(0, inputs.Length).Any(i => Last(i) >= inputs[i] + after[i]);

    /// <summary>The window in words whose windows are the same where they lie on the input; null if there are none.</summary>
    public ResolvedPadding? InOwnWords()
    {
        int rank = inputs.Length;
        bool pads = before.Any(b => b > 0) || Enumerable.Range(0, rank).Any(i => Last(i) >= inputs[i]);
        if (!pads)
            return Said(null, null);
        bool Explicit(int pad) => Enumerable.Range(0, rank).All(i => before[i] == pad && ((inputs[i] + (2 * pad) - Span(i)) / strides[i]) + 1 == outputs[i] && inputs[i] + (2 * pad) >= Span(i));
        bool same = Enumerable.Range(0, rank).All(i => SameBefore(i) == before[i] && (inputs[i] + strides[i] - 1) / strides[i] == outputs[i]);
        if (isSame && same)
            return Said("Same", null);
        return Explicit(before[0]) ? Said("Explicit", before[0]) : same ? Said("Same", null) : null;
    }

    /// <summary>The window behind a border of zeros that is as wide as the windows reach; null if a window begins outside it.</summary>
    public ResolvedPadding BehindZeros()
    {
        int[] behind = [.. inputs.Select((n, i) => Math.Max(Last(i) + 1 - n, 0))];
        return new ResolvedPadding(Settings(null, null), [.. before, .. behind], outputs);
    }

    private ResolvedPadding Said(string? padding, int? pad) => new(Settings(padding, pad), null, outputs);

    private List<string> Settings(string? padding, int? pad)
    {
        var settings = new List<string> { $"window={List(sizes)}" };
        if (strides.Any(s => s != 1)) settings.Add($"strides={List(strides)}");
        if (dilations.Any(d => d != 1)) settings.Add($"dilation={List(dilations)}");
        if (padding is null) return settings;
        settings.Add($"padding={padding}");
        int[] first = [.. inputs.Select((_, i) => pad ?? SameBefore(i))], last = [.. inputs.Select((_, i) => pad ?? SameTotal(i) - SameBefore(i))];
        if (first.Concat(last).Any(p => p > 0)) settings.Add($"pads={List([.. first, .. last])}");
        return settings;
    }

    private int Span(int axis) => ((sizes[axis] - 1) * dilations[axis]) + 1;

    /// <summary>The input cell that the last window's last tap lies on.</summary>
    private int Last(int axis) => ((outputs[axis] - 1) * strides[axis]) + Span(axis) - 1 - before[axis];

    private int SameTotal(int axis) => Math.Max((((inputs[axis] + strides[axis] - 1) / strides[axis]) - 1) * strides[axis] + Span(axis) - inputs[axis], 0);

    private int SameBefore(int axis) => SameTotal(axis) / 2;

    private static string List(IEnumerable<int> numbers) => string.Join(",", numbers);
}
