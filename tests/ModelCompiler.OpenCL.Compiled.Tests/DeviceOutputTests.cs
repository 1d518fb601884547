namespace ModelCompiler.OpenCL.Compiled.Tests;

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
public sealed partial class TwoOutputs;

/// <summary>Named outputs on a device, through the members that users see.</summary>
public class DeviceOutputTests
{
    [DeviceFact]
    public void They_are_those_of_the_processor()
    {
        var model = new TwoOutputs(seed: 3);
        float[] inputs = [.. new Testing.SplitMix64(5).Floats(7 * TwoOutputs.InputSize)];
        float[] outputs = new float[7 * TwoOutputs.OutputSize], features = new float[7 * TwoOutputs.Outputs.Conv2d1Size], aux = new float[7 * TwoOutputs.Outputs.AuxSize];
        using var device = model.ToOpenCL();
        device.Predict(inputs, outputs, new TwoOutputs.Outputs { Conv2d1 = features, Aux = aux });
        Near(model.Predict(inputs), outputs);
        Near(model.PredictOutput("conv2d_1", inputs), features);
        Near(model.PredictOutput("aux", inputs), aux);
        Near(aux, device.PredictOutput("aux", inputs));
        Assert.Throws<OutputNotFoundException>(() => device.PredictOutput("dense_1", inputs));
        Assert.Throws<InputLengthException>(() => device.Predict(inputs, outputs, new TwoOutputs.Outputs { Aux = new float[1] }));
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
