namespace ModelCompiler.Serialization;

/// <summary>The classes and functions that files of tensors name, and what they stand for here.</summary>
internal static class PickleGlobals
{
    private const string RebuildTensor = "torch._utils._rebuild_tensor_v2", RebuildParameter = "torch._utils._rebuild_parameter",
        OrderedDict = "collections.OrderedDict";

    private static readonly Dictionary<string, StoredType> Storages = new(StringComparer.Ordinal)
    {
        ["torch.DoubleStorage"] = StoredType.F64,
        ["torch.FloatStorage"] = StoredType.F32,
        ["torch.HalfStorage"] = StoredType.F16,
        ["torch.BFloat16Storage"] = StoredType.BF16,
        ["torch.LongStorage"] = StoredType.I64,
        ["torch.IntStorage"] = StoredType.I32,
        ["torch.ShortStorage"] = StoredType.I16,
        ["torch.CharStorage"] = StoredType.I8,
        ["torch.ByteStorage"] = StoredType.U8,
        ["torch.BoolStorage"] = StoredType.BOOL,
    };

    /// <exception cref="PickleException">A name that files of tensors do not need.</exception>
    public static PickleGlobal Find(string name) => name is RebuildTensor or RebuildParameter or OrderedDict || Storages.ContainsKey(name)
        ? new PickleGlobal(name)
        : throw new PickleException(
            $"'{TensorNames.Shown(name)}', which is neither a tensor nor a dictionary of tensors; nothing in a file is executed");

    /// <summary>A call of one of the functions.</summary>
    public static object? Call(object? function, object? arguments)
    {
        if (function is not PickleGlobal { Name: var name } || arguments is not object?[] given)
            throw new PickleException("a call of something that is no function");
        return name switch
        {
            OrderedDict when given.Length == 0 => new PickleDictionary(),
            RebuildTensor when given is [PickleStorage storage, long offset, object?[] shape, object?[] strides,
                ..] => Tensor(storage, offset, shape, strides),
            RebuildParameter when given is [PickleTensor tensor, ..] => tensor,
            _ => throw new PickleException($"a call of '{name}' with arguments that torch.save does not give it"),
        };
    }

    /// <summary>A persistent id: <c>('storage', torch.FloatStorage, '0', 'cpu', 1024)</c>.</summary>
    public static PickleStorage Storage(object? id)
    {
        if (id is object?[] given && given is ["storage", PickleGlobal { Name: var name }, string key, string, long length] && length >= 0
            && Storages.TryGetValue(name, out StoredType type))
            return new PickleStorage(type, key, length);
        throw new PickleException("a reference to data that is no tensor's storage");
    }

    private static PickleTensor Tensor(PickleStorage storage, long offset, object?[] shape, object?[] strides)
    {
        if (offset < 0 || shape.Length != strides.Length || shape.Length > 32 || !shape.Concat(strides).All(n => n is >= 0L))
            throw new PickleException("a tensor with a shape or strides that no tensor has");
        return new PickleTensor(storage, offset, [.. shape.Cast<long>()], [.. strides.Cast<long>()]);
    }
}

/// <summary>Names of opcodes, for messages.</summary>
internal static class PickleOpcodes
{
    public static string Name(byte opcode) => opcode switch
    {
        (byte)'i' => "INST",
        (byte)'o' => "OBJ",
        0x81 => "NEWOBJ",
        0x92 => "NEWOBJ_EX",
        0x82 => "EXT1",
        0x83 => "EXT2",
        0x84 => "EXT4",
        (byte)'P' => "PERSID",
        (byte)'S' => "STRING",
        (byte)'T' => "BINSTRING",
        (byte)'U' => "SHORT_BINSTRING",
        (byte)'B' => "BINBYTES",
        (byte)'C' => "SHORT_BINBYTES",
        0x8E => "BINBYTES8",
        0x8D => "BINUNICODE8",
        0x8B => "LONG4",
        0x8F => "EMPTY_SET",
        0x90 => "ADDITEMS",
        0x91 => "FROZENSET",
        0x96 => "BYTEARRAY8",
        (byte)'V' => "UNICODE",
        (byte)'I' => "INT",
        (byte)'L' => "LONG",
        (byte)'F' => "FLOAT",
        (byte)'g' => "GET",
        (byte)'p' => "PUT",
        (byte)'d' => "DICT",
        (byte)'l' => "LIST",
        (byte)'0' => "POP",
        (byte)'1' => "POP_MARK",
        (byte)'2' => "DUP",
        _ => $"0x{opcode:X2}",
    };
}
