using ModelCompiler.Serialization;
using PureHDF;

namespace ModelCompiler.Keras;

/// <summary>
/// Writes weights as Keras 3 does: variable <c>i</c> of a layer in <c>layers/conv2d_1/vars/i</c>, and the layer's name as an attribute.
/// </summary>
internal static class KerasWeightsWriter
{
    public static void Write(Stream stream, ModelArchitecture architecture, ParameterSet parameters)
    {
        var layers = new H5Group();
        var variables = new List<(H5Dataset<float[]> Dataset, ParameterTensor Tensor)>();
        foreach (KerasLayer layer in KerasLayers.Of(architecture, parameters))
        {
            var vars = new H5Group();
            foreach (ParameterTensor tensor in layer.Tensors)
            {
                var dataset = new H5Dataset<float[]>([.. tensor.Shape.Select(e => (ulong)e)]);
                vars[$"{vars.Count}"] = dataset;
                variables.Add((dataset, tensor));
            }

            layers[layer.Path] = new H5Group { ["vars"] = vars, Attributes = new() { ["name"] = KerasLayers.Name(layer.Layer.Name) } };
        }

        // Tensor by tensor: one copy of one tensor at a time.
        var file = new H5File { ["layers"] = layers, ["vars"] = new H5Group() };
        using H5NativeWriter writer = file.BeginWrite(stream);
        foreach ((H5Dataset<float[]> dataset, ParameterTensor tensor) in variables) writer.Write(dataset, tensor.Values.ToArray());
    }
}
