using ModelCompiler.Keras;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Keras;

/// <summary>Files of Keras's, written and read by h5py, which Keras itself calls.</summary>
public sealed class KerasWeightTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PythonFact("h5py")]
    public void What_h5py_wrote_is_loaded_bit_for_bit_and_the_rest_refused()
    {
        Python.Run("keras_weights.py", "write", folder.Path);
        float[] expected = Numbers.Read(folder.File("weights.bin"));
        foreach (string name in (string[])["net.weights.h5", "unnamed.weights.h5", "old.weights.h5", "double.weights.h5", "keras2.h5", "keras2model.h5", "net.keras", "old.keras"])
        {
            var net = new KitchenNet(9);
            LoadedWeights loaded = KerasFile.Load(net, folder.File(name));
            Assert.Equal(expected, InKerasOrder(net));
            Assert.Equal(net.Parameters.Count, loaded.Tensors.Count);
            Assert.Equal(name.StartsWith("double", StringComparison.Ordinal), loaded.Converted.Any());
        }

        Assert.Equal("3.4.1", KerasFile.Open(folder.File("net.keras")).Metadata["keras_version"]);
        Refused("circle", "links that lead in a circle");
        Refused("self_link", "links that lead in a circle");
        Refused("soft", "'soft' in '/layers/conv2d/', a link by name");
        Refused("external", "'out' in '/layers/conv2d/', a link out of the file");
        Refused("external_data", "whose numbers lie in another file");
        Refused("compressed", "in chunks, as compressed data are");
        Refused("text", "tensor 'dense_1.kernel' does not fit");
        Refused("big_endian", "tensor 'dense_1.kernel' does not fit");
        Assert.Contains("with an index of links", Assert.Throws<WeightFileException>(() => KerasFile.Load(new KitchenNet(), folder.File("latest.weights.h5"))).Message);
        Assert.Equal("conv1d_1.kernel", Assert.Throws<WeightFileException>(() => KerasFile.Load(new TurnedNet(), folder.File("net.weights.h5"))).Tensor);
    }

    [PythonFact("h5py")]
    public void H5py_reads_what_was_written_here_bit_for_bit()
    {
        KitchenNet net = Numbers.Filled(new KitchenNet());
        KerasFile.Save(net, folder.File("net.weights.h5"));
        KerasFile.Save(net, folder.File("net.keras"));
        Python.Run("keras_weights.py", "read", folder.Path);
        Assert.Equal(InKerasOrder(net), Numbers.Read(folder.File("weights.bin")));
    }

    [Theory]
    [InlineData("net.weights.h5")]
    [InlineData("net.keras")]
    public void Ours_to_Keras_and_back_are_the_same_bits(string name)
    {
        RoundTrip(new KitchenNet(1), new KitchenNet(2), name);
        RoundTrip(new TurnedNet(1), new TurnedNet(2), name);
        RoundTrip(new ShortcutNet(1), new ShortcutNet(2), name);
        Assert.Equal([folder.File(name)], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("net.h5")]
    [InlineData("net.keras.zip")]
    [InlineData("net")]
    public void Other_extensions_are_refused(string name) =>
        Assert.Contains("Keras's files end in", Assert.Throws<WeightFileException>(() => KerasFile.Save(new TinyNet(), folder.File(name))).Message);

    [Theory]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("MaxPooling2D", "max_pooling2d")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("LeakyReLU", "leaky_re_lu")]
    [InlineData("GlobalAveragePooling2D", "global_average_pooling2d")]
    [InlineData("ELU", "elu")]
    public void Names_are_counted_as_Keras_counts_them(string kind, string name) => Assert.Equal(name, KerasLayers.SnakeCase(kind));

    private static float[] InKerasOrder(KitchenNet net) =>
        [.. KerasLayers.Of(KitchenNet.Summary.Architecture, net.Parameters).SelectMany(l => l.Tensors).SelectMany(t => t.Span.ToArray())];

    private void Refused(string name, string message)
    {
        KitchenNet net = Numbers.Filled(new KitchenNet()), before = Numbers.Filled(new KitchenNet());
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => KerasFile.Load(net, folder.File($"refused_{name}.weights.h5"))).Message);
        Numbers.SameBits(before, net);
    }

    private void RoundTrip<TModel>(TModel from, TModel to, string name) where TModel : class, IModel<TModel>
    {
        KerasFile.Save(Numbers.Filled(from), folder.File(name));
        KerasFile.Load(to, folder.File(name));
        Numbers.SameBits(from, to);
    }
}
