using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Protos.AttributeProto.Types;

namespace ModelCompiler.Onnx.Import;

/// <summary>An ONNX node with typed attributes; every refusal names it.</summary>
/// <param name="path">The file.</param>
/// <param name="node">The node.</param>
/// <param name="opset">The version of the operators that the file uses.</param>
internal sealed class OnnxNode(string path, NodeProto node, long opset)
{
    public string Operation => node.OpType;

    public long Opset => opset;

    public IReadOnlyList<string> Inputs => node.Input;

    public IReadOnlyList<string> Outputs => node.Output;

    public string Documentation => node.DocString;

    public string Name { get; } = TensorDecoder.Shown(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "");

    /// <summary>What the model cannot say, or what is damaged, at this node.</summary>
    public OnnxFileException Refused(string problem, string remedy, string? attribute = null, Exception? inner = null) =>
        new(path, $"node '{Name}' ({TensorDecoder.Shown(Operation)}) {problem}", remedy, Name, Operation, attribute, inner);

    public bool Has(string attribute) => node.Attribute.Any(a => a.Name == attribute);

    public long Int(string attribute, long otherwise) => Find(attribute, AttributeType.Int)?.I ?? otherwise;

    public float Float(string attribute, float otherwise) => Find(attribute, AttributeType.Float)?.F ?? otherwise;

    public string Text(string attribute, string otherwise) => Find(attribute, AttributeType.String)?.S.ToStringUtf8() ?? otherwise;

    public long[]? Longs(string attribute) => Find(attribute, AttributeType.Ints) is { } found ? [.. found.Ints] : null;

    public TensorProto? Tensor(string attribute) => Find(attribute, AttributeType.Tensor)?.T;

    public OnnxTensor Decode(TensorProto tensor) => new TensorDecoder(path).Decode(tensor);

    public AttributeProto? Find(string attribute) => node.Attribute.FirstOrDefault(a => a.Name == attribute);

    /// <summary>A list of small whole numbers, one for each spatial axis.</summary>
    public int[] Ints(string attribute, int count, int otherwise, int least)
    {
        if (Longs(attribute) is not { } longs)
            return [.. Enumerable.Repeat(otherwise, count)];
        if (longs.Length != count || longs.Any(l => l < least || l > 1 << 20))
            throw Refused($"has {attribute} = [{string.Join(", ", longs.Take(8))}]; {count} numbers from {least} on were expected.",
                "The file is damaged, or this form is not supported.", attribute);
        return [.. longs.Select(l => (int)l)];
    }

    /// <summary>Refuses an attribute that differs from the only value that can be said.</summary>
    public void Require(string attribute, long value, string remedy)
    {
        if (Int(attribute, value) is var found && found != value)
            throw Refused($"has {attribute} = {found}; a declaration can say {value} only.", remedy, attribute);
    }

    private AttributeProto? Find(string attribute, AttributeType type)
    {
        if (Find(attribute) is not { } found)
            return null;
        return found.Type == type || found.Type == AttributeType.Undefined
            ? found
            : throw Refused($"has {attribute} as {found.Type}; {type} was expected.", "The file is damaged; export it again.", attribute);
    }
}
