using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using Fingerprints = ModelCompiler.Architectures.Tests.Parity;
using Recorded = ModelCompiler.Architectures.Tests.Parity.Recording;

namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>Layers that no network of the examples has, against what PyTorch computed in double.</summary>
public class MixedParityTests
{
    // float32 against double; a gradient may take another way at a kink, as the recording says.
    private const double Tolerance = 1e-5, GradientTolerance = 1e-4, MovedTolerance = 3;

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => InMemoryCompiler.Compile(
        "using ModelCompiler;\nnamespace TestModels;\n"
            + string.Concat(MixedNets.All.Select(net => $"[Model] [Input(12, 11, 8)]\n{net.Value}\n[Loss(Loss.MeanSquaredError)]\npublic partial class Net_{net.Key};\n")),
        new(Targets.Runnable(Targets.All[0]))));

    public static TheoryData<string> Names => [.. MixedNets.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_network_agrees_with_PyTorch(string name)
    {
        var recording = Recorded.Load(name, "mixed");
        var model = CompiledModel.Create(Assembly.Value.Type($"TestModels.Net_{name}"));
        Fingerprints.Weights.Fill(model);
        float[] inputs = DrawnValues.Unit(Recorded.InputStream, Recorded.Batch * 12 * 11 * 8), outputs = model.Predict(inputs);
        float[] targets = DrawnValues.Unit(Recorded.TargetStream, outputs.Length);

        CheckOutputs(recording, outputs);
        float loss = model.Step(inputs, targets);
        Assert.True(Math.Abs(loss - recording.Loss) <= Tolerance * recording.Loss, $"PyTorch's loss was {recording.Loss}, ours is {loss}");

        var tensors = model.Parameters.Where(tensor => tensor.Trainable).ToList();
        Assert.Equal(recording.Gradients.Select(row => row[0].GetString()), tensors.Select(tensor => string.Join('x', tensor.Shape)));
        double largest = recording.Gradients.Max(row => row[1].GetDouble());
        for (int i = 0; i < tensors.Count; i++)
        {
            var gradient = new Fingerprints.Fingerprint(recording.Gradients[i][1].GetDouble(), recording.Gradients[i][2].GetDouble());
            double distance = gradient.DistanceTo(Fingerprints.Fingerprint.Of((uint)(Recorded.ProjectionStream + i + 1), model.Gradient(tensors[i].Name)), 1e-3 * largest);
            double allowed = GradientTolerance + MovedTolerance * recording.Gradients[i][3].GetDouble();
            Assert.True(distance <= allowed, $"gradient {i} of {tensors[i].Name}: distance {distance:g3}, allowed {allowed:g3}");
        }
    }

    private static void CheckOutputs(Recorded recording, float[] outputs)
    {
        if (outputs.Length <= Recorded.Whole)
        {
            double allowed = Tolerance * recording.Outputs.Max(Math.Abs);
            Assert.Equal(recording.Outputs, outputs.Select(y => (double)y), (a, b) => Math.Abs(a - b) <= allowed);
            return;
        }

        var (expected, actual) = (new Fingerprints.Fingerprint(recording.Outputs[0], recording.Outputs[1]), Fingerprints.Fingerprint.Of(Recorded.ProjectionStream, outputs));
        Assert.True(expected.DistanceTo(actual, 0) <= Tolerance, $"outputs: PyTorch's {expected}, ours {actual}");
    }
}
