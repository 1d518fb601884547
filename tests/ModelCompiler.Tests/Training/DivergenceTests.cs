using ModelCompiler.Data;
using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

public class DivergenceTests
{
    [Fact]
    public void It_is_said_where_numbers_stopped_being_finite_and_weights_are_kept()
    {
        (float[] inputs, _) = Dataset4.Inputs(10, 1);
        var model = new NumbersNet(1);
        float[] before = model.Parameters.Buffer.Span.ToArray();
        var trainer = new Trainer<NumbersNet>(model, new Sgd());
        float[] targets = [.. Enumerable.Repeat(1e25f, 20)]; // Its square is past a float's range.
        var exception = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(inputs, targets, 4, 2), new FitOptions { BatchSize = 5 }));
        Assert.Equal((1, 1, 1L), (exception.Epoch, exception.Step, exception.TotalStep));
        Assert.Contains("The first number that is infinite or NaN is in the loss", exception.Message);
        Assert.Equal(before, model.Parameters.Buffer.Span.ToArray());

        model.Parameters["dense_2.kernel"].Span[3] = float.NaN;
        exception = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(inputs, new float[20], 4, 2)));
        Assert.Equal(("dense_2", "dense_2.kernel"), (exception.Layer, exception.Tensor));
        model.Parameters["dense_2.kernel"].Span[3] = 3e38f;
        model.Parameters["dense_2.kernel"].Span[5] = 3e38f;
        model.Parameters["dense_1.bias"].Span.Fill(9);
        exception = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(inputs, new float[20], 4, 2)));
        Assert.Equal("dense_2", exception.Layer);
        inputs[22] = float.NaN;
        exception = Assert.Throws<TrainingDivergedException>(() => trainer.Fit(new Dataset(inputs, new float[20], 4, 2)));
        Assert.Equal("the inputs of sample 5", exception.Tensor);
    }

    [Fact]
    public void A_handler_of_Progress_that_predicts_is_told_of_callbacks()
    {
        (_, string errors, int exitCode) = ChildProcess.Finish(ChildProcess.Start("progress"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("use a callback (FitOptions.Callbacks)", errors);
    }
}
