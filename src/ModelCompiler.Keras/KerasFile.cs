using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using ModelCompiler.Keras.Hdf5;
using ModelCompiler.Runtime;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>
/// Keras's files: <c>.weights.h5</c>, the weights, and <c>.keras</c>, a zip of the network's description and its weights. Layouts are
/// Keras's own here, too, so numbers pass through bit for bit.
/// </summary>
public static class KerasFile
{
    internal const string WeightsExtension = ".weights.h5", ModelExtension = ".keras";

    /// <summary>Saves a model. The file appears whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Ends in <c>.weights.h5</c> for the weights alone, in <c>.keras</c> for the network, too.</param>
    /// <exception cref="WeightFileException">Another extension, or a layer that Keras has not.</exception>
    /// <exception cref="IOException">A folder that does not exist, or anything else that the file system refuses.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Save<TModel>(TModel model, string path) where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        CompiledProgram program = model.Program;
        ModelFile.Within<object?>(program, () =>
        {
            ModelArchitecture architecture = program.Layout.ReadArchitecture();
            if (path.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase))
                KerasArchiveWriter.Save(path, architecture, program.ParameterSet);
            else if (path.EndsWith(WeightsExtension, StringComparison.OrdinalIgnoreCase))
                AtomicFile.Write(path, stream => KerasWeightsWriter.Write(stream, architecture, program.ParameterSet));
            else throw Extension(path, $"Keras's files end in {WeightsExtension} or {ModelExtension}.");
            return null;
        });
    }

    /// <summary>Replaces a model's weights by a file's, or throws and leaves them as they were. Layers are found by the names that the file
    /// has for them; else by Keras's numbers of each kind; else by shapes and order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Ends in <c>.weights.h5</c>, <c>.keras</c>, or <c>.h5</c>, which older versions wrote.</param>
    /// <returns>Which tensor came from where, and what was converted: print it.</returns>
    /// <exception cref="WeightFileException">
    /// Another extension, or a file that is damaged or does not fit; the message names the first tensor at fault.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static LoadedWeights Load<TModel>(TModel model, string path) where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        using WeightFile file = Open(path, out IReadOnlyList<KerasGroup> groups);
        return ModelFile.Within(model.Program,
            () => KerasMatching.Load(file, groups, model.Program.Layout.ReadArchitecture(), model.Parameters));
    }

    /// <summary>Opens a file of weights without a model, to list, compare or convert it.</summary>
    /// <exception cref="WeightFileException">Another extension, or a file that is damaged.</exception>
    public static WeightFile Open(string path) => Open(path, out _);

    /// <summary>Reads a network, which can then be written as a class: <c>modelc import model.keras</c> does that.</summary>
    /// <param name="path">A <c>.keras</c> file, or the <c>model.json</c> of a TensorFlow.js layers model.</param>
    /// <param name="modelName">What it is to be called; null: as in the file.</param>
    /// <param name="inputShape">Extents of one sample, channels last, where the file leaves them open; null: as in the file.</param>
    /// <exception cref="WeightFileException">
    /// A damaged file, or a layer that cannot be said in a declaration; the message names it, its class, and why.
    /// </exception>
    public static KerasNetwork Import(string path, string? modelName = null, IReadOnlyList<int>? inputShape = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return LayersModel.Import(path, modelName, inputShape);
        if (!path.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase))
            throw Extension(path, $"Networks are read from {ModelExtension} and from layers models' model.json.");
        using WeightFile file = Open(path, out IReadOnlyList<KerasGroup> groups);
        JsonDocument config;
        try
        {
            config = JsonDocument.Parse(KerasArchive.ReadConfig(path));
        }
        catch (JsonException exception)
        {
            throw new WeightFileException(path, $"has a malformed '{KerasArchive.Config}': {exception.Message}",
                "Save it again with model.save(path).", inner: exception);
        }

        using (config)
        {
            (ModelArchitecture architecture, IReadOnlyList<KerasImportedLayer> layers) = KerasImport.Read(path,
                config.RootElement, modelName, inputShape);
            var tensors = new Dictionary<string, float[]>(StringComparer.Ordinal);
            foreach (KerasImportedLayer layer in layers)
            {
                KerasGroup group = groups.FirstOrDefault(g => g.LayerName == layer.KerasName)
                    ?? groups.FirstOrDefault(g => g.Name == layer.Group)
                    ?? throw new WeightFileException(path, $"has no weights of layer '{layer.KerasName}'.",
                        "Save it again with model.save(path).", layer.KerasName);
                if (group.Tensors.Count != layer.Parts.Count)
                    throw new WeightFileException(
                        path, $"has {group.Tensors.Count} tensors of layer '{layer.KerasName}', which needs {layer.Parts.Count}.",
                        "Save it again with model.save(path).", layer.KerasName);
                for (int i = 0; i < layer.Parts.Count; i++)
                    tensors[$"{layer.Name}.{layer.Parts[i]}"] = ReadAll(file.Find(group.Tensors[i].Path)!);
            }

            return KerasNetworks.Checked(path, new KerasNetwork(architecture, tensors));
        }
    }

    private static float[] ReadAll(StoredTensor tensor)
    {
        var numbers = new float[checked((int)tensor.Length)];
        tensor.Read(numbers);
        return numbers;
    }

    private static WeightFile Open(string path, out IReadOnlyList<KerasGroup> groups)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool archive = path.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase);
        if (!archive && !path.EndsWith(".h5", StringComparison.OrdinalIgnoreCase))
            throw Extension(path, $"Keras's files end in {WeightsExtension}, {ModelExtension} or .h5.");
        SafeFileHandle handle = WeightFile.OpenHandle(path);
        try
        {
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            (long start, long length) = archive ? KerasArchive.FindWeights(path, handle, metadata) : (0, RandomAccess.GetLength(handle));
            var bytes = new FileBytes(handle);
            Hdf5Group root = Hdf5Reader.Read(handle, start, length);
            var file = new WeightFile(path, archive ? "Keras" : "Keras weights", metadata, handle);
            groups = KerasGroups.Find(root);
            foreach (KerasTensor tensor in groups.SelectMany(g => g.Tensors))
            {
                Hdf5Dataset data = tensor.Data;
                file.Add(tensor.Path, data.Type == StoredType.Unknown ? data.TypeName : data.Type.ToString(), data.Shape,
                    data.Type == StoredType.Unknown ? null : new FileTensorData(path, bytes, data.Type, data.Offset));
            }

            return file;
        }
        catch (Hdf5Exception refused)
        {
            handle.Dispose();
            throw new WeightFileException(path, $"has {refused.Message}.",
                "The file is damaged or is none of Keras's; save it again.", inner: refused);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static WeightFileException Extension(string path, string remedy) =>
        new(path, $"the extension '{Path.GetExtension(path)}' is none of Keras's.", remedy);
}
