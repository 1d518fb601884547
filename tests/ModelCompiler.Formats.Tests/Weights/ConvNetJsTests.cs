using System.Text;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Weights;

/// <summary>ConvNetJS's own snapshots.</summary>
public sealed class ConvNetJsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [NodeFact("convnetjs")]
    public void What_ConvNetJS_wrote_gives_its_outputs()
    {
        ConvNetJs.Run("convnetjs_snapshot.js", folder.Path);
        var net = new DigitNet(3);
        net.Load(folder.File("net.json"));
        Numbers.Near(Numbers.Read(folder.File("outputs.bin")), net.Predict(Numbers.Read(folder.File("inputs.bin"))));
        Assert.Contains("has a convolution of 5×5, stride 1, pad 2, 8 filters where", Assert.Throws<WeightFileException>(() => new KitchenNet().Load(folder.File("net.json"))).Message);
    }

    [Fact]
    public void A_snapshot_by_hand_is_taken_filter_by_filter()
    {
        var net = new TinyNet(1);
        LoadedWeights loaded = net.Load(folder.Write("net.json", Encoding.UTF8.GetBytes(ConvNetJs.Tiny)), WeightLayout.Keras);
        Assert.Equal([0.25f, 0.5f, -1, -0.5f, 1, -2, 0.001f, 1.5f, -3, 4, 2, -4], net.Parameters["dense_1.kernel"].Span.ToArray());
        Assert.Equal([0.1f, 0.2f, 0.3f], net.Parameters["dense_1.bias"].Span.ToArray());
        Assert.Equal("ConvNetJS", loaded.Format);
    }

    [Theory]
    [InlineData("\"layer_type\":\"fc\"", "\"layer_type\":\"maxout\"", "a layer of the type 'maxout' is not known")]
    [InlineData("\"num_inputs\":4", "\"num_inputs\":4,\"out_depth\":5", "has a dense layer of 5 where 'dense_1' of 'TinyNet' is a dense layer of 3")]
    [InlineData("\"depth\":4,\"w\":[0.5,1,1.5,2]", "\"depth\":4,\"w\":[0.5,1,1.5]", "3 numbers where there should be 4")]
    [InlineData("\"depth\":4,\"w\":[0.5,1,1.5,2]", "\"depth\":2,\"w\":[0.5,1]", "filters of several shapes")]
    [InlineData("\"depth\":4", "\"depth\":400", "4 numbers where there should be 400")]
    [InlineData("\"depth\":4", "\"depth\":2147483647", "has filters of 2147483647 numbers")]
    [InlineData("\"0\":0.25", "\"7\":0.25", "'7' where number 0 of 4 should be")]
    public void Others_are_refused(string text, string other, string message) => Assert.Contains(
        message, Assert.Throws<WeightFileException>(() => new TinyNet().Load(folder.Write("net.json", Encoding.UTF8.GetBytes(ConvNetJs.Tiny.Replace(text, other))))).Message);
}
