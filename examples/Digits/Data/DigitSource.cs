using Digits.Drawing;
using ModelCompiler.Data;

namespace Digits.Data;

/// <summary>Images to learn from and images to be tested on.</summary>
/// <param name="Description">Where they come from, for people.</param>
internal sealed record DigitSource(string Description, Dataset Train, Dataset Test)
{
    // Enough for any of the networks to pass 97%, few enough for two cores to be done within two minutes.
    private const int DrawnForTraining = 12_000;
    private const int DrawnForTests = 2_000;

    /// <summary>The data that the options ask for.</summary>
    /// <exception cref="ExampleException">A file is missing, or cannot be downloaded.</exception>
    public static async Task<DigitSource> OpenAsync(Options options, Action<string> say, CancellationToken cancellation)
    {
        if (options.Data is { } folder)
            return FromFolder(folder);
        if (!options.Download)
            return Draw(options.Seed, options.Threads);
        await MnistDownload.ToCache().FetchAsync(say, cancellation);
        return FromFolder(MnistDownload.CacheFolder);
    }

    /// <summary>Digits that the example draws itself.</summary>
    public static DigitSource Draw(int seed, int threads, int train = DrawnForTraining, int test = DrawnForTests) =>
        new($"digits drawn from seed {seed}", Images(train, seed, set: 0, threads), Images(test, seed, set: 1, threads));

    /// <summary>MNIST's four files, each with .gz or without.</summary>
    public static DigitSource FromFolder(string folder) => new(
        $"MNIST files in {Path.GetFullPath(folder)}",
        Load(folder, MnistFile.TrainImages, MnistFile.TrainLabels),
        Load(folder, MnistFile.TestImages, MnistFile.TestLabels));

    private static Dataset Images(int count, int seed, int set, int threads)
    {
        var (images, labels) = DigitArtist.Draw(count, seed, set, threads);
        return new Dataset(images, labels, DigitArtist.Pixels);
    }

    private static Dataset Load(string folder, string images, string labels) =>
        Idx.Load(Find(folder, images), Find(folder, labels), DigitArtist.Classes).Scale(1 / 255f);

    private static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        if (File.Exists(plain))
            return plain;
        return File.Exists(plain + ".gz")
            ? plain + ".gz"
            : throw new ExampleException(
                $"--data: '{folder}' has neither {name} nor {name}.gz; it must hold MNIST's four IDX files under their names.");
    }
}
