using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>Augments one sample after the other.</summary>
internal sealed class AugmentStage : SampleStage
{
    private const uint Stream = 0x4155_474D;

    private readonly IReadOnlyList<int> inputShape;
    private readonly Augmentation augmentation;
    private readonly uint seed;
    private readonly int[] shape;
    private readonly int height;
    private readonly int width;
    private readonly int channels;
    private readonly PixelMover cropper;
    private readonly PixelMover mover;
    private readonly AffineMover affine;
    private readonly float[] scratch;

    public AugmentStage(IReadOnlyList<int> inputShape, Augmentation augmentation, uint seed)
    {
        (this.inputShape, this.augmentation, this.seed) = (inputShape, augmentation, seed);
        (int fullHeight, int fullWidth, channels) = SampleShape.Picture(inputShape, "Augment");
        (height, width) = augmentation.CropTo is { } crop ? Cropped(crop, fullHeight, fullWidth) : (fullHeight, fullWidth);
        shape = inputShape.Count == 2 ? [height, width] : [height, width, channels];
        MoveSettings moves = augmentation.Moves;
        cropper = new PixelMover(fullHeight, fullWidth, channels, moves.Fill, moves.FillValue);
        mover = new PixelMover(height, width, channels, moves.Fill, moves.FillValue);
        affine = new AffineMover(height, width, channels, moves.Fill, moves.FillValue);
        scratch = augmentation.CropTo is not null && !moves.IsNothing ? new float[height * width * channels] : [];
    }

    public override IReadOnlyList<int> Shape => shape;

    public override bool InPlace => augmentation.CropTo is null && augmentation.Moves.IsNothing;

    public override SampleStage ForOneReader() => new AugmentStage(inputShape, augmentation, seed);

    public override void Apply(Span<float> from, Span<float> to, in SampleKey key)
    {
        var random = new CounterRandom((uint)key.Seed + seed, Stream, ((ulong)(uint)key.Round << 32) | (uint)key.Sample);
        MoveSettings moves = augmentation.Moves;
        bool moving = key.Training && !moves.IsNothing;
        if (augmentation.CropTo is { } crop)
        {
            Span<float> window = moving ? scratch : to;
            Crop(from, window, crop.Pad, key.Training, ref random);
            from = window;
        }
        else if (!moving && !InPlace)
        {
            from.CopyTo(to);
        }

        if (moving)
            Move(from, to, moves, ref random);
        if (!key.Training)
            return;
        foreach (PixelChange change in augmentation.PixelChanges)
            change.Apply(to, width, channels, ref random);
    }

    private void Crop(ReadOnlySpan<float> from, Span<float> to, int pad, bool training, ref CounterRandom random)
    {
        int spareY = inputShape[0] + 2 * pad - height, spareX = inputShape[1] + 2 * pad - width;
        int top = training ? random.NextInt32(spareY + 1) : spareY / 2, left = training ? random.NextInt32(spareX + 1) : spareX / 2;
        cropper.Move(from, to, height, width, top - pad, left - pad, mirrorRows: false, mirrorColumns: false);
    }

    private void Move(ReadOnlySpan<float> from, Span<float> to, MoveSettings moves, ref CounterRandom random)
    {
        bool mirrorRows = moves.FlipVertical && (random.NextUInt32() & 1) != 0;
        bool mirrorColumns = moves.FlipHorizontal && (random.NextUInt32() & 1) != 0;
        int shiftY = moves.ShiftY == 0 ? 0 : random.NextInt32(2 * moves.ShiftY + 1) - moves.ShiftY;
        int shiftX = moves.ShiftX == 0 ? 0 : random.NextInt32(2 * moves.ShiftX + 1) - moves.ShiftX;
        if (moves.IsWhole)
            mover.Move(from, to, height, width, -shiftY, -shiftX, mirrorRows, mirrorColumns);
        else
            affine.Move(from, to, Map(moves, mirrorRows, mirrorColumns, shiftY, shiftX, ref random));
    }

    /// <summary>
    /// From a place of the result back to the source: the shift is undone first, then rotation, shear, zoom and mirroring.
    /// </summary>
    private static AffineMap Map(MoveSettings moves, bool mirrorRows, bool mirrorColumns, int shiftY, int shiftX, ref CounterRandom random)
    {
        double angle = Symmetric(ref random, moves.Degrees) * Math.PI / 180;
        double slant = Math.Tan(Symmetric(ref random, moves.ShearDegrees) * Math.PI / 180);
        double zoom = 1 / (1 + Symmetric(ref random, moves.Zoom));
        (double sine, double cosine) = Math.SinCos(angle);
        double ySign = (mirrorRows ? -1 : 1) * zoom, xSign = (mirrorColumns ? -1 : 1) * zoom;
        double yy = ySign * cosine, yx = -ySign * sine;
        double xy = xSign * (sine + slant * cosine), xx = xSign * (cosine - slant * sine);
        return new AffineMap(
            (float)yy, (float)yx, (float)xy, (float)xx, (float)(-yy * shiftY - yx * shiftX), (float)(-xy * shiftY - xx * shiftX));
    }

    private static double Symmetric(ref CounterRandom random, double range) => range == 0 ? 0 : (2 * random.NextDouble() - 1) * range;

    private static (int Height, int Width) Cropped((int Height, int Width, int Pad) crop, int height, int width)
    {
        if (crop.Height > height + 2 * crop.Pad || crop.Width > width + 2 * crop.Pad)
        {
            throw new DatasetException(
                $"Crop({crop.Height}, {crop.Width}) does not fit into pictures of {height}×{width}"
                    + (crop.Pad > 0 ? $" padded by {crop.Pad}." : "."));
        }

        return (crop.Height, crop.Width);
    }
}
