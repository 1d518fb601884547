using System.Buffers.Binary;
using System.Text;
using ModelCompiler.Runtime;
using ModelCompiler.Serialization;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Serialization;

public sealed class SafeTensorsTests : IDisposable
{
    private const string Kernel = "\"dense_1.kernel\":{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[0,48]}";
    private const string Bias = "\"dense_1.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[48,60]}";
    private const string Offset = "\"dense_1.offset\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[60,72]}";
    private const int DataBytes = 72;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_saved_is_loaded_bit_for_bit()
    {
        var saved = new Classifier(1);
        saved.Save(folder.File("net.safetensors"));
        var loaded = new Classifier(2);
        int version = loaded.Parameters.Version;
        loaded.Load(folder.File("net.safetensors"));
        Assert.Equal(saved.Parameters.Buffer.Span.ToArray(), loaded.Parameters.Buffer.Span.ToArray());
        Assert.True(loaded.Parameters.Version > version);
    }

    [Fact]
    public void The_file_is_as_the_format_describes_it()
    {
        var model = new Classifier(1);
        model.Save(folder.File("net.safetensors"));
        byte[] bytes = File.ReadAllBytes(folder.File("net.safetensors"));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal($$"""{"__metadata__":{"model":"Classifier","architecture":"hash-1"},{{Kernel}},{{Bias}},{{Offset}}}""", header.TrimEnd());
        Assert.Equal(8 + length + DataBytes, bytes.Length);
        Assert.Equal(model.Parameters["dense_1.kernel"].Span[1], BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 4)));
    }

    [Fact]
    public void Saving_replaces_the_file_whole_and_leaves_nothing_behind()
    {
        string path = folder.Write("net.safetensors", "old"u8);
        new Classifier(1).Save(path);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        new Classifier(2).Load(path);
    }

    [Fact]
    public void A_save_that_fails_keeps_the_old_file()
    {
        string path = folder.Write("net.safetensors", "old"u8);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Tensors_may_come_in_any_order_and_without_metadata()
    {
        string path = WriteFile(
            """{"dense_1.offset":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"dense_1.bias":{"dtype":"F32","shape":[3],"data_offsets":[12,24]},"dense_1.kernel":{"dtype":"F32","shape":[4,"""
                + """3],"data_offsets":[24,72]}}""",
            [.. Enumerable.Range(0, 18).SelectMany(i => BitConverter.GetBytes((float)i))]);
        var model = new Classifier();
        model.Load(path);
        Assert.Equal([0, 1, 2], model.Parameters["dense_1.offset"].Span.ToArray());
        Assert.Equal([3, 4, 5], model.Parameters["dense_1.bias"].Span.ToArray());
        Assert.Equal(17, model.Parameters["dense_1.kernel"].Span[^1]);
    }

    [Theory]
    [InlineData("net.bin", "the extension '.bin' names no format")]
    [InlineData("net", "the extension '' names no format")]
    public void Other_extensions_are_refused(string name, string message)
    {
        Assert.Contains(message, Assert.Throws<WeightFileException>(() => new Classifier().Save(folder.File(name))).Message);
        Assert.Contains("Supported: .safetensors, .json, .pt, .pth", Assert.Throws<WeightFileException>(() => new Classifier().Load(folder.File(name))).Message);
    }

    [Theory]
    [InlineData("""{<kernel>,<offset>}""", "with a hole after the tensor before it", "dense_1.offset")]
    [InlineData("""{<kernel>}""", "has 72 bytes of data, of which its tensors take 48", null)]
    [InlineData("""{"dense_1.kernel":{"dtype":"F32","shape":[4,3],"data_offsets":[0,72]}}""", "takes 72 bytes, but its shape needs 48", "dense_1.kernel")]
    [InlineData("""{"dense_1.bias":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "tensor 'dense_1.kernel' is missing; it should be [4, 3]", "dense_1.kernel")]
    [InlineData("""{"dense_1.kernel":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48]},<bias>,<offset>}""", "is [3, 4], but 'Classifier' needs [4, 3]", "dense_1.kernel")]
    [InlineData("""{"dense_1.kernel":{"dtype":"F16","shape":[4,3],"data_offsets":[0,72]}}""", "takes 72 bytes, but its shape needs 24", "dense_1.kernel")]
    [InlineData("""{"dense_1.kernel":{"dtype":"C64","shape":[4,3],"data_offsets":[0,72]}}""", "holds C64, which is not read", "dense_1.kernel")]
    [InlineData("""{"dense_1.kernel":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,72]}}""", "more than any file holds", "dense_1.kernel")]
    [InlineData("""{"../../etc":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "has a name that is a path", "../../etc")]
    [InlineData("""{"/dense":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "has a name that is a path", "/dense")]
    [InlineData("""{"a\\b":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "has the character U+005C in its name", "a\\b")]
    [InlineData("""{"a\u0000b":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "has the character U+0000 in its name", "a?b")]
    [InlineData("""{"dense_1.weight":{"dtype":"F32","shape":[18],"data_offsets":[0,72]}}""", "load it with WeightLayout.PyTorch", "dense_1.kernel")]
    [InlineData("""{<kernel>,<bias>,"dense_1.offset":{"dtype":"F32","shape":[3],"data_offsets":[60,73]}}""", "lies at bytes 60 to 73 of 72", "dense_1.offset")]
    [InlineData("""{<kernel>,<bias>,"dense_1.offset":{"dtype":"F32","shape":[3],"data_offsets":[72,60]}}""", "lies at bytes 72 to 60", "dense_1.offset")]
    [InlineData("""{<kernel>,"dense_1.bias":{"dtype":"F32","shape":[3],"data_offsets":[44,56]},<offset>}""", "inside the tensor before it", "dense_1.bias")]
    [InlineData("""{<kernel>,<bias>,<offset>,"more":{"dtype":"F32","shape":[0],"data_offsets":[72,72]}}""", "has a tensor 'more' that 'Classifier' has not", "more")]
    [InlineData("""{<kernel>,<bias>,<bias>}""", "'dense_1.bias' is described twice", null)]
    [InlineData("""{"__metadata__":{"model":"Other","architecture":"hash-2"},<kernel>,<bias>,<offset>}""", "saved from 'Other' with another architecture (hash-2, this one is hash-1)", null)]
    [InlineData("{ ", "malformed header", null)]
    [InlineData("[]", "malformed header", null)]
    [InlineData("{}x", "malformed header", null)]
    [InlineData("""{"a":1}""", "malformed header", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "'a' needs a dtype, a shape and two data_offsets", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "malformed header", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "malformed header", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e99],"data_offsets":[0,4]}}""", "malformed header", null)]
    public void Files_that_do_not_fit_change_nothing(string header, string message, string? tensor)
    {
        WeightFileException exception = Refuses(WriteFile(header.Replace("<kernel>", Kernel).Replace("<bias>", Bias).Replace("<offset>", Offset), new byte[DataBytes]));
        Assert.Contains(message, exception.Message);
        Assert.Equal(tensor, exception.Tensor);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "is 3 bytes long, too short for a header")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127, 0 }, "announces a header of 9223372036854775807 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0 }, "announces a header of 18446744073709551615 bytes")]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 123 }, "announces a header of 3 bytes in a file of 9 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 0xC3, 0x28 }, "malformed header")]
    public void Damaged_starts_are_refused(byte[] bytes, string message) =>
        Assert.Contains(message, Refuses(folder.Write("net.safetensors", bytes)).Message);

    [Fact]
    public void A_truncated_file_is_refused()
    {
        new Classifier(1).Save(folder.File("net.safetensors"));
        byte[] bytes = File.ReadAllBytes(folder.File("net.safetensors"));
        WeightFileException exception = Refuses(folder.Write("cut.safetensors", bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Equal("dense_1.offset", exception.Tensor);
    }

    private string WriteFile(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return folder.Write("net.safetensors", [.. length, .. json, .. data]);
    }

    private static WeightFileException Refuses(string path)
    {
        var model = new Classifier(1);
        float[] before = model.Parameters.Buffer.Span.ToArray();
        int version = model.Parameters.Version;
        var exception = Assert.Throws<WeightFileException>(() => model.Load(path));
        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message);
        Assert.Equal(before, model.Parameters.Buffer.Span.ToArray());
        Assert.Equal(version, model.Parameters.Version);
        Assert.Equal(3, model.Predict([1, 2, 3, 4]).Length);
        return exception;
    }
}
