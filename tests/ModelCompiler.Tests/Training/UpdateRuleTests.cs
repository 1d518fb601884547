using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>A rule is written once; its lanes are compared with the same formula over single floats, its text is read.</summary>
public sealed class UpdateRuleTests
{
    private const int Weights = 64, Steps = 3;

    [Fact]
    public void Adam_steps_as_its_formula_over_single_floats_does_to_the_bit()
    {
        var adam = new Adam(0.01);
        float beta1 = 0.9f, beta2 = 0.999f, rest1 = (float)(1 - 0.9), rest2 = (float)(1 - 0.999), epsilon = 1e-7f;
        AssertSame(adam, (ref float weight, float gradient, float[] state, int step) =>
        {
            float rate = (float)(0.01 / (1 - Math.Pow(0.9, step))), rootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, step)));
            state[0] = state[0] * beta1 + gradient * rest1;
            state[1] = state[1] * beta2 + gradient * gradient * rest2;
            weight -= rate * state[0] / (MathF.Sqrt(state[1]) * rootScale + epsilon);
        });
    }

    [Fact]
    public void Descent_steps_as_its_formulas_over_single_floats_do_to_the_bit()
    {
        AssertSame(new Sgd(0.1), (ref float weight, float gradient, float[] _, int _) => weight -= 0.1f * gradient);
        AssertSame(new Sgd(0.1, 0.9), (ref float weight, float gradient, float[] state, int _) =>
        {
            state[0] = state[0] * 0.9f - 0.1f * gradient;
            weight += state[0];
        });
        AssertSame(new Sgd(0.1, 0.9, nesterov: true) { MomentumForm = MomentumForm.Sum }, (ref float weight, float gradient, float[] state, int _) =>
        {
            state[0] = state[0] * 0.9f + gradient;
            weight -= 0.1f * (gradient + 0.9f * state[0]);
        });
    }

    [Fact]
    public void Rules_print_as_formulas()
    {
        (string plain, string[] none) = new Sgd().Rule.ToText("weight", "gradient");
        Assert.Equal("(weight - (rate * gradient))", plain);
        Assert.Empty(none);
        Assert.Equal(["((first * momentum) - (rate * gradient))"], new Sgd(0.1, 0.9).Rule.ToText("weight", "gradient", "first").States);
        (string weight, string[] states) = new Adam().Rule.ToText("weight", "gradient", "first", "second");
        (string first, string second) = (states[0], states[1]);
        Assert.Equal("((first * beta1) + (gradient * rest1))", first);
        Assert.Equal("((second * beta2) + ((gradient * gradient) * rest2))", second);
        Assert.Equal($"(weight - ((rate * {first}) / ((sqrt({second}) * rootScale) + epsilon)))", weight);
    }

    private delegate void ScalarRule(ref float weight, float gradient, float[] state, int step);

    private static void AssertSame(Optimizer optimizer, ScalarRule rule)
    {
        var random = new CounterRandom(1, 2);
        AlignedBuffer weights = new(Weights), gradients = new(Weights);
        AlignedBuffer[] states = [.. optimizer.StateNames.Select(_ => new AlignedBuffer(Weights))];
        float[] expected = new float[Weights];
        float[][] expectedStates = [.. Enumerable.Range(0, Weights).Select(_ => new float[2])];
        foreach (ref float weight in weights.Span)
            weight = random.NextSingle() - 0.5f;
        weights.Span.CopyTo(expected);
        for (int step = 1; step <= Steps; step++)
        {
            foreach (ref float gradient in gradients.Span)
                gradient = random.NextSingle() - 0.5f;
            optimizer.Update(new OptimizerChunk(step, optimizer.LearningRate, weights.Span, gradients.Span, states, 0));
            for (int i = 0; i < Weights; i++)
                rule(ref expected[i], gradients.Span[i], expectedStates[i], step);
        }

        Assert.Equal(expected, weights.Span.ToArray());
    }
}
