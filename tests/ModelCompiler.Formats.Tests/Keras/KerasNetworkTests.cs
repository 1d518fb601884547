using System.IO.Compression;
using System.Text;
using ModelCompiler.Keras;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Keras;

/// <summary>Networks as Keras describes them, read and written.</summary>
public sealed class KerasNetworkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>What was saved is the same network when it is read: operations, settings, shapes, weights.</summary>
    [Fact]
    public void Ours_to_Keras_and_back_are_the_same_network()
    {
        RoundTrip(new KitchenNet(1), padded: true);
        RoundTrip(new TurnedNet(1));
        RoundTrip(new ShortcutNet(1));
        RoundTrip(new TinyNet(1));
    }

    [Theory]
    [InlineData("Sequential")]
    [InlineData("Sequential without input")]
    [InlineData("Functional of Keras 2")]
    [InlineData("Functional of Keras 3")]
    public void Descriptions_of_both_versions_are_read(string which)
    {
        string config = which switch
        {
            "Sequential" => """
                {"module":"keras","class_name":"Sequential","config":{"name":"my_net","layers":[
                {"class_name":"InputLayer","config":{"batch_shape":[null,6,6,2],"name":"in"}},
                {"class_name":"Conv2D","config":{"name":"conv2d_7","filters":3,"kernel_size":[3,3],"strides":[2,2],"padding":"same","activation":"relu","use_bias":true}},
                {"class_name":"Flatten","config":{"name":"flatten"}},{"class_name":"Dropout","config":{"name":"drop","rate":0.25}},
                {"class_name":"Dense","config":{"name":"dense","units":4,"activation":"softmax","use_bias":false}}]}}
                """,
            "Sequential without input" => """
                {"class_name":"Sequential","config":[
                {"class_name":"Conv2D","config":{"name":"conv2d_7","batch_input_shape":[null,6,6,2],"filters":3,"kernel_size":[3,3],"strides":[2,2],"padding":"same","activation":"relu"}},
                {"class_name":"Flatten","config":{"name":"flatten"}},{"class_name":"Dropout","config":{"name":"drop","rate":0.25}},
                {"class_name":"Dense","config":{"name":"dense","units":4,"activation":"softmax","use_bias":false}}]}
                """,
            "Functional of Keras 2" => """
                {"class_name":"Functional","config":{"name":"my_net","layers":[
                {"class_name":"InputLayer","config":{"batch_input_shape":[null,6,6,2],"name":"in"},"name":"in","inbound_nodes":[]},
                {"class_name":"Conv2D","config":{"name":"conv2d_7","filters":3,"kernel_size":[3,3],"strides":[2,2],"padding":"same","activation":"relu"},
                "name":"conv2d_7","inbound_nodes":[[["in",0,0,{}]]]},
                {"class_name":"Flatten","config":{"name":"flatten"},"name":"flatten","inbound_nodes":[[["conv2d_7",0,0,{}]]]},
                {"class_name":"Dropout","config":{"name":"drop","rate":0.25},"name":"drop","inbound_nodes":[[["flatten",0,0,{}]]]},
                {"class_name":"Dense","config":{"name":"dense","units":4,"activation":"softmax","use_bias":false},"name":"dense","inbound_nodes":[[["drop",0,0,{}]]]}],
                "input_layers":[["in",0,0]],"output_layers":[["dense",0,0]]}}
                """,
            _ => """
                {"class_name":"Functional","config":{"name":"my_net","layers":[
                {"class_name":"InputLayer","config":{"batch_shape":[null,6,6,2],"name":"in"},"name":"in","inbound_nodes":[]},
                {"class_name":"Conv2D","config":{"name":"conv2d_7","filters":3,"kernel_size":[3,3],"strides":[2,2],"padding":"same","activation":"relu"},
                "name":"conv2d_7","inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,6,6,2],"keras_history":["in",0,0]}}],"kwargs":{}}]},
                {"class_name":"Flatten","config":{"name":"flatten"},
                "name":"flatten","inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["conv2d_7",0,0]}}],"kwargs":{}}]},
                {"class_name":"Dropout","config":{"name":"drop","rate":0.25},
                "name":"drop","inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["flatten",0,0]}}],"kwargs":{"training":false}}]},
                {"class_name":"Dense","config":{"name":"dense","units":4,"activation":"softmax","use_bias":false},
                "name":"dense","inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["drop",0,0]}}],"kwargs":{}}]}],
                "input_layers":["in",0,0],"output_layers":["dense",0,0]}}
                """,
        };
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(config);
        ModelArchitecture network = KerasImport.Read("net.keras", json.RootElement, null, null).Architecture;
        Assert.Equal(
            ["input: Input() -> 6×6×2", "conv2d_7.1: Convolution(input) filters=3 window=3,3 strides=2,2 padding=Same pads=0,0,1,1 -> 3×3×3", "conv2d_7.2: Bias(conv2d_7.1) -> 3×3×3",
                "conv2d_7: ReLU(conv2d_7.2) -> 3×3×3", "flatten: Reshape(conv2d_7) -> 27", "drop: Dropout(flatten) rate=0.25 -> 27", "dense.1: Dense(drop) -> 4", "dense: Softmax(dense.1) -> 4"],
            network.Nodes.Select(n => n.ToString()));
        Assert.Equal(which == "Sequential without input" ? "Network" : "MyNet", network.ModelName);
    }

    [Theory]
    [InlineData("""{"class_name":"Lambda","config":{"name":"f"}}""", "layer 'f' (Lambda) cannot be said in a declaration: its class is not known here")]
    [InlineData("""{"class_name":"Dense","config":{"name":"d","units":3}}""", "layer 'd' (Dense) cannot be said in a declaration: it reads [6, 6, 2]")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"c","filters":3,"kernel_size":[9,9]}}""", "layer 'c' (Conv2D) cannot be said in a declaration: a window of [9, 9] does not fit [6, 6, 2]")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"c","filters":3,"kernel_size":[3,3],"padding":"causal"}}""", "its padding is 'causal'")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"c","filters":3,"kernel_size":[3,3],"activation":"mish"}}""", "its activation is 'mish'")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"c","filters":3,"kernel_size":[3,3],"data_format":"channels_first"}}""", "its maps are channels first")]
    [InlineData("""{"class_name":"BatchNormalization","config":{"name":"b","axis":[1]}}""", "it runs along axis 1, not the channels")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"c"}}""", "does not fit")]
    [InlineData("""{"class_name":"Conv2D"}""", "describes its network in a way that is not known")]
    public void What_a_declaration_cannot_say_is_refused_by_name(string layer, string message)
    {
        string path = folder.File("net.keras");
        KerasFile.Save(new TinyNet(), path);
        ReplaceConfig(path, $$$"""{"class_name":"Sequential","config":{"name":"n","layers":[{"class_name":"InputLayer","config":{"batch_shape":[null,6,6,2],"name":"in"}},{{{layer}}}]}}""");
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => KerasFile.Import(path)).Message);
    }

    [Fact]
    public void Layers_that_Keras_has_not_are_refused_by_name_when_saving() =>
        Assert.Contains("layer 'position_bias_1' (PositionBias: PositionBias) has no counterpart in Keras",
            Assert.Throws<WeightFileException>(() => KerasFile.Save(new OddNet(), folder.File("net.keras"))).Message);

    private void RoundTrip<TModel>(TModel net, bool padded = false) where TModel : class, IModel<TModel>
    {
        string path = folder.File("net.keras");
        KerasFile.Save(Numbers.Filled(net), path);
        KerasNetwork read = KerasFile.Import(path);
        string[] Texts(ModelArchitecture a) => [.. a.Nodes.Where(n => n.Operation != Operations.ZeroPadding)
            .Select(n => $"{n.Operation} {string.Join(' ', n.Settings.Where(s => s is not ("padding" or "pads")).Order().Select(s => $"{s}={n.Word(s, "")}"))} {string.Join('×', n.Shape)}")];
        Assert.Equal(Texts(TModel.Summary.Architecture), Texts(read.Architecture));
        Assert.Equal(padded, read.Architecture.Nodes.Any(n => n.Operation == Operations.ZeroPadding));
        TModel.Summary.Architecture.Nodes.SelectMany(n => n.Parameters).Zip(read.Architecture.Nodes.SelectMany(n => n.Parameters)).ToList()
            .ForEach(p => Assert.Equal(net.Parameters[p.First].Span.ToArray(), read.Tensors[p.Second]));
    }

    private static void ReplaceConfig(string path, string config)
    {
        byte[] weights;
        using (ZipArchive zip = ZipFile.OpenRead(path))
        {
            using var bytes = new MemoryStream();
            using Stream entry = zip.GetEntry("model.weights.h5")!.Open();
            entry.CopyTo(bytes);
            weights = bytes.ToArray();
        }

        File.Delete(path);
        using ZipArchive again = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in new[] { ("config.json", Encoding.UTF8.GetBytes(config)), ("model.weights.h5", weights) })
        {
            using Stream entry = again.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
        }
    }
}
