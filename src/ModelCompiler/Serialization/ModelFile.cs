using System.ComponentModel;
using ModelCompiler.Runtime;

namespace ModelCompiler.Serialization;

/// <summary>Saves and loads a model's weights in the format that the extension names. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelFile
{
    private const string Supported = ".safetensors";

    /// <summary>Saves the weights. The file appears whole or not at all.</summary>
    /// <exception cref="WeightFileException">An extension that is not supported.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Save(string path, CompiledProgram program)
    {
        CheckExtension(path);
        ArgumentNullException.ThrowIfNull(program);
        program.Enter();
        try
        {
            SafeTensorsWriter.Save(path, program.ParameterSet, program.Layout.ArchitectureHash);
        }
        finally
        {
            program.Exit();
        }
    }

    /// <summary>Replaces the weights by a file's, or throws and leaves them as they were.</summary>
    /// <exception cref="WeightFileException">An extension that is not supported, or a file that is damaged or does not fit; the message
    /// names the first tensor at fault.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Load(string path, CompiledProgram program)
    {
        CheckExtension(path);
        ArgumentNullException.ThrowIfNull(program);
        program.Enter();
        try
        {
            SafeTensorsReader.Load(path, program.ParameterSet, program.Layout.ArchitectureHash);
        }
        finally
        {
            program.Exit();
        }
    }

    /// <inheritdoc cref="ModelTransfer.LoadMatching"/>
    internal static TransferredWeights LoadMatching(string path, CompiledProgram program)
    {
        CheckExtension(path);
        program.Enter();
        try
        {
            return SafeTensorsReader.LoadMatching(path, program.ParameterSet);
        }
        finally
        {
            program.Exit();
        }
    }

    private static void CheckExtension(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string extension = Path.GetExtension(path);
        if (!extension.Equals(Supported, StringComparison.OrdinalIgnoreCase))
            throw new WeightFileException(path, $"the extension '{extension}' names no format for weights.", $"Supported: {Supported}.");
    }
}
