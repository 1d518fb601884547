namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A value on the main line and a head beside it.</summary>
[Model]
[Input(8, 8, 3)]
[Conv2D(6, 3, Activation = Activation.ReLU)]
[GlobalAveragePooling2D]
[Dense(4, Activation = Activation.Softmax, Name = "aux")]
[Conv2D(5, 3, From = "conv2d_1")]
[Flatten]
[Dense(3, Activation = Activation.Softmax)]
[Output("conv2d_1")]
[Output("aux")]
internal partial class TwoOutputs;

/// <summary>The members by which named outputs are read.</summary>
public class OutputTests
{
    private readonly TwoOutputs model = new(seed: 3);
    private readonly float[] inputs = new Testing.SplitMix64(5).Floats(7 * TwoOutputs.InputSize);

    [Fact]
    public void Sizes_are_those_of_the_layers() => Assert.Equal((6 * 6 * 6, 4), (TwoOutputs.Outputs.Conv2d1Size, TwoOutputs.Outputs.AuxSize));

    [Fact]
    public void What_is_asked_for_is_filled()
    {
        float[] outputs = new float[7 * TwoOutputs.OutputSize], features = new float[7 * TwoOutputs.Outputs.Conv2d1Size], aux = new float[7 * TwoOutputs.Outputs.AuxSize];
        model.Predict(inputs, outputs, new TwoOutputs.Outputs { Conv2d1 = features, Aux = aux });
        Assert.Equal(model.Predict(inputs), outputs);
        Assert.Equal(model.PredictOutput("conv2d_1", inputs), features);
        Assert.Equal(model.PredictOutput("aux", inputs), aux);
        Assert.All(aux.Chunk(4), row => Assert.Equal(1, row.Sum(), 1e-5f));

        var alone = new float[features.Length];
        model.Predict(inputs, [], new TwoOutputs.Outputs { Conv2d1 = alone });
        Assert.Equal(features, alone);
    }

    [Fact]
    public void Many_samples_are_taken_a_part_at_a_time()
    {
        float[] many = [.. Enumerable.Range(0, 900).SelectMany(_ => inputs)];
        float[] aux = model.PredictOutput("aux", many);
        Assert.Equal(model.PredictOutput("aux", inputs), aux[^(7 * TwoOutputs.Outputs.AuxSize)..]);
    }

    [Fact]
    public void A_plain_prediction_in_between_changes_nothing()
    {
        float[] before = model.PredictOutput("aux", inputs);
        model.Predict(inputs.AsSpan(0, TwoOutputs.InputSize));
        Assert.Equal(before, model.PredictOutput("aux", inputs));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first()
    {
        float[] outputs = new float[7 * TwoOutputs.OutputSize], aux = new float[7 * TwoOutputs.Outputs.AuxSize];
        model.Predict(inputs, outputs, new TwoOutputs.Outputs { Aux = aux });
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(inputs, outputs, new TwoOutputs.Outputs { Aux = aux });
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_lengths_and_names_are_refused()
    {
        var outputs = new float[7 * TwoOutputs.OutputSize];
        Assert.Throws<InputLengthException>(() => model.Predict(inputs, outputs, new TwoOutputs.Outputs { Aux = new float[3] }));
        Assert.Throws<InputLengthException>(() => model.Predict(inputs, new float[1], new TwoOutputs.Outputs()));
        Assert.Throws<InputLengthException>(() => model.PredictOutput("aux", new float[1]));
        var unknown = Assert.Throws<OutputNotFoundException>(() => model.PredictOutput("dense_1", inputs));
        Assert.Equal("'TwoOutputs' names no output 'dense_1'. Its outputs are conv2d_1, aux; others are made by [Output(\"dense_1\")].", unknown.Message);
    }
}
