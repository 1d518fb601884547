using ModelCompiler.Data;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private static readonly byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];
    private static readonly byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loads_plain_and_packed_files(bool packed)
    {
        string imagePath = packed ? folder.WriteGzip("images.gz", images) : folder.Write("images", images);
        string labelPath = packed ? folder.WriteGzip("labels", labels) : folder.Write("labels.gz", labels);
        Dataset data = Idx.Load(imagePath, labelPath);
        Assert.Equal((2, 3, 8), (data.Count, data.InputSize, data.Classes));
        Assert.Equal([1, 2, 3, 4, 5, 255], data.Inputs.ToArray());
        Assert.Equal([7, 3], data.Labels.ToArray());
    }

    [Fact]
    public void Truncated_files_are_refused() => RefusesImages(images[..^1], "is truncated: its header says 2×1×3 = 6 bytes, but only 5 follow");

    [Fact]
    public void Truncated_packed_files_are_refused() => RefusesPackedImages(images[..^1], "is truncated");

    [Fact]
    public void A_header_that_ends_early_is_refused() => RefusesImages(images[..9], "ends within its header of 16 bytes");

    [Fact]
    public void Too_long_files_are_refused() => RefusesImages([.. images, 0], "is too long");

    [Fact]
    public void Empty_files_are_refused() => RefusesImages([], "starts with nothing");

    [Fact]
    public void A_wrong_magic_is_refused() => RefusesImages([1, .. images[1..]], "is no IDX file: it starts with 01 00 08 03");

    [Fact]
    public void Other_types_are_refused() => RefusesImages([0, 0, 0x0D, .. images[3..]], "IDX type 0D; only unsigned bytes (08)");

    [Fact]
    public void Images_without_pixels_are_refused() => RefusesImages([.. images[..12], 0, 0, 0, 0], "images of no pixels");

    [Fact]
    public void Exchanged_files_are_noticed()
    {
        string imagePath = folder.Write("images", images), labelPath = folder.Write("labels", labels);
        var exception = Assert.Throws<DataFormatException>(() => Idx.Load(labelPath, imagePath));
        Assert.Equal(labelPath, exception.Path);
        Assert.Contains("has 1 dimensions where 2 to 4 are expected. Were images and labels exchanged?", exception.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_header_that_asks_for_absurd_memory_is_refused_before_allocating(bool packed)
    {
        byte[] bytes = [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (packed)
            RefusesPackedImages(bytes, "cannot be what its header says: 9903520300447984150353281023 bytes");
        else
            RefusesImages(bytes, "cannot be what its header says: 9903520300447984150353281023 bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void An_extent_past_31_bits_is_refused() => RefusesImages([0, 0, 8, 3, 0xFF, 0xFF, 0xFF, 0xFF, .. images[8..]], "cannot be what its header says: 4294967295 bytes");

    [Fact]
    public void A_name_that_promises_gzip_is_mentioned()
    {
        var exception = Assert.Throws<DataFormatException>(() => Idx.Load(folder.Write("images.gz", "<html>"u8), folder.Write("labels", labels)));
        Assert.Contains("It is not gzip either", exception.Message);
    }

    [Fact]
    public void Damaged_gzip_is_refused()
    {
        byte[] packed = TemporaryFolder.Gzip(images);
        packed.AsSpan(10, packed.Length - 10).Fill(0xFF);
        RefusesImages(packed, "its compressed data is damaged");
    }

    [Fact]
    public void Gzip_that_was_cut_off_is_refused()
    {
        byte[] packed = TemporaryFolder.Gzip(images);
        string path = folder.Write("images", packed[..^12]);
        Assert.Throws<DataFormatException>(() => Idx.Load(path, folder.Write("labels", labels)));
    }

    [Fact]
    public void Counts_that_differ_are_refused()
    {
        string imagePath = folder.Write("images", images), labelPath = folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        var exception = Assert.Throws<DataFormatException>(() => Idx.Load(imagePath, labelPath));
        Assert.Contains($"has 1 labels, but '{imagePath}' has 2 images", exception.Message);
    }

    [Fact]
    public void Labels_beyond_the_classes_are_refused()
    {
        string imagePath = folder.Write("images", images), labelPath = folder.Write("labels", labels);
        var exception = Assert.Throws<DataFormatException>(() => Idx.Load(imagePath, labelPath, classes: 7));
        Assert.Equal(labelPath, exception.Path);
        Assert.Contains("label 7 of sample 0 is none of the 7 classes 0 to 6", exception.Message);
        Assert.Equal(2, Idx.Load(imagePath, labelPath, classes: 8).Count);
    }

    private void RefusesPackedImages(byte[] bytes, string message) => RefusesImages(TemporaryFolder.Gzip(bytes), message);

    private void RefusesImages(byte[] bytes, string message)
    {
        string path = folder.Write("images", bytes);
        var exception = Assert.Throws<DataFormatException>(() => Idx.Load(path, folder.Write("labels", labels)));
        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message);
        Assert.Contains(message, exception.Message);
    }
}
