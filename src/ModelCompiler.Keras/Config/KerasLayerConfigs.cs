using System.Text.Json.Nodes;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>A layer as Keras describes it.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Shape">The shape of its value.</param>
/// <param name="Joins">Whether it reads a list of values.</param>
internal sealed record KerasLayerConfig(string Class, string Name, JsonObject Config, IReadOnlyList<int> Shape, bool Joins = false);

/// <summary>
/// Our layers as Keras's. Most are one to one; a symmetric padding and an activation with a setting become layers of their own.
/// </summary>
internal static class KerasLayerConfigs
{
    private static readonly Dictionary<string, string> Activations = new(StringComparer.Ordinal)
    {
        [Operations.ReLU] = "relu",
        [Operations.Sigmoid] = "sigmoid",
        [Operations.Tanh] = "tanh",
        [Operations.Softmax] = "softmax",
        [Operations.Linear] = "linear",
    };

    /// <exception cref="WeightFileException">A layer that Keras has not.</exception>
    public static IReadOnlyList<KerasLayerConfig> Of(string path, ArchitectureLayer layer)
    {
        ArchitectureNode first = layer.Nodes[0];
        ArchitectureNode? activation = layer.Nodes.Skip(1).FirstOrDefault(n => n.Operation != Operations.Bias);
        if (layer.Nodes.Skip(1).Count(n => n.Operation != Operations.Bias) > 1) throw Unknown(path, layer);
        var configs = new List<KerasLayerConfig>();
        string? inside = activation is null ? "linear" : Activations.GetValueOrDefault(activation.Operation);
        bool takesActivation = first.Operation
            is Operations.Convolution or Operations.DepthwiseConvolution or Operations.TransposedConvolution or Operations.Dense;
        bool apart = activation is not null && (inside is null || !takesActivation);
        string own = KerasLayers.Name(layer.Name), name = apart ? $"{own}_linear" : own;
        // Weights are found by the name of the layer that has them.
        if (apart && first.Parameters.Count > 0) name = own;
        if (first.Word("padding", "Valid") == "Explicit") configs.Add(Padded(path, layer, first));
        JsonObject config = Main(path, layer, first, apart ? "linear" : inside ?? "linear");
        string kind = first.Operation switch
        {
            Operations.Sigmoid or Operations.Tanh or Operations.Linear => "Activation",
            Operations.ReLU => "ReLU",
            Operations.Reshape when layer.OutputShape.Count == 1 => "Flatten",
            Operations.Reshape => "Reshape",
            _ => layer.Kind,
        };
        configs.Add(new KerasLayerConfig(
            kind, name, config, first.Shape, first.Operation is Operations.Add or Operations.Multiply or Operations.Concatenate));
        if (apart)
            configs.Add(new KerasLayerConfig(Alone(path, layer, activation!, out JsonObject settings),
                name == own ? $"{own}_activation" : own, settings, layer.OutputShape));
        return configs;
    }

