using System.Buffers.Binary;
using System.Text;
using ModelCompiler.Serialization;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Serialization;

/// <summary>Types other than 32-bit floats.</summary>
public sealed class StoredTypeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>1, -2, 0.5 in each type that has them, byte by byte from the types' definitions.</summary>
    [Theory]
    [InlineData("F64", "000000000000F03F" + "00000000000000C0" + "000000000000E03F", 1, -2, 0.5)]
    [InlineData("F32", "0000803F" + "000000C0" + "0000003F", 1, -2, 0.5)]
    [InlineData("F16", "003C" + "00C0" + "0038", 1, -2, 0.5)]
    [InlineData("F16", "0100" + "FF7B" + "007C", 5.9604645e-8, 65504, double.PositiveInfinity)]
    [InlineData("BF16", "803F" + "00C0" + "003F", 1, -2, 0.5)]
    [InlineData("F8_E4M3", "38" + "C0" + "30", 1, -2, 0.5)]
    [InlineData("F8_E4M3", "7E" + "01" + "08", 448, 0.001953125, 0.015625)]
    [InlineData("F8_E5M2", "3C" + "C0" + "38", 1, -2, 0.5)]
    [InlineData("I64", "0100000000000000" + "FEFFFFFFFFFFFFFF" + "0000000001000000", 1, -2, 4294967296)]
    [InlineData("I32", "01000000" + "FEFFFFFF" + "00000001", 1, -2, 16777216)]
    [InlineData("I16", "0100" + "FEFF" + "0001", 1, -2, 256)]
    [InlineData("I8", "01" + "FE" + "7F", 1, -2, 127)]
    [InlineData("U64", "0100000000000000" + "FFFFFFFFFFFFFFFF" + "0000000000000000", 1, 18446744073709551615, 0)]
    [InlineData("U32", "01000000" + "FFFFFFFF" + "00000000", 1, 4294967295, 0)]
    [InlineData("U16", "0100" + "FFFF" + "0000", 1, 65535, 0)]
    [InlineData("U8", "01" + "FF" + "00", 1, 255, 0)]
    [InlineData("BOOL", "01" + "00" + "01", 1, 0, 1)]
    public void Numbers_become_floats(string type, string bytes, double a, double b, double c)
    {
        byte[] data = Convert.FromHexString(bytes);
        string path = Write($$$"""{"__metadata__":{"by":"hand","note":"ä"},"x":{"dtype":"{{{type}}}","shape":[3,1],"data_offsets":[0,{{{data.Length}}}]}}""", data);
        using WeightFile file = WeightFile.Open(path);
        var numbers = new float[3];
        file.Tensors.Single().Read(numbers);
        Assert.Equal([(float)a, (float)b, (float)c], numbers);
        Assert.Equal(type, file.Find("x")!.DType);
        Assert.Equal("hand", file.Metadata["by"]);
        Assert.Equal("ä", file.Metadata["note"]);
    }

    [Theory]
    [InlineData("F64", 8)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public void Weights_of_other_types_are_converted_and_that_is_said(string type, int size)
    {
        byte[] Number(float value) => type switch
        {
            "F64" => BitConverter.GetBytes((double)value),
            "F16" => BitConverter.GetBytes((Half)value),
            _ => BitConverter.GetBytes(value)[2..],
        };
        string header =
            $$$"""
            {"dense_1.kernel":{"dtype":"{{{type}}}","shape":[4,3],"data_offsets":[0,{{{12 * size}}}]},
            "dense_1.bias":{"dtype":"F32","shape":[3],"data_offsets":[{{{12 * size}}},{{{12 * size + 12}}}]},
            "dense_1.offset":{"dtype":"{{{type}}}","shape":[3],"data_offsets":[{{{12 * size + 12}}},{{{15 * size + 12}}}]}}
            """;
        byte[] data = [.. Enumerable.Range(0, 12).SelectMany(i => Number(i)), .. new byte[12], .. Enumerable.Range(12, 3).SelectMany(i => Number(i))];
        string path = Write(header, data);
        var model = new Classifier(1);
        model.Load(path);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), model.Parameters["dense_1.kernel"].Span.ToArray());
        Assert.Equal([12, 13, 14], model.Parameters["dense_1.offset"].Span.ToArray());

        var other = new Classifier(2);
        TransferredWeights transferred = other.LoadMatching(path);
        Assert.Equal([$"dense_1.kernel ({type})", $"dense_1.offset ({type})"], transferred.Converted);
        Assert.Empty(transferred.Different);
        Assert.Equal(model.Parameters["dense_1.kernel"].Span.ToArray(), other.Parameters["dense_1.kernel"].Span.ToArray());
        Assert.Contains("2 converted to 32-bit floats", transferred.ToString());
    }

    [Fact]
    public void Empty_tensors_and_single_numbers_are_read()
    {
        string path = Write("""{"one":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"none":{"dtype":"F32","shape":[3,0,9223372036854775807],"data_offsets":[4,4]},"odd":{"dtype":"F4","shape":"""
            + """[2],"data_offsets":[4,5]}}""", [0, 0, 128, 63, 7]);
        using WeightFile file = WeightFile.Open(path);
        Assert.Equal([1, 0, 2], file.Tensors.Select(t => t.Length));
        var one = new float[1];
        file.Find("one")!.Read(one);
        file.Find("none")!.Read([]);
        Assert.Equal(1, one[0]);
        Assert.Contains("holds F4, which is not read", Assert.Throws<WeightFileException>(() => file.Find("odd")!.Read(new float[2])).Message);
    }

    private string Write(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return folder.Write("net.safetensors", [.. length, .. json, .. data]);
    }
}
