using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>What an optimizer remembers: read, written, averaged, resumed; and what it says.</summary>
public sealed class OptimizerStateTests
{
    public static TheoryData<string> Makes => [.. OptimizerCases.All.Keys];

    [Theory]
    [MemberData(nameof(Makes))]
    public void A_run_goes_on_bit_for_bit_from_what_was_read(string name)
    {
        var whole = new UpdateRun(OptimizerCases.All[name](), 40, 3);
        Optimizer first = OptimizerCases.All[name](), second = OptimizerCases.All[name]();
        var begun = new UpdateRun(first, 40, 3);
        for (int step = 0; step < 7; step++)
            Step(step, whole, begun);

        var resumed = new UpdateRun(second, 40, 3);
        begun.Parameters.Buffer.Span.CopyTo(resumed.Parameters.Buffer.Span);
        for (int b = 0; b < begun.Memory.Names.Count; b++)
        {
            var buffer = new float[begun.Memory.Length];
            begun.Memory.Read(b, buffer);
            resumed.Memory.Write(b, buffer);
        }

        (resumed.Memory.Step, resumed.Memory.Epoch) = (begun.Memory.Step, begun.Memory.Epoch);
        var numbers = new Dictionary<string, double>();
        first.SaveState(numbers);
        second.LoadState(numbers);
        for (int step = 7; step < 15; step++)
            Step(step, whole, resumed);
        Assert.Equal(whole.Bits(), resumed.Bits());
    }

    [Fact]
    public void A_rate_set_by_hand_is_kept_and_a_schedule_ends_it()
    {
        var optimizer = new Adam(new Power(0.1, 0.5));
        optimizer.LearningRate = 0.025;
        Assert.Equal(0.025, optimizer.RateAt(new TrainingTime(9, 0)));
        var numbers = new Dictionary<string, double>();
        optimizer.SaveState(numbers);
        var resumed = new Adam(new Power(0.1, 0.5));
        resumed.LoadState(numbers);
        Assert.Equal(0.025, resumed.LearningRate);
        resumed.Schedule = new Power(0.1, 0.5);
        Assert.Equal(0.05, resumed.RateAt(new TrainingTime(1, 0)));
        Assert.Equal(0.05, resumed.LearningRate);
        Lookahead around = new(resumed);
        around.LearningRate = 0.5;
        Assert.Equal(0.5, resumed.LearningRate);
    }

