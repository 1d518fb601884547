using Architectures.Data;
using Digits.Drawing;
using ModelCompiler.Data;

namespace Courses.Data;

/// <summary>What the networks learn: drawn digits and figures, or what <c>--data</c> brings.</summary>
internal sealed class CourseData
{
    private const int PictureSize = 32;

    private CourseData(string description, Dataset digits, Dataset digitTest, Dataset pictures, Dataset pictureTest) =>
        (Description, Digits, DigitTest, Pictures, PictureTest) = (description, digits, digitTest, pictures, pictureTest);

    /// <summary>Where they are from, in words.</summary>
    public string Description { get; }

    /// <summary>Grey pictures of 28×28 in ten classes, numbers from 0 to 1.</summary>
    public Dataset Digits { get; }

    public Dataset DigitTest { get; }

    /// <summary>Colour pictures of 32×32 in ten classes, numbers from 0 to 1.</summary>
    public Dataset Pictures { get; }

    public Dataset PictureTest { get; }

    /// <summary>Opens a folder, or draws where it has nothing or none is given.</summary>
    /// <exception cref="CourseException">A folder that has neither IDX files nor CIFAR-10.</exception>
    public static CourseData Open(string? folder, int seed)
    {
        (Dataset digits, Dataset digitTest) = DrawDigits(seed);
        (Dataset pictures, Dataset pictureTest) = DrawPictures(seed);
        if (folder is null)
            return new CourseData("digits and figures drawn by this program", digits, digitTest, pictures, pictureTest);
        if (!Directory.Exists(folder))
            throw new CourseException($"--data: there is no folder '{folder}'.");
        if (Find(folder, "train-images-idx3-ubyte") is { } images)
        {
            digits = Mixed(Idx.Load(images, Need(folder, "train-labels-idx1-ubyte")).Scale(1 / 255f), seed, 10_000);
            digitTest = Mixed(
                Idx.Load(Need(folder, "t10k-images-idx3-ubyte"), Need(folder, "t10k-labels-idx1-ubyte")).Scale(1 / 255f), seed, 2_000);
            if (digits.InputSize != DigitArtist.Pixels)
                throw new CourseException($"--data: '{images}' has pictures of {string.Join("×", digits.Shape)}; 28×28 are expected.");
            return new CourseData($"pictures of {folder}, figures drawn by this program", digits, digitTest, pictures, pictureTest);
        }

        string[] batches = [.. Enumerable.Range(1, 5).Select(i => Find(folder, $"data_batch_{i}.bin")).OfType<string>()];
        if (batches.Length == 0)
            throw new CourseException($"--data: '{folder}' has neither train-images-idx3-ubyte (MNIST, Fashion-MNIST) nor data_batch_1.bin "
                + "(CIFAR-10), packed with gzip or not.");
        pictures = Mixed(Cifar10.Load(batches).Scale(1 / 255f), seed, 10_000);
        pictureTest = Mixed(Cifar10.Load(Need(folder, "test_batch.bin")).Scale(1 / 255f), seed, 2_000);
        return new CourseData($"CIFAR-10 of {folder}, digits drawn by this program", digits, digitTest, pictures, pictureTest);
    }

    private static Dataset Mixed(Dataset data, int seed, int most) => data.Shuffle(seed: seed).Take(most);

    private static (Dataset Train, Dataset Test) DrawDigits(int seed)
    {
        return (Draw(0, 4_000), Draw(1, 1_000));

        Dataset Draw(int set, int count)
        {
            (float[] images, int[] labels) = DigitArtist.Draw(count, seed, set, Environment.ProcessorCount);
            return Dataset.FromArrays(images, labels, 28, 28, 1);
        }
    }

    private static (Dataset Train, Dataset Test) DrawPictures(int seed)
    {
        return (Draw(0, 1_200), Draw(1, 400));

        Dataset Draw(int set, int count)
        {
            var figures = new Figures(PictureSize, PictureSize);
            int size = PictureSize * PictureSize * Figures.Channels;
            var inputs = new float[count * size];
            var labels = new int[count];
            Parallel.For(0, count, i => labels[i] = figures.Draw(new CounterRandom(seed, 10 + set, i), inputs.AsSpan(i * size, size)));
            return Dataset.FromArrays(inputs, labels, PictureSize, PictureSize, Figures.Channels);
        }
    }

    private static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static string Need(string folder, string name) =>
        Find(folder, name) ?? throw new CourseException($"--data: '{folder}' has no {name}, packed with gzip or not.");
}
