namespace ModelCompiler.Data;

/// <summary>
/// Random changes of pictures while they are trained with: <c>Augment(a => a.Flip().Shift(2).Rotate(10))</c>. Each call adds one, and a
/// sample is moved first (crop, then flip, zoom, shear, rotation and shift as one change with one interpolation), then its numbers change
/// in the order of the calls. Each sample's numbers are drawn by seed, epoch and sample number.
/// </summary>
/// <remarks>Numbers are in the units that the samples have where <see cref="Dataset.Augment"/> stands: 0 to 255 before
/// <c>Scale(1 / 255f)</c>, 0 to 1 after it.</remarks>
public sealed class Augmentation
{
    internal Augmentation()
    {
    }

    internal MoveSettings Moves { get; private set; } = new();

    internal List<PixelChange> PixelChanges { get; } = [];

    internal (int Height, int Width, int Pad)? CropTo { get; private set; }

    internal double MixupAlpha { get; private set; }

    /// <summary>Mirrors half of the pictures.</summary>
    /// <param name="horizontal">Left and right are exchanged.</param>
    /// <param name="vertical">Top and bottom are exchanged.</param>
    public Augmentation Flip(bool horizontal = true, bool vertical = false) =>
        Move(Moves with { FlipHorizontal = horizontal, FlipVertical = vertical });

    /// <summary>Moves by whole pixels, up to <paramref name="pixels"/> to each side.</summary>
    public Augmentation Shift(int pixels) => Shift(pixels, pixels);

    /// <summary>Moves by whole pixels.</summary>
    /// <param name="vertical">The most pixels up or down.</param>
    /// <param name="horizontal">The most pixels to the left or right.</param>
    public Augmentation Shift(int vertical, int horizontal) =>
        Move(Moves with { ShiftY = NotNegative(vertical, nameof(vertical)), ShiftX = NotNegative(horizontal, nameof(horizontal)) });

    /// <summary>Turns around the middle, up to <paramref name="degrees"/> either way.</summary>
    public Augmentation Rotate(double degrees) => Move(Moves with { Degrees = NotNegative(degrees, nameof(degrees)) });

    /// <summary>
    /// Makes things larger or smaller, by a factor drawn from 1 - <paramref name="range"/> to 1 + <paramref name="range"/>.
    /// </summary>
    public Augmentation Zoom(double range) => range is >= 0 and < 1
        ? Move(Moves with { Zoom = range })
        : throw new ArgumentOutOfRangeException(nameof(range), range, $"A zoom's range is from 0 and less than 1; got {range}.");

    /// <summary>
    /// Slants: rows move sidewards by up to the tangent of <paramref name="degrees"/> times their distance from the middle.
    /// </summary>
    public Augmentation Shear(double degrees) => degrees is >= 0 and < 90
        ? Move(Moves with { ShearDegrees = degrees })
        : throw new ArgumentOutOfRangeException(nameof(degrees), degrees, $"A shear's angle is from 0 and less than 90; got {degrees}.");

    /// <summary>What stands where a moved picture has no pixel. Default: the nearest pixel.</summary>
    /// <param name="mode">The rule.</param>
    /// <param name="value">The number of <see cref="FillMode.Constant"/>.</param>
    public Augmentation Fill(FillMode mode, float value = 0) => Enum.IsDefined(mode)
        ? Move(Moves with { Fill = mode, FillValue = value })
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such fill mode.");

    /// <summary>Takes a window of this size out of the picture at a random place; out of training, the middle one.</summary>
    /// <param name="height">Rows of the window, which the samples have then.</param>
    /// <param name="width">Columns of the window.</param>
    /// <param name="pad">
    /// Pixels of <see cref="Fill"/> put around the picture before: <c>Crop(32, 32, pad: 4)</c> is the usual one for CIFAR-10.
    /// </param>
    public Augmentation Crop(int height, int width, int pad = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        CropTo = (height, width, NotNegative(pad, nameof(pad)));
        return this;
    }

    /// <summary>Blanks a square at a random place (DeVries and Taylor, "Improved regularization of convolutional neural networks with
    /// cutout", 2017). Its middle is anywhere in the picture, so that parts of it may be outside.</summary>
    /// <param name="size">Length of its sides in pixels.</param>
    /// <param name="value">What it is filled with.</param>
    public Augmentation Cutout(int size, float value = 0) => size >= 1
        ? Change(new Cutout(size, value))
        : throw new ArgumentOutOfRangeException(nameof(size), size, $"A cutout's size is at least 1; got {size}.");

    /// <summary>Adds normal noise to each number.</summary>
    /// <param name="deviation">Its standard deviation.</param>
    public Augmentation Noise(double deviation) => Change(new Noise(NotNegative(deviation, nameof(deviation))));

    /// <summary>Adds one number to a whole picture, drawn from -<paramref name="range"/> to <paramref name="range"/>.</summary>
    public Augmentation Brightness(double range) => Change(new Brightness(NotNegative(range, nameof(range))));

    /// <summary>Multiplies each channel's distance from its mean by a factor drawn from 1 - <paramref name="range"/> to
    /// 1 + <paramref name="range"/>.</summary>
    public Augmentation Contrast(double range) => Change(new Contrast(NotNegative(range, nameof(range))));

    /// <summary>Mixes each sample with another of its batch, targets as well, after all other changes (Zhang et al., "mixup: Beyond
    /// empirical risk minimization", 2018). Labels become dense targets.</summary>
    /// <param name="alpha">Both parameters of the beta distribution that shares are drawn from.</param>
    public Augmentation Mixup(double alpha = 0.2)
    {
        if (alpha is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"Mixup's alpha is more than 0; got {alpha}.");
        MixupAlpha = alpha;
        return this;
    }

    private static int NotNegative(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }

    private static double NotNegative(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is a finite number of at least 0; got {value}.");

    private Augmentation Move(MoveSettings moves)
    {
        Moves = moves;
        return this;
    }

    private Augmentation Change(PixelChange change)
    {
        PixelChanges.Add(change);
        return this;
    }
}
