using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>Each rule against its formula in double, over several steps of a real model.</summary>
public class OptimizerTests
{
    private const int Steps = 10;

    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-3)]
    public void Adam_follows_the_papers_first_algorithm(double epsilon)
    {
        var mean = new double[12];
        var square = new double[12];
        Follow(new Adam(0.05, 0.9, 0.99, epsilon), (step, i, weight, gradient) =>
        {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient;
            square[i] = 0.99 * square[i] + 0.01 * gradient * gradient;
            double corrected = mean[i] / (1 - Math.Pow(0.9, step));
            return weight - 0.05 * corrected / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + epsilon);
        });
    }

    [Fact]
    public void Plain_descent_goes_against_the_gradient() => Follow(new Sgd(0.5), (_, _, weight, gradient) => weight - 0.5 * gradient);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Momentum_remembers_and_Nesterov_looks_ahead(bool nesterov)
    {
        var velocity = new double[12];
        Follow(new Sgd(0.1, 0.9, nesterov), (_, i, weight, gradient) =>
        {
            velocity[i] = 0.9 * velocity[i] + gradient;
            return weight - 0.1 * (nesterov ? gradient + 0.9 * velocity[i] : velocity[i]);
        });
    }

    [Fact]
    public void A_changed_learning_rate_counts_from_the_next_step()
    {
        var optimizer = new Sgd(0.5);
        var model = new Classifier(3);
        var trainer = new Trainer<Classifier>(model, optimizer);
        optimizer.LearningRate = 0;
        float[] before = model.Parameters["dense_1.kernel"].Span.ToArray();
        trainer.Step([1, 2, 3, 4], new[] { 1 });
        Assert.Equal(before, model.Parameters["dense_1.kernel"].Span.ToArray());
    }

    [Fact]
    public void Frozen_weights_and_gaps_stay_as_they_are()
    {
        var model = new Classifier(3);
        var trainer = new Trainer<Classifier>(model, new Adam(0.1));
        for (int step = 0; step < Steps; step++)
            trainer.Step([1, 2, 3, 4], new[] { 1 });
        Assert.All(model.Parameters["dense_1.offset"].Span.ToArray(), value => Assert.Equal(0.25f, value));
        Assert.All(model.Parameters.Buffer.Span[12..16].ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-1)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(double.NaN));
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: -0.1)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 1e-60)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(momentum: 1)).ParamName);
        Assert.Equal("nesterov", Assert.Throws<ArgumentException>(() => new Sgd(nesterov: true)).ParamName);
    }

    private delegate double Rule(int step, int index, double weight, double gradient);

    /// <summary>Trains the classifier's kernel and compares each step with the rule applied to the same gradients.</summary>
    private static void Follow(Optimizer optimizer, Rule rule)
    {
        var model = new Classifier(3);
        var trainer = new Trainer<Classifier>(model, optimizer);
        double[] expected = [.. model.Parameters["dense_1.kernel"].Span.ToArray().Select(w => (double)w)];
        float[] inputs = Classifier.MakeData(8).Inputs.ToArray();
        int[] labels = Classifier.MakeData(8).Labels.ToArray();
        for (int step = 1; step <= Steps; step++)
        {
            trainer.Step(inputs, labels);
            ReadOnlySpan<float> gradients = trainer.Gradients["dense_1.kernel"].Span;
            ReadOnlySpan<float> weights = model.Parameters["dense_1.kernel"].Span;
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] = rule(step, i, expected[i], gradients[i]);
                Assert.Equal(expected[i], weights[i], 2e-6);
            }
        }

        Assert.Equal(Steps, trainer.StepCount);
    }
}
