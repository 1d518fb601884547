using Google.Protobuf;
using ModelCompiler.Onnx.Export;
using ModelCompiler.Onnx.Protos;
using ModelCompiler.Serialization;

namespace ModelCompiler.Onnx;

/// <summary>Models as ONNX files.</summary>
public static partial class OnnxModel
{
    /// <summary>The version of ONNX's operators that exported files use.</summary>
    public const int Opset = 23;

    /// <summary>The version of the file format that goes with it.</summary>
    private const int IrVersion = 11;

    /// <summary>Messages of protobuf end here.</summary>
    private const long MaximumBytes = int.MaxValue;

    /// <summary>
    /// Writes a model with its weights. The input is <c>[batch, h, w, c]</c> as everywhere here, the batch is free; outputs have the names
    /// of their layers, the model's own first. The file appears whole or not at all.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, <c>.onnx</c>.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="OnnxFileException">
    /// The weights are more than a file can hold (2 GB), or an operation has no counterpart; the message names it.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Export<TModel>(TModel model, string path, OnnxExportOptions? options = null) where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        model.Program.Enter();
        try
        {
            Write(TModel.Summary.Architecture, model.Parameters, path, options);
        }
        finally
        {
            model.Program.Exit();
        }
    }

    /// <summary>Writes an architecture with weights of its tensors.</summary>
    internal static void Write(ModelArchitecture architecture, ParameterSet weights, string path, OnnxExportOptions? options)
    {
        long bytes = weights.Sum(w => (long)w.Length) * sizeof(float);
        if (bytes > MaximumBytes - (1 << 24))
            throw new OnnxFileException(architecture.ModelName,
                $"its weights are {bytes} bytes, but an ONNX file holds at most {MaximumBytes}.", "Save them as .safetensors.");
        var file = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "ModelCompiler",
            ProducerVersion = typeof(OnnxModel).Assembly.GetName().Version?.ToString(3) ?? "",
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
            Graph = new GraphExporter(architecture, weights, options ?? new OnnxExportOptions()).Export(),
        };
        AtomicFile.Write(path, stream => file.WriteTo(stream));
    }
}
