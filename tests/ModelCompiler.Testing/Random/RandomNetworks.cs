using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <summary>Draws valid small networks over the whole layer set, with the odd sizes that break tilings.</summary>
public sealed class RandomNetworks(ulong seed)
{
    /// <summary>Reference multiply-adds of one sample that a network may have, so that hundreds run in seconds.</summary>
    private const long WorkLimit = 400_000;

    private const string Head = "head";

    private readonly SplitMix64 random = new(seed);

    /// <summary>Outputs are drawn apart, so that layers do not depend on them.</summary>
    private readonly SplitMix64 outputRandom = new(~seed);
    private readonly List<LayerSource> layers = [];
    private int[] shape = [];
    private long work;

    /// <summary>The next network; equal seeds give equal networks.</summary>
    public ModelSource Next(string name)
    {
        layers.Clear();
        work = 0;
        int[] input = InputShape();
        shape = input;
        for (int i = random.Between(0, 4); i > 0 && shape.Length == 3; i--) AddMapLayer();
        for (int i = random.Between(0, 3); i > 0 && shape.Length == 2; i--) AddSequenceLayer();
        if (shape.Length == 3 && random.OneIn(4))
        {
            // Stays a map to the end: softmax over the channels of each position, losses over positions.
            if (!layers.OfType<WeightedSource>().Any(l => l.Trainable)) Add(Convolution() with { Trainable = true });
            return Finish(name, input);
        }
        if (shape.Length > 1) AddToVector();
        for (int i = random.Between(0, 2); i > 0; i--) AddVectorLayer();
        Add(new DenseSource(random.Of(1, 2, 3, 10, random.Between(1, 40))) { UseBias = !random.OneIn(5), L2 = random.OneIn(5) ? 0.01 : 0 });
        return Finish(name, input);
    }

    private int[] InputShape() => random.Between(0, 9) switch
    {
        0 => [Channels()],
        1 => [random.Between(1, 14), Channels()],
        _ => [random.Between(1, 14), random.Between(1, 14), random.OneIn(3) ? Channels() : random.Between(1, 5)],
    };

    private int Channels() => random.Of(random.Between(1, 8), random.Between(1, 20), random.Between(1, 40), 16, 20);

