namespace ModelCompiler.Data;

/// <summary>Loads CIFAR-10's binary version: records of a label and three colour planes of 32×32 bytes.</summary>
/// <remarks>The planes become channels last, <c>[32, 32, 3]</c>. See https://www.cs.toronto.edu/~kriz/cifar.html.</remarks>
public static class Cifar10
{
    /// <summary>Floats of one image, 32 · 32 · 3.</summary>
    public const int ImageSize = PlaneSize * Channels;

    private const int PlaneSize = 32 * 32;
    private const int Channels = 3;
    private const int RecordSize = 1 + ImageSize;
    private const int Classes = 10;

    /// <summary>Loads batches such as <c>data_batch_1.bin</c>, one after the other. Numbers keep their byte values: use
    /// <see cref="Dataset.Scale"/>.</summary>
    /// <param name="paths">The files, each packed with gzip or not.</param>
    /// <exception cref="DataFormatException">A file that is truncated, damaged, or no CIFAR-10 batch.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset Load(params IReadOnlyList<string> paths)
    {
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        List<byte[]> files = [.. paths.Select(ReadRecords)];
        long records = files.Sum(bytes => (long)bytes.Length / RecordSize);
        if (records * ImageSize > Array.MaxLength)
            throw new DataFormatException(paths[^1], $"the {paths.Count} files have {records} images together, more than one data set can hold.");
        var inputs = new float[records * ImageSize];
        var labels = new int[records];
        int image = 0;
        foreach (byte[] bytes in files)
        {
            for (int start = 0; start < bytes.Length; start += RecordSize, image++)
            {
                labels[image] = bytes[start];
                ToChannelsLast(bytes.AsSpan(start + 1, ImageSize), inputs.AsSpan(image * ImageSize, ImageSize));
            }
        }

        return new Dataset(inputs, labels, ImageSize);
    }

    private static byte[] ReadRecords(string path)
    {
        using var file = new DataFile(path);
        byte[] bytes = file.Read((int)Math.Min(file.MostBytes, Array.MaxLength));
        if (!file.AtEnd())
            throw new DataFormatException(path, $"has more than {Array.MaxLength} bytes, more than one data set can hold.");
        if (IsTar(bytes))
            throw new DataFormatException(path, "is a tar archive. Unpack it and load the .bin files inside.");
        if (bytes.Length == 0 || bytes.Length % RecordSize != 0)
        {
            throw new DataFormatException(
                path,
                $"has {bytes.Length} bytes, which is {bytes.Length / RecordSize} records of {RecordSize} and {bytes.Length % RecordSize} bytes; "
                + "at least one record and no rest is expected.");
        }

        for (int start = 0; start < bytes.Length; start += RecordSize)
        {
            if (bytes[start] >= Classes)
            {
                throw new DataFormatException(
                    path, $"label {bytes[start]} of record {start / RecordSize} is none of the {Classes} classes 0 to {Classes - 1}.");
            }
        }

        return bytes;
    }

    private static void ToChannelsLast(ReadOnlySpan<byte> planes, Span<float> pixels)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<byte> plane = planes.Slice(channel * PlaneSize, PlaneSize);
            for (int i = 0; i < PlaneSize; i++)
                pixels[i * Channels + channel] = plane[i];
        }
    }

    private static bool IsTar(ReadOnlySpan<byte> bytes) => bytes.Length > 262 && bytes.Slice(257, 5).SequenceEqual("ustar"u8);
}
