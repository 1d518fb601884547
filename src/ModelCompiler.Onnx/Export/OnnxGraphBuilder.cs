using System.Runtime.InteropServices;
using Google.Protobuf;
using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Protos.AttributeProto.Types;

namespace ModelCompiler.Onnx.Export;

/// <summary>Collects the nodes and constants of a graph; every value has a name of its own.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public GraphProto Graph { get; } = new();

    /// <summary>A name that no value has yet, this one if it is free.</summary>
    public string Name(string wanted)
    {
        string name = wanted;
        for (int i = 1; !names.Add(name); i++)
            name = $"{wanted}:{i}";
        return name;
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="name">What the node is called, and its output if that is free.</param>
    /// <param name="inputs">Names of values.</param>
    /// <param name="attributes">Those of the operator.</param>
    /// <returns>The output's name.</returns>
    public string Node(string operation, string name, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        Nodes(operation, name, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public string[] Nodes(string operation, string name, IEnumerable<string> inputs, int outputs, params AttributeProto[] attributes)
    {
        string[] values = [.. Enumerable.Range(0, outputs).Select(_ => Name(name))];
        Graph.Node.Add(
            new NodeProto { OpType = operation, Name = values[0], Input = { inputs }, Output = { values }, Attribute = { attributes } });
        return values;
    }

    /// <summary>Adds a constant of floats, which are not copied.</summary>
    public string Constant(string name, IEnumerable<int> shape, float[] values) =>
        Constant(name, shape.Select(e => (long)e), TensorProto.Types.DataType.Float, Bytes(values));

    /// <summary>Adds a constant vector of 64-bit integers.</summary>
    public string Constant(string name, params long[] values) =>
        Constant(name, [values.Length], TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private string Constant(string name, IEnumerable<long> shape, TensorProto.Types.DataType type, ReadOnlyMemory<byte> bytes)
    {
        string unique = Name(name);
        Graph.Initializer.Add(
            new TensorProto { Name = unique, Dims = { shape }, DataType = (int)type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) });
        return unique;
    }

    private static byte[] Bytes(float[] values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        if (!BitConverter.IsLittleEndian)
            for (int i = 0; i < bytes.Length; i += sizeof(float)) bytes.AsSpan(i, sizeof(float)).Reverse();
        return bytes;
    }

    public static AttributeProto Ints(string name, IEnumerable<int> values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values.Select(v => (long)v) } };

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>The type of a value of the graph's border: any number of samples of a shape.</summary>
    public static ValueInfoProto Border(string name, IEnumerable<int> shape)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        dimensions.Dim.AddRange(shape.Select(e => new TensorShapeProto.Types.Dimension { DimValue = e }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions },
            },
        };
    }
}
