using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>Each schedule against its formula written down directly.</summary>
public sealed class ScheduleTests
{
    private static readonly long[] times = [0, 1, 2, 5, 9, 10, 11, 19, 20, 21, 29, 30, 31, 59, 60, 69, 70, 71, 100, 1000];

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void The_courses_decays_are_their_formulas(double k)
    {
        Follows(new InverseTime(0.2, k), t => 0.2 / (1 + k * t));
        Follows(new InverseSqrt(0.2, k), t => 0.2 * k / Math.Sqrt(t + 1));
        Follows(new Exponential(0.2, k), t => 0.2 * Math.Exp(-k * t));
        Follows(new Power(0.2, k), t => 0.2 * Math.Pow(k, t));
        Follows(new StepDecay(0.2, 10, k), t => 0.2 * Math.Pow(k, t / 10));
    }

    [Fact]
    public void Kerass_schedules_are_its_formulas()
    {
        Follows(new Exponential(0.1, 10, 0.96), t => 0.1 * Math.Pow(0.96, t / 10.0));
        Follows(new Exponential(0.1, 10, 0.96, staircase: true), t => 0.1 * Math.Pow(0.96, t / 10));
        Follows(new InverseTime(0.1, 10, 0.5), t => 0.1 / (1 + 0.5 * t / 10.0));
        Follows(new InverseTime(0.1, 10, 0.5, staircase: true), t => 0.1 / (1 + 0.5 * (t / 10)));
        Follows(new Piecewise([10, 30], [1, 0.5, 0.1]), t => t <= 10 ? 1 : t <= 30 ? 0.5 : 0.1);
        Follows(new Polynomial(0.1, 60, 0.01, 0.5), t => (0.1 - 0.01) * Math.Sqrt(1 - Math.Min(t, 60) / 60.0) + 0.01);
        Follows(new Polynomial(0.1, 30, 0.01, 1, cycle: true), t => Cycle(t));
        Follows(new CosineDecay(0.1, 60, 0.2), t => 0.1 * (0.8 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(t, 60) / 60)) + 0.2));
        Follows(new CosineDecay(0.01, 50, 0, warmupTarget: 0.1, warmupSteps: 10), t =>
            t < 10 ? 0.01 + 0.09 * t / 10.0 : 0.1 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(t - 10, 50) / 50.0)));

        static double Cycle(long t)
        {
            double length = 30 * Math.Max(1, Math.Ceiling(t / 30.0));
            return 0.09 * (1 - t / length) + 0.01;
        }
    }

    [Fact]
    public void A_cosine_restarts_longer_and_lower()
    {
        // Falls of 10, 20, 40 steps begin at 0, 10, 30, 70.
        Follows(new CosineDecayRestarts(0.1, 10, 2, 0.5, 0.1), t =>
        {
            (long start, long length, double height) = t < 10 ? (0L, 10L, 1.0) : t < 30 ? (10, 20, 0.5) : t < 70 ? (30, 40, 0.25) : (70, 80, 0.125);
            return 0.1 * (0.9 * 0.5 * height * (1 + Math.Cos(Math.PI * (t - start) / length)) + 0.1);
        }, until: 150);
        Follows(new CosineDecayRestarts(0.1, 10, tMul: 1), t => 0.1 * 0.5 * (1 + Math.Cos(Math.PI * (t % 10) / 10)));
    }

    [Fact]
    public void A_warm_up_rises_to_where_another_begins()
    {
        Follows(new Warmup(new InverseTime(0.1, 0.5), 10), t => t < 10 ? 0.1 * t / 10 : 0.1 / (1 + 0.5 * (t - 10)));
        Follows(new Warmup(0.1, 10, start: 0.02), t => t < 10 ? 0.02 + 0.08 * t / 10 : 0.1);
        var byEpoch = new Warmup(new StepDecay(0.1, 2) { By = ScheduleUnit.Epoch }, 3) { By = ScheduleUnit.Epoch };
        double[] expected = [0, 0.1 / 3, 0.2 / 3, 0.1, 0.1, 0.05, 0.05, 0.025];
        for (int epoch = 0; epoch < expected.Length; epoch++)
            Assert.Equal(expected[epoch], byEpoch.RateAt(new TrainingTime(12345, epoch)), 1e-15);
    }

    [Fact]
    public void Schedules_count_epochs_where_asked()
    {
        var schedule = new Power(1, 0.5) { By = ScheduleUnit.Epoch };
        Assert.Equal(0.125, schedule.RateAt(new TrainingTime(1000, 3)));
    }

    [Fact]
    public void Schedules_are_scaled_and_chained()
    {
        Follows(new Power(0.1, 0.9) * 0.5, t => 0.05 * Math.Pow(0.9, t));
        Follows(new Power(0.1, 0.9).Then(10, 0.3).Then(30, new InverseTime(0.2, 1)), t =>
            t < 10 ? 0.1 * Math.Pow(0.9, t) : t < 30 ? 0.3 : 0.2 / (1 + (t - 30)));
    }

    [Fact]
    public void Numbers_and_functions_are_schedules()
    {
        Assert.Equal(0.25, new Adam(0.25f).LearningRate);
        Assert.Equal(1, new Adam(1).LearningRate);
        Func<long, double> rate = step => 1.0 / (step + 1);
        Assert.Equal(1, new Adam(rate).LearningRate);
        Func<int, float> single = step => 0.5f * (step + 1);
        Assert.Equal(0.5, new Sgd(single).LearningRate);
        Assert.Equal(0.5, LearningRateSchedule.From(rate).RateAt(1));
    }

    [Fact]
    public void A_plateau_is_kerass()
    {
        var schedule = new ReduceOnPlateau(1, factor: 0.5, patience: 2, minDelta: 0.01, cooldown: 1, minLearningRate: 0.2);
        // Keras's ReduceLROnPlateau told of the same losses, one by one.
        (double Loss, double Rate)[] epochs =
        [
            (1, 1), (0.5, 1), (0.495, 1), (0.6, 0.5), (0.7, 0.5), (0.8, 0.25), (0.9, 0.25), (0.4, 0.25), (0.5, 0.25), (0.5, 0.2),
        ];
        foreach ((double loss, double rate) in epochs)
        {
            schedule.EpochEnd(new Dictionary<string, double> { ["loss"] = 9, ["val_loss"] = loss });
            Assert.Equal(rate, schedule.RateAt(0));
        }

        var copy = new ReduceOnPlateau(1, factor: 0.5, patience: 2, minDelta: 0.01, cooldown: 1, minLearningRate: 0.2);
        var state = new Dictionary<string, double>();
        schedule.SaveState(state);
        copy.LoadState(state);
        Assert.Equal(schedule.RateAt(0), copy.RateAt(0));
        MetricNotFoundException missing = Assert.Throws<MetricNotFoundException>(() =>
            new ReduceOnPlateau(1, "val_acuracy").EpochEnd(new Dictionary<string, double> { ["loss"] = 1, ["val_accuracy"] = 1 }));
        Assert.Contains("'val_acuracy'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("loss, val_accuracy", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plateau_watches_for_higher_accuracies()
    {
        var schedule = new ReduceOnPlateau(new Power(1, 0.5), "accuracy", patience: 1);
        foreach (double accuracy in (double[])[0.5, 0.6, 0.7])
            schedule.EpochEnd(new Dictionary<string, double> { ["accuracy"] = accuracy });
        Assert.Equal(0.5, schedule.RateAt(1));
        schedule.EpochEnd(new Dictionary<string, double> { ["accuracy"] = 0.6 });
        Assert.Equal(0.05, schedule.RateAt(1), 1e-15);
    }

    [Fact]
    public void Schedules_print_as_they_are_typed()
    {
        Assert.Equal("CosineDecay(0.001, decaySteps: 10000, alpha: 0)", new CosineDecay(1e-3f, 10000).ToString());
        Assert.Equal("Warmup(InverseSqrt(0.1, k: 1) by epoch, 100 steps)", new Warmup(new InverseSqrt(0.1) { By = ScheduleUnit.Epoch }, 100).ToString());
        Assert.Equal("Piecewise([10], [1, 0.1])", new Piecewise([10], [1, 0.1]).ToString());
        Assert.Equal("0.001", ((LearningRateSchedule)1e-3f).ToString());
        Assert.Equal("ReduceOnPlateau(0.1, val_loss, factor: 0.1, patience: 10) * 0.5", (new ReduceOnPlateau(0.1) * 0.5).ToString());
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Equal("initialLearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(-1, 10)).ParamName);
        Assert.Equal("decaySteps", Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, 0)).ParamName);
        Assert.Equal("k", Assert.Throws<ArgumentOutOfRangeException>(() => new Exponential(1, double.NaN)).ParamName);
        Assert.Equal("tMul", Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecayRestarts(1, 10, 0.5)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => new Piecewise([1, 2], [1, 2])).ParamName);
        Assert.Equal("boundaries", Assert.Throws<ArgumentException>(() => new Piecewise([2, 1], [1, 2, 3])).ParamName);
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(1, factor: 1)).ParamName);
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => new Warmup(1, 0)).ParamName);
    }

    private static void Follows(LearningRateSchedule schedule, Func<long, double> formula, long until = long.MaxValue)
    {
        foreach (long t in times.Where(t => t < until))
            Assert.Equal(formula(t), schedule.RateAt(t), 1e-12);
    }
}
