using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

public class InputGradientTests
{
    [Fact]
    public void They_are_the_slopes_of_the_mean_loss()
    {
        AssertSlopes(new ClassesNet(1), Dataset4.Inputs(3, 1).Inputs, [1, 0, 0, 0, 1, 0, 0.2f, 0.3f, 0.5f]);
        AssertSlopes(new NumbersNet(1), Dataset4.Inputs(2, 1).Inputs, [0.3f, -1, 2, 0.1f]);
        AssertSlopes(new AnswersNet(1), Dataset4.Inputs(2, 1).Inputs, [0, 1, 1, 0, 0, 1, 1, 0, 0.5f, 0]);
        AssertSlopes(new MapNet(1), [.. Enumerable.Range(0, 64).Select(i => (i * 37 % 17 - 8) / 9f)], [.. Enumerable.Range(0, 96).Select(i => i % 3 == i / 3 % 2 ? 1f : 0)]);
    }

    [Fact]
    public void Models_without_them_say_what_to_declare() =>
        Assert.Contains("[Model(InputGradients = true)]", Assert.Throws<InputGradientsMissingException>(() => new Trainer<YesNoNet>(new YesNoNet(), new Sgd()).InputGradients.Length).Message);

    private static void AssertSlopes<T>(T model, float[] inputs, float[] targets) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0));
        trainer.Step(inputs, targets);
        float[] gradients = trainer.InputGradients.ToArray();
        Assert.Equal(inputs.Length, gradients.Length);
        const float step = 1e-2f;
        for (int i = 0; i < inputs.Length; i += Math.Max(1, inputs.Length / 16))
        {
            float[] moved = [.. inputs];
            moved[i] = inputs[i] + step;
            float above = trainer.Step(moved, targets);
            moved[i] = inputs[i] - step;
            float slope = (above - trainer.Step(moved, targets)) / (2 * step);
            Assert.True(Math.Abs(slope - gradients[i]) < 2e-3, $"{typeof(T).Name}, input {i}: slope {slope}, gradient {gradients[i]}");
        }
    }
}
