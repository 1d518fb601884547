namespace ModelCompiler.Data;

/// <summary>Files of CIFAR's binary versions: records of label bytes and three colour planes of 32×32 bytes.</summary>
internal sealed class CifarRecords(string kind, int labelBytes)
{
    public const int ImageSize = PlaneSize * Channels;

    private const int PlaneSize = 32 * 32;
    private const int Channels = 3;

    private int RecordSize => labelBytes + ImageSize;

    /// <summary>Loads files one after the other, channels last, as bytes.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="labelByte">Which of a record's label bytes is the class.</param>
    /// <param name="classes">Number of classes.</param>
    public Dataset Load(IReadOnlyList<string> paths, int labelByte, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        List<byte[]> files = [.. paths.Select(path => ReadRecords(path, labelByte, classes))];
        long records = files.Sum(bytes => (long)bytes.Length / RecordSize);
        if (records * ImageSize > Array.MaxLength)
            throw new DataFormatException(
                paths[^1], $"the {paths.Count} files have {records} images together, more than one data set can hold.");
        var inputs = new byte[records * ImageSize];
        var labels = new int[records];
        int image = 0;
        foreach (byte[] bytes in files)
        {
            for (int start = 0; start < bytes.Length; start += RecordSize, image++)
            {
                labels[image] = bytes[start + labelByte];
                ToChannelsLast(bytes.AsSpan(start + labelBytes, ImageSize), inputs.AsSpan(image * ImageSize, ImageSize));
            }
        }

        return Dataset.FromBytes(inputs, new Answers(labels), [32, 32, Channels]);
    }

    private byte[] ReadRecords(string path, int labelByte, int classes)
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
                $"has {bytes.Length} bytes, which is {bytes.Length / RecordSize} records of {RecordSize} and "
                + $"{bytes.Length % RecordSize} bytes; "
                + $"at least one record of {kind} and no rest is expected.");
        }

        for (int start = labelByte; start < bytes.Length; start += RecordSize)
        {
            if (bytes[start] >= classes)
            {
                throw new DataFormatException(
                    path, $"label {bytes[start]} of record {start / RecordSize} is none of the {classes} classes 0 to {classes - 1}.");
            }
        }

        return bytes;
    }

    private static void ToChannelsLast(ReadOnlySpan<byte> planes, Span<byte> pixels)
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
