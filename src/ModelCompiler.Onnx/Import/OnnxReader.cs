using Google.Protobuf;
using ModelCompiler.Onnx.Protos;

namespace ModelCompiler.Onnx.Import;

/// <summary>Reads the messages of a file; whatever is wrong with it is an <see cref="OnnxFileException"/>.</summary>
internal static class OnnxReader
{
    public static ModelProto Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.Length > int.MaxValue)
                throw new OnnxFileException(path, $"has {stream.Length} bytes; a protobuf message ends at {int.MaxValue}.",
                    "Export it with its weights as external data.");
            ModelProto model = ModelProto.Parser.ParseFrom(stream);
            if (model.Graph is null || model.Graph.Node.Count == 0 || model.Graph.Output.Count == 0)
                throw new OnnxFileException(path, "has no graph with nodes and outputs.",
                    "The file is damaged or is no ONNX file; export it again.");
            return model;
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new OnnxFileException(path, $"is no ONNX file: {exception.Message}",
                "It is damaged, or of another format; export it again.", inner: exception);
        }
    }

    /// <summary>The version of the standard operators.</summary>
    public static long Opset(string path, ModelProto model)
    {
        long opset = model.OpsetImport.Where(o => o.Domain is "" or "ai.onnx").Select(o => o.Version).DefaultIfEmpty(1).Max();
        return opset is >= 1 and <= 1000 ? opset : throw new OnnxFileException(path, $"uses version {opset} of the operators.",
            "The file is damaged; export it again.");
    }
}