    [Fact]
    public void Averages_follow_the_weights_and_can_take_their_place()
    {
        var model = new Classifier(3);
        var trainer = new Trainer<Classifier>(model, new Adam(0.1) { UseEma = true, EmaMomentum = 0.75 });
        Assert.Throws<InvalidOperationException>(trainer.SwapAveragedWeights);
        double[] average = [];
        for (int step = 1; step <= 5; step++)
        {
            trainer.Step([1, 2, 3, 4], new[] { 1 });
            double[] weights = [.. model.Parameters["dense_1.kernel"].Span.ToArray().Select(w => (double)w)];
            average = step == 1 ? weights : [.. average.Zip(weights, (a, w) => 0.75 * a + 0.25 * w)];
        }

        float[] own = model.Parameters.Buffer.Span.ToArray();
        var copy = new Classifier(8);
        trainer.CopyAveragedWeightsTo(copy);
        Assert.Equal(own, model.Parameters.Buffer.Span.ToArray());
        trainer.SwapAveragedWeights();
        Assert.Equal(copy.Predict([1, 2, 3, 4]), model.Predict([1, 2, 3, 4]));
        float[] swapped = model.Parameters["dense_1.kernel"].Span.ToArray();
        for (int i = 0; i < average.Length; i++)
            Assert.Equal(average[i], swapped[i], 1e-6);
        trainer.SwapAveragedWeights();
        Assert.Equal(own, model.Parameters.Buffer.Span.ToArray());
        Assert.Contains("UseEma", Assert.Throws<InvalidOperationException>(
            () => new Trainer<Classifier>(model, new Adam()).SwapAveragedWeights()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_tells_the_schedule_of_its_epochs()
    {
        var schedule = new ReduceOnPlateau(new Power(0.1, 0.5) { By = ScheduleUnit.Epoch }, "loss", factor: 0.5, patience: 1, minDelta: 1e6);
        var trainer = new Trainer<Classifier>(new Classifier(3), new Sgd(schedule));
        trainer.Fit(Classifier.MakeData(40), new FitOptions { Epochs = 2, BatchSize = 10 });
        // The last step was in the second epoch, which then was no better than the first.
        Assert.Equal(0.1 * 0.5 * 0.5, trainer.Optimizer.LearningRate, 1e-12);
        trainer.Step([1, 2, 3, 4], new[] { 1 });
        Assert.Equal(0.1 * 0.25 * 0.5, trainer.Optimizer.LearningRate, 1e-12);
    }

    [Fact]
    public void Optimizers_print_as_they_are_typed()
    {
        Assert.Equal("Adam(learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1E-07)", new Adam().ToString());
        Assert.Equal("Sgd(learningRate: Power(0.1, k: 0.5), momentum: 0.9, MomentumForm: Velocity, ClipNorm: 1)",
            new Sgd(new Power(0.1, 0.5), 0.9) { ClipNorm = 1 }.ToString());
        Assert.StartsWith("Lookahead(AdamW(learningRate: 0.001,", new Lookahead(new AdamW()).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("WeightDecay: 0.004), syncPeriod: 5, slowStepSize: 0.5)", new Lookahead(new AdamW()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused_by_name()
    {
        Assert.Equal("ClipNorm", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { ClipNorm = 0 }).ParamName);
        Assert.Equal("ClipValue", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { ClipValue = double.NaN }).ParamName);
        Assert.Equal("WeightDecay", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1)).ParamName);
        Assert.Equal("rho", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(rho: 1)).ParamName);
        Assert.Equal("syncPeriod", Assert.Throws<ArgumentOutOfRangeException>(() => new Lookahead(new Adam(), 0)).ParamName);
        Assert.Throws<ArgumentException>(() => new Lookahead(new Lookahead(new Adam())));
        ArgumentException both = Assert.Throws<ArgumentException>(() => new Trainer<Classifier>(new Classifier(), new Adam { ClipNorm = 1, ClipValue = 1 }));
        Assert.Contains("only one of", both.Message, StringComparison.Ordinal);
        var wrong = new Trainer<Classifier>(new Classifier(), new Sgd(LearningRateSchedule.From(step => step == 1 ? double.NaN : 1)));
        wrong.Step([1, 2, 3, 4], new[] { 1 });
        Assert.Contains("in step 2", Assert.Throws<InvalidOperationException>(() => wrong.Step([1, 2, 3, 4], new[] { 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_own_rule_has_the_options_too()
    {
        var run = new UpdateRun(new Own { ClipValue = 0.5, WeightDecay = 0.1 }, 4, 3);
        float before = run.Kernel[0];
        run.Step([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0]);
        Assert.Equal(before * (1 - 0.2 * 0.1) - 0.2 * 0.5, run.Kernel[0], 1e-6);
    }

    private static void Step(int step, params ReadOnlySpan<UpdateRun> runs)
    {
        var random = new Random(step);
        float[] kernel = [.. Enumerable.Range(0, 120).Select(_ => random.NextSingle() - 0.5f)], bias = [0.1f, -0.2f, 0.3f];
        foreach (UpdateRun run in runs)
            run.Step(kernel, bias);
    }

    private sealed class Own() : Optimizer(0.2)
    {
        protected internal override void Update(in OptimizerChunk chunk)
        {
            for (int i = 0; i < chunk.Weights.Length; i++)
                chunk.Weights[i] -= (float)chunk.LearningRate * chunk.Gradients[i];
        }
    }
}
