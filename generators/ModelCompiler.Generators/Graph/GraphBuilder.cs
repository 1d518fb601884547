using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// Stage 2: <see cref="ModelSpec"/> → <see cref="ModelGraph"/>. Layers become operations, uses of blocks their layers; a wrong layer
/// becomes one whose shape is unknown.
/// </summary>
internal sealed partial class GraphBuilder
{
    private readonly ModelSpec spec;
    private readonly List<Fault> faults;
    private readonly List<Layer> layers = [];
    private readonly List<Node> nodes = [];

    /// <summary>The last node of each layer and use, by full name.</summary>
    private readonly Dictionary<string, int> values = [];

    private GraphBuilder(ModelSpec spec)
    {
        this.spec = spec;
        faults = [.. spec.Faults, .. spec.Blocks.SelectMany(b => b.Faults)];
    }

    public static ModelGraph Build(ModelSpec spec) => new GraphBuilder(spec).Run();

    private ModelGraph Run()
    {
        nodes.Add(InputNode());
        AddLayers(spec.Layers.Where(l => l.Kind != LayerOrder.Input), input: 0, Enclosing.Model);
        var outputs = OutputArguments.Read(spec.Outputs, values, nodes.Count - 1, faults);
        var (loss, auxiliary) = LossArguments.Read(spec, outputs, values, nodes.Count - 1, faults);
        faults.AddRange(UnusedValues.Find(nodes, layers, outputs, faults));
        var settings = new LayerArguments("Model", new Site(spec.Settings.Attribute), spec.Settings.Arguments, faults);
        var algorithm = settings.Choice("Algorithm", ConvolutionKind.Auto);
        var (precision, trainingPrecision) = PrecisionArguments.Read(settings);
        return new ModelGraph(
            spec.FullName,
            nodes.ToEquatableArray(),
            layers.ToEquatableArray(),
            loss,
            faults.Concat(BudgetArguments.Check(spec.Budget)).ToEquatableArray())
        {
            Budget = spec.Budget,
            Outputs = outputs,
            AuxiliaryLosses = auxiliary,
            InputGradients = settings.Flag("InputGradients", false),
            Algorithm = algorithm,
            Precision = precision,
            TrainingPrecision = trainingPrecision,
            Shares = spec.Shares is { } shares ? new SharedGraph(Build(shares.Model), new Site(shares.Attribute)) : null,
        };
    }

    private Node InputNode()
    {
        var input = spec.Layers.FirstOrDefault(l => l.Kind == LayerOrder.Input);
        return new Node(LayerNames.InputName, -1, input is null ? new UnknownOperation() : InputOperation(input), []);
    }

    private Operation InputOperation(LayerSpec input)
    {
        var arguments = new LayerArguments(LayerNames.InputName, new Site(input.Attribute),
            Enclosing.Model.Replace(input, LayerNames.InputName, faults).Arguments, faults);
        string[] sizes = arguments.Has("size") ? ["size"] : arguments.Has("length") ? ["length",
            "channels"] : ["height", "width", "channels"];
        var shape = new Shape(sizes.Select(arguments.Size).ToEquatableArray());
        long count = Counting.Product(shape.Extents);
        if (count > ShapeFaults.MaximumCount)
        {
            arguments.ForgetShape();
            arguments.Report(ShapeFaults.TooManyElements(LayerNames.InputName, shape.ToString(), count, arguments.Site()));
        }

        return arguments.ShapeIsKnown ? new InputOperation(shape) : new UnknownOperation();
    }

    /// <summary>Adds the layers of a model or of one use of a block; returns the node of the last one's value.</summary>
    private int AddLayers(IEnumerable<LayerSpec> specs, int input, Enclosing around)
    {
        var names = new LayerNames(around);
        var called = specs.Select(s => (Spec: s, Names: names.Next(s, BlockOf(s)?.Name, faults))).ToList();
        var scope = new LayerScope([.. called.SelectMany(c => c.Names)], input, around.Prefix, values);
        foreach (var (layer, each) in called)
        {
            LayerSpec replaced = around.Replace(layer, around.Prefix + each[0], faults);
            if (BlockUses.Kinds.Contains(layer.Kind)) AddUses(replaced, each, scope, around);
            else AddNamed(replaced, each[0], scope, around);
        }

        return scope.Current;
    }

    private void AddNamed(LayerSpec layer, string name, LayerScope scope, Enclosing around)
    {
        var arguments = new LayerArguments(around.Prefix + name, around.At(layer.Attribute), layer.Arguments, faults);
        AddLayer(layer, arguments, scope.Inputs(arguments, name), around.At(layer.Attribute), around.Trainable);
        scope.Add(name, nodes.Count - 1);
    }

    private void AddLayer(LayerSpec layer, LayerArguments arguments, EquatableArray<int> inputs, Site site, bool trainable)
    {
        layers.Add(new Layer(layer.Kind, arguments.Layer, site, trainable && LayerExpansion.IsTrainable(layer)));
        nodes.AddRange(LayerExpansion.Nodes(layers[layers.Count - 1], arguments, layers.Count - 1, inputs, nodes.Count, faults));
        values[arguments.Layer] = nodes.Count - 1;
    }
}