    private static JsonObject Main(string path, ArchitectureLayer layer, ArchitectureNode node, string activation)
    {
        var config = new JsonObject { ["trainable"] = layer.Trainable };
        bool bias = layer.Nodes.Any(n => n.Operation == Operations.Bias);
        switch (node.Operation)
        {
            case Operations.Convolution or Operations.TransposedConvolution:
                config["filters"] = node.Shape[^1];
                Slide(config, node, "kernel_size");
                if (node.Operation == Operations.Convolution) config["groups"] = node.Integer("groups", 1);
                break;
            case Operations.DepthwiseConvolution:
                Slide(config, node, "kernel_size");
                config["depth_multiplier"] = node.Integer("multiplier", 1);
                break;
            case Operations.Dense: config["units"] = node.Shape[^1]; break;
            case Operations.MaxPooling or Operations.AveragePooling:
                if (node.Word("padding", "Valid") == "Explicit") throw Unknown(path, layer);
                Slide(config, node, "pool_size");
                config.Remove("dilation_rate");
                return config;
            case Operations.BatchNormalization:
                config["axis"] = -1;
                config["momentum"] = node.Real("momentum", 0.99f);
                config["epsilon"] = node.Real("epsilon", 0.001f);
                config["center"] = node.Parameter("beta") is not null;
                config["scale"] = node.Parameter("gamma") is not null;
                return config;
            case Operations.Concatenate: config["axis"] = -1; return config;
            case Operations.Dropout: config["rate"] = node.Real("rate", 0); return config;
            case Operations.Reshape when layer.OutputShape.Count > 1: config["target_shape"] = List(layer.OutputShape); return config;
            case Operations.ZeroPadding: config["padding"] = Sides(node); return config;
            case Operations.Cropping: config["cropping"] = Sides(node); return config;
            case Operations.Upsampling:
                config["size"] = List(node.Integers("size", 2, 2));
                config["interpolation"] = node.Word("kind", "Nearest").ToLowerInvariant();
                return config;
            case Operations.Reshape or Operations.Add
                or Operations.Multiply or Operations.GlobalAveragePooling or Operations.GlobalMaxPooling:
                return config;
            default:
                Alone(path, layer, node, out config);
                return config;
        }

        config["use_bias"] = bias;
        config["activation"] = activation;
        return config;
    }

    /// <summary>An activation that is a layer, and its class.</summary>
    private static string Alone(string path, ArchitectureLayer layer, ArchitectureNode node, out JsonObject config)
    {
        config = [];
        switch (node.Operation)
        {
            case Operations.LeakyReLU: config["negative_slope"] = node.Real("alpha", 0); return "LeakyReLU";
            case Operations.ELU: config["alpha"] = node.Real("alpha", 0); return "ELU";
            case Operations.Softmax: config["axis"] = -1; return "Softmax";
            case Operations.ReLU: return "ReLU";
            default:
                if (!Activations.TryGetValue(node.Operation, out string? activation)) throw Unknown(path, layer);
                config["activation"] = activation;
                return "Activation";
        }
    }

    private static void Slide(JsonObject config, ArchitectureNode node, string window)
    {
        config[window] = List(node.Windows.Select(w => w.Size));
        config["strides"] = List(node.Windows.Select(w => w.Stride));
        config["dilation_rate"] = List(node.Windows.Select(w => w.Dilation));
        config["padding"] = node.Word("padding", "Valid") == "Same" ? "same" : "valid";
    }

    private static KerasLayerConfig Padded(string path, ArchitectureLayer layer, ArchitectureNode node)
    {
        IReadOnlyList<int> from = node.Inputs[0].Shape;
        if (node.Operation is not (Operations.Convolution or Operations.DepthwiseConvolution)) throw Unknown(path, layer);
        int[] shape = [.. from.Take(from.Count - 1)
            .Select((e, axis) => e + node.Windows[axis].PadBefore + node.Windows[axis].PadAfter), from[^1]];
        JsonNode[] sides = [.. node.Windows.Select(w => (JsonNode)new JsonArray(w.PadBefore, w.PadAfter))];
        var config = new JsonObject { ["padding"] = sides.Length == 1 ? sides[0] : new JsonArray(sides) };
        return new KerasLayerConfig(
            sides.Length == 1 ? "ZeroPadding1D" : "ZeroPadding2D", $"{KerasLayers.Name(layer.Name)}_padding", config, shape);
    }

    private static JsonArray Sides(ArchitectureNode node)
    {
        int[] sides = node.Integers("sides", 0, 0, 0, 0);
        return new JsonArray(new JsonArray(sides[0], sides[1]), new JsonArray(sides[2], sides[3]));
    }

    private static JsonArray List(IEnumerable<int> numbers) => [.. numbers.Select(n => (JsonNode)n)];

    private static WeightFileException Unknown(string path, ArchitectureLayer layer) => new(
        path, $"layer '{layer.Name}' ({layer.Kind}: {string.Join(", ", layer.Nodes.Select(n => n.Operation))}) has no counterpart in "
            + "Keras that is known here.",
        "Save the weights alone, as .weights.h5, or the network as ONNX.");
}
