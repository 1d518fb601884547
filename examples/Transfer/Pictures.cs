using ModelCompiler.Data;

namespace Transfer;

/// <summary>Fashion-MNIST, and its pictures as the pretrained network saw pictures.</summary>
internal static class Pictures
{
    public const string UsualFolder = "/usr/share/datasets/fashion-mnist";
    private const int Small = 28, Large = 96;

    /// <summary>What ImageNet's pictures are on average, blue, green, red, as the network's own preprocessing subtracts it.</summary>
    private static readonly float[] Mean = [103.9f, 116.8f, 123.7f];

    /// <summary>Both parts, numbers from 0 to 1.</summary>
    /// <exception cref="ExampleException">The files are not there.</exception>
    public static (Dataset Train, Dataset Test) Load(string? folder)
    {
        folder ??= UsualFolder;
        string Find(string name) => Directory.Exists(folder) && Directory.GetFiles(folder, name + "*") is [var found, ..] ? found
            : throw new ExampleException($"'{folder}' has no {name}: install Debian's package dataset-fashion-mnist, or say --data DIR "
                + "with the four files of MNIST's format.");
        Dataset Part(string part) =>
            Idx.Load(Find($"{part}-images-idx3-ubyte"), Find($"{part}-labels-idx1-ubyte"), classes: 10).Scale(1 / 255f);
        return (Part("train"), Part("t10k"));
    }

    /// <summary>The first so many samples of each class.</summary>
    public static Dataset OfEachClass(Dataset data, int count)
    {
        var taken = new int[10];
        var chosen = new List<int>();
        for (int i = 0; i < data.Count && chosen.Count < 10 * count; i++)
            if (taken[data.Labels[i]]++ < count) chosen.Add(i);
        return data.Select(chosen.ToArray());
    }

    /// <summary>Enlarged to 96×96 on the lines between the cells' centres, as blue, green and red, less the mean.</summary>
    public static Dataset Enlarged(Dataset data)
    {
        var inputs = new float[data.Count * Large * Large * 3];
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<float> small = data.Input(sample);
            Span<float> large = inputs.AsSpan(sample * Large * Large * 3, Large * Large * 3);
            for (int y = 0; y < Large; y++)
            {
                var (top, bottom, down) = Between(y);
                for (int x = 0; x < Large; x++)
                {
                    var (left, right, across) = Between(x);
                    float above = float.Lerp(small[(top * Small) + left], small[(top * Small) + right], across),
                        below = float.Lerp(small[(bottom * Small) + left], small[(bottom * Small) + right], across);
                    float grey = 255 * float.Lerp(above, below, down);
                    for (int c = 0; c < 3; c++) large[(((y * Large) + x) * 3) + c] = grey - Mean[c];
                }
            }
        }

        return Dataset.FromArrays(inputs, data.Labels.ToArray(), Large, Large, 3);
    }

    /// <summary>The two cells between which a cell of the large picture lies, and how far on the way.</summary>
    private static (int First, int Second, float Way) Between(int cell)
    {
        float at = Math.Clamp(((cell + 0.5f) * Small / Large) - 0.5f, 0, Small - 1);
        return ((int)at, Math.Min((int)at + 1, Small - 1), at - (int)at);
    }
}
