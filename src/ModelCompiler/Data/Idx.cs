namespace ModelCompiler.Data;

/// <summary>Loads IDX files, the format of MNIST and its descendants, packed with gzip or not.</summary>
public static class Idx
{
    /// <summary>
    /// Loads a file of images and one of labels. Numbers keep their byte values and stay bytes in memory: use <see cref="Dataset.Scale"/>.
    /// </summary>
    /// <param name="images">Unsigned bytes of 2 to 4 dimensions: samples, rows, columns, channels.</param>
    /// <param name="labels">Unsigned bytes, one per sample.</param>
    /// <param name="classes">If given, labels from here on are refused.</param>
    /// <exception cref="DataFormatException">A file that is truncated, not IDX, too long, damaged, or does not go with the
    /// other.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Dataset Load(string images, string labels, int? classes = null)
    {
        IdxArray pictures = IdxArray.Read(images, leastDimensions: 2, mostDimensions: 4);
        IdxArray answers = IdxArray.Read(labels, leastDimensions: 1, mostDimensions: 1);
        if (pictures.Count != answers.Count)
        {
            throw new DataFormatException(
                labels, $"has {answers.Count} labels, but '{images}' has {pictures.Count} images. Load two files that belong together.");
        }

        if (pictures.ItemSize == 0)
            throw new DataFormatException(images, $"has images of no pixels ({string.Join("×", pictures.Dimensions)}).");
        return Dataset.FromBytes(pictures.Bytes, new Answers(ToLabels(answers.Bytes, labels, classes)), Shape(pictures.Dimensions));
    }

    /// <summary>Extents of one image, channels last: grey ones have one channel.</summary>
    private static int[] Shape(int[] dimensions) => dimensions.Length == 3 ? [.. dimensions[1..], 1] : dimensions[1..];

    private static int[] ToLabels(byte[] bytes, string path, int? classes)
    {
        var labels = new int[bytes.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = bytes[i];
            if (bytes[i] >= classes)
                throw new DataFormatException(path, $"label {bytes[i]} of sample {i} is none of the {classes} classes 0 to {classes - 1}.");
        }

        return labels;
    }
}
