using ModelCompiler.Onnx.Protos;

namespace ModelCompiler.Onnx.Import;

/// <summary>
/// An ONNX graph → operations of ours, node by node. ONNX has no one layout: each value remembers whether its channels come first. What has
/// no exact counterpart is refused with the node's name.
/// </summary>
internal sealed partial class Translation
{
    private const string Damaged = "The file is damaged; export it again.";
    private readonly string path;
    private readonly ModelProto file;
    private readonly long opset;
    private readonly OnnxImportOptions options;
    private readonly TensorDecoder decoder;
    private readonly Dictionary<string, OnnxTensor> constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportedValue> values = new(StringComparer.Ordinal);
    private readonly List<ImportedNode> nodes = [];

    public Translation(string path, ModelProto file, OnnxImportOptions options)
    {
        (this.path, this.file, this.options) = (path, file, options);
        opset = OnnxReader.Opset(path, file);
        decoder = new TensorDecoder(path);
        foreach (TensorProto tensor in file.Graph.Initializer)
            initializers[tensor.Name] = tensor;
    }

    /// <summary>The operations in an order in which they can run, and the outputs, the model's own first.</summary>
    public (IReadOnlyList<ImportedNode> Nodes, IReadOnlyList<(string Name, ImportedNode Node)> Outputs) Run()
    {
        ReadInput();
        var patterns = new GraphPatterns(file.Graph, decoder.Decode);
        foreach (NodeProto proto in file.Graph.Node.Where(n => !patterns.Contains(n)))
            Translate(new OnnxNode(path, patterns.Of(proto), opset), proto);
        return (nodes, [.. file.Graph.Output.Select(o => (o.Name, Output(o.Name)))]);
    }

    private ImportedNode Output(string name)
    {
        if (!values.TryGetValue(name, out ImportedValue? value))
            throw new OnnxFileException(path, $"output '{TensorDecoder.Shown(name)}' is not computed from the input.", Damaged);
        if (value.Split is not null)
            throw new OnnxFileException(path, $"output '{TensorDecoder.Shown(name)}' has {value.Dims.Length} axes behind the batch.",
                "A declaration has values of up to three.", value.Node.Origin);
        var node = new OnnxNode(path, new NodeProto { OpType = "Output", Name = value.Node.Origin }, opset);
        value = InOrder(node, value);
        if (!IsOurs) return value.Node;
        // What is exported here has the channels last, and as many axes as the model's own output.
        if (value.IsVector && value.Dims.Length is 2 or 3)
            return Add(new ImportedNode(Operations.Reshape, [value.Node], value.Dims, value.Node.Origin));
        return AsLast(node, value).Node;
    }

    /// <summary>Whether the file was exported by this package, which fixes some choices that are free otherwise.</summary>
    private bool IsOurs => file.ProducerName == "ModelCompiler";

    private void ReadInput()
    {
        ValueInfoProto[] inputs = [.. file.Graph.Input.Where(i => !initializers.ContainsKey(i.Name))];
        if (inputs.Length != 1)
            throw new OnnxFileException(
                path, $"has {inputs.Length} inputs "
                    + $"({string.Join(", ", inputs.Take(5).Select(i => TensorDecoder.Shown(i.Name)))}); a model has one.",
                "Export the part of the network behind one input.");
        ValueInfoProto input = inputs[0];
        var type = input.Type?.TensorType;
        int[] dims = options.InputShape is { } given ? Given(given, input.Name) : [.. (type?.Shape?.Dim ?? []).Skip(1)
            .Select(d => Extent(d, input.Name, type!))];
        if (dims.Length is 0 or > 3)
            throw new OnnxFileException(path, $"input '{TensorDecoder.Shown(input.Name)}' has {dims.Length} axes behind the batch; "
                + "a model reads a vector, a sequence or a map.", "Export it for one of these.");
        if (type is { ElemType: not 0 and not (int)TensorProto.Types.DataType.Float })
            throw new OnnxFileException(
                path, $"input '{TensorDecoder.Shown(input.Name)}' holds {(TensorProto.Types.DataType)type.ElemType}; models read floats.",
                "Export it with 32-bit floats.");
        if (dims.Aggregate(1L, (a, b) => a * b) > int.MaxValue / 8)
            throw new OnnxFileException(
                path, $"input '{TensorDecoder.Shown(input.Name)}' is {string.Join("×", dims)}, which is too large.", Damaged);
        bool first = dims.Length > 1 && !TurnedAtOnce(input.Name, dims.Length + 1);
        int[] shape = first ? [.. dims.Skip(1), dims[0]] : dims;
        values[input.Name] = new ImportedValue(Add(new ImportedNode(Operations.Input, [], shape, input.Name)), dims, first);
    }

