using ModelCompiler;
using ModelCompiler.Training;

namespace DashboardTests;

/// <summary>Every weight of one output sees one input through dropout: rows of the kernel's gradient are 0 where that was dropped.</summary>
[Model]
[Input(4096)]
[Dropout(0.5f)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
internal partial class DroppedNet;

/// <summary>The same without dropout.</summary>
[Model]
[Input(4096)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
internal partial class KeptNet;

/// <summary>A rate of dropout that is set while a network trains takes the place of the declared one.</summary>
public sealed class DropoutByHandTests
{
    private static readonly float[] inputs = [.. Enumerable.Repeat(1f, 4096)];

    [Theory]
    [InlineData(null, 0.5)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.1, 0.1)]
    [InlineData(0.25, 0.25)]
    [InlineData(0.9, 0.9)]
    [InlineData(0.999, 0.999)]
    public void As_many_are_dropped_as_the_rate_says(double? byHand, double expected)
    {
        var trainer = new Trainer<DroppedNet>(new DroppedNet(1), new Sgd(0.001));
        ((ITrainer)trainer).Session.Runner.DropoutByHand = byHand;
        trainer.Step(inputs, (ReadOnlySpan<float>)[1f]);
        Span<float> gradient = trainer.Gradients["dense_1.kernel"].Span;
        double dropped = gradient.Count(0f) / 4096.0;
        // Four deviations of a binomial mean.
        Assert.InRange(dropped, expected - 4 * Math.Sqrt(expected * (1 - expected) / 4096), expected + 4 * Math.Sqrt(expected * (1 - expected) / 4096));
        // What is kept is scaled, so that the mean stays: all that are not 0 are alike.
        float[] kept = [.. gradient.ToArray().Where(g => g != 0)];
        Assert.All(kept, g => Assert.Equal(kept[0], g, 1e-6f));
    }

    [Fact]
    public void A_rate_of_0_is_the_network_without_dropout()
    {
        var dropped = new Trainer<DroppedNet>(new DroppedNet(2), new Sgd(0.0001));
        var kept = new Trainer<KeptNet>(new KeptNet(2), new Sgd(0.0001));
        ((ITrainer)dropped).Session.Runner.DropoutByHand = 0;
        for (int i = 0; i < 3; i++)
            Assert.Equal(kept.Step(inputs, (ReadOnlySpan<float>)[1f]), dropped.Step(inputs, (ReadOnlySpan<float>)[1f]), 1e-5f);
    }
}
