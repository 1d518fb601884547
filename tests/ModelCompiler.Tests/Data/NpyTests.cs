using System.IO.Compression;
using System.Text;
using ModelCompiler.Data;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>What numpy.save writes for numbers 0 to 5 of each type (recorded with NumPy 1.24).</summary>
    [Theory]
    [InlineData("<f4", "000000000000803f0000004000004040000080400000a040")]
    [InlineData(">f4", "000000003f80000040000000404000004080000040a00000")]
    [InlineData("<f8", "0000000000000000000000000000f03f0000000000000040000000000000084000000000000010400000000000001440")]
    [InlineData("<f2", "0000003c0040004200440045")]
    [InlineData("|u1", "000102030405")]
    [InlineData("|i1", "000102030405")]
    [InlineData("<i2", "000001000200030004000500")]
    [InlineData(">u4", "000000000000000100000002000000030000000400000005")]
    [InlineData("<i8", "000000000000000001000000000000000200000000000000030000000000000004000000000000000500000000000000")]
    public void Every_type_is_read(string type, string numbers)
    {
        string x = folder.Write("x.npy", Npy(type, false, "(2, 3)", Convert.FromHexString(numbers)));
        string y = folder.Write("y.npy", Npy("<i8", false, "(2,)", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        Dataset data = Dataset.FromNpy(x, y);
        Assert.Equal([0, 1, 2, 3, 4, 5], data.Inputs.ToArray());
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Equal([3], data.Shape);
    }

    [Theory]
    [InlineData("|u1")]
    [InlineData("<f4")]
    public void Column_order_is_turned(string type)
    {
        // numpy.asfortranarray(numpy.arange(12).reshape(2, 3, 2))
        byte[] order = [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11];
        byte[] numbers = type == "|u1" ? order : [.. order.SelectMany(n => BitConverter.GetBytes((float)n))];
        string x = folder.Write("x.npy", Npy(type, true, "(2, 3, 2)", numbers));
        Dataset data = Dataset.FromNpy(x, folder.Write("y.npy", Npy("<f4", false, "(2, 1)", new byte[8])));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), data.Inputs.ToArray());
        Assert.Equal([3, 2], data.Shape);
        Assert.Equal(1, data.TargetSize);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Archives_are_read_by_name(CompressionLevel level)
    {
        string path = folder.Write("mnist.npz", Archive(level));
        Assert.Equal([9, 8, 7, 6], Dataset.FromNpy(path, "x_train", "y_train").Inputs.ToArray());
        var exception = Assert.Throws<DataFormatException>(() => Dataset.FromNpy(path, "x_test", "y_train"));
        Assert.Contains("has no array 'x_test'. Its arrays are x_train, y_train.", exception.Message);
    }

    [Fact]
    public void Bad_files_are_named()
    {
        Refuses([], "is no NumPy array");
        Refuses(Npy("<f4", false, "(2, 3)", new byte[23]), "is truncated: its header says 24 bytes of numbers, but only 23 follow");
        Refuses(Npy("<f4", false, "(2, 3)", new byte[25]), "is too long");
        Refuses(Npy("<c8", false, "(2, 3)", new byte[48]), "NumPy type '<c8'");
        Refuses(Npy("|O", false, "(2,)", new byte[48]), "NumPy type '|O'");
        Refuses(Npy("<f4", false, "(2000000000, 2000000000)", new byte[8]), "cannot be what its header says");
        Refuses(Npy("<f4", false, "(3, 1)", new byte[12]), "has 2 answers, but");
        Refuses(Npy("<f4", false, "(0, 3)", []), "has 2 answers, but");
        Refuses(Npy("<f4", false, "()", new byte[4]), "is a single number");
    }

    [Fact]
    public void Cifar_100_has_fine_and_coarse_labels()
    {
        byte[] record = [19, 99, .. Enumerable.Range(0, 3072).Select(i => (byte)i)];
        string path = folder.Write("train.bin", [.. record, .. record]);
        Assert.Equal([99, 99], Cifar100.Load(path).Labels.ToArray());
        Assert.Equal([19, 19], Cifar100.LoadCoarse(path).Labels.ToArray());
        Assert.Equal([32, 32, 3], Cifar100.Load(path).Shape);
        Assert.Equal(record[2 + 1024 + 5], Cifar100.Load(path).Inputs[16]);
        Assert.Contains("label 20 of record 0", Assert.Throws<DataFormatException>(() => Cifar100.LoadCoarse(folder.Write("b", [20, .. record[1..]]))).Message);
    }

    internal static byte[] Npy(string type, bool columnMajor, string shape, byte[] numbers)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(columnMajor ? "True" : "False")}, 'shape': {shape}, }}";
        header = header.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. numbers];
    }

    internal static byte[] Archive(CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Write(archive, "x_train.npy", Npy("|u1", false, "(2, 2)", [9, 8, 7, 6]));
            Write(archive, "y_train.npy", Npy("|u1", false, "(2,)", [1, 0]));
        }

        return stream.ToArray();

        void Write(ZipArchive archive, string name, byte[] bytes)
        {
            using Stream entry = archive.CreateEntry(name, level).Open();
            entry.Write(bytes);
        }
    }

    private void Refuses(byte[] bytes, string message)
    {
        string x = folder.Write("x.npy", bytes), y = folder.Write("y.npy", Npy("|u1", false, "(2,)", [1, 0]));
        var exception = Assert.Throws<DataFormatException>(() => Dataset.FromNpy(x, y));
        Assert.Contains(message, exception.Message);
    }
}
