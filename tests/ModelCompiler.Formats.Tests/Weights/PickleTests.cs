using System.IO.Compression;
using System.Text;
using ModelCompiler.Serialization;

namespace ModelCompiler.Formats.Tests.Weights;

/// <summary>Pickles and zips that are refused, each by the name of what is wrong with it.</summary>
public sealed class PickleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_PyTorch_recorded_is_read()
    {
        var net = new TinyNet(1);
        LoadedWeights loaded = net.Load(Recorded, WeightLayout.PyTorch);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => i / 8f), net.Parameters["dense_1.kernel"].Span.ToArray());
        Assert.Equal([1, -2, 0.5f], net.Parameters["dense_1.bias"].Span.ToArray());
        Assert.Equal("fc.weight", loaded.Names["dense_1.kernel"]);
        Assert.Equal("dense_1.kernel <- fc.weight  F32 [3, 4]\ndense_1.bias   <- fc.bias    F32 [3]", loaded.ToString());
    }

    /// <summary>Python's way to run a command while a pickle is read, and its relatives.</summary>
    [Theory]
    [InlineData("\u0080\u0002cposix\nsystem\nX\u0002\0\0\0ls\u0085R.", "'posix.system', which is neither a tensor nor a dictionary of tensors")]
    [InlineData("\u0080\u0002cbuiltins\neval\n.", "'builtins.eval'")]
    [InlineData("\u0080\u0002ctorch.storage\n_load_from_bytes\n.", "'torch.storage._load_from_bytes'")]
    [InlineData("\u0080\u0004\u008C\u0002os\u008C\u0006system\u0093.", "'os.system'")]
    [InlineData("\u0080\u0002(S'ls'\nios\nsystem\n.", "the opcode STRING")]
    [InlineData("\u0080\u0002(ios\nsystem\n.", "the opcode INST")]
    [InlineData("\u0080\u0002(o.", "the opcode OBJ")]
    [InlineData("\u0080\u0002)\u0081.", "the opcode NEWOBJ")]
    [InlineData("\u0080\u0002P0\n.", "the opcode PERSID")]
    [InlineData("\u0080\u0002\u0082\u0001.", "the opcode EXT1")]
    [InlineData("\u0080\u0002\u008D\u00FF\u00FF\u00FF\u00FF\0\0\0\0.", "the opcode BINUNICODE8")]
    [InlineData("\u0080\u0002X\u00FF\u00FF\u00FF\u007F.", "bytes after byte 7 are missing")]
    [InlineData("\u0080\u0009.", "pickle protocol 9")]
    [InlineData("\u0080\u0002}}b.", "holds no dictionary of tensors")]
    [InlineData("\u0080\u0002K\u0001.", "holds something else")]
    [InlineData("\u0080\u0002]K\u0001s.", "an operation on an empty stack")]
    [InlineData("\u0080\u0002h\u0007.", "a reference to value 7")]
    [InlineData("\u0080\u0002}(K\u0001]u.", "holds no dictionary of tensors")]
    [InlineData("\u0080\u0002ccollections\nOrderedDict\nK\u0001\u0085R.", "a call of 'collections.OrderedDict' with arguments")]
    [InlineData("\u0080\u0002X\u0007\0\0\0storageQ.", "a reference to data that is no tensor's storage")]
    [InlineData("\u0080\u0002.", "an operation on an empty stack")]
    [InlineData("\u0080\u0002}..", "1 bytes follow the pickle's end")]
    [InlineData("", "an end at byte 0")]
    public void Pickles_are_refused_by_name(string pickle, string message)
    {
        string path = Zip(("net/data.pkl", Encoding.Latin1.GetBytes(pickle)));
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => new TinyNet().Load(path)).Message);
    }

    [Fact]
    public void A_list_that_holds_itself_is_not_followed() =>
        Assert.Contains("holds something else", Assert.Throws<WeightFileException>(() => new TinyNet().Load(Zip(("net/data.pkl", Encoding.Latin1.GetBytes("\u0080\u0002]q\0h\0a."))))).Message);

    [Fact]
    public void Compressed_files_are_refused_and_so_are_zip_bombs()
    {
        using (ZipArchive zip = ZipFile.Open(folder.File("bomb.pt"), ZipArchiveMode.Create))
        {
            using Stream stream = zip.CreateEntry("net/data.pkl", CompressionLevel.SmallestSize).Open();
            stream.Write(new byte[50_000_000]);
        }

        Assert.Contains("holds 'net/data.pkl' compressed", Assert.Throws<WeightFileException>(() => new TinyNet().Load(folder.File("bomb.pt"))).Message);
    }

    [Theory]
    [InlineData("../data.pkl")]
    [InlineData("/net/data.pkl")]
    [InlineData("net/../data.pkl")]
    [InlineData("net\\data.pkl")]
    public void Names_that_are_paths_are_refused(string name) =>
        Assert.Contains($"holds a file '{name}' that has", Assert.Throws<WeightFileException>(() => new TinyNet().Load(Zip((name, [1])))).Message);

    [Fact]
    public void Programs_and_other_zips_are_refused_by_what_they_are()
    {
        Assert.Contains("is a TorchScript program", Assert.Throws<WeightFileException>(() => new TinyNet().Load(Zip(("net/data.pkl", [1]), ("net/constants.pkl", [1])))).Message);
        Assert.Contains("is a zip without the file 'data.pkl'", Assert.Throws<WeightFileException>(() => new TinyNet().Load(Zip(("net/other", [1])))).Message);
        Assert.Contains("as PyTorch before 1.6 wrote it", Assert.Throws<WeightFileException>(() => new TinyNet().Load(folder.Write("old.pt", [0x80, 2, 0x8A, 10]))).Message);
        Assert.Contains("has no zip directory", Assert.Throws<WeightFileException>(() => new TinyNet().Load(folder.Write("text.pt", "hello"u8))).Message);
        Assert.Contains("has no zip directory", Assert.Throws<WeightFileException>(() => new TinyNet().Load(folder.Write("empty.pt", []))).Message);
    }

    [Fact]
    public void A_tensor_that_needs_more_than_its_file_is_refused_by_name()
    {
        // The storage of 12 floats, cut to 8 bytes less, with a zip that is sound.
        byte[] pickle = Entry("tiny/data.pkl");
        string path = Zip(("tiny/data.pkl", pickle), ("tiny/data/0", new byte[40]), ("tiny/data/1", new byte[12]));
        WeightFileException error = Assert.Throws<WeightFileException>(() => new TinyNet().Load(path));
        Assert.Equal("fc.weight", error.Tensor);
        Assert.Contains("needs 12 numbers of the file 'data/0', which has 10", error.Message);
    }

    private static string Recorded => Path.Combine(AppContext.BaseDirectory, "Files", "tiny.pt");

    private static byte[] Entry(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(Recorded);
        using var bytes = new MemoryStream();
        using Stream entry = zip.GetEntry(name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Zip(params (string Name, byte[] Bytes)[] files)
    {
        string path = folder.File($"{Guid.NewGuid():N}.pt");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in files)
        {
            using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(bytes);
        }

        return path;
    }
}
