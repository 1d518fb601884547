using System.Buffers.Binary;
using System.Text;

namespace ModelCompiler.Serialization;

/// <summary>Something in a pickle that is refused, or that is not one.</summary>
internal sealed class PickleException(string message) : Exception(message);

/// <summary>A class or function that a pickle names; nothing is looked up or called.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>A reference to data outside the pickle: here always a tensor's storage.</summary>
internal sealed record PickleStorage(StoredType Type, string Key, long Length);

/// <summary>A tensor: where its numbers lie in a storage.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>
/// Reads the part of Python's pickle format that torch.save writes for tensors in dictionaries and lists. It builds values and calls
/// nothing: the few functions that such files name are done here, every other name and every other opcode is refused by its name. Each
/// opcode makes at most one value, so memory is bounded by the length of the pickle. See
/// https://github.com/python/cpython/blob/main/Lib/pickletools.py.
/// </summary>
internal sealed class PickleReader(byte[] pickle)
{
    private static readonly object Mark = new();
    private readonly List<object?> stack = [];
    private readonly Dictionary<uint, object?> memo = [];
    private int at;

    /// <exception cref="PickleException">Anything but what torch.save writes for tensors.</exception>
    public object? Read()
    {
        while (true)
        {
            byte opcode = Bytes(1)[0];
            if (opcode == (byte)'.')
                return at == pickle.Length ? Pop() : throw new PickleException($"{pickle.Length - at} bytes follow the pickle's end");
            Execute(opcode);
        }
    }

