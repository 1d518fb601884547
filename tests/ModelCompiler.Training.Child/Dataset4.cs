using ModelCompiler.Data;

namespace ModelCompiler.Training.Child;

/// <summary>Samples of four numbers.</summary>
internal static class Dataset4
{
    public static Dataset Classes(int count, int seed = 1)
    {
        (float[] inputs, Random random) = Inputs(count, seed);
        return new Dataset(inputs, Enumerable.Range(0, count).Select(n => inputs[4 * n] > 0.5f ? 0 : inputs[4 * n + 1] > 0.5f ? 1 : random.Next(3)).ToArray(), 4);
    }

    public static (float[] Inputs, Random Random) Inputs(int count, int seed)
    {
        var random = new Random(seed);
        return (Enumerable.Range(0, 4 * count).Select(_ => random.NextSingle()).ToArray(), random);
    }

    public static void Fit(ClassesNet model, IProgress<FitProgress> progress) =>
        new Trainer<ClassesNet>(model, new Adam()).Fit(Classes(3000), new FitOptions { Epochs = 20, BatchSize = 8, Progress = progress });
}
