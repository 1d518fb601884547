using System.Text.Json.Nodes;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>
/// A network as Keras 3 describes one: a functional model, each layer with its class, its settings and the layers that it reads.
/// </summary>
internal static class KerasConfigWriter
{
    /// <exception cref="WeightFileException">A layer that Keras has not.</exception>
    public static string Write(string path, ModelArchitecture architecture)
    {
        var layers = new JsonArray(InputLayer(architecture));
        // The layer of Keras's that gives each value.
        var givers = new Dictionary<string, string>(StringComparer.Ordinal) { ["input"] = "input" };
        foreach (ArchitectureLayer layer in architecture.Layers)
        {
            string[] reads = [.. layer.Inputs.Select(n => givers[n.Name])];
            IReadOnlyList<int>[] shapes = [.. layer.Inputs.Select(n => n.Shape)];
            foreach (KerasLayerConfig config in KerasLayerConfigs.Of(path, layer))
            {
                layers.Add(Layer(config, reads, shapes));
                (reads, shapes) = ([config.Name], [config.Shape]);
            }

            givers[layer.Nodes[^1].Name] = reads[0];
        }

        string[] outputs = [.. architecture.Outputs.Select(n => architecture[n].Name).Append(architecture.Nodes[^1].Name)
            .Select(n => givers.GetValueOrDefault(n, n)).Distinct()];
        return new JsonObject
        {
            ["module"] = "keras",
            ["class_name"] = "Functional",
            ["config"] = new JsonObject
            {
                ["name"] = architecture.ModelName,
                ["trainable"] = true,
                ["layers"] = layers,
                ["input_layers"] = new JsonArray(new JsonArray("input", 0, 0)),
                ["output_layers"] = new JsonArray([.. outputs.Select(o => new JsonArray(o, 0, 0))]),
            },
            ["registered_name"] = "Functional",
            ["build_config"] = new JsonObject { ["input_shape"] = Shape(architecture.InputShape) },
        }.ToJsonString();
    }

    private static JsonObject InputLayer(ModelArchitecture architecture) => new()
    {
        ["module"] = "keras.layers",
        ["class_name"] = "InputLayer",
        ["config"] = new JsonObject
        {
            ["batch_shape"] = Shape(architecture.InputShape),
            ["dtype"] = "float32",
            ["sparse"] = false,
            ["name"] = "input",
        },
        ["registered_name"] = null,
        ["name"] = "input",
        ["inbound_nodes"] = new JsonArray(),
    };

    private static JsonObject Layer(KerasLayerConfig layer, string[] reads, IReadOnlyList<int>[] shapes)
    {
        JsonNode[] tensors = [.. reads.Zip(shapes, Tensor)];
        // A join takes one list of values.
        JsonArray arguments = layer.Joins ? new JsonArray(new JsonArray(tensors)) : new JsonArray(tensors);
        layer.Config["name"] = layer.Name;
        layer.Config["dtype"] = "float32";
        return new JsonObject
        {
            ["module"] = "keras.layers",
            ["class_name"] = layer.Class,
            ["config"] = layer.Config,
            ["registered_name"] = null,
            ["build_config"] = new JsonObject
            {
                ["input_shape"] = layer.Joins ? new JsonArray([.. shapes.Select(Shape)]) : Shape(shapes[0]),
            },
            ["name"] = layer.Name,
            ["inbound_nodes"] = new JsonArray(new JsonObject { ["args"] = arguments, ["kwargs"] = new JsonObject() }),
        };
    }

    private static JsonNode Tensor(string layer, IReadOnlyList<int> shape) => new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["shape"] = Shape(shape), ["dtype"] = "float32", ["keras_history"] = new JsonArray(layer, 0, 0) },
    };

    /// <summary>With the batch, which is free.</summary>
    private static JsonArray Shape(IReadOnlyList<int> shape) => [null, .. shape.Select(e => (JsonNode)e)];
}
