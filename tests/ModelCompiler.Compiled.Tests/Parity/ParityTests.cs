using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Training;

namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>Three nets against what PyTorch computed in double: outputs, all gradients, and the losses of ten Adam steps.</summary>
public class ParityTests
{
    [Fact]
    public void Mnist() => Check("mnist", new MnistNet());

    [Fact]
    public void Keras() => Check("keras", new KerasNet());

    [Fact]
    public void LeNet5() => Check("lenet", new LeNet());

    private static void Check<T>(string name, T model) where T : class, ITrainableModel<T>
    {
        var recording = Recording.Load(name);
        foreach (var parameter in recording.Parameters)
        {
            Assert.Equal(parameter.Shape, model.Parameters[parameter.Name].Shape);
            DrawnValues.Symmetric(parameter.Stream, model.Parameters[parameter.Name].Length, parameter.Bound).CopyTo(model.Parameters[parameter.Name].Span);
        }
        model.Parameters.Touch();

        Agreement.Near(name, "outputs", recording.Outputs, model.Predict(recording.Inputs()));
        CheckGradients(recording, model);
        CheckLosses(recording, model);
    }

    private static void CheckGradients<T>(Recording recording, T model) where T : class, ITrainableModel<T>
    {
        var compiled = CompiledModel.Of(model);
        compiled.Step(recording.Inputs(), recording.Targets());
        Assert.Equal(recording.Gradients.Select(g => g.Name).Order(), model.Parameters.Select(p => p.Name).Order());
        foreach (var gradient in recording.Gradients)
        {
            float[] actual = compiled.Gradient(gradient.Name);
            if (gradient.Indices is null)
            {
                Agreement.Near(recording.Model, gradient.Name, gradient.Values, actual);
                continue;
            }
            Agreement.Near(recording.Model, gradient.Name, gradient.Values, [.. gradient.Indices.Select(i => actual[i])], gradient.Largest);
            double norm = Math.Sqrt(actual.Sum(v => (double)v * v)), sum = actual.Sum(v => (double)v);
            Assert.InRange(norm, gradient.Norm * (1 - Agreement.Tolerance), gradient.Norm * (1 + Agreement.Tolerance));
            // Errors of the entries add up like a random walk at worst, of which the norm is the scale.
            Assert.InRange(Math.Abs(sum - gradient.Sum), 0, Agreement.Tolerance * gradient.Norm * Math.Sqrt(actual.Length));
        }
    }

    private static void CheckLosses<T>(Recording recording, T model) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Adam(learningRate: 1e-3, epsilon: 1e-8));
        for (int step = 0; step < recording.Losses.Length; step++)
        {
            double expected = recording.Losses[step];
            float actual = trainer.Step(recording.Inputs(), recording.Labels());
            // Rounding grows from step to step, since each one starts from weights that already differ.
            Assert.True(Math.Abs(actual - expected) <= 2e-3 * expected + 1e-4, $"{recording.Model}, step {step + 1}: PyTorch's loss was {expected}, ours is {actual}");
        }
    }
}
