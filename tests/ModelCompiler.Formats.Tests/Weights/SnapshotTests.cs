using System.Text;
using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Weights;

/// <summary>JSON snapshots, ours.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_saved_is_loaded_bit_for_bit()
    {
        KitchenNet saved = Numbers.Filled(new KitchenNet());
        saved.Parameters["dense_1.bias"].Span[0] = float.NaN;
        saved.Parameters["dense_1.bias"].Span[1] = float.NegativeInfinity;
        saved.Parameters["dense_1.bias"].Span[2] = -0f;
        saved.Parameters["dense_1.bias"].Span[3] = float.Epsilon;
        saved.Parameters["dense_1.bias"].Span[4] = float.MaxValue;
        saved.Save(folder.File("net.json"));
        var loaded = new KitchenNet(2);
        loaded.Load(folder.File("net.json"));
        foreach (ParameterTensor tensor in saved.Parameters)
            Assert.Equal(tensor.Span.ToArray().Select(BitConverter.SingleToInt32Bits), loaded.Parameters[tensor.Name].Span.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_person_can_read_it()
    {
        var net = new TinyNet(1);
        net.Parameters["dense_1.kernel"].Span.Fill(0.25f);
        net.Save(folder.File("net.json"));
        Assert.Equal(
            """
            {
              "format": "modelcompiler-snapshot-1",
              "model": "TinyNet",
              "architecture": "*",
              "input": [4],
              "output": [3],
              "layers": [
                {
                  "kind": "Dense",
                  "name": "dense_1",
                  "reads": ["input"],
                  "computes": ["Dense", "Bias"],
                  "output": [3],
                  "weights": {
                    "kernel": { "shape": [4, 3], "values": [
                      0.25, 0.25, 0.25,
                      0.25, 0.25, 0.25,
                      0.25, 0.25, 0.25,
                      0.25, 0.25, 0.25] },
                    "bias": { "shape": [3], "values": [0, 0, 0] }
                  }
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(folder.File("net.json")), "(?<=architecture\": \")[^\"]*", "*"));
    }

    [Fact]
    public void Every_network_gives_valid_JSON()
    {
        foreach (Action<string> save in (Action<string>[])[new KitchenNet().Save, new TurnedNet().Save, new ShortcutNet().Save, new DigitNet().Save])
        {
            save(folder.File("net.json"));
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(folder.File("net.json")));
            Assert.True(json.RootElement.GetProperty("layers").GetArrayLength() > 3);
        }
    }

    [Theory]
    [InlineData("", "is no snapshot as it should be")]
    [InlineData("[]", "is neither a snapshot")]
    [InlineData("{}", "is neither a snapshot")]
    [InlineData("""{"format":7}""", "is no snapshot as it should be")]
    [InlineData("""{"format":"modelcompiler-snapshot-9"}""", "has the format 'modelcompiler-snapshot-9'")]
    [InlineData("""{"format":"modelcompiler-snapshot-1"}""", "is no snapshot as it should be")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[]}""", "'dense_1.kernel' is missing")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"dense_1","weights":{"kernel":{"shape":[4,3],"values":[1]}}}]}""", "is [4, 3], but has 1 numbers")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"dense_1","weights":{"kernel":{"shape":[-4,-3],"values":[]}}}]}""", "is [-4, -3], but has 0 numbers")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"dense_1","weights":{"kernel":{"shape":[9000000000,9000000000],"values":[]}}}]}""", "is no snapshot as it should be")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"dense_1","weights":{"kernel":{"shape":[1],"values":["x"]}}}]}""", "a text where a number should be")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"..","weights":{"..":{"shape":[1],"values":[1]}}}]}""", "'dense_1.kernel' is missing")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"a/../b","weights":{"c":{"shape":[1],"values":[1]}}}]}""", "has a name that is a path")]
    [InlineData("""{"format":"modelcompiler-snapshot-1","layers":[{"name":"a","weights":{"c":{"shape":[1],"values":[1]},"c":{"shape":[1],"values":[1]}}}]}""", "holds tensor 'a.c' twice")]
    public void Others_are_refused(string json, string message)
    {
        var net = new TinyNet(1);
        float[] before = net.Parameters["dense_1.kernel"].Span.ToArray();
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => net.Load(folder.Write("net.json", Encoding.UTF8.GetBytes(json)))).Message);
        Assert.Equal(before, net.Parameters["dense_1.kernel"].Span.ToArray());
    }
}
