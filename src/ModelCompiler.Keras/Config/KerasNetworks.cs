using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>Compares the weights of a network with its description.</summary>
internal static class KerasNetworks
{
    /// <exception cref="WeightFileException">The first tensor that is missing or has another size.</exception>
    public static KerasNetwork Checked(string path, KerasNetwork network)
    {
        foreach (string name in network.Architecture.Nodes.SelectMany(n => n.Parameters))
        {
            IReadOnlyList<int> shape = network.Shape(name);
            long length = shape.Aggregate(1L, (a, b) => a * b);
            if (!network.Tensors.TryGetValue(name, out float[]? values) || values.Length != length)
                throw new WeightFileException(path, $"has {values?.Length ?? 0} numbers for '{name}', which is {Extents.Of(shape)}.",
                    "Save it again with model.save(path).", name);
        }

        return network;
    }
}
