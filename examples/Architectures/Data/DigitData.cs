using Digits.Drawing;
using ModelCompiler.Data;

namespace Architectures.Data;

/// <summary>Handwritten digits, 28×28 values in [0, 1]: drawn here, or MNIST's from a folder.</summary>
internal static class DigitData
{
    // A fifth of the pixels, half of them white and half black: what the courses show.
    private const float NoiseShare = 0.2f;

    public static Samples Classes(Request request)
    {
        if (request.Folder is { } folder)
            return FromFolder(folder).Take(request.Train, request.Test);
        return new Samples($"digits drawn from seed {request.Seed}", Set(0, request.Train), Set(1, request.Test));

        Dataset Set(int set, int count)
        {
            var (images, labels) = DigitArtist.Draw(count, request.Seed, set, Environment.ProcessorCount);
            return new Dataset(images, labels, DigitArtist.Pixels);
        }
    }

    /// <summary>Label 1 for odd digits, 0 for even ones.</summary>
    public static Samples Odd(Request request)
    {
        var (description, train, test) = Classes(request);
        return new Samples(description, Odd(train), Odd(test));

        static Dataset Odd(Dataset digits) =>
            new(digits.Inputs.ToArray(), digits.Labels.ToArray().Select(digit => digit % 2).ToArray(), digits.InputSize);
    }

    /// <summary>Digits under salt and pepper, with the clean ones as targets.</summary>
    public static Samples Noisy(Request request)
    {
        var (description, train, test) = Classes(request);
        return new Samples($"{description}, {NoiseShare:0%} salt and pepper", Noisy(train, 2), Noisy(test, 3));

        Dataset Noisy(Dataset digits, int set)
        {
            var clean = digits.Inputs.ToArray();
            var noisy = digits.Inputs.ToArray();
            for (var i = 0; i < digits.Count; i++)
                Sprinkle(noisy.AsSpan(i * digits.InputSize, digits.InputSize), new CounterRandom(request.Seed, set, i));
            return new Dataset(noisy, clean, digits.InputSize, digits.InputSize);
        }
    }

    /// <summary>Sets some pixels to white or black.</summary>
    public static void Sprinkle(Span<float> pixels, CounterRandom random)
    {
        foreach (ref var pixel in pixels)
            if (random.Chance(NoiseShare))
                pixel = random.Below(2);
    }

    private static Samples FromFolder(string folder) => new(
        $"MNIST files in {Path.GetFullPath(folder)}",
        Load(folder, "train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
        Load(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"));

    private static Dataset Load(string folder, string images, string labels) =>
        Idx.Load(DataFolder.Find(folder, images), DataFolder.Find(folder, labels), DigitArtist.Classes).Scale(1 / 255f);
}
