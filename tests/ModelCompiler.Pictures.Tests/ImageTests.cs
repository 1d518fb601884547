using ModelCompiler.Data;
using ModelCompiler.Images;

namespace ModelCompiler.Pictures.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("modelcompiler-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_picture_that_was_written_is_read_again()
    {
        byte[] pixels = [.. Enumerable.Range(0, 5 * 7 * 3).Select(i => (byte)(i * 11))];
        string path = Path.Combine(folder, "x.png");
        new Picture(pixels, 5, 7, 3).SavePng(path);
        Picture read = Picture.Load(path);
        Assert.Equal((5, 7, 3), (read.Height, read.Width, read.Channels));
        Assert.Equal(pixels, read.Pixels);
        byte grey = Picture.Load(path, channels: 1).Pixels[1];
        Assert.Equal((299 * pixels[3] + 587 * pixels[4] + 114 * pixels[5] + 500) / 1000, grey);
        Picture small = Picture.Load(path, height: 1, width: 1, channels: 1);
        Assert.InRange(small.Pixels[0], 20, 235);
    }

    [Fact]
    public void Folders_become_classes()
    {
        MakeClasses();
        Dataset data = Dataset.FromFolder(folder, 4, 6, channels: 1).Scale(1 / 255f);
        Assert.Equal(["cat", "dog"], data.ClassNames);
        Assert.Equal([0, 0, 1], data.Labels.ToArray());
        Assert.Equal([4, 6, 1], data.Shape);
        Assert.Equal(2, data.Classes);
        Assert.Equal(100 / 255f, data.Input(1)[5], 1e-6f);
        Assert.All(data.Input(2).ToArray(), pixel => Assert.Equal(200 / 255f, pixel, 1e-6f));
    }

    [Fact]
    public void Pictures_are_decoded_once_and_then_cost_no_memory()
    {
        MakeClasses();
        using BatchReader kept = Dataset.FromFolder(folder, 4, 6).Batches(2), again = Dataset.FromFolder(folder, new FolderOptions { Height = 4, Width = 6, CacheBytes = 100 }).Batches(2);
        float[] first = Read(kept);
        long before = GC.GetAllocatedBytesForCurrentThread();
        kept.Begin();
        while (kept.Next())
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
        Assert.Equal(first, Read(again));
        Assert.Equal(first, Read(again));
    }

    [Fact]
    public void Bad_folders_and_files_are_named()
    {
        Assert.Contains("has no folders in it", Refuses(folder).Message);
        Directory.CreateDirectory(Path.Combine(folder, "cat"));
        Assert.Contains("has no pictures", Refuses(Path.Combine(folder, "cat")).Message);
        MakeClasses();
        string bad = Path.Combine(folder, "dog", "b.jpg");
        File.WriteAllText(bad, "<html>not found</html>");
        Assert.Contains("is no picture", Refuses(bad).Message);
        File.WriteAllBytes(bad, []);
        Assert.Contains("is empty", Refuses(bad).Message);
        Assert.Throws<DirectoryNotFoundException>(() => Dataset.FromFolder(Path.Combine(folder, "nowhere")));
    }

    [Fact]
    public void A_picture_that_is_cut_off_is_named_when_it_is_decoded()
    {
        MakeClasses();
        string path = Path.Combine(folder, "cat", "a.png");
        var random = new Random(1);
        var noise = new byte[64 * 64 * 3];
        random.NextBytes(noise);
        new Picture(noise, 64, 64, 3).SavePng(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..4000]);
        using BatchReader reader = Dataset.FromFolder(folder, 4, 6).Prefetch().Batches(8);
        reader.Begin();
        var exception = Assert.Throws<DataFormatException>(() => reader.Next());
        Assert.Equal(path, exception.Path);
        Assert.Contains("cut off", exception.Message);
    }

    [Fact]
    public void Mutated_pictures_are_decoded_or_refused()
    {
        int rounds = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? 20_000 : 600;
        string path = Path.Combine(folder, "m.png");
        new Picture([.. Enumerable.Range(0, 300).Select(i => (byte)i)], 10, 10, 3).SavePng(path);
        byte[] png = File.ReadAllBytes(path);
        using var bitmap = new SkiaSharp.SKBitmap(9, 9);
        byte[][] seeds = [png, Encoded(SkiaSharp.SKEncodedImageFormat.Jpeg), Encoded(SkiaSharp.SKEncodedImageFormat.Webp)];
        var random = new Random(3);
        int decoded = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = [.. seeds[round % seeds.Length]];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                Assert.Equal(48, Picture.Load(path, 4, 4).Pixels.Length);
                decoded++;
            }
            catch (DataFormatException exception)
            {
                Assert.Equal(path, exception.Path);
            }
        }

        Assert.InRange(decoded, 1, rounds - 1);

        byte[] Encoded(SkiaSharp.SKEncodedImageFormat format)
        {
            using SkiaSharp.SKData data = bitmap.Encode(format, 80);
            return data.ToArray();
        }
    }

    private static float[] Read(BatchReader reader)
    {
        var all = new List<float>();
        reader.Begin();
        while (reader.Next())
            all.AddRange(reader.Inputs);
        return [.. all];
    }

    private DataFormatException Refuses(string path)
    {
        var exception = Assert.Throws<DataFormatException>(() => Dataset.FromFolder(folder));
        Assert.Equal(path, exception.Path);
        return exception;
    }

    private void MakeClasses()
    {
        foreach ((string name, byte value) in new[] { ("cat/a.png", (byte)50), ("cat/b.PNG", (byte)100), ("dog/a.png", (byte)200) })
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(name)!));
            new Picture([.. Enumerable.Repeat(value, 8 * 8)], 8, 8, 1).SavePng(Path.Combine(folder, name));
        }

        File.WriteAllText(Path.Combine(folder, "cat", "notes.txt"), "not a picture, and passed over");
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
    }
}
