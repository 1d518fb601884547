using System.Buffers.Binary;
using System.IO.Compression;
using Digits;
using Digits.Data;

namespace ModelCompiler.Examples.Tests;

public sealed class DigitSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FilesAreFoundPackedOrNot(bool packed)
    {
        Write(MnistFile.TrainImages, Images(3), packed);
        Write(MnistFile.TrainLabels, Labels(3), packed);
        Write(MnistFile.TestImages, Images(2), packed);
        Write(MnistFile.TestLabels, Labels(2), packed);

        var digits = await DigitSource.OpenAsync(new Options { Data = folder.Path }, _ => { }, CancellationToken.None);

        Assert.Equal((3, 2), (digits.Train.Count, digits.Test.Count));
        Assert.Equal([0, 1, 2], digits.Train.Labels.ToArray());
        Assert.Equal(1f, digits.Train.Input(1).ToArray().Max());
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        Write(MnistFile.TrainImages, Images(3), packed: true);

        var error = Assert.Throws<ExampleException>(() => DigitSource.FromFolder(folder.Path));

        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(MnistFile.TrainLabels, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DrawnDigitsAreForTrainingAndForTests()
    {
        var digits = DigitSource.Draw(seed: 2, threads: 2, train: 30, test: 20);

        Assert.Equal((30, 20), (digits.Train.Count, digits.Test.Count));
        Assert.Equal((784, 10), (digits.Test.InputSize, digits.Test.Classes));
        Assert.False(digits.Train.Input(0).SequenceEqual(digits.Test.Input(0)));
    }

    private static byte[] Images(int count)
    {
        var file = new byte[16 + count * 784];
        BinaryPrimitives.WriteInt32BigEndian(file, 0x803);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), 28);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(12), 28);
        file.AsSpan(16).Fill(255);
        return file;
    }

    private static byte[] Labels(int count)
    {
        var file = new byte[8 + count];
        BinaryPrimitives.WriteInt32BigEndian(file, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), count);
        for (var i = 0; i < count; i++)
            file[8 + i] = (byte)i;
        return file;
    }

    private void Write(string name, byte[] content, bool packed)
    {
        if (!packed)
        {
            File.WriteAllBytes(folder[name], content);
            return;
        }

        using var stream = new GZipStream(File.Create(folder[name + ".gz"]), CompressionLevel.Fastest);
        stream.Write(content);
    }
}