    private void AddMapLayer()
    {
        switch (random.Between(0, 24))
        {
            case 20: AddExcitation(); break;
            case 21: AddRearrangement(); break;
            case 22: Add(SampleNormalization()); break;
            case 23: AddSplit(); break;
            case 24: Add(new SeparableConv2DSource(random.Between(1, 12), Window(random.Between(1, 3), dilate: false, maxPad: 1)) { Multiplier = random.Of(1, 2), Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5), L2 = random.OneIn(6) ? 0.02 : 0 }); break;
            case <= 4: Add(Convolution()); break;
            case <= 6: AddPooling(); break;
            case 7: Add(new ZeroPaddingSource(random.Between(0, 2), random.Between(0, 3), random.Between(0, 2), random.Between(0, 1))); break;
            case 8: Add(new ReshapeSource(shape[1], -1, shape[2])); break;
            case 9: Add(new DropoutSource(Rate(), random.Of(DropoutUnitSource.Element, DropoutUnitSource.Channel, DropoutUnitSource.Sample))); break;
            case 10: Add(Normalization()); break;
            case 11: Add(Depthwise()); break;
            case 12: AddPictureLayer(); break;
            case 13: Add(new LocalResponseNormalizationSource(random.Between(0, 6), random.Of(1.0, 2.0), random.Of(0.1, 1.0), random.Of(0.5, 0.75, 0.6))); break;
            case 14: AddTransposed(); break;
            case <= 16: AddShortcut(); break;
            case 17: AddBranches(); break;
            default: Add(ActivationLayer()); break;
        }
    }

    /// <summary>A layer or two around which their input goes, too.</summary>
    private void AddShortcut()
    {
        string start = Last();
        int channels = shape[2];
        if (random.OneIn(2)) AddSame(Channels());
        if (!AddSame(channels)) return;
        JoinKindSource kind = random.Of(JoinKindSource.Add, JoinKindSource.Add, JoinKindSource.Multiply, JoinKindSource.Subtract, JoinKindSource.Average, JoinKindSource.Maximum, JoinKindSource.Minimum);
        // A product of three lies near 0, and with it near an activation's kink, too often to find inputs that do not.
        string[] with = kind == JoinKindSource.Add && random.OneIn(4) ? [start, start] : [start];
        layers.Add(new JoinSource(kind, with) { Activation = AnyActivation() });
    }

    /// <summary>A factor for each channel of a map, made of all its cells; or for each of its places.</summary>
    private void AddExcitation()
    {
        string start = Last();
        int[] from = shape;
        ActivationSource gate = random.Of(ActivationSource.Sigmoid, ActivationSource.HardSigmoid, ActivationSource.Tanh);
        if (random.OneIn(4))
        {
            if (!AddSame(1)) return;
        }
        else if (random.OneIn(3))
        {
            Add(new GlobalPoolingSource(random.OneIn(4)));
            Add(new DenseSource(from[2]) { Activation = gate });
        }
        else
        {
            Add(new GlobalPoolingSource(random.OneIn(4)) { KeepDims = true });
            if (random.OneIn(2)) Add(new Conv2DSource(random.Between(1, 5), new(1, 1)) { Activation = AnyActivation() });
            Add(new Conv2DSource(from[2], new(1, 1)) { Activation = gate });
        }

        layers.Add(new JoinSource(random.Of(JoinKindSource.Multiply, JoinKindSource.Multiply, JoinKindSource.Add, JoinKindSource.Subtract, JoinKindSource.Average), start));
        shape = from;
    }

    /// <summary>The same numbers in other places, or some of them.</summary>
    private void AddRearrangement()
    {
        int channels = shape[2], axis = random.Between(1, 3), length = random.Between(1, shape[axis - 1]);
        int[] squares = [.. new[] { 2, 3 }.Where(r => channels % (r * r) == 0)];
        switch (random.Between(0, 3))
        {
            case 0: Add(new ChannelShuffleSource(Groups(channels, channels))); break;
            case 1 when squares.Length > 0: Add(new PixelShuffleSource(random.Of(squares))); break;
            case 2: Add(new PermuteSource(random.Of<int[]>([1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]))); break;
            default: Add(new SliceSource(random.OneIn(2) ? axis : axis - 4, random.Between(0, shape[axis - 1] - length), length)); break;
        }
    }

    /// <summary>Channels in two parts, of which one goes through a convolution, and together again, shuffled.</summary>
    private void AddSplit()
    {
        int channels = shape[2];
        if (channels % 2 != 0) return;
        string start = Last();
        int[] from = shape;
        Add(new ChannelSplitSource(2, 1, channels));
        AddSame(channels / 2, always: true);
        string made = Last();
        int half = shape[2];
        shape = from;
        Add(new ChannelSplitSource(2, 0, channels) { From = start });
        layers.Add(new JoinSource(JoinKindSource.Concatenate, made));
        shape = [from[0], from[1], channels / 2 + half];
        if (shape[2] % 2 == 0) Add(new ChannelShuffleSource(2));
    }

    private SampleNormalizationSource SampleNormalization() => new(random.OneIn(2) ? null : random.OneIn(4) ? -1 : Groups(shape[^1], shape[^1]))
    {
        Epsilon = random.Of(1e-3, 0.01, 0.1),
        Scale = !random.OneIn(4),
        Center = !random.OneIn(4),
        Trainable = !random.OneIn(4),
    };

    /// <summary>Two or three layers that read the same value, beside each other; sometimes with that value, too.</summary>
    private void AddBranches()
    {
        string start = Last();
        int[] from = shape;
        var ends = new List<string>();
        int channels = 0;
        for (int branch = random.Between(2, 3); branch > 0; branch--)
        {
            shape = from;
            if (random.OneIn(3)) Add(new PoolingSource(random.OneIn(2), new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Same }) { From = start });
            else AddSame(Channels(), start, always: true);
            if (random.OneIn(3)) Add(ActivationLayer());
            channels += shape[2];
            ends.Add(Last());
        }

        if (random.OneIn(4))
        {
            ends.Insert(0, start);
            channels += from[2];
        }

        layers.Add(new JoinSource(JoinKindSource.Concatenate, [.. ends.Take(ends.Count - 1)]) { Activation = random.OneIn(3) ? AnyActivation() : ActivationSource.Linear });
        shape = [from[0], from[1], channels];
    }

    /// <summary>A convolution that keeps rows and columns; false if it would be too much work.</summary>
    private bool AddSame(int filters, string? from = null, bool always = false)
    {
        var window = new WindowSource(random.Of(1, 1, 2, 3), random.Of(1, 3)) { Padding = ReferencePadding.Same };
        while (always && filters > 1 && work + Work(filters, window) > WorkLimit) filters /= 2;
        if (!always && work + Work(filters, window) > WorkLimit) return false;
        Add(new Conv2DSource(filters, window) { Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5), From = from });
        return true;
    }

    /// <summary>The name of the current value.</summary>
    private string Last() => layers.Count == 0 ? "input" : $"{layers[^1].Kind}_{layers.Count(l => l.Kind == layers[^1].Kind)}";

    private void AddSequenceLayer()
    {
        switch (random.Between(0, 6))
        {
            case <= 2: Add(Convolution1D()); break;
            case 3: Add(new Pooling1DSource(random.OneIn(2), Window1D(random.Between(1, 3), dilate: false))); break;
            case 4: Add(random.OneIn(2) ? Normalization() : SampleNormalization()); break;
            case 5: Add(ActivationLayer()); break;
            default: Add(random.OneIn(3) ? new PermuteSource(2, 1) : new ReshapeSource(1, shape[0], shape[1])); break;
        }
    }

    private void AddToVector()
    {
        if (random.OneIn(3))
        {
            // The average of what a sample's own statistics have centred is 0 whatever its scale, whose gradient then is nothing but rounding.
            bool max = random.OneIn(2) || (layers.Count > 0 && layers[^1] is SampleNormalizationSource);
            Add(new GlobalPoolingSource(max, shape.Length - 1) { KeepDims = random.OneIn(4) });
            if (shape.Length > 1) Add(new FlattenSource());
        }
        else if (random.OneIn(5)) Add(new ReshapeSource(-1));
        else Add(new FlattenSource());
    }

    private void AddVectorLayer()
    {
        switch (random.Between(0, 6))
        {
            case 6: Add(random.OneIn(2) ? Normalization() : SampleNormalization()); break;
            case 0: Add(new DropoutSource(Rate(), random.OneIn(3) ? DropoutUnitSource.Sample : DropoutUnitSource.Element)); break;
            case 1: Add(ActivationLayer()); break;
            default:
                Add(new DenseSource(random.Of(Channels(), random.Between(1, 100)))
                {
                    Activation = AnyActivation(),
                    UseBias = !random.OneIn(4),
                    Trainable = !random.OneIn(5),
                    L1 = random.OneIn(6) ? 0.001 : 0,
                    L2 = random.OneIn(6) ? 0.02 : 0,
                });
                break;
        }
    }

    private BatchNormalizationSource Normalization() => new()
    {
        Momentum = random.Of(0.99, 0.9),
        Epsilon = random.Of(1e-3, 0.01, 0.1),
        Scale = !random.OneIn(4),
        Center = !random.OneIn(4),
        Trainable = !random.OneIn(4),
    };

    private Conv2DSource Convolution()
    {
        var window = Window(random.Between(1, 5), dilate: true, maxPad: 3);
        int filters = Channels();
        while (filters > 1 && work + Work(filters, window) > WorkLimit) filters /= 2;
        int groups = random.OneIn(4) ? Groups(shape[2], filters) : 1;
        return new(filters, window)
        {
            Groups = groups,
            Direct = filters % 4 == 3,
            Activation = AnyActivation(),
            UseBias = !random.OneIn(4),
            Trainable = !random.OneIn(5),
            L1 = random.OneIn(6) ? 0.001 : 0,
            L2 = random.OneIn(6) ? 0.02 : 0,
        };
    }

    private Conv1DSource Convolution1D()
    {
        int filters = Channels(), groups = random.OneIn(4) ? Groups(shape[1], filters) : 1;
        return new(filters, Window1D(random.Between(1, 5), dilate: true)) { Groups = groups, Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5) };
    }

    private DepthwiseConv2DSource Depthwise() => new(Window(random.Between(1, 4), dilate: true, maxPad: 2))
    {
        Multiplier = random.Of(1, 1, 1, 2, 3),
        Activation = AnyActivation(),
        UseBias = !random.OneIn(4),
        Trainable = !random.OneIn(5),
        L2 = random.OneIn(6) ? 0.02 : 0,
    };

    /// <summary>A divisor of both, more than one where there is one.</summary>
    private int Groups(int channels, int filters)
    {
        int[] divisors = [.. Enumerable.Range(2, 39).Where(g => channels % g == 0 && filters % g == 0)];
        return divisors.Length == 0 ? 1 : random.Of(divisors);
    }

    private ReferenceWindow Window1D(int size, bool dilate)
    {
        var window = new ReferenceWindow(
            size, random.Of(1, 1, 2, 3), dilate && random.OneIn(4) ? 2 : 1, random.Of(ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit));
        // Padding of a whole window would leave windows without any cell.
        if (window.Padding == ReferencePadding.Explicit) window = window with { Pad = random.Between(0, size - 1) };
        if (window.Padding == ReferencePadding.Explicit && random.OneIn(3)) window = window with { PadAfter = random.Between(0, size - 1) };
        return window.Fits(shape[0]) ? window : window with { Padding = ReferencePadding.Same, Pad = 0, PadAfter = null };
    }

    private void AddPictureLayer()
    {
        bool fits = shape[0] >= 3 && shape[1] >= 3, grows = shape[0] * shape[1] * shape[2] < 2_000;
        switch (random.Between(0, 5))
        {
            case 0 when fits: Add(new CroppingSource(random.Between(0, 1), random.Between(0, 1), random.Between(0, 1), random.Between(0, 1))); break;
            case 1 when grows: Add(new UpSamplingSource(random.Between(1, 3), random.Between(1, 3), random.OneIn(2))); break;
            case 2: Add(new PositionBiasSource(!random.OneIn(4))); break;
            case 3: Add(new FixedConv2DSource(1, 3, [0.5, -1, 2]) { Same = true }); break;
            case 4: Add(new MedianFilterSource(3, Same: true)); break;
            default: Add(new GradientMagnitudeSource(Same: true)); break;
        }
    }

    private void AddTransposed()
    {
        int size = random.Between(1, 4), stride = random.Between(1, 3);
        if (shape[0] * shape[1] * stride * stride > 400) return;
        ReferencePadding padding = random.Of(ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit);
        Add(new Conv2DTransposeSource(random.Between(1, 9), new(size, random.OneIn(3) ? random.Between(1, 3) : size)
        {
            StrideHeight = stride,
            StrideWidth = stride,
            Padding = padding,
            Pad = padding == ReferencePadding.Explicit && shape[0] > 1 && shape[1] > 1 ? random.Between(0, 1) : 0,
        })
        { OutputPadding = random.OneIn(3) || (padding == ReferencePadding.Same && size > 2 * stride) ? null : random.Between(0, stride - 1), Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5) });
    }

    private void AddPooling()
    {
        int size = random.Between(1, 3);
        // Padding of a whole window would leave windows without any cell.
        var window = Window(size, dilate: false, maxPad: Math.Max(0, size - 1));
        int greatest = Math.Max(window.Pad, window.PadAfter is var (bottom, right) ? Math.Max(bottom, right) : 0);
        if (window.Padding == ReferencePadding.Explicit && greatest >= Math.Min(window.Height, window.Width)) window = window with { Padding = ReferencePadding.Same, Pad = 0, PadAfter = null };
        window = window with { RoundsUp = window.Padding != ReferencePadding.Same && random.OneIn(4) };
        bool max = random.OneIn(2);
        Add(new PoolingSource(max, window) { CountsPadding = !max && random.OneIn(4) });
    }

    private WindowSource Window(int size, bool dilate, int maxPad)
    {
        bool square = !random.OneIn(3);
        int stride = random.Of(0, 0, 1, 2, 3), dilation = dilate && random.OneIn(4) ? random.Between(2, 3) : 1;
        var window = new WindowSource(size, square ? size : random.Between(1, 4))
        {
            StrideHeight = stride,
            StrideWidth = stride > 0 && random.OneIn(4) ? random.Between(1, 3) : stride,
            DilationHeight = dilation,
            DilationWidth = dilation > 1 && random.OneIn(2) ? 1 : dilation,
            Padding = random.Of(ReferencePadding.Valid, ReferencePadding.Valid, ReferencePadding.Same, ReferencePadding.Explicit),
        };
        if (window.Padding == ReferencePadding.Explicit) window = window with { Pad = random.Between(0, maxPad) };
        if (window.Padding == ReferencePadding.Explicit && random.OneIn(4)) window = window with { PadAfter = (random.Between(0, maxPad), random.Between(0, maxPad)) };
        var (vertical, horizontal) = window.Axes(1, 1);
        return vertical.Fits(shape[0]) && horizontal.Fits(shape[1]) ? window : window with { Padding = ReferencePadding.Same, Pad = 0, PadAfter = null };
    }

    private long Work(int filters, WindowSource window)
    {
        var (vertical, horizontal) = window.Axes(1, 1);
        return (long)vertical.Output(shape[0]) * horizontal.Output(shape[1]) * window.Height * window.Width * shape[2] * filters;
    }

    private ActivationSource AnyActivation() => random.Of(
        ActivationSource.Linear, ActivationSource.ReLU, ActivationSource.ReLU, ActivationSource.LeakyReLU,
        ActivationSource.ELU, ActivationSource.Sigmoid, ActivationSource.Tanh, ActivationSource.ReLU6, ActivationSource.SiLU, ActivationSource.HardSwish,
        ActivationSource.HardSigmoid, ActivationSource.GELU, ActivationSource.Softplus);

    private LayerSource ActivationLayer()
    {
        if (random.OneIn(4)) return Rectifier();
        var kind = random.Of([.. Enum.GetValues<ActivationSource>().Where(a => a != ActivationSource.Linear)]);
        bool sloped = kind is ActivationSource.LeakyReLU or ActivationSource.ELU;
        return new ActivationLayerSource(kind) { Alpha = sloped && random.OneIn(2) ? random.Of(0.01, 0.1, 0.5) : null };
    }

    /// <summary>An activation with numbers of its own.</summary>
    private LayerSource Rectifier() => random.Between(0, 3) switch
    {
        0 => new ReLUSource(random.Of(0, 0.1), random.Of(0, 0.25), random.Of(double.PositiveInfinity, 0.75)),
        1 => new ClipSource(random.Of(double.NegativeInfinity, -0.5), random.Of(double.PositiveInfinity, 0.5)),
        2 => new ApproximateGELUSource(),
        _ => new PReLUSource([.. Enumerable.Range(1, shape.Length).Where(_ => random.OneIn(2))]) { Trainable = !random.OneIn(4) },
    };

    private double Rate() => random.Of(0, 0.1, 0.25, 0.5);

    private void Add(LayerSource layer)
    {
        if (layer is Conv2DSource convolution) work += Work(convolution.Filters, convolution.Window);
        layers.Add(layer);
        shape = new ReferenceNetwork(shape, [.. layer.Build("layer")]).OutputShape;
    }

    private ModelSource Finish(string name, int[] input)
    {
        var loss = new LossSource(random.Of(Enum.GetValues<LossKindSource>()));
        // A softmax over one class is always 1: no cross-entropy is declared on it. Nor has the angle between numbers a slope.
        if (shape[^1] == 1 && loss.Kind is LossKindSource.CategoricalCrossEntropy or LossKindSource.KLDivergence or LossKindSource.CosineSimilarity) loss = new(LossKindSource.BinaryCrossEntropy);
        if (loss.Kind == LossKindSource.Huber) loss = loss with { Delta = random.Of(0.3, 1.0, 2.0) };
        var last = loss.Kind switch
        {
            LossKindSource.CategoricalCrossEntropy => ActivationSource.Softmax,
            LossKindSource.BinaryCrossEntropy or LossKindSource.BinaryFocalCrossEntropy => ActivationSource.Sigmoid,
            LossKindSource.KLDivergence => ActivationSource.Softmax,
            LossKindSource.Dice => random.Of(ActivationSource.Sigmoid, ActivationSource.Softmax),
            LossKindSource.Poisson => random.Of(ActivationSource.Sigmoid, ActivationSource.Softmax, ActivationSource.Softplus),
            _ => random.Of(ActivationSource.Linear, ActivationSource.Linear, ActivationSource.Tanh, ActivationSource.ELU, ActivationSource.Softmax),
        };
        bool head = layers[^1] is DenseSource && outputRandom.OneIn(4);
        if (head) AddHead(last);
        if (last != ActivationSource.Linear)
        {
            if (layers[^1] is WeightedSource weighted && random.OneIn(2)) layers[^1] = weighted with { Activation = last };
            else Add(new ActivationLayerSource(last));
        }
        var network = new ModelSource(name, input, [.. layers], random.OneIn(10) ? null : loss);
        var outputs = new List<(string, LossSource?)>();
        if (head) outputs.Add((Head, network.Loss is null ? null : loss with { Weight = outputRandom.Of(0.3, 2) }));
        string[] inside = [.. network.Names().Select(n => n.Name).SkipLast(1).Where(n => n != Head)];
        if (inside.Length > 0 && outputRandom.OneIn(3)) outputs.Add((outputRandom.Of(inside), null));
        return network with { Outputs = outputs };
    }

    /// <summary>Another layer like the last beside it, for an auxiliary loss.</summary>
    private void AddHead(ActivationSource activation)
    {
        var last = (DenseSource)layers[^1];
        layers.RemoveAt(layers.Count - 1);
        string start = Last();
        layers.Add(last with { Name = Head, Activation = activation });
        layers.Add(last with { From = start });
    }
}
