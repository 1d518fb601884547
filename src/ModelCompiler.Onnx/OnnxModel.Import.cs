using System.Text;
using ModelCompiler.Onnx.Import;
using ModelCompiler.Onnx.Protos;
using ModelCompiler.Serialization;

namespace ModelCompiler.Onnx;

public static partial class OnnxModel
{
    /// <summary>Reads a file as a network that can be declared, with its weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="OnnxFileException">
    /// A damaged file, or a node that a declaration cannot say; the message names it and what to do.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static ImportedModel Import(string path, OnnxImportOptions? options = null)
    {
        options ??= new OnnxImportOptions();
        try
        {
            var (nodes, outputs) = new Translation(path, OnnxReader.Read(path), options).Run();
            return LayerGrouping.Group(path, options.ModelName ?? Identifier(path), nodes, outputs);
        }
        catch (Exception exception) when (exception is OverflowException or ArchitectureFormatException)
        {
            throw new OnnxFileException(path, "has sizes that no model has.", "The file is damaged; export it again.", inner: exception);
        }
    }

    /// <summary>Opens a file's constants under the names and in the layouts that it has, to list or compare them.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OnnxFileException">A damaged file.</exception>
    /// <exception cref="WeightFileException">A tensor whose name is refused.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightFile Open(string path)
    {
        ModelProto model = OnnxReader.Read(path);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["producer"] = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            ["opset"] = $"{OnnxReader.Opset(path, model)}",
            ["operators"] = string.Join(", ", model.Graph.Node.GroupBy(n => n.OpType).OrderByDescending(g => g.Count())
                .Select(g => $"{g.Count()} {g.Key}")),
            ["inputs"] = string.Join(", ",
                model.Graph.Input.Where(i => model.Graph.Initializer.All(t => t.Name != i.Name)).Select(Describe)),
            ["outputs"] = string.Join(", ", model.Graph.Output.Select(Describe)),
        };
        foreach (StringStringEntryProto entry in model.MetadataProps) metadata.TryAdd(entry.Key, entry.Value);
        var file = new WeightFile(path, "ONNX", metadata);
        var decoder = new TensorDecoder(path);
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            OnnxTensor decoded = decoder.Decode(tensor);
            file.Add(tensor.Name, decoded.Floats is null ? "I64" : "F32", [.. decoded.Dims.Select(d => (long)d)],
                new MemoryTensorData(decoded.Floats ?? [.. decoded.Integers!.Select(i => (float)i)]));
        }

        return file;

        static string Describe(ValueInfoProto value)
        {
            IEnumerable<string> sizes = (value.Type?.TensorType?.Shape?.Dim ?? [])
                .Select(d => d.DimParam.Length > 0 ? TensorDecoder.Shown(d.DimParam) : $"{d.DimValue}");
            return $"{TensorDecoder.Shown(value.Name)} [{string.Join(", ", sizes)}]";
        }
    }

    /// <summary>Replaces a model's weights by a file's. Both graphs are walked from their outputs, so names do not matter.</summary>
    /// <param name="model">The model; it keeps its weights if anything does not fit.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="OnnxFileException">
    /// The file cannot be read, or its graph is not the model's: the message names the first operations that differ, on both sides.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static void Load<TModel>(TModel model, string path) where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelArchitecture own = TModel.Summary.Architecture;
        ImportedModel read = Import(path, new OnnxImportOptions { InputShape = own.InputShape, ModelName = own.ModelName });
        model.Program.Enter();
        try
        {
            new WeightMatching(path, own, read, model.Parameters).Load();
        }
        finally
        {
            model.Program.Exit();
        }
    }

    /// <summary>A file's name as the name of a class: <c>my-net.v2.onnx</c> → <c>MyNetV2</c>.</summary>
    private static string Identifier(string path)
    {
        var name = new StringBuilder();
        foreach (string word in Path.GetFileNameWithoutExtension(path)
            .Split(Path.GetFileNameWithoutExtension(path).Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct().ToArray(),
            StringSplitOptions.RemoveEmptyEntries))
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"Net{name}" : name.ToString();
    }
}
