using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Runtime;

public class CompiledProgramTests
{
    private static readonly float[] sample = [0.1f, 0.2f, 0.3f, 0.4f];

    [Fact]
    public void Predicts_any_number_of_samples_alike()
    {
        var model = new Classifier(1);
        float[] inputs = Classifier.MakeData(50).Inputs.ToArray();
        float[] together = model.Predict(inputs);
        Assert.Equal(150, together.Length);
        for (int n = 0; n < 50; n++)
            Assert.Equal(model.Predict(inputs.AsSpan(n * 4, 4)), together[(n * 3)..(n * 3 + 3)]);
        Assert.Empty(model.Predict([]));
    }

    [Fact]
    public void A_prediction_of_many_samples_streams_through_a_bounded_arena()
    {
        var model = new Classifier(1);
        model.Program.Batches.Capacity = 16;
        const int samples = 300_000;
        var inputs = new float[samples * 4];
        sample.CopyTo(inputs.AsSpan(^4));
        float[] outputs = model.Predict(inputs);
        Assert.True(model.Program.Batches.Count > 1);
        Assert.Equal(samples, model.Program.Batches.Sum());
        Assert.Equal(model.Predict(sample), outputs[^3..]);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_with_the_numbers()
    {
        var model = new Classifier();
        var inputs = Assert.Throws<InputLengthException>(() => model.Predict(new float[6]));
        Assert.Contains("'Classifier' takes inputs of 4 floats per sample, but 6 floats came, which is 1 sample and 2 floats more", inputs.Message);
        Assert.Equal((4, 6), (inputs.Expected, inputs.Actual));
        var outputs = Assert.Throws<InputLengthException>(() => model.Predict(new float[8], new float[5]));
        Assert.Equal((6, 5), (outputs.Expected, outputs.Actual));
        Assert.Throws<InputLengthException>(() => model.Program.TrainStep([], [], 0));
        Assert.Throws<InputLengthException>(() => model.Program.TrainStep(new float[8], new float[5], 0));
        Assert.Throws<InputLengthException>(() => model.Program.EvaluateStep(new float[8], new float[7]));
        Assert.Equal(3, model.Predict(sample).Length);
    }

    [Fact]
    public void A_second_thread_is_noticed_and_the_first_goes_on()
    {
        var model = new Classifier();
        Exception? seen = null;
        model.Program.WhileRunning = () =>
        {
            model.Program.WhileRunning = null;
            seen = Record.Exception(() => model.Predict(sample));
        };
        Assert.Equal(3, model.Predict(sample).Length);
        Assert.Contains("model.Share()", Assert.IsType<ModelInUseException>(seen).Message);
        Assert.Equal(3, model.Predict(sample).Length);
    }

    [Fact]
    public void An_instance_is_free_again_after_a_kernel_threw()
    {
        var model = new Classifier();
        model.Program.WhileRunning = () => throw new InvalidOperationException();
        Assert.Throws<InvalidOperationException>(() => model.Predict(sample));
        model.Program.WhileRunning = null;
        Assert.Equal(3, model.Predict(sample).Length);
    }

    [Fact]
    public void Shared_instances_predict_side_by_side_over_the_same_weights()
    {
        var model = new Classifier(4);
        float[] inputs = Classifier.MakeData(500).Inputs.ToArray();
        float[] expected = model.Predict(inputs);
        Parallel.For(0, 4, _ =>
        {
            Classifier own = model.Share();
            for (int round = 0; round < 50; round++)
                Assert.Equal(expected, own.Predict(inputs));
        });
        Assert.Same(model.Parameters, model.Share().Parameters);
    }

    [Fact]
    public void A_batch_past_the_largest_buffer_is_refused_before_allocating()
    {
        var program = new LinearProgram("Large", 4, 3, new Classifier().Parameters, spareFloats: 600_000_000);
        var exception = Assert.Throws<BatchTooLargeException>(() => program.EvaluateStep(new float[4 * 4], new float[4 * 3]));
        Assert.Equal((4, 3), (exception.Batch, exception.Largest));
        Assert.Contains("'Large': a batch of 4 samples", exception.Message);
    }

    [Fact]
    public void Threads_are_at_least_one()
    {
        var model = new Classifier();
        Assert.Equal(Environment.ProcessorCount, model.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Threads = 0);
    }

    [Fact]
    public void The_loss_is_the_samples_mean_and_the_penalties()
    {
        var model = new Classifier(2);
        float[] targets = [0, 1, 0];
        float[] outputs = model.Predict(sample);
        double penalty = LinearProgram.L2 * model.Parameters["dense_1.kernel"].Span.ToArray().Sum(w => (double)w * w);
        float loss = model.Program.EvaluateStep(sample, targets);
        Assert.Equal(-Math.Log(outputs[1]) + penalty, loss, 1e-6);
        Assert.Equal(outputs, model.Program.LastOutputs.ToArray());
        Assert.Equal(loss, model.Program.TrainStep(sample, targets, 0));
        Assert.Equal(outputs, model.Program.LastOutputs.ToArray());
    }

    [Fact]
    public void A_model_without_loss_can_only_predict()
    {
        var program = new LinearProgram("Plain", 4, 3, new Classifier().Parameters, trainable: false);
        Assert.Equal(3, program.Predict(sample).Length);
        Assert.Throws<ModelHasNoLossException>(() => program.TrainStep(sample, new float[3], 0));
        Assert.Throws<ModelHasNoLossException>(() => program.EvaluateStep(sample, new float[3]));
    }
}
