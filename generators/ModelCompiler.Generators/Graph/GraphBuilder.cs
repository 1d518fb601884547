using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>Stage 2: <see cref="ModelSpec"/> → <see cref="ModelGraph"/>. Layers become operations; a wrong layer becomes one whose shape is unknown.</summary>
internal static class GraphBuilder
{
    public static ModelGraph Build(ModelSpec spec)
    {
        var faults = spec.Faults.ToList();
        var names = new LayerNames();
        var layers = new List<Layer>();
        var nodes = new List<Node> { InputNode(spec, faults) };
        foreach (var layerSpec in spec.Layers.Where(l => l.Kind != LayerOrder.Input))
        {
            var layer = new Layer(layerSpec.Kind, names.Next(layerSpec, faults), layerSpec.Attribute, Trainable(layerSpec));
            nodes.AddRange(Nodes(layerSpec, layer, layers.Count, nodes.Count, faults));
            layers.Add(layer);
        }

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

    private static Node InputNode(ModelSpec spec, List<Fault> faults)
    {
        var input = spec.Layers.FirstOrDefault(l => l.Kind == LayerOrder.Input);
        return new Node(LayerNames.InputName, -1, input is null ? new UnknownOperation() : InputOperation(input, faults), []);
    }

    private static Operation InputOperation(LayerSpec input, List<Fault> faults)
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

    private static IEnumerable<Node> Nodes(LayerSpec spec, Layer layer, int index, int number, List<Fault> faults)
    {
        var arguments = new LayerArguments(layer.Name, spec.Attribute, spec.Arguments, faults);
        if (LayerRegistry.Find(spec.Kind) is not { } recipe)
        {
            faults.Add(DeclarationFaults.UnknownLayer(spec.Kind, LayerRegistry.Kinds, spec.Attribute));
            return [new Node(layer.Name, index, new UnknownOperation(), [number - 1])];
        }

        var builder = new LayerBuilder(arguments, layer.Trainable);
        recipe.Build(builder);
        return builder.Build(index, number - 1, number);
    }

    private static bool Trainable(LayerSpec spec) => spec.Arguments.FirstOrDefault(a => a.Name == "Trainable")?.Value is not false;
}
