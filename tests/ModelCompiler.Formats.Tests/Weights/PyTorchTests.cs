using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Weights;

/// <summary>Files of PyTorch's, written and read by PyTorch itself.</summary>
public sealed class PyTorchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>One process for all, as starting PyTorch takes seconds.</summary>
    [PythonFact("torch")]
    public void What_PyTorch_wrote_gives_its_outputs()
    {
        Python.Run("torch_weights.py", "write", folder.Path);
        Written(new KitchenNet(), "kitchen", ["net.pt", "checkpoint.pth", "parameters.pt", "channels_last.pt", "views.pt", "net.safetensors", "double.pt", "double.safetensors"],
            ["half.pt", "half.safetensors", "bfloat.pt", "bfloat.safetensors"]);
        // Sequences, and maps made of vectors.
        Written(new TurnedNet(), "turned", ["net.pt", "net.safetensors"], []);
        // A short way finds its own tensors among others of the same shapes.
        Written(new ShortcutNet(), "shortcut", ["net.pt", "net.safetensors"], []);
    }

    [PythonFact("torch")]
    public void PyTorch_reads_what_was_written_here()
    {
        KitchenNet kitchen = ForPyTorch(new KitchenNet(), "kitchen");
        TurnedNet turned = ForPyTorch(new TurnedNet(), "turned");
        ShortcutNet shortcut = ForPyTorch(new ShortcutNet(), "shortcut");
        Python.Run("torch_weights.py", "read", folder.Path);
        SameOutputs(kitchen, "kitchen");
        SameOutputs(turned, "turned");
        SameOutputs(shortcut, "shortcut");
    }

    [Fact]
    public void Ours_to_PyTorchs_layout_and_back_are_the_same_bits()
    {
        RoundTrip(new KitchenNet(1), new KitchenNet(2));
        RoundTrip(new TurnedNet(1), new TurnedNet(2));
        RoundTrip(new ShortcutNet(1), new ShortcutNet(2));
    }

    [Fact]
    public void Names_and_metadata_that_are_given_are_written_and_read()
    {
        KitchenNet net = Numbers.Filled(new KitchenNet());
        string path = folder.File("net.safetensors");
        var names = net.Parameters.Select((t, i) => (t.Name, File: $"features.{i}.weight")).ToDictionary(p => p.Name, p => p.File);
        net.Save(path, WeightLayout.PyTorch, names, new Dictionary<string, string> { ["author"] = "me" });
        var other = new KitchenNet(9);
        LoadedWeights loaded = other.Load(path, WeightLayout.PyTorch, names);
        Numbers.SameBits(net, other);
        Assert.Equal("me", loaded.Metadata["author"]);
        Assert.Equal(names.OrderBy(n => n.Key), loaded.Names.OrderBy(n => n.Key));
        names["dense_1.kernel"] = "nowhere";
        Assert.Equal("dense_1.kernel", Assert.Throws<WeightFileException>(() => other.Load(path, WeightLayout.PyTorch, names)).Tensor);
    }

    [Fact]
    public void A_file_of_another_network_names_the_first_tensor_that_has_no_counterpart()
    {
        new TurnedNet().Save(folder.File("net.safetensors"), WeightLayout.PyTorch);
        var error = Assert.Throws<WeightFileException>(() => new KitchenNet().Load(folder.File("net.safetensors"), WeightLayout.PyTorch));
        Assert.Equal("conv2d_1.kernel", error.Tensor);
        Assert.Contains("needs a module with weight [6, 3, 3, 3]", error.Message);
    }

    [Theory]
    [InlineData("net.pt")]
    [InlineData("net.pth")]
    public void Files_of_pickles_are_not_written(string name) =>
        Assert.Contains("WeightLayout.PyTorch", Assert.Throws<WeightFileException>(() => new TinyNet().Save(folder.File(name))).Message);

    private void Written<TModel>(TModel model, string net, string[] exact, string[] rounded) where TModel : class, IModel<TModel>
    {
        float[] inputs = Numbers.Read(folder.File($"{net}/inputs.bin")), outputs = Numbers.Read(folder.File($"{net}/outputs.bin"));
        foreach (string name in exact.Concat(rounded))
        {
            Numbers.Filled(model, 99);
            LoadedWeights loaded = model.Load(folder.File($"{net}/{name}"), WeightLayout.PyTorch);
            Assert.Equal(model.Parameters.Count, loaded.Names.Count);
            Assert.Equal(!name.StartsWith("half", StringComparison.Ordinal) && !name.StartsWith("bfloat", StringComparison.Ordinal) && !name.StartsWith("double", StringComparison.Ordinal),
                !loaded.Converted.Any());
            Numbers.Near(outputs, model.Predict(inputs), rounded.Contains(name) ? 0.05 : 1e-5);
            Assert.Contains(" <- ", loaded.ToString());
        }
    }

    private TModel ForPyTorch<TModel>(TModel model, string net) where TModel : class, IModel<TModel>
    {
        Directory.CreateDirectory(folder.File(net));
        Numbers.Write(folder.File($"{net}/inputs.bin"), Numbers.Inputs(4 * TModel.InputSize));
        Numbers.Filled(model).Save(folder.File($"{net}/net.safetensors"), WeightLayout.PyTorch);
        return model;
    }

    private void SameOutputs<TModel>(TModel model, string net) where TModel : class, IModel<TModel> =>
        Numbers.Near(model.Predict(Numbers.Inputs(4 * TModel.InputSize)), Numbers.Read(folder.File($"{net}/outputs.bin")));

    private void RoundTrip<TModel>(TModel from, TModel to) where TModel : class, IModel<TModel>
    {
        Numbers.Filled(from);
        from.Save(folder.File("net.safetensors"), WeightLayout.PyTorch);
        to.Load(folder.File("net.safetensors"), WeightLayout.PyTorch);
        Numbers.SameBits(from, to);
    }
}
