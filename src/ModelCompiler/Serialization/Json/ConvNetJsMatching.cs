using System.Text.Json;

namespace ModelCompiler.Serialization;

/// <summary>Compares a network of ConvNetJS with a declared one, operation by operation, and takes its weights.</summary>
internal static class ConvNetJsMatching
{
    /// <summary>
    /// What a layer computes, in words that <see cref="Describe(ArchitectureNode)"/> uses, too; null for one that computes nothing in a
    /// prediction.
    /// </summary>
    public static string? Describe(string kind, JsonElement layer) => kind switch
    {
        "input" or "dropout" or "svm" or "regression" => null,
        "conv" => $"convolution of {Size(layer)}, stride {Extent(layer, "stride", 1)}, pad {Extent(layer, "pad", 0)}, "
            + $"{ConvNetJsReader.Extent(layer, "out_depth")} filters",
        "pool" => $"max pooling of {Size(layer)}, stride {Extent(layer, "stride", 2)}, pad {Extent(layer, "pad", 0)}",
        "fc" => $"dense layer of {ConvNetJsReader.Extent(layer, "out_depth")}",
        "lrn" => "response normalization",
        "relu" or "sigmoid" or "tanh" or "softmax" => kind,
        _ => throw new FormatException($"a layer of the type '{TensorNames.Shown(kind)}' is not known."),
    };

    /// <exception cref="WeightFileException">The first operation that differs.</exception>
    public static LoadedWeights Load(WeightFile file, ParameterSet parameters, ModelArchitecture architecture)
    {
        string[] theirs = [.. file.Metadata.Values];
        var ours = architecture.Nodes.Select(n => (Node: n, Text: Describe(n))).Where(d => d.Text is not null).ToArray();
        for (int i = 0; i < Math.Max(theirs.Length, ours.Length); i++)
        {
            string there = i < theirs.Length ? theirs[i] : "nothing", here = i < ours.Length ? ours[i].Text! : "nothing";
            if (there != here)
            {
                string at = i < ours.Length
                    ? $"'{architecture.Layers.First(l => l.Nodes.Contains(ours[i].Node)).Name}' of '{parameters.ModelName}'"
                    : $"the end of '{parameters.ModelName}'";
                throw new WeightFileException(file.Path, $"has a {there} where {at} is a {here}.",
                    "Declare the network that the file is of.");
            }
        }

        return WeightLoading.Read(file, parameters, Place(file, parameters, architecture), []);
    }

    private static List<TensorPlacement> Place(WeightFile file, ParameterSet parameters, ModelArchitecture architecture)
    {
        var placements = new List<TensorPlacement>();
        var left = new Queue<StoredTensor>(file.Tensors);
        foreach (string name in architecture.Nodes.SelectMany(n => n.Parameters))
        {
            ParameterTensor tensor = parameters[name];
            int last = tensor.Shape.Count - 1;
            AxisOrder order = AxisOrder.Permuted(tensor.Shape, [last, .. Enumerable.Range(0, last)]);
            if (!left.TryDequeue(out StoredTensor? stored) || !stored.Shape.SequenceEqual(order.Shape))
            {
                throw new WeightFileException(
                    file.Path, $"has {(stored is null ? "nothing" : $"'{stored.Name}' {Extents.Of(stored.Shape)}")} for '{name}', "
                        + $"which needs {Extents.Of(order.Shape)}.",
                    "Declare the network that the file is of.", name);
            }

            placements.Add(new TensorPlacement(tensor, stored, order));
        }

        return left.Count == 0 ? placements : throw new WeightFileException(
            file.Path, $"has '{left.Peek().Name}', which '{parameters.ModelName}' has not.", "Declare the network that the file is of.");
    }

    private static string? Describe(ArchitectureNode node) => node.Operation switch
    {
        Operations.Input or Operations.Dropout or Operations.Reshape or Operations.Bias or Operations.Linear => null,
        Operations.Convolution => $"convolution of {Size(node)}, {Slide(node)}, {node.Shape[^1]} filters",
        Operations.MaxPooling => $"max pooling of {Size(node)}, {Slide(node)}",
        Operations.Dense => $"dense layer of {node.Shape[^1]}",
        Operations.ResponseNormalization => "response normalization",
        Operations.ReLU => "relu",
        Operations.Sigmoid => "sigmoid",
        Operations.Tanh => "tanh",
        Operations.Softmax => "softmax",
        var other => other,
    };

    private static string Size(ArchitectureNode node) => string.Join('×', node.Windows.Select(w => w.Size));

    /// <summary>Asymmetric padding, and strides that differ, are told in full: they equal nothing of ConvNetJS.</summary>
    private static string Slide(ArchitectureNode node)
    {
        IReadOnlyList<ArchitectureWindow> windows = node.Windows;
        ArchitectureWindow first = windows[0];
        bool plain = windows.All(w => w.Stride == first.Stride && w.PadBefore == first.PadBefore && w.PadAfter == first.PadBefore
            && w.Dilation == 1);
        return plain
            ? $"stride {first.Stride}, pad {first.PadBefore}"
            : string.Join(", ", windows.Select(w => $"stride {w.Stride}, pad {w.PadBefore} and {w.PadAfter}, dilation {w.Dilation}"));
    }

    private static string Size(JsonElement layer) =>
        $"{Extent(layer, "sy", ConvNetJsReader.Extent(layer, "sx"))}×{ConvNetJsReader.Extent(layer, "sx")}";

    private static int Extent(JsonElement layer, string name, int otherwise) =>
        layer.TryGetProperty(name, out _) ? ConvNetJsReader.Extent(layer, name) : otherwise;
}
