using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>A network of Keras's: what a declaration of it would be, and its weights.</summary>
/// <param name="Architecture">Layers under Keras's names.</param>
/// <param name="Tensors">The weights by full name, in the layouts of this library, which are Keras's.</param>
public sealed record KerasNetwork(ModelArchitecture Architecture, IReadOnlyDictionary<string, float[]> Tensors)
{
    /// <summary>The shape of a tensor, which follows from its operation.</summary>
    /// <exception cref="KeyNotFoundException">No operation has it.</exception>
    public IReadOnlyList<int> Shape(string tensor)
    {
        ArchitectureNode node = Architecture.Nodes.FirstOrDefault(n => n.Parameters.Contains(tensor))
            ?? throw new KeyNotFoundException($"'{Architecture.ModelName}' has no tensor '{tensor}'.");
        int channels = node.Inputs[0].Shape[^1];
        int[] window = [.. node.Windows.Select(w => w.Size)];
        return node.Operation switch
        {
            Operations.Convolution => [.. window, channels / node.Integer("groups", 1), node.Shape[^1]],
            Operations.DepthwiseConvolution => [.. window, channels, node.Integer("multiplier", 1)],
            Operations.TransposedConvolution => [.. window, node.Shape[^1], channels],
            Operations.Dense => [channels, node.Shape[^1]],
            _ => [node.Shape[^1]],
        };
    }

    /// <summary>Loads the weights into a model that was declared from the network, layer by layer in order.</summary>
    /// <param name="parameters">The model's weights.</param>
    /// <param name="names">The model's name of each tensor; null: in the order of both.</param>
    /// <exception cref="ArgumentException">The first tensor that differs.</exception>
    public void CopyTo(ParameterSet parameters, Func<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        string[] own = [.. Architecture.Nodes.SelectMany(n => n.Parameters)];
        // A set has frozen tensors last; the order of layers is that of each kind.
        var inOrder = new Dictionary<string, Queue<ParameterTensor>>(StringComparer.Ordinal);
        foreach (ParameterTensor tensor in parameters)
            (inOrder.TryGetValue(PartOf(tensor.Name), out Queue<ParameterTensor>? queue) ? queue : inOrder[PartOf(tensor.Name)] = new())
                .Enqueue(tensor);
        foreach (string name in own)
        {
            ParameterTensor target = names is not null ? parameters[names(name)]
                : inOrder.GetValueOrDefault(PartOf(name))?.Count > 0 ? inOrder[PartOf(name)].Dequeue()
                : throw new ArgumentException($"The model has no tensor for '{name}'.", nameof(parameters));
            if (!target.Shape.SequenceEqual(Shape(name)))
                throw new ArgumentException(
                    $"'{target.Name}' is [{string.Join(", ", target.Shape)}], but '{name}' is [{string.Join(", ", Shape(name))}].",
                    nameof(parameters));
            Tensors[name].CopyTo(target.Span);
        }

        parameters.Touch();
    }

    private static string PartOf(string name) => name[(name.LastIndexOf('.') + 1)..];
}

/// <summary>
/// Reads the descriptions of networks that Keras 2 and 3 write, Sequential and functional, from <c>.keras</c> files and from TensorFlow.js
/// layers models.
/// </summary>
internal sealed class KerasImport
{
    private readonly string path;
    private readonly KerasTranslation translation;

