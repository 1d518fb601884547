using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Training;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A normalization whose input is the network's own.</summary>
[Model]
[Input(5, 4, 6)]
[BatchNormalization(Momentum = 0.75)]
[ReLU]
[Flatten]
[Dense(3)]
[Loss(Loss.MeanSquaredError)]
internal partial class NormalizedNet;

/// <summary>The parameters that no gradient moves: when they move, where to, and who sees it.</summary>
public class BatchNormalizationTests
{
    private const int Batch = 7;

    private static readonly ModelSource Source = new("NormalizedNet", [5, 4, 6],
        [new BatchNormalizationSource { Momentum = 0.75 }, new ActivationLayerSource(ActivationSource.ReLU), new FlattenSource(), new DenseSource(3)], new(LossKindSource.MeanSquaredError));

    [Fact]
    public void Moving_statistics_count_as_not_trained()
    {
        Assert.Equal(12 + 363, NormalizedNet.ParameterCount);
        Assert.Equal(12, NormalizedNet.NonTrainableParameterCount);
        Assert.All(new NormalizedNet().Parameters["batch_normalization_1.moving_variance"].Span.ToArray(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void A_step_moves_them_by_the_batch()
    {
        var (model, reference, inputs, targets) = Draw();
        var (mean, variance) = ((ReferenceBatchNormalization)reference.Layers[0]).Moved([.. Agreement.Widen(inputs).Chunk(reference.InputSize)]);
        new Trainer<NormalizedNet>(model, new Sgd(learningRate: 0.1f)).Step(inputs, targets);
        Agreement.Near(Source, "mean", mean, model.Parameters["batch_normalization_1.moving_mean"].Span.ToArray());
        Agreement.Near(Source, "variance", variance, model.Parameters["batch_normalization_1.moving_variance"].Span.ToArray());
    }

    [Fact]
    public void Predictions_and_evaluations_move_nothing_and_know_nothing_of_the_batch()
    {
        var (model, _, inputs, targets) = Draw();
        float[] before = Moving(model), all = model.Predict(inputs);
        CompiledModel.Of(model).Evaluate(inputs, targets);
        CompiledModel.Of(model).Step(inputs, targets);
        Assert.Equal(before, Moving(model));
        for (int n = 0; n < Batch; n++) Assert.Equal(all[(3 * n)..(3 * n + 3)], model.Predict(inputs.AsSpan(n * NormalizedNet.InputSize, NormalizedNet.InputSize)));
    }

    [Fact]
    public void Instances_that_share_weights_see_them_move()
    {
        var (model, _, inputs, targets) = Draw();
        var shared = model.Share();
        float[] before = shared.Predict(inputs);
        new Trainer<NormalizedNet>(model, new Sgd(learningRate: 0)).Step(inputs, targets);
        Assert.NotEqual(before, shared.Predict(inputs));
        Assert.Equal(model.Predict(inputs), shared.Predict(inputs));
    }

    [Fact]
    public void A_step_that_is_refused_moves_nothing()
    {
        var (model, _, inputs, targets) = Draw();
        float[] before = Moving(model);
        inputs[3] = float.NaN;
        var data = new Data.Dataset(inputs, targets, NormalizedNet.InputSize, 3);
        Assert.Throws<TrainingDivergedException>(() => new Trainer<NormalizedNet>(model, new Adam()).Fit(data, new FitOptions { Epochs = 1, BatchSize = Batch }));
        Assert.Equal(before, Moving(model));
    }

    /// <summary>A mean of 3,000 deviations: squares of the values themselves would leave no digit of the variance.</summary>
    [Fact]
    public void A_large_mean_cancels_no_digits()
    {
        var (model, reference, inputs, targets) = Draw();
        for (int i = 0; i < inputs.Length; i++) inputs[i] = 1000 + inputs[i];
        var step = reference.Step(Agreement.Widen(inputs), Agreement.Widen(targets));
        var compiled = CompiledModel.Of(model);
        compiled.Step(inputs, targets);
        double allowed = 2e-3 * step.Outputs.Max(Math.Abs);
        Assert.All(step.Outputs.Zip(compiled.LastOutputs), pair => Assert.InRange(pair.Second, pair.First - allowed, pair.First + allowed));
    }

    [Fact]
    public void Files_keep_them()
    {
        var (model, _, inputs, targets) = Draw();
        new Trainer<NormalizedNet>(model, new Sgd(learningRate: 0.1f)).Step(inputs, targets);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(path);
            var loaded = new NormalizedNet(seed: 5);
            loaded.Load(path);
            Assert.Equal(Moving(model), Moving(loaded));
            Assert.Equal(model.Predict(inputs), loaded.Predict(inputs));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (NormalizedNet Model, ReferenceNetwork Reference, float[] Inputs, float[] Targets) Draw()
    {
        var model = new NormalizedNet();
        var reference = Source.Reference();
        var random = new SplitMix64(3);
        CompiledModel.Of(model).Randomize(reference, random);
        return (model, reference, random.Floats(Batch * reference.InputSize), random.Floats(Batch * reference.OutputSize));
    }

    private static float[] Moving(NormalizedNet model) =>
        [.. model.Parameters["batch_normalization_1.moving_mean"].Span, .. model.Parameters["batch_normalization_1.moving_variance"].Span];
}
