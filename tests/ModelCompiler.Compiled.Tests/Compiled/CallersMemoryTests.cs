using ModelCompiler.Runtime;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Reads its input in the first kernel and, by way of a branch, again in the last; a head reads it, too.</summary>
[Model]
[Input(6, 5, 4)]
[Conv2D(4, 3, Padding = Padding.Same, Activation = Activation.Tanh, Name = "near")]
[Add("input")]
[Conv2D(3, 1, From = "input", Name = "head", Trainable = false)]
[GlobalAveragePooling2D(From = "add_1")]
[Dense(9)]
[Loss(Loss.MeanSquaredError)]
[Output("head")]
internal partial class ReadsInputTwice;

/// <summary>A model whose output is its input.</summary>
[Model]
[Input(3, 4)]
[Flatten]
internal partial class GivesInputBack;

/// <summary>A model with a named output that is its input.</summary>
[Model]
[Input(2, 3, 4)]
[Flatten(Name = "row")]
[Dense(5)]
[Output("row")]
internal partial class NamesInput;

/// <summary>Kernels read a batch where the caller has it: wherever that is, and whatever else the caller does with that memory.</summary>
public class CallersMemoryTests
{
    private readonly ReadsInputTwice model = new(seed: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Outputs_may_lie_where_inputs_do(int batch)
    {
        float[] inputs = Inputs(batch), expected = model.Predict(inputs);
        for (int at = 0; at + expected.Length <= inputs.Length; at += 1 + (inputs.Length / 3))
        {
            float[] both = [.. inputs];
            model.Predict(both, both.AsSpan(at, expected.Length));
            Assert.Equal(expected, both.AsSpan(at, expected.Length).ToArray());
        }
    }

    [Fact]
    public void A_head_is_made_before_outputs_are_written()
    {
        float[] inputs = Inputs(7), expected = model.Predict(inputs), head = model.PredictOutput("head", inputs), both = [.. inputs], named = new float[head.Length];
        model.Predict(both, both.AsSpan(0, expected.Length), new ReadsInputTwice.Outputs { Head = named });
        Assert.Equal(head, named);
        Assert.Equal(expected, both.AsSpan(0, expected.Length).ToArray());
    }

    [Fact]
    public void Any_place_gives_the_same_bits()
    {
        float[] inputs = Inputs(7), targets = new Testing.SplitMix64(9).Floats(7 * ReadsInputTwice.OutputSize), expected = model.Predict(inputs);
        CompiledProgram program = ((IModel<ReadsInputTwice>)model).Program;
        float loss = program.TrainStep(inputs, targets, 0);
        float[] gradients = program.GradientBuffer.ToArray();
        for (int shift = 1; shift < 16; shift++)
        {
            float[] room = [.. new float[shift], .. inputs, .. new float[3]];
            ReadOnlySpan<float> shifted = room.AsSpan(shift, inputs.Length);
            Assert.Equal(expected, model.Predict(shifted));
            Assert.Equal(loss, program.TrainStep(shifted, targets, 0));
            Assert.Equal(gradients, program.GradientBuffer.ToArray());
            Assert.Equal(program.EvaluateStep(inputs, targets), program.EvaluateStep(shifted, targets));
            Assert.Equal(inputs, shifted.ToArray());
        }
    }

    [Fact]
    public void Another_batch_in_the_same_memory_is_read_anew()
    {
        float[] inputs = Inputs(7), others = [.. inputs.Reverse()], memory = [.. inputs];
        float[] expected = model.Predict(inputs), expectedOfOthers = model.Predict(others);
        Assert.NotEqual(expected, expectedOfOthers);
        Assert.Equal(expected, model.Predict(memory));
        others.CopyTo(memory, 0);
        Assert.Equal(expectedOfOthers, model.Predict(memory));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void What_is_the_input_itself_comes_out(int batch)
    {
        float[] inputs = new Testing.SplitMix64(5).Floats(batch * GivesInputBack.InputSize), row = new Testing.SplitMix64(6).Floats(batch * NamesInput.InputSize);
        Assert.Equal(inputs, new GivesInputBack(seed: 1).Predict(inputs));
        Assert.Equal(row, new NamesInput(seed: 1).PredictOutput("row", row));
    }

    private static float[] Inputs(int batch) => new Testing.SplitMix64(5).Floats(batch * ReadsInputTwice.InputSize);
}
