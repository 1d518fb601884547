using System.Text;
using ModelCompiler.Serialization;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Serialization;

public sealed class TransferTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_that_fits_is_loaded()
    {
        var (saved, path) = Saved("dense_1.bias", "dense_1.bias");
        var model = new Classifier(2);
        int version = model.Parameters.Version;
        var transferred = model.LoadMatching(path);
        Assert.Equal(["dense_1.kernel", "dense_1.bias", "dense_1.offset"], transferred.Loaded);
        Assert.Equal("3 tensors loaded", transferred.ToString());
        Assert.Equal(saved.Parameters.Buffer.Span.ToArray(), model.Parameters.Buffer.Span.ToArray());
        Assert.True(model.Parameters.Version > version);
    }

    [Fact]
    public void A_tensor_of_another_name_keeps_what_it_holds()
    {
        var (saved, path) = Saved("dense_1.bias", "dense_9.bias");
        var model = new Classifier(2);
        model.Parameters["dense_1.bias"].Span.Fill(7);
        var transferred = model.LoadMatching(path);
        Assert.Equal(["dense_1.kernel", "dense_1.offset"], transferred.Loaded);
        Assert.Equal(["dense_1.bias"], transferred.Missing);
        Assert.Equal(["dense_9.bias"], transferred.Unused);
        Assert.Empty(transferred.Different);
        Assert.Equal("2 tensors loaded; 1 missing in the file: dense_1.bias; 1 in the file alone: dense_9.bias", transferred.ToString());
        Assert.Equal([7, 7, 7], model.Parameters["dense_1.bias"].Span.ToArray());
        Assert.Equal(saved.Parameters["dense_1.kernel"].Span.ToArray(), model.Parameters["dense_1.kernel"].Span.ToArray());
    }

    [Fact]
    public void A_tensor_of_another_shape_keeps_what_it_holds()
    {
        var (_, path) = Saved("[4,3]", "[3,4]");
        var model = new Classifier(2);
        float[] before = model.Parameters["dense_1.kernel"].Span.ToArray();
        var transferred = model.LoadMatching(path);
        Assert.Equal(["dense_1.kernel"], transferred.Different);
        Assert.Equal(before, model.Parameters["dense_1.kernel"].Span.ToArray());
    }

    [Fact]
    public void A_file_of_which_nothing_fits_is_refused()
    {
        new Regression(1).Save(folder.File("net.safetensors"));
        var model = new Classifier(2);
        var error = Assert.Throws<WeightFileException>(() => model.LoadMatching(folder.File("net.safetensors")));
        Assert.Contains("'Classifier'", error.Message, StringComparison.Ordinal);
        Assert.Throws<WeightFileException>(() => model.LoadMatching("weights.bin"));
    }

    /// <summary>A classifier's file, with one text of its header replaced by another as long.</summary>
    private (Classifier Model, string Path) Saved(string text, string replacement)
    {
        var model = new Classifier(1);
        string path = folder.File("net.safetensors");
        model.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at > 0 && text.Length == replacement.Length);
        Encoding.UTF8.GetBytes(replacement).CopyTo(bytes, at);
        File.WriteAllBytes(path, bytes);
        return (model, path);
    }
}
