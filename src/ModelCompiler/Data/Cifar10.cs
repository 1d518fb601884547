namespace ModelCompiler.Data;

/// <summary>Loads CIFAR-10's binary version: records of a label and three colour planes of 32×32 bytes.</summary>
/// <remarks>
/// The planes become channels last, <c>[32, 32, 3]</c>, and stay bytes in memory. See https://www.cs.toronto.edu/~kriz/cifar.html.
/// </remarks>
public static class Cifar10
{
    /// <summary>Floats of one image, 32 · 32 · 3.</summary>
    public const int ImageSize = CifarRecords.ImageSize;

    private const int Classes = 10;

    /// <summary>What the classes are called, by their labels.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Loads batches such as <c>data_batch_1.bin</c>, one after the other. Numbers keep their byte values: use
    /// <see cref="Dataset.Scale"/>.</summary>
    /// <param name="paths">The files, each packed with gzip or not.</param>
    /// <exception cref="DataFormatException">A file that is truncated, damaged, or no CIFAR-10 batch.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset Load(params IReadOnlyList<string> paths) =>
        new CifarRecords("CIFAR-10", labelBytes: 1).Load(paths, labelByte: 0, Classes).WithClassNames(ClassNames);
}
