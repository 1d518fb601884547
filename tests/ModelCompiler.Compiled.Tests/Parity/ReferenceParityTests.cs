using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>The reference itself against PyTorch, both in double: they may differ by the recording's nine digits alone.</summary>
public class ReferenceParityTests
{
    private const double Tolerance = 1e-8;
    private static readonly LossSource Loss = new(LossKindSource.CategoricalCrossEntropy);

    [Fact]
    public void Mnist() => Check("mnist",
        Conv(20, 5, ActivationSource.ReLU), Conv(40, 5, ActivationSource.ReLU), new FlattenSource(),
        new DenseSource(100) { Activation = ActivationSource.ReLU }, Classes());

    [Fact]
    public void Keras() => Check("keras",
        Conv(32, 3, ActivationSource.ReLU), Pool(max: true), Conv(64, 3, ActivationSource.ReLU), Pool(max: true), new FlattenSource(), Classes());

    [Fact]
    public void LeNet5() => Check("lenet",
        new ZeroPaddingSource(2, 2, 2, 2), Conv(6, 5, ActivationSource.Tanh), Pool(max: false), Conv(16, 5, ActivationSource.Tanh), Pool(max: false),
        Conv(120, 5, ActivationSource.Tanh), new FlattenSource(), new DenseSource(84) { Activation = ActivationSource.Tanh }, Classes());

    private static void Check(string name, params LayerSource[] layers)
    {
        var recording = Recording.Load(name);
        var reference = new ModelSource("Net", [28, 28, 1], layers, Loss).Reference();
        foreach (var (parameter, recorded) in reference.Parameters.Zip(recording.Parameters))
        {
            Assert.Equal(recorded.Name, parameter.Name);
            Assert.Equal(recorded.Shape, parameter.Shape);
            Agreement.Widen(DrawnValues.Symmetric(recorded.Stream, parameter.Values.Length, recorded.Bound)).CopyTo(parameter.Values, 0);
        }
        var step = reference.Step(Agreement.Widen(recording.Inputs()), Agreement.Widen(recording.Targets()));

        Near("outputs", recording.Outputs, step.Outputs, 1);
        Near("loss", recording.Losses[..1], [step.Loss], 1);
        foreach (var (gradient, parameter) in recording.Gradients.Zip(reference.Parameters))
        {
            double[] actual = gradient.Indices is null ? parameter.Gradients : [.. gradient.Indices.Select(i => parameter.Gradients[i])];
            Near(gradient.Name, gradient.Values, actual, Magnitude.Of(parameter.Gradients));
        }
    }

    private static void Near(string what, double[] expected, double[] actual, double scale)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * scale, $"{what}[{i}]: PyTorch {expected[i]}, reference {actual[i]}");
    }

    private static Conv2DSource Conv(int filters, int size, ActivationSource activation) => new(filters, new(size, size)) { Activation = activation };

    private static PoolingSource Pool(bool max) => new(max, new(2, 2));

    private static DenseSource Classes() => new(10) { Activation = ActivationSource.Softmax };
}
