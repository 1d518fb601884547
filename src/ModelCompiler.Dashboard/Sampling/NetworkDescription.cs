using System.Globalization;
using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>What of a network does not change: its layers, their parameters with their arithmetic, and how they are connected.</summary>
internal sealed class NetworkDescription(ModelSummary summary, ParameterSet parameters)
{
    private readonly ParameterTensor[] tensors = [.. parameters];
    private readonly IReadOnlyList<ArchitectureLayer> layers = summary.Architecture.Layers;

    private readonly Dictionary<string, int> places = summary.Layers.Select((l, i) => (l.Name, i))
        .ToDictionary(l => l.Name, l => l.i, StringComparer.Ordinal);

    public int LayerCount => summary.Layers.Count;

    /// <summary>The layer of a tensor: <c>conv2d_1</c> of <c>conv2d_1.kernel</c>.</summary>
    public static string LayerOf(string tensor) => tensor[..tensor.LastIndexOf('.')];

    /// <summary>All numbers of the weights.</summary>
    public long ParameterFloats => tensors.Sum(t => (long)t.Length);

    public string NameOfTensor(int index) => tensors[index].Name;

    /// <summary>Whether what the layer gives went through a ReLU and nothing else.</summary>
    public bool IsRectified(int layer) => layers[layer].Nodes[^1].Operation == Operations.ReLU;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumbers("input", summary.InputShape);
        writer.WriteNumber("parameters", summary.TrainableParameters + summary.NonTrainableParameters);
        writer.WriteNumber("multiplyAdds", summary.MultiplyAdds);
        writer.WriteStartArray("layers");
        for (int l = 0; l < LayerCount; l++)
            Write(writer, summary.Layers[l], layers[l]);
        writer.WriteEndArray();
    }

    /// <summary>How a layer's parameters are counted: <c>16×5×5×3+16 = 1216</c>, outputs first; empty for a layer without any.</summary>
    public static string Arithmetic(IEnumerable<IReadOnlyList<int>> shapes)
    {
        IReadOnlyList<int>[] all = [.. shapes];
        if (all.Length == 0)
            return "";
        long total = all.Sum(s => s.Aggregate(1L, (a, b) => a * b));
        string products = string.Join('+', all.Select(s => string.Join('×', s.TakeLast(1).Concat(s.SkipLast(1)))));
        return all.Length == 1 && all[0].Count == 1 ? products : string.Create(CultureInfo.InvariantCulture, $"{products} = {total}");
    }

    private void Write(Utf8JsonWriter writer, LayerSummary layer, ArchitectureLayer operations)
    {
        ParameterTensor[] own = [.. tensors.Where(t => LayerOf(t.Name) == layer.Name)];
        writer.WriteStartObject();
        writer.WriteString("name", layer.Name);
        writer.WriteString("kind", layer.Kind);
        writer.WriteNumbers("shape", layer.OutputShape);
        writer.WriteNumber("parameters", layer.Parameters + layer.NonTrainableParameters);
        writer.WriteString("arithmetic", Arithmetic(own.Select(t => t.Shape)));
        writer.WriteNumber("multiplyAdds", layer.MultiplyAdds);
        // The layers that it reads, by their places; -1 is the input.
        writer.WriteNumbers("reads", operations.Inputs.Select(n => places.GetValueOrDefault(n.Name, -1)));
        writer.WriteStrings("operations", operations.Nodes.Select(n => n.Operation));
        if (operations.Nodes.FirstOrDefault(n => n.Operation == Operations.Dropout) is { } dropout)
            writer.WriteFigure("rate", dropout.Real("rate", 0));
        writer.WriteStartArray("tensors");
        foreach (ParameterTensor tensor in own)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tensor.Name);
            writer.WriteNumbers("shape", tensor.Shape);
            writer.WriteBoolean("trainable", tensor.Trainable);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
