using CifarLive.Pictures;
using ModelCompiler.Data;

namespace CifarLive;

/// <summary>Pictures of 32×32 in ten classes, to learn from and to be tested on.</summary>
internal sealed record PictureSource(Dataset Train, Dataset Test, IReadOnlyList<string> Classes, string Description)
{
    private static readonly string[] cifarClasses = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship",
        "truck"];

    /// <summary>CIFAR-10 from a folder, or pictures that are drawn.</summary>
    public static PictureSource Open(Options options) => options.Data is { } folder ? Load(folder) : Draw(options.Samples, options.Seed);

    private static PictureSource Load(string folder)
    {
        string[] names = [.. Enumerable.Range(1, 5).Select(n => $"data_batch_{n}.bin"), "test_batch.bin"];
        string[] paths = [.. names.Select(name =>
            new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists) ?? throw new ExampleException(
                $"--data: '{folder}' has no {name}. Unpack CIFAR-10's binary version there: https://www.cs.toronto.edu/~kriz/cifar.html"))];
        return new PictureSource(Centred(Cifar10.Load(paths[..5])), Centred(Cifar10.Load(paths[5])), cifarClasses, "CIFAR-10");
    }

    private static PictureSource Draw(int samples, int seed) =>
        new(PictureArtist.Draw(samples, seed, first: 0), PictureArtist.Draw(Math.Max(10, samples / 5), seed, first: samples),
            PictureArtist.Classes, "drawn pictures");

    /// <summary>From bytes to -0.5 … 0.5, as ConvNetJS's page has them.</summary>
    private static Dataset Centred(Dataset bytes)
    {
        float[] inputs = bytes.Inputs.ToArray();
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = inputs[i] / 255 - 0.5f;
        return new Dataset(inputs, bytes.Labels.ToArray(), bytes.InputSize);
    }
}
