using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>Each rule and option against its formula, one weight after another in double.</summary>
public sealed class OptimizerFormulaTests
{
    private const int Inputs = 300, Outputs = 7, Kernel = Inputs * Outputs, Steps = 12;
    private const double Tolerance = 3e-6;

    [Fact]
    public void Momentum_is_written_in_three_ways()
    {
        Follows(new Sgd(Halved, 0.9), (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] - Rate(t) * g;
            w += s[0];
        });
        Follows(new Sgd(Halved, 0.9) { MomentumForm = MomentumForm.Average }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] + 0.1 * g;
            w -= Rate(t) * s[0];
        });
        Follows(new Sgd(Halved, 0.9) { MomentumForm = MomentumForm.Sum }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] + g;
            w -= Rate(t) * s[0];
        });
    }

    [Fact]
    public void Nesterovs_momentum_is_written_in_three_ways()
    {
        Follows(new Sgd(Halved, 0.9, nesterov: true), (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] - Rate(t) * g;
            w += 0.9 * s[0] - Rate(t) * g;
        });
        Follows(new Sgd(Halved, 0.9, nesterov: true) { MomentumForm = MomentumForm.Average }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] + 0.1 * g;
            w -= Rate(t) * (0.9 * s[0] + 0.1 * g);
        });
        Follows(new Sgd(Halved, 0.9, nesterov: true) { MomentumForm = MomentumForm.Sum }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] + g;
            w -= Rate(t) * (0.9 * s[0] + g);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Adagrad_divides_by_the_sum_of_squares(bool inside) => Follows(
        new Adagrad(0.05, 0.1, 0.01) { EpsilonInsideRoot = inside }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = (t == 1 ? 0.1 : s[0]) + g * g;
            w -= 0.05 * g / Root(s[0], 0.01, inside);
        });

    [Fact]
    public void Adadelta_steps_as_far_as_of_late() => Follows(new Adadelta(0.5, 0.9, 0.01), (ref double w, double g, double[] s, int t) =>
    {
        s[0] = 0.9 * s[0] + 0.1 * g * g;
        double change = Math.Sqrt(s[1] + 0.01) / Math.Sqrt(s[0] + 0.01) * g;
        s[1] = 0.9 * s[1] + 0.1 * change * change;
        w -= 0.5 * change;
    });

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(0, true, true)]
    [InlineData(0.8, false, true)]
    [InlineData(0.8, true, true)]
    [InlineData(0.8, true, false)]
    public void RMSprop_is_Kerass(double momentum, bool centered, bool inside) => Follows(
        new RmsProp(0.01, 0.9, momentum, 0.01, centered) { EpsilonInsideRoot = inside }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] + 0.1 * g * g;
            s[1] = 0.9 * s[1] + 0.1 * g;
            double step = 0.01 * g / Root(centered ? s[0] - s[1] * s[1] : s[0], 0.01, inside);
            s[2] = momentum * s[2] + step;
            w -= momentum > 0 ? s[2] : step;
        });

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Adam_has_epsilon_inside_or_outside_and_the_largest_square_if_asked(bool amsgrad, bool inside) => Follows(
        new Adam(0.01, 0.8, 0.7, 0.01, amsgrad) { EpsilonInsideRoot = inside }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.8 * s[0] + 0.2 * g;
            s[1] = 0.7 * s[1] + 0.3 * g * g;
            s[2] = amsgrad ? Math.Max(s[2], s[1]) : s[1];
            w -= 0.01 * s[0] / (1 - Math.Pow(0.8, t)) / Root(s[2] / (1 - Math.Pow(0.7, t)), 0.01, inside);
        });

    [Fact]
    public void Adams_relatives_are_their_formulas()
    {
        Follows(new Adamax(0.01, 0.8, 0.7, 0.01), (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.8 * s[0] + 0.2 * g;
            s[1] = Math.Max(0.7 * s[1], Math.Abs(g));
            w -= 0.01 / (1 - Math.Pow(0.8, t)) * s[0] / (s[1] + 0.01);
        });
        Follows(new Lion(0.01, 0.8, 0.7), (ref double w, double g, double[] s, int t) =>
        {
            w -= 0.01 * Math.Sign(0.8 * s[0] + 0.2 * g);
            s[0] = 0.7 * s[0] + 0.3 * g;
        });
        Follows(new NAdam(0.01, 0.8, 0.7, 0.01), (ref double w, double g, double[] s, int t) =>
        {
            double Mu(int step) => 0.8 * (1 - 0.5 * Math.Pow(0.96, step));
            double product = Enumerable.Range(1, t).Aggregate(1.0, (p, step) => p * Mu(step));
            s[0] = 0.8 * s[0] + 0.2 * g;
            s[1] = 0.7 * s[1] + 0.3 * g * g;
            double mean = Mu(t + 1) * s[0] / (1 - product * Mu(t + 1)) + (1 - Mu(t)) * g / (1 - product);
            w -= 0.01 * mean / (Math.Sqrt(s[1] / (1 - Math.Pow(0.7, t))) + 0.01);
        });
        Follows(new RAdam(0.01, 0.8, 0.9, 0.01), (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.8 * s[0] + 0.2 * g;
            s[1] = 0.9 * s[1] + 0.1 * g * g;
            double longest = 2 / (1 - 0.9) - 1, power = Math.Pow(0.9, t), length = longest - 2 * t * power / (1 - power);
            double step = 0.01 * s[0] / (1 - Math.Pow(0.8, t));
            if (length > 5)
            {
                step *= Math.Sqrt(1 - power) / (Math.Sqrt(s[1]) + 0.01)
                    * Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            }

            w -= step;
        });
    }

    [Fact]
    public void Gradients_are_clipped_by_value() => Follows(new Sgd(0.1) { ClipValue = 0.3 }, (ref double w, double g, double[] s, int t) => w -= 0.1 * Math.Clamp(g, -0.3, 0.3));

    [Theory]
    [InlineData(1.5)]
    [InlineData(1e6)]
    public void Gradients_are_clipped_by_the_norm_of_each_tensor_or_of_all(double limit)
    {
        Rule descent = (ref double w, double g, double[] s, int t) => w -= 0.1 * g;
        Follows(new Sgd(0.1) { ClipNorm = limit }, descent, (kernel, bias) => (limit / Math.Max(limit, Norm(kernel)), limit / Math.Max(limit, Norm(bias))));
        Follows(new Sgd(0.1) { GlobalClipNorm = limit }, descent, (kernel, bias) =>
        {
            double scale = limit / Math.Max(limit, Math.Sqrt(Norm(kernel) * Norm(kernel) + Norm(bias) * Norm(bias)));
            return (scale, scale);
        });
    }

    [Fact]
    public void Weights_decay_by_themselves_or_through_the_gradient()
    {
        Follows(new Sgd(Halved, 0.9) { WeightDecay = 0.2 }, (ref double w, double g, double[] s, int t) =>
        {
            w -= Rate(t) * 0.2 * w;
            s[0] = 0.9 * s[0] - Rate(t) * g;
            w += s[0];
        });
        Follows(new Sgd(Halved, 0.9) { WeightDecay = 0.2, WeightDecayForm = WeightDecayForm.Coupled, ClipValue = 0.3 }, (ref double w, double g, double[] s, int t) =>
        {
            s[0] = 0.9 * s[0] - Rate(t) * (Math.Clamp(g, -0.3, 0.3) + 0.2 * w);
            w += s[0];
        });
        foreach (WeightDecayForm form in (WeightDecayForm[])[WeightDecayForm.Decoupled, WeightDecayForm.Coupled])
        {
            Follows(new Sgd(0.1) { WeightDecay = 0.2, WeightDecayForm = form, ExcludeFromWeightDecay = ["bias"] }, (ref double w, double g, double[] s, int t) =>
                w -= 0.1 * (g + (s.Length > 3 ? 0 : 0.2 * w)));
        }
    }

    [Fact]
    public void Slow_weights_come_after_the_fast_ones() => Follows(new Lookahead(new Sgd(0.1, 0.9), 3, 0.4), (ref double w, double g, double[] s, int t) =>
    {
        if (t == 1)
            s[1] = w;
        s[0] = 0.9 * s[0] - 0.1 * g;
        w += s[0];
        if (t % 3 == 0)
            w = s[1] += 0.4 * (w - s[1]);
    });

    /// <summary>A rate that halves every three steps: 0.1 at first.</summary>
    private static LearningRateSchedule Halved => new StepDecay(0.1, 3);

    private static double Rate(int t) => 0.1 * Math.Pow(0.5, (t - 1) / 3);

    private static double Root(double square, double epsilon, bool inside) => inside ? Math.Sqrt(square + epsilon) : Math.Sqrt(square) + epsilon;

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(v => (double)v * v));

    /// <summary>One step of one weight. A weight of the bias has four numbers to remember, one of the kernel three.</summary>
    private delegate void Rule(ref double weight, double gradient, double[] state, int step);

    private static void Follows(Optimizer optimizer, Rule rule, Func<float[], float[], (double Kernel, double Bias)>? scale = null)
    {
        var run = new UpdateRun(optimizer, Inputs, Outputs);
        var random = new Random(7);
        double[] weights = [.. run.Kernel, .. run.Bias];
        double[][] states = [.. weights.Select((_, i) => new double[i < Kernel ? 3 : 4])];
        for (int step = 1; step <= Steps; step++)
        {
            float[] kernel = Draw(random, Kernel), bias = Draw(random, Outputs);
            run.Step(kernel, bias);
            (double ofKernel, double ofBias) = scale?.Invoke(kernel, bias) ?? (1, 1);
            for (int i = 0; i < weights.Length; i++)
                rule(ref weights[i], i < Kernel ? kernel[i] * ofKernel : bias[i - Kernel] * ofBias, states[i], step);
            float[] actual = [.. run.Kernel, .. run.Bias];
            for (int i = 0; i < weights.Length; i++)
                Assert.Equal(weights[i], actual[i], Tolerance);
        }
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
}
