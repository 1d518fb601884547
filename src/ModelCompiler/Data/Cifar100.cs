namespace ModelCompiler.Data;

/// <summary>Loads CIFAR-100's binary version: records of a coarse label, a fine one, and three colour planes of 32×32 bytes.</summary>
/// <remarks>
/// The planes become channels last, <c>[32, 32, 3]</c>, and stay bytes in memory. See https://www.cs.toronto.edu/~kriz/cifar.html.
/// </remarks>
public static class Cifar100
{
    /// <summary>Floats of one image, 32 · 32 · 3.</summary>
    public const int ImageSize = CifarRecords.ImageSize;

    private const int FineClasses = 100;
    private const int CoarseClasses = 20;

    /// <summary>Loads <c>train.bin</c> or <c>test.bin</c> with the 100 fine classes. Numbers keep their byte values: use
    /// <see cref="Dataset.Scale"/>.</summary>
    /// <param name="paths">The files, each packed with gzip or not.</param>
    /// <exception cref="DataFormatException">A file that is truncated, damaged, or not CIFAR-100's.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset Load(params IReadOnlyList<string> paths) =>
        new CifarRecords("CIFAR-100", labelBytes: 2).Load(paths, labelByte: 1, FineClasses);

    /// <summary>Loads files with the 20 coarse classes, each of which holds five fine ones.</summary>
    /// <param name="paths">The files, each packed with gzip or not.</param>
    /// <exception cref="DataFormatException">A file that is truncated, damaged, or not CIFAR-100's.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset LoadCoarse(params IReadOnlyList<string> paths) =>
        new CifarRecords("CIFAR-100", labelBytes: 2).Load(paths, labelByte: 0, CoarseClasses);
}
