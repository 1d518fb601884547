using ModelCompiler.Keras;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Fuzzing;

/// <summary>
/// Damaged files are read or refused by the typed exception, in memory that the file's length bounds, and a model whose file is refused keeps its weights. Hundreds of files each, a hundred
/// thousand with MODELCOMPILER_LONG=1.
/// </summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Short = 500, Long = 100_000;

    /// <summary>Buffers and messages that any read needs.</summary>
    private const long FixedBytes = 8 << 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("tiny.safetensors")]
    [InlineData("tiny.pt")]
    [InlineData("tiny.json")]
    [InlineData("convnetjs.json")]
    [InlineData("tiny.weights.h5")]
    [InlineData("purehdf.weights.h5")]
    [InlineData("tiny.h5")]
    [InlineData("tiny.keras")]
    public void Damaged_files_are_read_or_refused(string name)
    {
        byte[] whole = Sound(name);
        string path = folder.Write(name, whole);
        var model = new TinyNet(1);
        Load(model, path);
        int refused = 0, files = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? Long : Short;
        for (int number = 0; number < files; number++)
        {
            byte[] damaged = Damage.Of(whole, number);
            File.WriteAllBytes(path, damaged);
            float[] before = Weights(model);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Load(model, path);
            }
            catch (WeightFileException exception)
            {
                refused++;
                Assert.Equal(before, Weights(model));
                Assert.Equal(path, exception.Path);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{name}, damage {number}: {exception}");
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(allocated < FixedBytes + 100L * damaged.Length, $"{name}, damage {number}: {allocated} bytes allocated for a file of {damaged.Length}");
        }

        // Damage among the numbers themselves is no damage.
        Assert.InRange(refused, files / 10, files);
    }

    /// <summary>Networks: descriptions as JSON, with weights in the same file or beside it.</summary>
    [Theory]
    [InlineData("tiny.keras")]
    [InlineData("model.json")]
    public void Damaged_networks_are_read_or_refused(string name)
    {
        byte[] whole = name == "model.json" ? System.Text.Encoding.UTF8.GetBytes(TinyLayersModel) : Sound(name);
        folder.Write("weights.bin", new byte[60]);
        string path = folder.Write(name, whole);
        KerasFile.Import(path);
        int refused = 0, files = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? Long : Short;
        for (int number = 0; number < files; number++)
        {
            File.WriteAllBytes(path, Damage.Of(whole, number));
            try
            {
                KerasFile.Import(path);
            }
            catch (WeightFileException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{name}, damage {number}: {exception}");
            }
        }

        Assert.InRange(refused, files / 10, files);
    }

    private const string TinyLayersModel =
        """
        {"format":"layers-model","modelTopology":{"class_name":"Functional","config":{"name":"n","layers":[
        {"class_name":"InputLayer","config":{"batch_input_shape":[null,2,2,1],"name":"in"},"name":"in","inbound_nodes":[]},
        {"class_name":"Conv2D","config":{"name":"c","filters":2,"kernel_size":[2,2],"padding":"same","activation":"relu","use_bias":false},"name":"c","inbound_nodes":[[["in",0,0,{}]]]},
        {"class_name":"UpSampling2D","config":{"name":"u","size":[2,2],"interpolation":"nearest"},"name":"u","inbound_nodes":[[["c",0,0,{}]]]},
        {"class_name":"Reshape","config":{"name":"r","target_shape":[-1]},"name":"r","inbound_nodes":[[["u",0,0,{}]]]}],
        "input_layers":[["in",0,0]],"output_layers":[["r",0,0]]}},
        "weightsManifest":[{"paths":["weights.bin"],"weights":[{"name":"c/kernel","shape":[2,2,1,2],"dtype":"float32"}]}]}
        """;

    private static float[] Weights(TinyNet model) => [.. model.Parameters.SelectMany(t => t.Values.ToArray())];

    private static void Load(TinyNet model, string path)
    {
        if (path.EndsWith(".h5", StringComparison.Ordinal) || path.EndsWith(".keras", StringComparison.Ordinal)) KerasFile.Load(model, path);
        else model.Load(path, WeightLayout.Keras);
    }

    private byte[] Sound(string name)
    {
        string recorded = Path.Combine(AppContext.BaseDirectory, "Files", name), made = folder.File("made." + name);
        if (File.Exists(recorded)) return File.ReadAllBytes(recorded);
        TinyNet net = Numbers.Filled(new TinyNet());
        if (name == "convnetjs.json") return System.Text.Encoding.UTF8.GetBytes(ConvNetJs.Tiny);
        if (name.EndsWith(".h5", StringComparison.Ordinal) || name.EndsWith(".keras", StringComparison.Ordinal)) KerasFile.Save(net, made);
        else net.Save(made);
        return File.ReadAllBytes(made);
    }
}
