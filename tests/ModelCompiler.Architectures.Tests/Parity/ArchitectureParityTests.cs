using System.Reflection;
using Architectures;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Training;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>Every network against what PyTorch computed in double at batch 2; then it has to learn those two samples.</summary>
public class ArchitectureParityTests
{
    // float32 against double.
    private const double OutputTolerance = 1e-5, GradientTolerance = 1e-4;

    // Where rounding decides which of two nearly equal values is a window's maximum, or whether a ReLU is open, a part of the gradient takes another way. Both ways are right:
    // in Inception v4 one window does so for us and for PyTorch's own float32, by the same 0.7% of a gradient from its double. The recording drew a few roundings, and ours is another.
    private const double MovedTolerance = 3;
    private const int MostSteps = 50;

    public static TheoryData<string> Names => [.. ReducedNetwork.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ANetworkAgreesWithPyTorchAndLearns(string name)
    {
        var type = ReducedNetwork.All.Single(network => network.Name == name).Compile();
        typeof(ArchitectureParityTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Recording.Load(name), Activator.CreateInstance(type, 1)], null);
    }

    /// <summary>The same at 224×224, where caches decide otherwise: minutes of work, so only where asked for.</summary>
    [LongTheory]
    [InlineData("mobilenet")]
    [InlineData("mobilenet-v2")]
    [InlineData("efficientnet-b0")]
    [InlineData("shufflenet-v2")]
    [InlineData("resnext-50")]
    public void AWholeNetworkAgreesWithPyTorch(string name)
    {
        var type = ReducedNetwork.All.Single(network => network.Name == name).Whole.Compile();
        typeof(ArchitectureParityTests).GetMethod(nameof(CheckStep), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Recording.Load(name, "full"), Activator.CreateInstance(type, 1)], null);
    }

    [Fact]
    public void EveryNetworkThatLearnsIsCompared() => Assert.Equal(
        Catalog.All.Where(network => network.Workload is not null).Select(network => network.Name).Order(),
        ReducedNetwork.All.Select(network => network.Name).Order());

    private static void Check<T>(Recording recording, T model) where T : class, ITrainableModel<T>
    {
        var (inputs, targets, loss) = CheckStep(recording, model);
        CheckLearning(model, inputs, targets, loss);
    }

    private static (float[] Inputs, float[] Targets, float Loss) CheckStep<T>(Recording recording, T model) where T : class, ITrainableModel<T>
    {
        var compiled = CompiledModel.Of(model);
        Weights.Fill(compiled);
        float[] inputs = DrawnValues.Unit(Recording.InputStream, Recording.Batch * T.InputSize);
        float[] targets = Targets(recording, T.OutputSize);

        CheckOutputs(recording, model.Predict(inputs));
        float loss = compiled.Step(inputs, targets);
        Assert.True(Math.Abs(loss - recording.Loss) <= OutputTolerance * recording.Loss, $"PyTorch's loss was {recording.Loss}, ours is {loss}");
        CheckGradients(recording, compiled);
        return (inputs, targets, loss);
    }

    private static float[] Targets(Recording recording, int outputs) => recording.Targets switch
    {
        "classes" => OneHot(DrawnValues.Classes(Recording.TargetStream, Recording.Batch, outputs), outputs),
        "bits" => [.. DrawnValues.Classes(Recording.TargetStream, Recording.Batch * outputs, 2).Select(bit => (float)bit)],
        "pixel classes" => OneHot(DrawnValues.Classes(Recording.TargetStream, Recording.Batch * outputs / 2, 2), 2),
        "numbers" => DrawnValues.Unit(Recording.TargetStream, Recording.Batch * outputs),
        var other => throw new InvalidOperationException($"{recording.Network} has targets of an unknown kind, '{other}'."),
    };

    private static float[] OneHot(int[] classes, int count)
    {
        var targets = new float[classes.Length * count];
        for (int i = 0; i < classes.Length; i++) targets[i * count + classes[i]] = 1;
        return targets;
    }

    private static void CheckOutputs(Recording recording, float[] outputs)
    {
        if (outputs.Length > Recording.Whole)
        {
            var (expected, actual) = (new Fingerprint(recording.Outputs[0], recording.Outputs[1]), Fingerprint.Of(Recording.ProjectionStream, outputs));
            Assert.True(expected.DistanceTo(actual, 0) <= OutputTolerance, $"outputs: PyTorch's {expected}, ours {actual}");
            return;
        }

        Assert.Equal(recording.Outputs.Length, outputs.Length);
        double allowed = OutputTolerance * recording.Outputs.Max(Math.Abs);
        for (int i = 0; i < outputs.Length; i++)
            Assert.True(Math.Abs(recording.Outputs[i] - outputs[i]) <= allowed, $"output {i}: PyTorch's is {recording.Outputs[i]}, ours {outputs[i]}");
    }

    private static void CheckGradients(Recording recording, CompiledModel model)
    {
        var tensors = model.Parameters.Where(tensor => tensor.Trainable).ToList();
        Assert.Equal(recording.Gradients.Select(row => row[0].GetString()), tensors.Select(tensor => string.Join('x', tensor.Shape)));
        double largest = recording.Gradients.Max(row => row[1].GetDouble());
        for (int i = 0; i < tensors.Count; i++)
        {
            var expected = new Fingerprint(recording.Gradients[i][1].GetDouble(), recording.Gradients[i][2].GetDouble());
            var actual = Fingerprint.Of((uint)(Recording.ProjectionStream + i + 1), model.Gradient(tensors[i].Name));
            // A bias before a normalization has no effect: its gradient is rounding, of the size of its neighbours' rounding.
            double distance = expected.DistanceTo(actual, 1e-3 * largest);
            double allowed = GradientTolerance + MovedTolerance * recording.Gradients[i][3].GetDouble();
            Assert.True(distance <= allowed, $"gradient {i} of {tensors[i].Name}: PyTorch's {expected}, ours {actual}, distance {distance:g3}, allowed {allowed:g3}");
        }
    }

    private static void CheckLearning<T>(T model, float[] inputs, float[] targets, float before) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Adam(learningRate: 1e-3));
        float after = before;
        for (int step = 0; step < MostSteps && after >= 0.9f * before; step++) after = trainer.Step(inputs, targets);
        Assert.True(after < 0.9f * before, $"{MostSteps} steps brought the loss from {before} to {after}.");
    }
}
