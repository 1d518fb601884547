using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;
using ModelCompiler.Serialization;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.OpenCL.Child;

/// <summary>A classifier, 4 → 3, by hand, in the place of generated code: on the processor and on devices.</summary>
internal sealed class LinearClassifier(ParameterSet parameters) : ITrainableModel<LinearClassifier>, IOpenCLModel<LinearClassifier>
{
    public LinearClassifier(int seed = 0) : this(ParameterSet.Create("LinearClassifier", LinearProgram.Describe(4, 3), seed)) { }

    /// <summary>What the next model's kernels are, for tests that change them.</summary>
    public static Func<DeviceProgram, DeviceProgram> Edit { get; set; } = program => program;

    public static int InputSize => 4;

    public static int OutputSize => 3;

    public static int ParameterCount => 15;

    public static ModelSummary Summary { get; } = new("LinearClassifier", [4], [new("Dense", "dense_1", [3], 15, 3, 12, 12, [])]);

    public LinearProgram Program { get; init; } = new("LinearClassifier", 4, 3, parameters);

    CompiledProgram IModel<LinearClassifier>.Program => Program;

    public ParameterSet Parameters => Program.ParameterSet;

    public int Threads { get => Program.Threads; set => Program.Threads = value; }

    static DeviceProgram IOpenCLModel<LinearClassifier>.DescribeFor(DeviceKind kind) => Edit(LinearKernels.Describe());

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => Program.Predict(inputs, outputs);

    public float[] Predict(ReadOnlySpan<float> inputs) => Program.Predict(inputs);

    public LinearClassifier Share() => new(Parameters);

    public void Save(string path) => ModelFile.Save(path, Program);

    public void Load(string path) => ModelFile.Load(path, Program);

    public static float[] Samples(int count, int seed = 5)
    {
        var random = new Random(seed);
        var inputs = new float[count * InputSize];
        foreach (ref float value in inputs.AsSpan())
            value = random.NextSingle();
        return inputs;
    }

    public static int[] Labels(int count) => [.. Enumerable.Range(0, count).Select(n => n % 3)];
}
