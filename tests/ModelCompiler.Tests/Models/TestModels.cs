using ModelCompiler.Data;
using ModelCompiler.Runtime;
using ModelCompiler.Serialization;

namespace ModelCompiler.Tests.Models;

/// <summary>A classifier, 4 → 3, by hand.</summary>
internal sealed class Classifier(ParameterSet parameters) : ITrainableModel<Classifier>
{
    public Classifier(int seed = 0) : this(ParameterSet.Create("Classifier", LinearProgram.Describe(4, 3), seed)) { }

    public static int InputSize => 4;

    public static int OutputSize => 3;

    public static int ParameterCount => 15;

    public static ModelSummary Summary { get; } = new("Classifier", [4], [new("Dense", "dense_1", [3], 15, 3, 12, 12, [])]);

    public LinearProgram Program { get; init; } = new("Classifier", 4, 3, parameters);

    CompiledProgram IModel<Classifier>.Program => Program;

    public ParameterSet Parameters => Program.ParameterSet;

    public int Threads { get => Program.Threads; set => Program.Threads = value; }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Program.Predict(inputs, outputs);

    public float[] Predict(ReadOnlySpan<float> inputs) => Program.Predict(inputs);

    public Classifier Share() => new(Parameters);

    public void Save(string path) => ModelFile.Save(path, Program);

    public void Load(string path) => ModelFile.Load(path, Program);

    /// <summary>Samples whose class is the largest of the first three inputs.</summary>
    public static Dataset MakeData(int count, int seed = 5)
    {
        var random = new CounterRandom((uint)seed, 99);
        var inputs = new float[count * InputSize];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            Span<float> sample = inputs.AsSpan(n * InputSize, InputSize);
            foreach (ref float value in sample)
                value = random.NextSingle();
            labels[n] = sample[0] >= sample[1] && sample[0] >= sample[2] ? 0 : sample[1] >= sample[2] ? 1 : 2;
        }

        return new Dataset(inputs, labels, InputSize);
    }
}

/// <summary>A regression, 3 → 1, by hand.</summary>
internal sealed class Regression(ParameterSet parameters) : ITrainableModel<Regression>
{
    public Regression(int seed = 0) : this(ParameterSet.Create("Regression", LinearProgram.Describe(3, 1), seed)) { }

    public static int InputSize => 3;

    public static int OutputSize => 1;

    public static int ParameterCount => 4;

    public static ModelSummary Summary { get; } = new("Regression", [3], [new("Dense", "dense_1", [1], 4, 1, 3, 4, [])]);

    public LinearProgram Program { get; init; } = new("Regression", 3, 1, parameters);

    CompiledProgram IModel<Regression>.Program => Program;

    public ParameterSet Parameters => Program.ParameterSet;

    public int Threads { get => Program.Threads; set => Program.Threads = value; }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Program.Predict(inputs, outputs);

    public float[] Predict(ReadOnlySpan<float> inputs) => Program.Predict(inputs);

    public Regression Share() => new(Parameters);

    public void Save(string path) => ModelFile.Save(path, Program);

    public void Load(string path) => ModelFile.Load(path, Program);
}
