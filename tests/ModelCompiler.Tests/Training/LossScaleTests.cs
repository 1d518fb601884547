using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>How the scale of the loss follows overflows: PyTorch's and Keras's rule.</summary>
public class LossScaleTests
{
    [Fact]
    public void It_doubles_after_2000_steps_without_an_overflow()
    {
        LossScale scale = LossScale.Initial;
        Assert.Equal(65536, scale.Factor);
        for (int step = 1; step < 2000; step++)
        {
            scale = scale.After(overflowed: false);
            Assert.Equal((65536f, step), (scale.Factor, scale.GoodSteps));
        }

        Assert.Equal(new LossScale(131072, 0), scale.After(overflowed: false));
    }

    [Fact]
    public void An_overflow_halves_it_and_counting_begins_anew() =>
        Assert.Equal(new LossScale(32768, 0), new LossScale(65536, 1999).After(overflowed: true));

    [Fact]
    public void It_ends_at_1_and_at_2_to_the_30()
    {
        Assert.Equal(new LossScale(1, 0), new LossScale(1, 7).After(overflowed: true));
        Assert.True(new LossScale(1, 7).IsLeast);
        Assert.False(new LossScale(2, 0).IsLeast);
        Assert.Equal(new LossScale(1 << 30, 0), new LossScale(1 << 30, 1999).After(overflowed: false));
    }
}
