using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Reference.Losses;

namespace ModelCompiler.Compiled.Tests.Reference;

/// <summary>Every loss, with the mean over the batch and with penalties, against finite differences.</summary>
public class LossGradientTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Categorical_cross_entropy(bool map) => FiniteDifferences.CheckNetwork(
        map
            ? new([3, 2, 2], [new ReferenceConv2D("conv", 4, new(2), new(1)), new ReferenceSoftmax()], new ReferenceCategoricalCrossEntropy())
            : new([3], [new ReferenceDense("dense", 4), new ReferenceSoftmax()], new ReferenceCategoricalCrossEntropy()),
        batch: 3, random => random.Float(0, 1));

    [Fact]
    public void Binary_cross_entropy() => FiniteDifferences.CheckNetwork(
        new([3], [new ReferenceDense("dense", 4), new ReferenceSigmoid()], new ReferenceBinaryCrossEntropy()), batch: 3, random => random.Float(0, 1));

    [Fact]
    public void Mean_squared_error() => CheckDense(new ReferenceMeanSquaredError());

    [Fact]
    public void Mean_absolute_error() => CheckDense(new ReferenceMeanAbsoluteError());

    [Theory, InlineData(0.25), InlineData(1), InlineData(10)]
    public void Huber(double delta) => CheckDense(new ReferenceHuber(delta));

    [Fact]
    public void Poisson() => FiniteDifferences.CheckNetwork(
        new([3], [new ReferenceDense("dense", 4), new ReferenceSigmoid()], new ReferencePoisson()), batch: 3, random => random.Float(0, 5));

    [Fact]
    public void Margins_and_measures()
    {
        CheckDense(new ReferenceHinge(squared: false));
        CheckDense(new ReferenceHinge(squared: true));
        CheckDense(new ReferenceLogCosh());
        CheckDense(new ReferenceCosineSimilarity());
        FiniteDifferences.CheckNetwork(new([3, 2, 2], [new ReferenceConv2D("conv", 4, new(2), new(1))], new ReferenceCosineSimilarity()), batch: 3, random => random.Float(-2, 2));
        foreach (ReferenceLoss loss in (ReferenceLoss[])[new ReferenceDice(), new ReferenceKLDivergence(), new ReferenceBinaryFocalCrossEntropy(2), new ReferenceBinaryFocalCrossEntropy(0.5)])
            FiniteDifferences.CheckNetwork(new([3, 2, 2], [new ReferenceConv2D("conv", 4, new(2), new(1)), new ReferenceSigmoid()], loss), batch: 3, random => random.Float(0, 1));
    }

    [Theory, InlineData(0.01, 0), InlineData(0, 0.02), InlineData(0.01, 0.02)]
    public void Penalties(double l1, double l2) => FiniteDifferences.CheckNetwork(
        new([3], [new ReferenceDense("dense", 4, l1: l1, l2: l2)], new ReferenceMeanSquaredError()), batch: 2, random => random.Float(-1, 1));

    [Fact]
    public void The_loss_is_the_mean_over_the_batch_and_the_outputs()
    {
        var network = new ReferenceNetwork([2], [new ReferenceReshape(2)], new ReferenceMeanSquaredError());
        Assert.Equal((1 + 4 + 9 + 16) / 4.0, network.Step([1, 2, 3, 4], [0, 0, 0, 0]).Loss);
    }

    private static void CheckDense(ReferenceLoss loss) =>
        FiniteDifferences.CheckNetwork(new([3], [new ReferenceDense("dense", 4)], loss), batch: 3, random => random.Float(-2, 2));
}