    private void Execute(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: Version(); break;                                               // PROTO
            case 0x95: Bytes(8); break;                                                // FRAME
            case (byte)'}': stack.Add(new PickleDictionary()); break;                  // EMPTY_DICT
            case (byte)']': stack.Add(new List<object?>()); break;                     // EMPTY_LIST
            case (byte)')': stack.Add(Array.Empty<object?>()); break;                  // EMPTY_TUPLE
            case (byte)'(': stack.Add(Mark); break;                                    // MARK
            case (byte)'N': stack.Add(null); break;                                    // NONE
            case 0x88: stack.Add(true); break;                                         // NEWTRUE
            case 0x89: stack.Add(false); break;                                        // NEWFALSE
            case (byte)'K': stack.Add((long)Bytes(1)[0]); break;                       // BININT1
            case (byte)'M': stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break; // BININT2
            case (byte)'J': stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;  // BININT
            case 0x8A: stack.Add(Long(Bytes(Bytes(1)[0]))); break;                     // LONG1
            case (byte)'G': stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;          // BINFLOAT
            case (byte)'X': stack.Add(Text(U32())); break;                             // BINUNICODE
            case 0x8C: stack.Add(Text(Bytes(1)[0])); break;                            // SHORT_BINUNICODE
            case (byte)'q': memo[Bytes(1)[0]] = Peek(); break;                         // BINPUT
            case (byte)'r': memo[U32()] = Peek(); break;                               // LONG_BINPUT
            case 0x94: memo[(uint)memo.Count] = Peek(); break;                         // MEMOIZE
            case (byte)'h': stack.Add(Remembered(Bytes(1)[0])); break;                 // BINGET
            case (byte)'j': stack.Add(Remembered(U32())); break;                       // LONG_BINGET
            case (byte)'c': stack.Add(PickleGlobals.Find($"{Line()}.{Line()}")); break; // GLOBAL
            case 0x93: StackGlobal(); break;                                           // STACK_GLOBAL
            case (byte)'t': stack.Add(PopToMark()); break;                             // TUPLE
            case 0x85: stack.Add(PopTuple(1)); break;                                  // TUPLE1
            case 0x86: stack.Add(PopTuple(2)); break;                                  // TUPLE2
            case 0x87: stack.Add(PopTuple(3)); break;                                  // TUPLE3
            case (byte)'s': SetItems(PopTuple(2)); break;                              // SETITEM
            case (byte)'u': SetItems(PopToMark()); break;                              // SETITEMS
            case (byte)'a': Append(PopTuple(1)); break;                                // APPEND
            case (byte)'e': Append(PopToMark()); break;                                // APPENDS
            case (byte)'Q': stack.Add(PickleGlobals.Storage(Pop())); break;            // BINPERSID
            case (byte)'R': { object?[] call = PopTuple(2); stack.Add(PickleGlobals.Call(call[0], call[1])); break; } // REDUCE
            case (byte)'b': Build(PopTuple(1)[0]); break;                              // BUILD
            default:
                throw new PickleException(
                    $"the opcode {PickleOpcodes.Name(opcode)} at byte {at - 1}, which torch.save does not write for tensors");
        }
    }

    private void Version()
    {
        int version = Bytes(1)[0];
        if (version is < 2 or > 5) throw new PickleException($"pickle protocol {version}, where 2 to 5 are known");
    }

    private void StackGlobal()
    {
        object?[] names = PopTuple(2);
        if (names is not [string module, string name]) throw new PickleException("a global whose name is no text");
        stack.Add(PickleGlobals.Find($"{module}.{name}"));
    }

    private void SetItems(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw new PickleException("items that are set where there is no dictionary");
        for (int i = 0; i < items.Length; i += 2) dictionary.Set(items[i], items[i + 1]);
    }

    private void Append(object?[] items)
    {
        if (Peek() is not List<object?> list) throw new PickleException("items that are appended where there is no list");
        list.AddRange(items);
    }

    /// <summary>An ordered dictionary's attributes: state_dict() keeps versions of modules there, which weights do not need.</summary>
    private void Build(object? state)
    {
        if (Peek() is not PickleDictionary || state is not PickleDictionary)
            throw new PickleException("a state that is set on something that is no dictionary");
    }

    private ReadOnlySpan<byte> Bytes(long count)
    {
        if (count > pickle.Length - at)
            throw new PickleException($"an end at byte {pickle.Length}, {count} bytes after byte {at} are missing");
        at += (int)count;
        return pickle.AsSpan(at - (int)count, (int)count);
    }

    private uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    private string Text(long bytes) => Encoding.UTF8.GetString(Bytes(bytes));

    private string Line()
    {
        int length = pickle.AsSpan(at).IndexOf((byte)'\n');
        if (length < 0) throw new PickleException("a name without an end");
        string line = Text(length);
        at++;
        return line;
    }

    private static long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8) throw new PickleException($"a whole number of {bytes.Length} bytes");
        long value = bytes.Length > 0 && (bytes[^1] & 128) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }

    private object? Remembered(uint index) =>
        memo.TryGetValue(index, out object? value) ? value : throw new PickleException($"a reference to value {index}, which there is not");

    private object? Peek() => stack.Count > 0 && !ReferenceEquals(stack[^1], Mark)
        ? stack[^1]
        : throw new PickleException("an operation on an empty stack");

    private object? Pop()
    {
        object? top = Peek();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] PopTuple(int count)
    {
        var values = new object?[count];
        for (int i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    private object?[] PopToMark()
    {
        int mark = stack.Count - 1;
        while (mark >= 0 && !ReferenceEquals(stack[mark], Mark)) mark--;
        if (mark < 0) throw new PickleException("a tuple without a beginning");
        object?[] values = [.. stack[(mark + 1)..]];
        stack.RemoveRange(mark, stack.Count - mark);
        return values;
    }
}

/// <summary>A dictionary in the order in which it was filled. Keys are texts or numbers.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<object, int> places = [];
    private readonly List<KeyValuePair<object, object?>> items = [];

    public IReadOnlyList<KeyValuePair<object, object?>> Items => items;

    public void Set(object? key, object? value)
    {
        if (key is not (string or long)) throw new PickleException("a dictionary's key that is neither text nor a whole number");
        if (places.TryAdd(key, items.Count)) items.Add(new(key, value));
        else items[places[key]] = new(key, value);
    }
}
