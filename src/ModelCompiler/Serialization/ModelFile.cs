using System.ComponentModel;
using System.Reflection;
using ModelCompiler.Runtime;

namespace ModelCompiler.Serialization;

/// <summary>Saves and loads a model's weights in the format that the extension names. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelFile
{
    /// <summary>Saves the weights. The file appears whole or not at all.</summary>
    /// <exception cref="WeightFileException">An extension that is not supported.</exception>
    /// <exception cref="IOException">A folder that does not exist, or anything else that the file system refuses.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Save(string path, CompiledProgram program) => Save(path, program, WeightLayout.Keras, null, null);

    /// <inheritdoc cref="ModelWeights.Save"/>
    internal static void Save(
        string path, CompiledProgram program, WeightLayout layout, IReadOnlyDictionary<string, string>? names,
            IReadOnlyDictionary<string, string>? metadata)
    {
        WeightFormat format = WeightFormats.Of(path, reading: false);
        if (format == WeightFormat.Json && (layout != WeightLayout.Keras || names is not null))
            throw new WeightFileException(path,
                "a snapshot holds the network with its own names and layouts.",
                $"Save as .safetensors for WeightLayout.{layout} or other names.");
        ArgumentNullException.ThrowIfNull(program);
        ParameterSet parameters = program.ParameterSet;
        Within<object?>(program, () =>
        {
            if (format == WeightFormat.Json)
                SnapshotWriter.Save(path, program.Layout, parameters, metadata);
            else
                SafeTensorsWriter.Save(path, Sources(path, program, layout, names), Metadata(program.Layout, layout, metadata));
            return null;
        });
    }

    /// <summary>
    /// Replaces the weights by a file's, or throws and leaves them as they were. (A file that others cut short while it is read is found
    /// out too late for that.)
    /// </summary>
    /// <exception cref="WeightFileException">An extension that is not supported, or a file that is damaged or does not fit; the message
    /// names the first tensor at fault.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Load(string path, CompiledProgram program) => Load(path, program, WeightLayout.Keras, null);

    /// <inheritdoc cref="ModelWeights.Load"/>
    internal static LoadedWeights Load(string path, CompiledProgram program, WeightLayout layout,
        IReadOnlyDictionary<string, string>? names)
    {
        using WeightFile file = WeightFile.Open(path);
        return Load(file, program, layout, names);
    }

    /// <inheritdoc cref="ModelWeights.Load"/>
    internal static LoadedWeights Load(WeightFile file, CompiledProgram program, WeightLayout layout,
        IReadOnlyDictionary<string, string>? names)
    {
        ArgumentNullException.ThrowIfNull(program);
        ParameterSet parameters = program.ParameterSet;
        return Within(program, () => file.Format switch
        {
            ConvNetJsReader.Format => ConvNetJsMatching.Load(file, parameters, program.Layout.ReadArchitecture()),
            PyTorchReader.Format => PyTorch(),
            _ when layout == WeightLayout.PyTorch => PyTorch(),
            _ => WeightLoading.Load(file, parameters, program.Layout, names),
        });

        LoadedWeights PyTorch() => PyTorchMatching.Load(file, parameters,
            PyTorchModules.Of(file.Path, program.Layout.ReadArchitecture(), parameters), names);
    }

    /// <summary>
    /// Loads the weights that belong to a model: a resource of its assembly, or a file beside the program. Called by generated code.
    /// </summary>
    /// <param name="name">The file's name.</param>
    /// <param name="assembly">The model's assembly.</param>
    /// <param name="program">The model.</param>
    /// <param name="layout">Names and orders of axes.</param>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    /// <exception cref="WeightFileException">A file that is damaged or does not fit.</exception>
    public static void LoadPretrained(string name, Assembly assembly, CompiledProgram program, WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(program);
        string path = Path.Combine(AppContext.BaseDirectory, name);
        Stream? resource = assembly.GetManifestResourceStream(name);
        if (resource is null && !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The weights '{name}' of '{program.Layout.ModelName}' are neither in '{assembly.GetName().Name}' nor at '{path}'. "
                    + $"Write <ModelWeights Include=\"{name}\" /> in the project, or put the file there.",
                path);
        }

        using WeightFile file = resource is null ? WeightFile.Open(path) : SafeTensorsReader.Open(name, new StreamBytes(resource));
        Load(file, program, layout, null);
    }

    /// <inheritdoc cref="ModelTransfer.LoadMatching"/>
    internal static TransferredWeights LoadMatching(string path, CompiledProgram program)
    {
        using WeightFile file = WeightFile.Open(path);
        return Within(program, () => WeightLoading.LoadMatching(file, program.ParameterSet));
    }

    /// <summary>Saves weights that are no longer, or not yet, a model's own, as <see cref="Save(string, CompiledProgram)"/> does.</summary>
    internal static void SaveWeights(string path, ParameterSet parameters, ProgramLayout layout) =>
        SafeTensorsWriter.Save(path, [.. parameters.Concat(SavedRanges(parameters)).Select(t => new ParameterSource(t.Name, t))],
            Metadata(layout, WeightLayout.Keras, null));

    /// <summary>Those of a calibration; before one there is nothing to save.</summary>
    private static IEnumerable<ParameterTensor> SavedRanges(ParameterSet parameters) => parameters.IsCalibrated ? parameters.Ranges : [];

    private static IReadOnlyList<TensorSource> Sources(string path, CompiledProgram program, WeightLayout layout,
        IReadOnlyDictionary<string, string>? names)
    {
        ParameterSet parameters = program.ParameterSet;
        IEnumerable<ParameterSource> own = layout == WeightLayout.Keras
            ? parameters.Concat(SavedRanges(parameters)).Select(t => new ParameterSource(t.Name, t))
            : PyTorchModules.Of(path, program.Layout.ReadArchitecture(), parameters)
            .SelectMany(m => m.Tensors.Select(t => new ParameterSource($"{m.Name}.{t.Part}", t.Own, t.Order)));
        return [.. own.Select(s => names is not null && names.TryGetValue(s.Tensor.Name, out string? name) ? s with { Name = name } : s)];
    }

    private static Dictionary<string, string> Metadata(ProgramLayout program, WeightLayout layout,
        IReadOnlyDictionary<string, string>? metadata)
    {
        var all = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [SafeTensorsFormat.ModelKey] = program.ModelName,
            [SafeTensorsFormat.ArchitectureKey] = program.ArchitectureHash,
        };
        // The key that PyTorch's libraries look for.
        if (layout == WeightLayout.PyTorch) all["format"] = "pt";
        return all;
    }

    internal static T Within<T>(CompiledProgram program, Func<T> action)
    {
        program.Enter();
        try
        {
            return action();
        }
        finally
        {
            program.Exit();
        }
    }
}
