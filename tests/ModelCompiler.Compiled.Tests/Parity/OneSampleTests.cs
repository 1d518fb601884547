namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>Two dense layers, small enough for the way of one sample.</summary>
[Model]
[Input(6)]
[Dense(40, Activation = Activation.ReLU)]
[Dense(6, Activation = Activation.Tanh)]
internal partial class SmallSquare;

/// <summary>One sample of a small model is computed from and into the caller's memory.</summary>
public class OneSampleTests
{
    private static readonly float[] samples = [.. Enumerable.Range(0, 12).Select(i => i * 0.1f - 0.5f)];

    [Fact]
    public void It_gives_what_the_sample_gives_among_others()
    {
        var model = new SmallSquare(seed: 2);
        Assert.Equal(model.Predict(samples)[..6], model.Predict(samples.AsSpan(0, 6)));
        Assert.Equal(model.Predict(samples)[6..], model.Predict(samples.AsSpan(6)));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5), InlineData(6)]
    public void Outputs_may_lie_over_the_inputs(int offset)
    {
        var model = new SmallSquare(seed: 2);
        float[] expected = model.Predict(samples.AsSpan(0, 6)), shared = [.. samples];
        model.Predict(shared.AsSpan(0, 6), shared.AsSpan(offset, 6));
        Assert.Equal(expected, shared.AsSpan(offset, 6));
    }

    [Fact]
    public void It_follows_new_weights_and_allocates_nothing()
    {
        var model = new SmallSquare(seed: 2);
        var outputs = new float[6];
        model.Predict(samples.AsSpan(0, 6), outputs);
        model.Parameters["dense_2.kernel"].Span.Clear();
        model.Parameters["dense_2.bias"].Span.Fill(0.5f);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(samples.AsSpan(0, 6), outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.All(outputs, output => Assert.Equal(MathF.Tanh(0.5f), output, 1e-6f));
    }
}
