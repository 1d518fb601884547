using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>Stage 2: <see cref="ModelSpec"/> → <see cref="ModelGraph"/>. Layers become operations; a wrong layer becomes one whose shape is unknown.</summary>
internal sealed class GraphBuilder
{
    private readonly ModelSpec spec;
    private readonly List<Fault> faults;
    private readonly List<Layer> layers = [];
    private readonly List<Node> nodes = [];

    private GraphBuilder(ModelSpec spec)
    {
        this.spec = spec;
        faults = [.. spec.Faults];
    }

    public static ModelGraph Build(ModelSpec spec) => new GraphBuilder(spec).Run();

    private ModelGraph Run()
    {
        nodes.Add(InputNode());
        AddLayers([.. spec.Layers.Where(l => l.Kind != LayerOrder.Input)], input: 0);
        faults.AddRange(UnusedValues.Find(nodes, layers, faults));
        return new ModelGraph(
            spec.FullName,
            nodes.ToEquatableArray(),
            layers.ToEquatableArray(),
            LossArguments.Read(spec.Loss, faults),
            faults.Concat(BudgetArguments.Check(spec.Budget)).ToEquatableArray())
        {
            Budget = spec.Budget,
        };
    }

    private Node InputNode()
    {
        var input = spec.Layers.FirstOrDefault(l => l.Kind == LayerOrder.Input);
        return new Node(LayerNames.InputName, -1, input is null ? new UnknownOperation() : InputOperation(input), []);
    }

    private Operation InputOperation(LayerSpec input)
    {
        var arguments = new LayerArguments(LayerNames.InputName, input.Attribute, input.Arguments, faults);
        string[] sizes = arguments.Has("size") ? ["size"] : arguments.Has("length") ? ["length", "channels"] : ["height", "width", "channels"];
        var shape = new Shape(sizes.Select(arguments.Size).ToEquatableArray());
        long count = Counting.Product(shape.Extents);
        if (count > ShapeFaults.MaximumCount)
        {
            arguments.ForgetShape();
            arguments.Report(ShapeFaults.TooManyElements(LayerNames.InputName, shape.ToString(), count, arguments.Site()));
        }

        return arguments.ShapeIsKnown ? new InputOperation(shape) : new UnknownOperation();
    }

    private void AddLayers(IReadOnlyList<LayerSpec> specs, int input)
    {
        var names = new LayerNames();
        string[] called = [.. specs.Select(s => names.Next(s, faults))];
        var scope = new LayerScope(called, input);
        for (int i = 0; i < specs.Count; i++)
        {
            AddLayer(specs[i], called[i], scope);
            scope.Add(called[i], nodes.Count - 1);
        }
    }

    private void AddLayer(LayerSpec layerSpec, string name, LayerScope scope)
    {
        var layer = new Layer(layerSpec.Kind, name, layerSpec.Attribute, Trainable(layerSpec));
        var arguments = new LayerArguments(name, layerSpec.Attribute, layerSpec.Arguments, faults);
        EquatableArray<int> inputs = scope.Inputs(arguments);
        layers.Add(layer);
        if (LayerRegistry.Find(layerSpec.Kind) is not { } recipe)
        {
            faults.Add(DeclarationFaults.UnknownLayer(layerSpec.Kind, LayerRegistry.Kinds, layerSpec.Attribute));
            nodes.Add(new Node(name, layers.Count - 1, new UnknownOperation(), inputs));
            return;
        }

        var builder = new LayerBuilder(arguments, layer.Trainable);
        recipe.Build(builder);
        nodes.AddRange(builder.Build(layers.Count - 1, inputs, nodes.Count));
    }

    private static bool Trainable(LayerSpec spec) => spec.Arguments.FirstOrDefault(a => a.Name == "Trainable")?.Value is not false;
}
