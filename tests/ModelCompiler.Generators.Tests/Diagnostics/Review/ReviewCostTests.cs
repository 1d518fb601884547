using System.Diagnostics;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics.Review;
using ModelCompiler.Generators.ShapeInference;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Diagnostics.Review;

/// <summary>Review runs with each key that somebody presses.</summary>
public class ReviewCostTests(ITestOutputHelper output)
{
    /// <summary>DenseNet-201: 98 blocks of two convolutions, each of which reads all before it.</summary>
    private const string DenseNet =
        """
        using ModelCompiler;
        [Block]
        [BatchNormalization] [ReLU] [Conv2D(128, 1, UseBias = false)] [BatchNormalization] [ReLU] [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)] [Concatenate("input")]
        class Layer;
        [Block]
        [BatchNormalization] [ReLU] [Conv2D(Block.Width, 1, UseBias = false)] [AveragePooling2D]
        class Transition;
        [Model]
        [Input(224, 224, 3)]
        [Conv2D(64, 7, Strides = 2, Padding = Padding.Same, UseBias = false)] [BatchNormalization] [ReLU] [MaxPooling2D(3, Strides = 2, Padding = Padding.Same)]
        [Use<Layer>(Repeat = 6)] [Use<Transition>(128)]
        [Use<Layer>(Repeat = 12)] [Use<Transition>(256)]
        [Use<Layer>(Repeat = 48)] [Use<Transition>(896)]
        [Use<Layer>(Repeat = 32)] [BatchNormalization] [ReLU]
        [GlobalAveragePooling2D] [Dense(1000, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        partial class DenseNet201;
        """;

    [Fact]
    public void A_review_of_two_hundred_layers_takes_less_time_than_their_check()
    {
        ModelSpec spec = ModelBinder.Bind(TestCompilation.Type(DenseNet, "DenseNet201"), default);
        var sound = Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(spec));
        Assert.Equal(20_013_928 + 229_056, sound.Graph.TrainableParameters + sound.Graph.NonTrainableParameters);
        Assert.Empty(Reviewer.Find(spec, sound.Graph));

        var (check, review) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (int i = 0; i < 5; i++)
        {
            check.Add(Time(() => ShapeInferrer.Check(spec)));
            review.Add(Time(() => Reviewer.Find(spec, sound.Graph).Count()));
        }

        string times = $"review {review.Min().TotalMilliseconds:F1} ms, check {check.Min().TotalMilliseconds:F1} ms";
        output.WriteLine(times);
        Assert.True(review.Min() < check.Min(), times);
    }

    private static TimeSpan Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }
}
