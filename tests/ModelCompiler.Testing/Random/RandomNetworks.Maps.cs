using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Layers of maps.</content>
public sealed partial class RandomNetworks
{
    private void AddMapLayer()
    {
        switch (random.Between(0, 24))
        {
            case 20: AddExcitation(); break;
            case 21: AddRearrangement(); break;
            case 22: Add(SampleNormalization()); break;
            case 23: AddSplit(); break;
            case 24:
                Add(
                    new SeparableConv2DSource(random.Between(1, 12), Window(random.Between(1, 3), dilate: false, maxPad: 1))
                    {
                        Multiplier = random.Of(1, 2),
                        Activation = AnyActivation(),
                        UseBias = !random.OneIn(4),
                        Trainable = !random.OneIn(5),
                        L2 = random.OneIn(6) ? 0.02 : 0,
                    });
                break;
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
        {
            OutputPadding = random.OneIn(3) || (padding == ReferencePadding.Same && size > 2 * stride) ? null : random.Between(0, stride - 1),
            Activation = AnyActivation(),
            UseBias = !random.OneIn(4),
            Trainable = !random.OneIn(5),
        });
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

    private DepthwiseConv2DSource Depthwise() => new(Window(random.Between(1, 4), dilate: true, maxPad: 2))
    {
        Multiplier = random.Of(1, 1, 1, 2, 3),
        Activation = AnyActivation(),
        UseBias = !random.OneIn(4),
        Trainable = !random.OneIn(5),
        L2 = random.OneIn(6) ? 0.02 : 0,
    };

    /// <summary>A convolution that keeps rows and columns; false if it would be too much work.</summary>
    private bool AddSame(int filters, string? from = null, bool always = false)
    {
        var window = new WindowSource(random.Of(1, 1, 2, 3), random.Of(1, 3)) { Padding = ReferencePadding.Same };
        while (always && filters > 1 && work + Work(filters, window) > WorkLimit) filters /= 2;
        if (!always && work + Work(filters, window) > WorkLimit) return false;
        Add(new Conv2DSource(filters, window) { Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5), From = from });
        return true;
    }
}