    /// <summary>A shape that the user gave, channels last, in the order that the file wants.</summary>
    private int[] Given(IReadOnlyList<int> shape, string name) =>
        shape.Count > 1 && !TurnedAtOnce(name, shape.Count + 1) ? Axes.ChannelsFirst(shape) : [.. shape];

    private int Extent(TensorShapeProto.Types.Dimension dimension, string name, TypeProto.Types.Tensor type)
    {
        if (dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue is > 0 and < 1 << 24)
            return (int)dimension.DimValue;
        string shape = string.Join(", ",
            type.Shape.Dim.Select(d => d.DimParam.Length > 0 ? TensorDecoder.Shown(d.DimParam) : $"{d.DimValue}"));
        throw new OnnxFileException(
            path, $"input '{TensorDecoder.Shown(name)}' has the shape [{shape}]; sizes behind the batch must be known.",
            "Say them, channels last: --input 48x192x3.");
    }

    /// <summary>Whether the graph transposes its input to channels first before anything else: then it is given channels last.</summary>
    private bool TurnedAtOnce(string name, int rank)
    {
        NodeProto[] readers = [.. file.Graph.Node.Where(n => n.Input.Contains(name))];
        long[] toFirst = [0, rank - 1, .. Enumerable.Range(1, rank - 2).Select(i => (long)i)];
        bool Turns(NodeProto n) => n.OpType == "Transpose"
            && n.Attribute.FirstOrDefault(a => a.Name == "perm")?.Ints.SequenceEqual(toFirst) == true;
        // A model that was exported here and flattens its input reads it as it lies, too.
        bool Flattens(NodeProto n) => n.OpType == "Reshape" && IsOurs;
        return readers.Length > 0 && (readers.Any(Turns) || readers.All(Flattens));
    }

    private ImportedNode Add(ImportedNode node)
    {
        nodes.Add(node);
        return node;
    }

    private void Translate(OnnxNode node, NodeProto proto)
    {
        if (proto.Domain is not ("" or "ai.onnx"))
            throw node.Refused($"is of the operator set '{TensorDecoder.Shown(proto.Domain)}'.",
                "Export the model with standard operators.");
        if (node.Outputs.Count == 0)
            throw node.Refused("has no output.", Damaged);
        if (node.Operation == "Constant")
        {
            constants[node.Outputs[0]] = ReadConstant(node);
            return;
        }

        OnnxTensor?[] known = [.. node.Inputs.Select(i => i.Length == 0 ? null : Constant(i))];
        if (node.Operation == "Shape" && node.Inputs.Count == 1 && values.TryGetValue(node.Inputs[0], out ImportedValue? shaped))
            known = [new OnnxTensor("", [1 + shaped.Dims.Length], null, [OnnxTensor.Batch, .. shaped.Dims.Select(d => (long)d)])];
        if (node.Operation == "Shape" && known is [{ Integers: [OnnxTensor.Batch, ..] } shape])
        {
            constants[node.Outputs[0]] = shape;
            return;
        }

        if (known.Length > 0 && known.All(k => k is not null) && ConstantFolding.Fold(node, known!) is { } folded)
        {
            constants[node.Outputs[0]] = folded with { Name = node.Outputs[0] };
            return;
        }

        foreach (string missing in node.Inputs.Where(i => i.Length > 0 && Constant(i) is null && !values.ContainsKey(i)))
            throw node.Refused($"reads '{TensorDecoder.Shown(missing)}', which nothing before it makes.", Damaged);
        foreach (string divided in node.Inputs.Where(i => values.TryGetValue(i, out ImportedValue? v) && v.Split is not null
            && node.Operation is not ("Reshape" or "Transpose" or "Flatten" or "Identity" or "InstanceNormalization")))
            throw node.Refused(
                $"reads '{TensorDecoder.Shown(divided)}', whose channels are divided into {values[divided].Dims.Length} axes.",
                "A declaration has sequences and maps: up to three axes behind the batch.");
        if (node.Operation == "Split")
        {
            TranslateSplit(node);
            return;
        }

        foreach (string extra in node.Outputs.Skip(1).Where(o => o.Length > 0 && IsRead(o)))
            throw node.Refused($"has a second output '{TensorDecoder.Shown(extra)}' that is used.",
                "A declaration can use its first output only.");
        values[node.Outputs[0]] = TranslateOperation(node);
    }

