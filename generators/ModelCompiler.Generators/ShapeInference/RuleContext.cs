using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Graph.Layers;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>What a shape rule sees: its node, its layer and the shapes it reads; and where it reports.</summary>
internal sealed record RuleContext(Node Node, Layer Layer, EquatableArray<InputValue> Inputs, bool IsOutput, LossFunction? Loss,
    ICollection<Fault> Faults)
{
    /// <summary>The shape that most operations have only one of.</summary>
    public Shape Input => Inputs[0].Shape;

    /// <summary>The layer whose output is read; null for the network's input.</summary>
    public Layer? Producer => Inputs[0].Producer;

    public string InputText => Inputs[0].Text;

    public Site Site(string? argument = null) => Layer.Site with { Argument = argument };

    public void Report(Fault fault) => Faults.Add(fault);

    /// <summary>The shape of these extents, unless one value of it could not be indexed.</summary>
    public Shape? Checked(params long[] extents)
    {
        long count = extents.Aggregate(1L, Counting.Times);
        if (count <= ShapeFaults.MaximumCount) return new Shape(extents.Select(e => (int)e).ToEquatableArray());
        Report(ShapeFaults.TooManyElements(Layer.Name, string.Join("×", extents), count, Site()));
        return null;
    }

    /// <summary>Whether a sequence (one spatial axis) or a map (two) is read; says so if not.</summary>
    public bool Reads(int spatialAxes)
    {
        if (Input.Rank == spatialAxes + 1) return true;
        string wanted = spatialAxes == 1 ? "a sequence of length×channels" : "a map of height×width×channels";
        Report(ShapeFaults.WrongRank(Layer.Name, Layer.Kind, wanted, InputText, Input.Rank, RankRemedy(spatialAxes), Site()) with
        {
            Fix = RankFix(spatialAxes),
        });
        return false;
    }

    /// <summary>For what <see cref="RankRemedy"/> says, where it says it with all numbers.</summary>
    private FixData? RankFix(int spatialAxes) =>
        Producer is { Kind: FlattenLayer.Name } ? Producer.Site.Block == Layer.Site.Block ? new FixData(FixData.Before,
            [FixData.None], [Producer.Site]) : null
        : Input.Rank == 1 ? null
        : new FixData(FixData.Before, [spatialAxes == 1 ? $"Reshape(-1, {Input.Channels})" : $"Reshape({Input[0]}, 1, {Input[1]})"], []);

    private string RankRemedy(int spatialAxes)
    {
        if (Producer is { Kind: FlattenLayer.Name }) return $"remove '{Producer.Name}'";
        return (spatialAxes, Input.Rank) switch
        {
            (1, 1) => "insert [Reshape(length, channels)] before it",
            (1, _) => $"insert [Reshape(-1, {Input.Channels})] before it",
            (_, 1) => "insert [Reshape(height, width, channels)] before it",
            _ => $"insert [Reshape({Input[0]}, 1, {Input[1]})] before it",
        };
    }
}

/// <summary>A value that an operation reads.</summary>
/// <param name="Producer">The layer whose output it is; null for the network's input.</param>
internal sealed record InputValue(Shape Shape, Layer? Producer)
{
    /// <summary>As messages call it: the 5×5×16 output of 'max_pooling2d_2'.</summary>
    public string Text
    {
        get
        {
            string shape = Shape.Rank == 1 ? $"{Support.Text.Number(Shape[0])}-element" : Shape.ToString();
            return Producer is null ? $"the {shape} input" : $"the {shape} output of '{Producer.Name}'";
        }
    }
}
