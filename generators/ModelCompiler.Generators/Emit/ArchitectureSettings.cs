using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// What each operation is called in a model's architecture, and its settings; <c>ModelCompiler.Operations</c> says what they mean.
/// </summary>
internal static class ArchitectureSettings
{
    public static (string Name, IReadOnlyList<string> Settings) Of(ShapedNode node) => node.Operation switch
    {
        Contraction { Windows.Count: 0 } dense => ("Dense", [.. Penalties(dense.Kernel)]),
        Contraction c => ("Convolution", [$"filters={c.Filters}", .. Windows(c.Windows, node),
            .. c.Groups == 1 ? [] : new[] { $"groups={c.Groups}" }, .. Penalties(c.Kernel)]),
        DepthwiseContraction d => ("DepthwiseConvolution",
            [.. d.Multiplier == 1 ? [] : new[] { $"multiplier={d.Multiplier}" }, .. Windows(d.Windows, node), .. Penalties(d.Kernel)]),
        TransposedContraction t => ("TransposedConvolution", [$"filters={t.Filters}", .. Windows(t.Windows, node), .. Penalties(t.Kernel)]),
        FixedFilter f => ("FixedFilter", [.. f.Kernels.Count == 1 ? [] : new[] { $"kernels={f.Kernels.Count}" },
            $"numbers={Numbers(f.Kernels.SelectMany(k => k))}", .. Windows(f.Windows, node)]),
        BiasAddition b => (b.PerPosition ? "PositionBias" : "Bias", []),
        Activation { Kind: ActivationKind.Clip or ActivationKind.ThresholdedReLU } a =>
            ($"{a.Kind}", [$"alpha={Number(a.Alpha)}", $"beta={Number(a.Beta)}"]),
        LearntRectifier r => ("PReLU", [.. r.SharedAxes.Count == 0 ? [] : new[] { $"shared={List(r.SharedAxes)}" }]),
        Activation { Alpha: 0 } a => ($"{a.Kind}", []),
        Activation a => ($"{a.Kind}", [$"alpha={Number(a.Alpha)}"]),
        DropoutOperation d => ("Dropout", [$"rate={Number(d.Rate)}", .. d.Unit == DropoutUnit.Element ? [] : new[] { $"unit={d.Unit}" }]),
        NoiseOperation n => ("GaussianNoise", [$"stddev={Number(n.Deviation)}"]),
        Sampling s => ("Sampling", s.DivergenceWeight == 0 ? [] : [$"divergence_weight={Number(s.DivergenceWeight)}"]),
        Join j => ($"{j.Kind}", []),
        Concatenation => ("Concatenate", []),
        SoftmaxOperation => ("Softmax", []),
        ChannelNormalization n => ("BatchNormalization", [$"momentum={Number(n.Momentum)}", $"epsilon={Number(n.Epsilon)}"]),
        SampleNormalization { Groups: SampleNormalization.AlongChannels } n => ("LayerNormalization", [$"epsilon={Number(n.Epsilon)}"]),
        SampleNormalization n =>
            ("GroupNormalization", [$"groups={(n.Groups < 0 ? node.Shape.Channels : n.Groups)}", $"epsilon={Number(n.Epsilon)}"]),
        ResponseNormalization n => ("ResponseNormalization",
            [$"radius={n.Radius}", $"bias={Number(n.Bias)}", $"alpha={Number(n.Alpha)}", $"beta={Number(n.Beta)}"]),
        WindowReduction w => ($"{w.Kind}Pooling",
            [.. Windows(w.Windows, node), .. w.Windows[0].RoundsUp ? ["ceil=true"] : Array.Empty<string>(),
                .. w.CountsPadding ? ["count_include_pad=true"] : Array.Empty<string>()]),
        MedianFilter m => ("MedianFilter", Windows(m.Windows, node)),
        GlobalReduction g => ($"Global{g.Kind}Pooling", []),
        ReshapeOperation => ("Reshape", []),
        SliceOperation s => ("Slice", [$"axis={(s.Axis > 0 ? s.Axis : node.Shape.Rank + 1 + s.Axis)}", $"start={s.Start}"]),
        ChannelSplit s => ("Slice", [$"axis={node.Shape.Rank}", $"start={s.Part * node.Shape.Channels}"]),
        ChannelShuffle s => ("ChannelShuffle", [$"groups={s.Groups}"]),
        PixelShuffle s => ("PixelShuffle", [$"factor={s.Factor}"]),
        Permutation p => ("Permute", [$"axes={List(p.Dims)}"]),
        ZeroPadding p => ("ZeroPadding", [$"sides={p.Top},{p.Bottom},{p.Left},{p.Right}"]),
        Cropping c => ("Cropping", [$"sides={c.Top},{c.Bottom},{c.Left},{c.Right}"]),
        Upsampling u =>
            ("Upsampling", [$"size={u.Height},{u.Width}", .. u.Kind == UpsamplingKind.Nearest ? [] : new[] { $"kind={u.Kind}" }]),
        _ => throw node.Operation.IsUnknownTo(nameof(ArchitectureSettings)),
    };

    private static IReadOnlyList<string> Windows(EquatableArray<Window> declared, ShapedNode node)
    {
        var settings = new List<string> { $"window={List(declared.Select(w => w.Size))}" };
        if (declared.Any(w => w.Stride != 1)) settings.Add($"strides={List(declared.Select(w => w.Stride))}");
        if (declared.Any(w => w.Dilation != 1)) settings.Add($"dilation={List(declared.Select(w => w.Dilation))}");
        if (declared[0].Padding != PaddingMode.Valid) settings.Add($"padding={declared[0].Padding}");
        if (node.Windows.Any(w => w.PadBefore + w.PadAfter > 0))
            settings.Add($"pads={List(node.Windows.Select(w => w.PadBefore).Concat(node.Windows.Select(w => w.PadAfter)))}");
        return settings;
    }

    private static IEnumerable<string> Penalties(ParameterDeclaration kernel)
    {
        if (kernel.L1 > 0) yield return $"l1={Number(kernel.L1)}";
        if (kernel.L2 > 0) yield return $"l2={Number(kernel.L2)}";
    }

    private static string List(IEnumerable<int> numbers) => string.Join(",", numbers);

    private static string Numbers(IEnumerable<float> numbers) => string.Join(",", numbers.Select(Number));

    private static string Number(float value) => ArchitectureText.Number(value);
}
