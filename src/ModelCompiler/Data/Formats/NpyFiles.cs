using System.IO.Compression;

namespace ModelCompiler.Data;

/// <summary>Data sets out of NumPy's files: <c>.npy</c> with one array, <c>.npz</c> with several by name.</summary>
internal static class NpyFiles
{
    public static Dataset Load(string inputs, string answers)
    {
        NpyArray x = ReadArray(inputs), y = ReadArray(answers);
        return ToDataset(x, inputs, y, answers);
    }

    public static Dataset LoadArchive(string path, string inputs, string answers)
    {
        NpyArray x = ReadEntry(path, inputs), y = ReadEntry(path, answers);
        return ToDataset(x, $"{path}, {inputs}", y, $"{path}, {answers}");
    }

    private static NpyArray ReadArray(string path)
    {
        using var file = new DataFile(path);
        return NpyArray.Read(path, file.Read, file.MostBytes);
    }

    private static NpyArray ReadEntry(string path, string name)
    {
        try
        {
            using var archive = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
            ZipArchiveEntry entry = archive.Entries.FirstOrDefault(entry => entry.FullName == name + ".npy" || entry.FullName == name)
                ?? throw new DataFormatException(path, $"has no array '{name}'. Its arrays are {Names(archive)}.");
            using Stream stream = entry.Open();
            // Deflate packs at most 1032 to 1; what an entry claims to hold is not believed.
            long most = checked(new FileInfo(path).Length * 1032);
            return NpyArray.Read($"{path}, {name}", limit => BoundedRead.Read(stream, limit), most);
        }
        catch (InvalidDataException exception)
        {
            throw new DataFormatException(path, $"is no .npz archive, or a damaged one: {exception.Message}", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new DataFormatException(path, $"is packed in a way that is not supported: {exception.Message}", exception);
        }
    }

    private static Dataset ToDataset(NpyArray x, string xName, NpyArray y, string yName)
    {
        if (x.Shape.Length == 0 || y.Shape.Length == 0)
            throw new DataFormatException(x.Shape.Length == 0 ? xName : yName, "is a single number; an array of samples is expected.");
        if (x.Shape[0] != y.Shape[0])
            throw new DataFormatException(yName, $"has {y.Shape[0]} answers, but '{xName}' has {x.Shape[0]} samples.");
        if (x.Shape[0] == 0 || x.Shape.Contains(0) || y.Shape.Contains(0))
            throw new DataFormatException(
                xName, $"has no numbers: ({string.Join(", ", x.Shape)}), answers ({string.Join(", ", y.Shape)}).");
        int[] shape = x.Shape.Length == 1 ? [1] : x.Shape[1..];
        int width = y.Shape[1..].Aggregate(1, (product, extent) => checked(product * extent));
        bool classes = y.Type.IsWhole && width == 1;
        Answers answers = classes ? new Answers(y.ToLabels()) : new Answers(y.ToFloats(), width);
        return x.Type.IsByte ? Dataset.FromBytes(x.ToBytes(), answers, shape) : Dataset.FromFloats(x.ToFloats(), answers, shape);
    }

    private static string Names(ZipArchive archive) =>
        archive.Entries.Count == 0 ? "none" : string.Join(", ", archive.Entries.Take(20).Select(
        entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName));
}