    private bool IsRead(string value) => file.Graph.Output.Any(o => o.Name == value) || file.Graph.Node.Any(n => n.Input.Contains(value));

    private OnnxTensor? Constant(string name)
    {
        if (constants.TryGetValue(name, out OnnxTensor? constant))
            return constant;
        return initializers.TryGetValue(name, out TensorProto? tensor) ? constants[name] = decoder.Decode(tensor) : null;
    }

    private OnnxTensor ReadConstant(OnnxNode node)
    {
        if (node.Tensor("value") is { } tensor)
            return decoder.Decode(tensor) with { Name = node.Outputs[0] };
        if (node.Find("value_float") is not null) return new OnnxTensor(node.Outputs[0], [], [node.Float("value_float", 0)], null);
        if (node.Find("value_int") is not null) return new OnnxTensor(node.Outputs[0], [], null, [node.Int("value_int", 0)]);
        if (node.Longs("value_ints") is { } ints) return new OnnxTensor(node.Outputs[0], [ints.Length], null, ints);
        if (node.Find("value_floats") is { } floats)
            return new OnnxTensor(node.Outputs[0], [floats.Floats.Count], [.. floats.Floats], null);
        throw node.Refused("holds a constant that is not read.", "Export it as a tensor of floats or integers.");
    }

    /// <summary>The value that the node reads at a place.</summary>
    private ImportedValue Value(OnnxNode node, int input = 0)
    {
        if (input < node.Inputs.Count && values.TryGetValue(node.Inputs[input], out ImportedValue? value))
            return value;
        throw node.Refused(input < node.Inputs.Count ? $"has the constant '{TensorDecoder.Shown(node.Inputs[input])}' as input {input + 1}."
            : $"has no input {input + 1}.", "A declaration needs a computed value there.");
    }

    private OnnxTensor? OptionalConstant(OnnxNode node, int input) =>
        input < node.Inputs.Count && node.Inputs[input].Length > 0 ? Constant(node.Inputs[input]) : null;

    private OnnxTensor Floats(OnnxNode node, int input, string what)
    {
        if (input < node.Inputs.Count && OptionalConstant(node, input) is { Floats: not null } constant)
            return constant;
        throw node.Refused($"has no constant floats as its {what} (input {input + 1}).",
            "A declaration has weights there: export the model with constants.");
    }

    private int[]? Axis(OnnxNode node, int rank)
    {
        OnnxTensor?[] inputs = [null, OptionalConstant(node, 1)];
        int[]? axes = node.Longs("axes") is { } given ? [.. given.Select(a => (int)a)] : inputs[1]?.Integers?.Select(a => (int)a).ToArray();
        return axes?.Select(a => a < 0 ? a + rank : a).Order().ToArray();
    }
}