    /// <summary>A layer's class and how often it came, as Keras counts layers in files of weights.</summary>
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);

    private KerasImport(string path, KerasTranslation translation) => (this.path, this.translation) = (path, translation);

    /// <param name="path">The file, for messages.</param>
    /// <param name="config">The model's description: <c>{"class_name": "Functional", "config": …}</c>.</param>
    /// <param name="modelName">What the model is to be called; null: as in the file.</param>
    /// <param name="inputShape">Sizes of the input where the file leaves them open.</param>
    public static (ModelArchitecture Architecture, IReadOnlyList<KerasImportedLayer> Layers) Read(string path, JsonElement config,
        string? modelName, IReadOnlyList<int>? inputShape)
    {
        try
        {
            string kind = config.GetProperty("class_name").GetString() ?? "";
            JsonElement inner = config.GetProperty("config");
            JsonElement layers = inner.ValueKind == JsonValueKind.Array ? inner : inner.GetProperty("layers");
            string name = modelName ?? Identifier(inner.ValueKind == JsonValueKind.Object
                && inner.TryGetProperty("name", out JsonElement given) ? given.GetString() : null);
            var import = new KerasImport(path, new KerasTranslation(path, inputShape, BuildShape(config, inner)));
            bool sequential = kind == "Sequential";
            if (!sequential && kind is not ("Functional" or "Model"))
                throw import.translation.Refused("the model", kind, "only Sequential and functional models are read");
            foreach (JsonElement layer in layers.EnumerateArray()) import.AddLayer(layer, sequential);
            string? output = sequential ? null : Output(inner);
            string text = import.translation.Finish(output);
            return (ModelArchitecture.Parse(name, text), import.translation.Layers);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or OverflowException or IndexOutOfRangeException or ArchitectureFormatException)
        {
            throw new WeightFileException(path, $"describes its network in a way that is not known: {exception.Message}",
                "Save it again with model.save(path) of Keras 2 or 3.", inner: exception);
        }
    }

    private void AddLayer(JsonElement layer, bool sequential)
    {
        string kind = layer.GetProperty("class_name").GetString() ?? "";
        JsonElement config = layer.GetProperty("config");
        string name = config.TryGetProperty("name", out JsonElement named)
            ? named.GetString() ?? ""
            : layer.GetProperty("name").GetString() ?? "";
        string group = KerasLayers.Count(KerasLayers.SnakeCase(kind), used);
        string[]? inputs = sequential ? null : [.. Inbound(layer, name, kind)];
        if (kind == "InputLayer") translation.Input(name, config);
        else translation.Add(kind, name, group, config, inputs);
    }

    /// <summary>
    /// Names of the layers that a layer reads: <c>[[["a", 0, 0, {}]]]</c> in Keras 2, tensors with a <c>keras_history</c> in Keras 3.
    /// </summary>
    private List<string> Inbound(JsonElement layer, string name, string kind)
    {
        var found = new List<string>();
        JsonElement nodes = layer.GetProperty("inbound_nodes");
        if (nodes.GetArrayLength() > 1)
            throw translation.Refused(name, kind, "it is called more than once, and a layer here is one place in the network");
        if (nodes.GetArrayLength() == 1) Collect(nodes[0], found, 0);
        return found;
    }

    private static void Collect(JsonElement node, List<string> found, int depth)
    {
        if (depth > 20) throw new FormatException("inputs that are nested too deep");
        if (node.ValueKind == JsonValueKind.Array)
        {
            if (node.GetArrayLength() >= 3 && node[0].ValueKind == JsonValueKind.String && node[1].ValueKind == JsonValueKind.Number)
            {
                if (node[2].GetInt32() != 0) throw new FormatException($"'{node[0]}' gives several values");
                found.Add(node[0].GetString()!);
                return;
            }

            foreach (JsonElement element in node.EnumerateArray()) Collect(element, found, depth + 1);
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            if (node.TryGetProperty("keras_history", out JsonElement history)) found.Add(history[0].GetString()!);
            else foreach (JsonProperty property in node.EnumerateObject().Where(p => p.Name is "args" or "config"))
                Collect(property.Value, found, depth + 1);
        }
    }

    private static string Output(JsonElement config)
    {
        JsonElement outputs = config.GetProperty("output_layers");
        // One output may stand alone, not in a list.
        JsonElement last = outputs[0].ValueKind == JsonValueKind.Array ? outputs[outputs.GetArrayLength() - 1] : outputs;
        return last[0].GetString()!;
    }

    private static JsonElement? BuildShape(JsonElement config, JsonElement inner)
    {
        if (config.TryGetProperty("build_config", out JsonElement build) && build.ValueKind == JsonValueKind.Object
            && build.TryGetProperty("input_shape", out JsonElement shape)) return shape;
        return inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty("build_input_shape", out shape) ? shape : null;
    }

    private static string Identifier(string? name)
    {
        string letters = string.Concat((name ?? "").Split('_', '-', ' ', '.').Where(p => p.Length > 0)
            .Select(p => char.ToUpperInvariant(p[0]) + p[1..]).SelectMany(p => p).Where(char.IsLetterOrDigit));
        return letters.Length == 0 || char.IsDigit(letters[0]) ? $"Network{letters}" : letters;
    }
}
