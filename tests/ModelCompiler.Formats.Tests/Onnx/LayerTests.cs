using ModelCompiler.Onnx;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>Every layer that there is: written as ONNX, equal in ONNX Runtime, and the same layers when it is imported.</summary>
public class LayerTests
{
    /// <summary>Layers that no ONNX operator says in a way that is read again, and what a file of theirs is refused for.</summary>
    internal static readonly Dictionary<string, string> NotImported = new(StringComparer.Ordinal) { ["GradientMagnitude"] = "Sqrt", ["MedianFilter2D"] = "TopK" };

    private static readonly ModelArchitecture[] Imported =
    [
        ConvolutionNet.Summary.Architecture, SequenceNet.Summary.Architecture, MapNet.Summary.Architecture, GraphNet.Summary.Architecture, FunctionNet.Summary.Architecture,
        MovedNet.Summary.Architecture, MovedSequenceNet.Summary.Architecture, MetNet.Summary.Architecture, FixedNet.Summary.Architecture, StatisticsNet.Summary.Architecture,
        BorderNet.Summary.Architecture, DrawnNet.Summary.Architecture,
    ];

    /// <summary>A new layer stands in one of the networks here, or is said not to come back.</summary>
    [Fact]
    public void Every_layer_is_in_one_of_these()
    {
        var attributes = typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsSubclassOf(typeof(BlockUseAttribute)) && !t.IsAbstract);
        string[] tested = [.. Imported.SelectMany(a => a.Layers).Select(l => l.Kind).Concat(NotImported.Keys).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(attributes.Select(t => t.Name.Replace("Attribute", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal), tested);
    }

    [Fact]
    public void Layers_that_are_not_imported_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        OnnxModel.Export(new MagnitudeNet(), folder.File("magnitude.onnx"));
        OnnxModel.Export(new MedianNet(), folder.File("median.onnx"));
        Refused("magnitude.onnx", NotImported["GradientMagnitude"], "gradient_magnitude_1");
        Refused("median.onnx", NotImported["MedianFilter2D"], "median_filter2d_1");

        void Refused(string file, string operation, string layer)
        {
            OnnxFileException refused = Assert.Throws<OnnxFileException>(() => OnnxModel.Import(folder.File(file)));
            Assert.Equal(operation, refused.Operation);
            Assert.StartsWith(layer, refused.Node, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Convolutions() => RoundTrip.Check(new ConvolutionNet(1));

    [Fact]
    public void Sequences() => RoundTrip.Check(new SequenceNet(1));

    [Fact]
    public void Maps() => RoundTrip.Check(new MapNet(1));

    [Fact]
    public void Graphs() => RoundTrip.Check(new GraphNet(1));

    [Fact]
    public void Functions() => RoundTrip.Check(new FunctionNet(1));

    [Fact]
    public void Places() => RoundTrip.Check(new MovedNet(1));

    [Fact]
    public void Places_of_sequences() => RoundTrip.Check(new MovedSequenceNet(1));

    [Fact]
    public void Joins() => RoundTrip.Check(new MetNet(1));

    [Fact]
    public void Statistics() => RoundTrip.Check(new StatisticsNet(1));

    [Fact]
    public void Borders() => RoundTrip.Check(new BorderNet(1));

    [Fact]
    public void Draws() => RoundTrip.Check(new DrawnNet(1));

    [Fact]
    public void Filters() => RoundTrip.Check(new FixedNet());

    [Fact]
    public void Late_rectifiers() => RoundTrip.Check(new LateNet(1));
}
