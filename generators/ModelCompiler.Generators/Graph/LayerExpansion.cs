using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>One layer → its nodes, by its recipe.</summary>
internal static class LayerExpansion
{
    /// <param name="index">The layer's index.</param>
    /// <param name="number">The first node's number.</param>
    public static IEnumerable<Node> Nodes(Layer layer, LayerArguments arguments, int index, EquatableArray<int> inputs, int number,
        ICollection<Fault> faults)
    {
        if (LayerRegistry.Find(layer.Kind) is not { } recipe)
        {
            faults.Add(DeclarationFaults.UnknownLayer(layer.Kind, LayerRegistry.Kinds, layer.Site));
            return [new Node(layer.Name, index, new UnknownOperation(), inputs)];
        }

        var builder = new LayerBuilder(arguments, layer.Trainable);
        recipe.Build(builder);
        return builder.Build(index, inputs, number);
    }

    public static bool IsTrainable(LayerSpec spec) => spec.Arguments.FirstOrDefault(a => a.Name == "Trainable")?.Value is not false;
}
