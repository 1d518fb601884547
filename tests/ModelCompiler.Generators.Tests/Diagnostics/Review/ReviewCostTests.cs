using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics.Review;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.Diagnostics.Review;

/// <summary>Review runs with each key that somebody presses.</summary>
public class ReviewCostTests
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
    public void A_review_of_two_hundred_layers_is_less_work_than_their_check()
    {
        ModelSpec spec = ModelBinder.Bind(TestCompilation.Type(DenseNet, "DenseNet201"), default);
        var sound = Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(spec));
        Assert.Equal(20_013_928 + 229_056, sound.Graph.TrainableParameters + sound.Graph.NonTrainableParameters);
        Assert.Empty(Reviewer.Find(spec, sound.Graph));

        long check = Work.Of(() => ShapeInferrer.Check(spec)), review = Work.Of(() => Reviewer.Find(spec, sound.Graph).Count());
        Assert.True(review < check, $"review {review:N0} bytes, check {check:N0} bytes");
    }
}
