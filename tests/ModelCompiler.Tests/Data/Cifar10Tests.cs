using ModelCompiler.Data;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Data;

public sealed class Cifar10Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Planes_become_channels_last_over_several_files(bool packed)
    {
        byte[] one = Record(3), two = [.. Record(9), .. Record(0)];
        string second = packed ? folder.WriteGzip("b", two) : folder.Write("b", two);
        Dataset data = Cifar10.Load(folder.Write("a", one), second);
        Assert.Equal((3, 3072), (data.Count, data.InputSize));
        Assert.Equal([3, 9, 0], data.Labels.ToArray());
        for (int pixel = 0; pixel < 1024; pixel++)
        {
            for (int channel = 0; channel < 3; channel++)
                Assert.Equal(one[1 + channel * 1024 + pixel], data.Inputs[pixel * 3 + channel]);
        }

        Assert.Equal(data.Input(0).ToArray(), data.Input(2).ToArray());
    }

    [Fact]
    public void Files_that_are_no_whole_records_are_refused()
    {
        Refuses(Record(1)[..^1], "has 3072 bytes, which is 0 records of 3073 and 3072 bytes");
        Refuses([], "has 0 bytes");
    }

    [Fact]
    public void Labels_beyond_ten_classes_are_refused() => Refuses([.. Record(1), .. Record(10)], "label 10 of record 1 is none of the 10 classes 0 to 9");

    [Fact]
    public void An_archive_is_recognised()
    {
        var archive = new byte[3073];
        "ustar"u8.CopyTo(archive.AsSpan(257));
        Refuses(TemporaryFolder.Gzip(archive), "is a tar archive. Unpack it");
    }

    [Fact]
    public void Damaged_gzip_is_refused() => Refuses([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], "compressed data is damaged");

    private static byte[] Record(byte label) => [label, .. Enumerable.Range(0, 3072).Select(i => (byte)(i * 7 % 251))];

    private void Refuses(byte[] bytes, string message)
    {
        string path = folder.Write("batch.bin", bytes);
        var exception = Assert.Throws<DataFormatException>(() => Cifar10.Load(path));
        Assert.Equal(path, exception.Path);
        Assert.Contains(message, exception.Message);
    }
}
