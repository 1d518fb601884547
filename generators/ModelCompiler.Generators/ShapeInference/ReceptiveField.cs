using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// How many input cells one output cell sees along each spatial axis: a window of k cells, j input cells apart, adds (k - 1)·j,
/// and its stride multiplies j. Padding counts as input here, as is usual.
/// </summary>
/// <param name="Extents">Empty for a network on vectors.</param>
/// <param name="Jumps">
/// Input cells between two neighbours; null when neighbours no longer are neighbours in the input. Less than 1 in an enlarged map.
/// </param>
internal sealed record ReceptiveField(EquatableArray<int> Extents, EquatableArray<double>? Jumps, EquatableArray<int> Whole)
{
    public static ReceptiveField OfInput(Shape? input)
    {
        var whole = input is null ? [] : input.Extents.Take(input.Rank - 1).ToEquatableArray();
        return new ReceptiveField(whole.Select(_ => 1).ToEquatableArray(), whole.Select(_ => 1.0).ToEquatableArray(), whole);
    }

    /// <summary>What one cell sees through several paths that meet: the widest.</summary>
    public static ReceptiveField Join(ReceptiveField a, ReceptiveField b) => a with
    {
        Extents = a.Extents.Zip(b.Extents, Math.Max).ToEquatableArray(),
        Jumps = a.Jumps is { } jumps && b.Jumps is { } others && jumps.Equals(others) ? jumps : null,
    };

    public ReceptiveField Through(Operation operation) => operation switch
    {
        Contraction { Windows.Count: 0 } or GlobalReduction => SeesAll(),
        Contraction convolution => Through(convolution.Windows),
        DepthwiseContraction depthwise => Through(depthwise.Windows),
        TransposedContraction transposed => Spread(transposed.Windows),
        FixedFilter filter => Through(filter.Windows),
        MedianFilter median => Through(median.Windows),
        Upsampling { Kind: UpsamplingKind.Nearest } u => Through([(1, 1.0 / u.Height), (1, 1.0 / u.Width)]),
        Upsampling u => Through([(2, 1.0 / u.Height), (2, 1.0 / u.Width)]),
        WindowReduction pool => Through(pool.Windows),
        PixelShuffle shuffle => Through([(1, 1.0 / shuffle.Factor), (1, 1.0 / shuffle.Factor)]),
        SampleNormalization { Groups: not SampleNormalization.AlongChannels } => SeesAll(),
        ReshapeOperation or Permutation => this with { Jumps = null },
        BiasAddition or Activation or LearntRectifier or DropoutOperation or NoiseOperation or Sampling or Graph.Join or Concatenation =>
            this,
        // Along the channels of a cell; at border cells, or by the statistics of other samples.
        SoftmaxOperation or SampleNormalization or ResponseNormalization or ChannelNormalization or ChannelSplit or ChannelShuffle => this,
        SliceOperation or ZeroPadding or Cropping => this,
        InputOperation or Shortcut or UnknownOperation => this,
        _ => throw operation.IsUnknownTo(nameof(ReceptiveField)),
    };

    private ReceptiveField SeesAll() => this with { Extents = Whole, Jumps = null };

    private ReceptiveField Through(EquatableArray<Window> windows) =>
        Through([.. windows.Select(w => (WindowArithmetic.Span(w), (double)w.Stride))]);

    /// <summary>Of a kernel of k cells that spreads by strides of s, ceil(k / s) cells meet at one place.</summary>
    private ReceptiveField Spread(EquatableArray<Window> windows) =>
        Through([.. windows.Select(w => ((WindowArithmetic.Span(w) + w.Stride - 1) / w.Stride, 1.0 / w.Stride))]);

    private ReceptiveField Through((long Span, double Stride)[] steps)
    {
        if (Jumps is not { } jumps || jumps.Count != steps.Length) return SeesAll();
        return this with
        {
            Extents = steps.Select((s, axis) => Narrow(Math.Ceiling(Extents[axis] + ((s.Span - 1) * jumps[axis])))).ToEquatableArray(),
            Jumps = steps.Select((s, axis) => jumps[axis] * s.Stride).ToEquatableArray(),
        };
    }

    private static int Narrow(double extent) => (int)Math.Min(extent, int.MaxValue);
}
