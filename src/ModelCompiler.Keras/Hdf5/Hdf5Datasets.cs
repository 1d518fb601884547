using ModelCompiler.Serialization;

namespace ModelCompiler.Keras.Hdf5;

/// <summary>Reads what a data set is and where it lies.</summary>
internal static class Hdf5Datasets
{
    public static Hdf5Dataset Read(Hdf5Bytes file, string path, List<Hdf5Message> messages, Dictionary<string, string[]> attributes)
    {
        path = path.TrimEnd('/');
        if (messages.Any(m => m.Type == Hdf5Messages.ExternalFiles))
            throw new Hdf5Exception($"'{path}', whose numbers lie in another file");
        (StoredType type, string name) = ReadType(Message(messages, Hdf5Messages.Datatype, path));
        long[] shape = ReadShape(Message(messages, Hdf5Messages.Dataspace, path).Bytes, path);
        Hdf5Message layout = Message(messages, Hdf5Messages.Layout, path);
        (long offset, long bytes) = ReadLayout(layout, path);
        if (type != StoredType.Unknown) CheckPlace(file, path, type, shape, offset, bytes);
        return new Hdf5Dataset(attributes, type, name, shape, file.Start + offset);
    }

    private static Hdf5Message Message(List<Hdf5Message> messages, int type, string path)
    {
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == type) return message;
        }

        throw new Hdf5Exception($"'{path}' without {(type == Hdf5Messages.Datatype ? "a type" : "a shape")}");
    }

    private static void CheckPlace(Hdf5Bytes file, string path, StoredType type, long[] shape, long offset, long bytes)
    {
        Int128 needed = type.Bytes();
        foreach (long extent in shape) needed = needed > long.MaxValue && !shape.Contains(0) ? needed : needed * extent;
        if (shape.Contains(0)) return;
        if (needed > bytes || offset < 0 || offset > file.Length - bytes)
            throw new Hdf5Exception(
                $"'{path}', which is {Extents.Of(shape)} and needs {needed} bytes, but has {bytes} at byte {offset} of {file.Length}");
    }

    private static (long Offset, long Bytes) ReadLayout(Hdf5Message message, string path)
    {
        var fields = new Hdf5Fields(message.Bytes);
        int version = fields.U8(), kind = fields.U8();
        if (version is not (3 or 4)) throw new Hdf5Exception($"'{path}' with a layout of version {version}, as HDF5 before 1.6 wrote it");
        switch (kind)
        {
            case 0:
                int length = fields.U16();
                return (message.Address + 4, Math.Min(length, fields.Left));
            case 1:
                return (fields.I64(), fields.I64());
            default:
                throw new Hdf5Exception($"'{path}' in chunks, as compressed data are; save it without compression");
        }
    }

    private static long[] ReadShape(byte[] bytes, string path)
    {
        var fields = new Hdf5Fields(bytes);
        int version = fields.U8(), rank = fields.U8();
        fields.Take(version == 1 ? 6 : 2);
        if (version is not (1 or 2) || rank > 32) throw new Hdf5Exception($"'{path}' with a shape of version {version} and {rank} axes");
        var shape = new long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            shape[axis] = fields.I64();
            if (shape[axis] < 0) throw new Hdf5Exception($"'{path}' with an extent past 2^63");
        }

        return shape;
    }

    private static (StoredType Type, string Name) ReadType(Hdf5Message message)
    {
        var fields = new Hdf5Fields(message.Bytes);
        int kind = fields.U8() & 15, bits = fields.U8();
        fields.Take(2);
        uint size = fields.U32();
        if ((bits & 1) != 0 && kind is 0 or 1) return (StoredType.Unknown, "big-endian numbers");
        switch (kind)
        {
            case 0:
                StoredType whole = (size, (bits & 8) != 0) switch
                {
                    (1, true) => StoredType.I8,
                    (2, true) => StoredType.I16,
                    (4, true) => StoredType.I32,
                    (8, true) => StoredType.I64,
                    (1, false) => StoredType.U8,
                    (2, false) => StoredType.U16,
                    (4, false) => StoredType.U32,
                    (8, false) => StoredType.U64,
                    _ => StoredType.Unknown,
                };
                return (whole, whole.ToString());
            case 1:
                fields.Take(5);
                int exponentBits = fields.U8();
                StoredType real = (size, exponentBits) switch
                {
                    (2, 5) => StoredType.F16,
                    (2, 8) => StoredType.BF16,
                    (4, 8) => StoredType.F32,
                    (8, 11) => StoredType.F64,
                    _ => StoredType.Unknown,
                };
                return (real,
                    real == StoredType.Unknown ? $"{8 * size}-bit floating point with {exponentBits} bits of exponent" : real.ToString());
            default:
                return (StoredType.Unknown, $"HDF5's type class {kind}");
        }
    }
}
