using Microsoft.Win32.SafeHandles;

namespace ModelCompiler.Serialization;

/// <summary>
/// Opens what torch.save writes of tensors: a zip with a pickle that describes them, and a file for each storage. The format since PyTorch
/// 1.6. See https://github.com/pytorch/pytorch/blob/main/torch/serialization.py.
/// </summary>
internal static class PyTorchReader
{
    public const string Format = "PyTorch";
    private const string Again = "Save the weights alone: torch.save(model.state_dict(), path).";

    public static WeightFile Open(string path)
    {
        SafeFileHandle handle = WeightFile.OpenHandle(path);
        try
        {
            var zip = new ZipDirectory(path, handle, "The file is damaged or is no zip; save it again with torch.save.");
            if (RandomAccess.GetLength(handle) > 2 && zip.Read(0, 2) is [0x80, >= 2 and <= 5])
                throw new WeightFileException(path, "is a bare pickle, as PyTorch before 1.6 wrote it.", Again);
            IReadOnlyList<ZipEntry> entries = zip.ReadEntries();
            ZipEntry description = entries.FirstOrDefault(e => e.Name.EndsWith("/data.pkl", StringComparison.Ordinal))
                ?? throw new WeightFileException(path, "is a zip without the file 'data.pkl'.", Again);
            string root = description.Name[..^"data.pkl".Length];
            if (entries.Any(e => e.Name == $"{root}constants.pkl"))
                throw new WeightFileException(path, "is a TorchScript program, not a file of weights.", Again);
            if (description.Length > int.MaxValue / 4)
                throw new WeightFileException(path, $"has a description of {description.Length} bytes.", Again);
            CheckByteOrder(path, zip, entries, root);
            byte[] pickle = zip.Read(description.Offset, (int)description.Length);
            var file = new WeightFile(path, Format, new Dictionary<string, string>(), handle);
            AddTensors(file, new PickleReader(pickle).Read(), new Storages(path, new FileBytes(handle), entries, root));
            return file;
        }
        catch (PickleException refused)
        {
            handle.Dispose();
            throw new WeightFileException(path, $"describes its content with {refused.Message}.", Again, inner: refused);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void CheckByteOrder(string path, ZipDirectory zip, IReadOnlyList<ZipEntry> entries, string root)
    {
        if (entries.FirstOrDefault(e => e.Name == $"{root}byteorder") is { Length: 3 } order
            && zip.Read(order.Offset, 3).AsSpan().SequenceEqual("big"u8))
            throw new WeightFileException(path, "was written on a big-endian machine.",
                "Save it on a little-endian one, or as .safetensors.");
    }

    /// <summary>The tensors of the dictionary, or of the one inside it that a training script keeps beside its other state.</summary>
    private static void AddTensors(WeightFile file, object? root, Storages storages)
    {
        if (root is not PickleDictionary dictionary)
            throw new WeightFileException(
                file.Path, $"holds {(root is PickleTensor ? "one tensor" : "something else")}, not a dictionary of tensors.", Again);
        PickleDictionary tensors = dictionary;
        if (!dictionary.Items.Any(i => i.Value is PickleTensor))
        {
            KeyValuePair<object, object?>[] inside =
                [.. dictionary.Items.Where(i => i.Value is PickleDictionary d && d.Items.Any(t => t.Value is PickleTensor))];
            KeyValuePair<object, object?>[] named =
                [.. inside.Where(i => i.Key is "state_dict" or "model_state_dict" or "model" or "net" or "weights" or "params")];
            if ((named.Length == 1 ? named : inside) is not [{ Value: PickleDictionary one }])
            {
                throw new WeightFileException(
                    file.Path, "holds no dictionary of tensors that stands out; "
                        + $"its keys are {string.Join(", ", dictionary.Items.Take(8).Select(i => $"'{TensorNames.Shown($"{i.Key}")}'"))}.",
                    Again);
            }

            tensors = one;
        }

        foreach ((object key, object? value) in tensors.Items)
        {
            if (key is not string name) throw new WeightFileException(file.Path, $"has {key} for a tensor's name.", Again);
            if (value is not PickleTensor tensor)
                throw new WeightFileException(file.Path, $"'{TensorNames.Shown(name)}' is no tensor.", Again, TensorNames.Shown(name));
            file.Add(name, tensor.Storage.Type.ToString(), tensor.Shape, storages.DataOf(name, tensor));
        }
    }

    /// <summary>The files of numbers.</summary>
    private sealed class Storages(string path, ByteSource source, IReadOnlyList<ZipEntry> entries, string root)
    {
        private readonly Dictionary<string, ZipEntry> byName = entries.GroupBy(e => e.Name)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

        public TensorData DataOf(string name, PickleTensor tensor)
        {
            PickleStorage storage = tensor.Storage;
            int size = storage.Type.Bytes();
            if (!byName.TryGetValue($"{root}data/{storage.Key}", out ZipEntry? entry) || entry.Length / size < storage.Length)
                throw Fault(name, $"needs {storage.Length} numbers of the file 'data/{TensorNames.Shown(storage.Key)}', which has "
                    + $"{(entry is null ? "none" : entry.Length / size)}");
            // The last number: 128 bits hold any sum of 32 products of two 63-bit numbers.
            Int128 last = tensor.Offset, length = 1;
            for (int axis = 0; axis < tensor.Shape.Length; axis++)
            {
                last += (Int128)Math.Max(0, tensor.Shape[axis] - 1) * tensor.Strides[axis];
                length = tensor.Shape[axis] == 0 || length == 0 ? 0 : Int128.Min(length, long.MaxValue) * tensor.Shape[axis];
            }

            // An expanded tensor repeats numbers: a few bytes could claim more memory than there is.
            if (length > 0 && (last >= storage.Length || length > storage.Length))
                throw Fault(name, $"is {Extents.Of(tensor.Shape)} with strides {Extents.Of(tensor.Strides)} from number {tensor.Offset} "
                    + $"on, of a file of {storage.Length}");
            var numbers = new FileTensorData(path, source, storage.Type, entry.Offset);
            return new StridedTensorData(numbers, tensor.Offset, tensor.Shape, tensor.Strides);
        }

        private WeightFileException Fault(string name, string problem) =>
            new(path, $"tensor '{TensorNames.Shown(name)}' {problem}.",
                "The file is damaged, or its tensors are views; save clones of them.", TensorNames.Shown(name));
    }
}
