using Google.Protobuf;
using ModelCompiler.Onnx;
using ModelCompiler.Onnx.Protos;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>Damaged and hostile files: success or the reader's own exception.</summary>
public class OnnxDamageTests
{
    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx"), damaged = folder.File("damaged.onnx");
        foreach (Action<string> export in (Action<string>[])[p => OnnxModel.Export(new GraphNet(1), p), p => OnnxModel.Export(new FunctionNet(1), p)])
        {
            export(path);
            byte[] whole = File.ReadAllBytes(path);
            var model = new GraphNet(1);
            var random = new Random(1);
            for (int i = 0; i < Fuzz.Files / 2; i++)
            {
                File.WriteAllBytes(damaged, Fuzz.Damage(whole, random));
                Refuses(() => OnnxModel.Load(model, damaged), i);
                Refuses(() => OnnxModel.Open(damaged).Dispose(), i);
            }
        }
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("data/../../secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("C:\\secret.bin")]
    public void External_data_outside_the_folder_is_refused_by_name(string location)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("secret.bin"), new byte[1 << 16]);
        string path = External(folder, location);
        OnnxFileException refused = Assert.Throws<OnnxFileException>(() => OnnxModel.Import(path));
        Assert.Contains("outside the model's folder", refused.Message, StringComparison.Ordinal);
        Assert.Contains("dense_1.kernel", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void External_data_behind_a_link_that_leads_outside_is_refused()
    {
        using TemporaryFolder folder = new(), other = new();
        File.WriteAllBytes(other.File("secret.bin"), new byte[1 << 16]);
        string path = External(folder, "inside.bin");
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(path)!, "inside.bin"), other.File("secret.bin"));
        Assert.Contains("outside the model's folder", Assert.Throws<OnnxFileException>(() => OnnxModel.Import(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void External_data_beside_the_model_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = External(folder, "weights/data.bin");
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "weights"));
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "weights", "data.bin"), [.. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes((float)i))]);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), OnnxModel.Import(path).Tensors[0].Values);
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "weights", "data.bin"), new byte[47]);
        Assert.Contains("which has 47", Assert.Throws<OnnxFileException>(() => OnnxModel.Import(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_lengths_allocate_nothing_like_it()
    {
        using var folder = new TemporaryFolder();
        // A graph that announces two gigabytes in a file of twelve bytes.
        string path = folder.Write("huge.onnx", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<OnnxFileException>(() => OnnxModel.Import(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        string tensor = folder.File("tensor.onnx");
        var model = new ModelProto { Graph = new GraphProto { Node = { new NodeProto { OpType = "Relu", Input = { "w" }, Output = { "y" } } }, Output = { new ValueInfoProto { Name = "y" } } } };
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 1 << 20, 1 << 20 } });
        File.WriteAllBytes(tensor, model.ToByteArray());
        Assert.Contains("'w'", Assert.Throws<OnnxFileException>(() => OnnxModel.Open(tensor)).Message, StringComparison.Ordinal);
    }

    /// <summary>A dense layer whose kernel is elsewhere, in a folder of its own.</summary>
    private static string External(TemporaryFolder folder, string location)
    {
        Directory.CreateDirectory(folder.File("model"));
        string path = Path.Combine(folder.File("model"), "net.onnx");
        OnnxModel.Export(new TinyNet(1), path);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        TensorProto kernel = model.Graph.Initializer.Single(t => t.Name == "dense_1.kernel");
        kernel.RawData = ByteString.Empty;
        kernel.DataLocation = TensorProto.Types.DataLocation.External;
        kernel.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static void Refuses(Action read, int file)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is OnnxFileException or WeightFileException)
        {
        }
        catch (Exception exception)
        {
            Assert.Fail($"file {file}: {exception}");
        }
    }
}
