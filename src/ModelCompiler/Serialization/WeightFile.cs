using Microsoft.Win32.SafeHandles;

namespace ModelCompiler.Serialization;

/// <summary>
/// A file of named tensors, whatever wrote it. Opening reads names, shapes and types; numbers are read tensor by tensor, so a file may be
/// larger than memory. Nothing in a file is executed, and memory stays within a multiple of the file's description of itself.
/// </summary>
public sealed class WeightFile : IDisposable
{
    private readonly Dictionary<string, StoredTensor> byName = new(StringComparer.Ordinal);
    private readonly List<StoredTensor> tensors = [];
    private readonly IDisposable? resource;

    internal WeightFile(string path, string format, IReadOnlyDictionary<string, string> metadata, IDisposable? resource = null) =>
        (Path, Format, Metadata, this.resource) = (path, format, metadata, resource);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What it is: <c>safetensors</c>, <c>PyTorch</c>, <c>JSON snapshot</c>.</summary>
    public string Format { get; }

    /// <summary>Text that the file carries beside its tensors, all of it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors, in the file's order.</summary>
    public IReadOnlyList<StoredTensor> Tensors => tensors;

    /// <summary>Opens a file; its extension says what it is: <c>.safetensors</c>, <c>.pt</c>, <c>.pth</c>, <c>.json</c>.</summary>
    /// <exception cref="WeightFileException">Another extension, or a file that is damaged.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static WeightFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WeightFormats.Of(path, reading: true) switch
        {
            WeightFormat.SafeTensors => SafeTensorsReader.Open(path),
            WeightFormat.PyTorch => PyTorchReader.Open(path),
            _ => SnapshotReader.Open(path),
        };
    }

    /// <summary>
    /// Writes tensors of files, whatever they were, as 32-bit floats into a <c>.safetensors</c> file, which appears whole or not at all.
    /// </summary>
    /// <param name="path">Ends in <c>.safetensors</c>.</param>
    /// <param name="tensors">What is written, under its own names.</param>
    /// <param name="metadata">Text that the file carries beside its tensors.</param>
    /// <exception cref="WeightFileException">Another extension, two tensors of one name, or a type that is not read.</exception>
    public static void Save(string path, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (WeightFormats.Of(path, reading: false) != WeightFormat.SafeTensors)
            throw new WeightFileException(path, "tensors without a network are written as .safetensors.", "Use that extension.");
        SafeTensorsWriter.Save(path, [.. tensors.Select(t => new StoredTensorSource(t))], metadata ?? new Dictionary<string, string>());
    }

    /// <summary>A tensor by its name, or null.</summary>
    public StoredTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose() => resource?.Dispose();

    /// <exception cref="WeightFileException">A name that is refused, or that came before.</exception>
    internal void Add(string name, string dtype, IReadOnlyList<long> shape, TensorData? data)
    {
        if (TensorNames.Fault(name) is { } fault)
            throw new WeightFileException(Path, $"tensor '{TensorNames.Shown(name)}' {fault}.", "Rename it where the file was written.",
                TensorNames.Shown(name));
        var tensor = new StoredTensor(this, name, dtype, shape, data);
        if (!byName.TryAdd(name, tensor))
            throw new WeightFileException(Path, $"holds tensor '{name}' twice.", "Save it again.", name);
        tensors.Add(tensor);
    }

    internal static SafeFileHandle OpenHandle(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
}
