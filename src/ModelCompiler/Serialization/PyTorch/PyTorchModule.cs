namespace ModelCompiler.Serialization;

/// <summary>A tensor of a module of PyTorch's.</summary>
/// <param name="Own">The model's tensor.</param>
/// <param name="Part">The last part of its name there: <c>weight</c>.</param>
/// <param name="Order">How it lies there.</param>
internal sealed record PyTorchTensor(ParameterTensor Own, string Part, AxisOrder Order);

/// <summary>What is one module in PyTorch: a convolution with its bias, a normalization.</summary>
/// <param name="Name">Its name where this library writes it: the layer's.</param>
/// <param name="Tensors">Its tensors.</param>
internal sealed record PyTorchModule(string Name, IReadOnlyList<PyTorchTensor> Tensors)
{
    /// <summary>Whether it stands on the short way around a block, as <c>downsample</c> does in PyTorch's networks.</summary>
    public bool OnShortcut => Name.EndsWith("projection", StringComparison.Ordinal)
        || Name.EndsWith("projection_normalization", StringComparison.Ordinal);
}

/// <summary>The modules of a model, in order, with the layouts of their tensors.</summary>
internal static class PyTorchModules
{
    /// <exception cref="WeightFileException">A layer with weights that no module of PyTorch has in a known layout.</exception>
    public static IReadOnlyList<PyTorchModule> Of(string path, ModelArchitecture architecture, ParameterSet parameters)
    {
        var orders = new FeatureOrders(architecture);
        var modules = new List<PyTorchModule>();
        foreach (ArchitectureLayer layer in architecture.Layers)
        {
            var groups = new List<List<PyTorchTensor>>();
            foreach (ArchitectureNode node in layer.Nodes.Where(n => n.Parameters.Count > 0))
            {
                if (node.Operation != Operations.Bias || groups.Count == 0) groups.Add([]);
                groups[^1].AddRange(node.Parameters.Select(p => Describe(path, node, parameters[p], orders)));
            }

            for (int i = 0; i < groups.Count; i++)
                modules.Add(new PyTorchModule(groups.Count == 1 ? layer.Name : $"{layer.Name}.{i + 1}", groups[i]));
        }

        return modules;
    }

    private static PyTorchTensor Describe(string path, ArchitectureNode node, ParameterTensor tensor, FeatureOrders orders)
    {
        string part = tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
        string there = part switch
        {
            "kernel" or "gamma" or "alpha" => "weight",
            "beta" => "bias",
            "moving_mean" => "running_mean",
            "moving_variance" => "running_var",
            _ => part,
        };
        return new PyTorchTensor(tensor, there, OrderOf(path, node, tensor, orders));
    }

    private static AxisOrder OrderOf(string path, ArchitectureNode node, ParameterTensor tensor, FeatureOrders orders)
    {
        IReadOnlyList<int> own = tensor.Shape;
        switch (node.Operation)
        {
            case Operations.Convolution:
                return AxisOrder.Permuted(own, [own.Count - 1, own.Count - 2, .. Enumerable.Range(0, own.Count - 2)]);
            case Operations.TransposedConvolution:
                return AxisOrder.Permuted(own, [own.Count - 1, own.Count - 2, .. Enumerable.Range(0, own.Count - 2)]);
            case Operations.DepthwiseConvolution:
                long[] shape = [(long)own[^2] * own[^1], 1, .. own.Take(own.Count - 2).Select(e => (long)e)];
                return AxisOrder.Permuted(own, [own.Count - 2, own.Count - 1, .. Enumerable.Range(0, own.Count - 2)], shape);
            case Operations.Dense:
                int inputs = own[0], outputs = own[1];
                return new AxisOrder([outputs, inputs], new(outputs, 1, orders.Of(node)),
                    new(inputs, outputs, Flat(node.Inputs[0]) ? orders.Of(node.Inputs[0]) : null));
            case Operations.PositionBias when own.Count > 1:
                return AxisOrder.Permuted(own, [own.Count - 1, .. Enumerable.Range(0, own.Count - 1)]);
            case var _ when own.Count == 1:
                return new AxisOrder([own[0]], new AxisOrder.Axis(own[0], 1, Flat(node) ? orders.Of(node) : null));
            default:
                throw new WeightFileException(
                    path, $"tensor '{tensor.Name}' {Extents.Of(own)} of the operation {node.Operation} has no layout in "
                        + "PyTorch that is known here.", "Use WeightLayout.Keras.",
                    tensor.Name);
        }
    }

    private static bool Flat(ArchitectureNode node) => node.Shape.Count == 1;
}
