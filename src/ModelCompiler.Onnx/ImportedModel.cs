using ModelCompiler.Serialization;

namespace ModelCompiler.Onnx;

/// <summary>A network from a file: what a declaration of it would be, and its weights.</summary>
/// <param name="Architecture">Layers with names as the compiler makes them, without blocks.</param>
/// <param name="Tensors">Weights in the order of the layers, in the layouts of this library.</param>
public sealed record ImportedModel(ModelArchitecture Architecture, IReadOnlyList<ImportedTensor> Tensors)
{
    /// <summary>Writes the weights as a <c>.safetensors</c> file, which appears whole or not at all.</summary>
    /// <param name="path">Ends in <c>.safetensors</c>.</param>
    /// <param name="names">What each tensor is called in the file; null: as here.</param>
    /// <exception cref="WeightFileException">Another extension.</exception>
    public void SaveWeights(string path, Func<string, string>? names = null)
    {
        using var file = new WeightFile(path, "imported", new Dictionary<string, string>());
        foreach (ImportedTensor tensor in Tensors)
            file.Add(names?.Invoke(tensor.Name) ?? tensor.Name, "F32", [.. tensor.Shape.Select(e => (long)e)],
                new MemoryTensorData(tensor.Values));
        WeightFile.Save(path, file.Tensors, new Dictionary<string, string> { ["model"] = Architecture.ModelName });
    }

    /// <summary>Writes the network as an ONNX file of this package's making: without the original's names, constants and detours.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="OnnxFileException">The weights are more than a file can hold, or an operation has no counterpart.</exception>
    public void Export(string path, OnnxExportOptions? options = null)
    {
        int at = 0;
        var descriptions = new List<Runtime.ParameterDescription>();
        foreach (ImportedTensor tensor in Tensors)
        {
            var description = new Runtime.ParameterDescription(tensor.Name, [.. tensor.Shape], at, Initializer.Zeros, 0, 0, 1, 1, true);
            descriptions.Add(description);
            at = Runtime.AlignedBuffer.RoundUp(at + description.Length);
        }

        ParameterSet weights = ParameterSet.Create(Architecture.ModelName, [.. descriptions], seed: 0);
        foreach (ImportedTensor tensor in Tensors)
            tensor.Values.CopyTo(weights[tensor.Name].Values);
        OnnxModel.Write(Architecture, weights, path, options);
    }
}

/// <summary>Weights from a file.</summary>
/// <param name="Name">Full name, <c>conv2d_1.kernel</c>.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Values">Row-major.</param>
public sealed record ImportedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
