using ModelCompiler.Training;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A network without a dense layer on its map.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(12, 3, Padding = Padding.Same)]
[BatchNormalization]
[ReLU]
[Conv2D(4, 1)]
[GlobalAveragePooling2D]
[Loss(Loss.MeanSquaredError)]
internal partial class SmallMap;

/// <summary>The same of a larger map.</summary>
[Model]
[Input(20, 13, 3)]
[Conv2D(12, 3, Padding = Padding.Same)]
[BatchNormalization]
[ReLU]
[Conv2D(4, 1)]
[GlobalAveragePooling2D]
[SharesWeightsOf<SmallMap>]
internal partial class LargeMap;

/// <summary>Two models on one set of weights.</summary>
public class SharedWeightsTests
{
    private readonly float[] small = new Testing.SplitMix64(5).Floats(4 * SmallMap.InputSize), large = new Testing.SplitMix64(6).Floats(3 * LargeMap.InputSize);

    [Fact]
    public void The_weights_are_those_of_the_other_model()
    {
        var owner = new SmallMap(seed: 2);
        var shares = new LargeMap(owner);
        Assert.Same(owner.Parameters, shares.Parameters);
        Assert.Equal(new LargeMap(seed: 2).Predict(large), shares.Predict(large));
        Assert.Equal(new SmallMap(seed: 2).Predict(small), owner.Predict(small));
    }

    [Fact]
    public void Training_the_other_model_is_seen()
    {
        var owner = new SmallMap(seed: 2);
        var shares = new LargeMap(owner);
        float[] before = shares.Predict(large);
        new Trainer<SmallMap>(owner, new Adam()).Step(small, new float[16].AsSpan());
        float[] after = shares.Predict(large);
        Assert.NotEqual(before, after);

        // The same numbers in a model of its own.
        var copy = new LargeMap();
        foreach (var tensor in owner.Parameters) tensor.Span.CopyTo(copy.Parameters[tensor.Name].Span);
        Assert.Equal(copy.Predict(large), after);
    }

    [Fact]
    public void Weights_that_lie_elsewhere_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new LargeMap(null!));
        var error = Assert.Throws<ArgumentException>(() => new SmallMap().Parameters.SharedWith("Other", []));
        Assert.Contains("'SmallMap' do not lie where 'Other' reads them", error.Message, StringComparison.Ordinal);
    }
}
