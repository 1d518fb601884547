using System.Runtime.CompilerServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_000)]
    public void Starts_on_a_cache_line_and_is_zero(int length)
    {
        var buffer = new AlignedBuffer(length);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(0, Misplaced(ref buffer.First));
        Assert.All(buffer.Span.ToArray(), value => Assert.Equal(0, value));
        if (length > 0)
            Assert.True(Unsafe.AreSame(ref buffer.First, ref buffer.Span[0]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Lengths_round_up_to_16(int length, int expected) => Assert.Equal(expected, AlignedBuffer.RoundUp(length));

    /// <summary>Bytes past the last cache line: the distance to a null reference, modulo 64.</summary>
    private static nint Misplaced(ref float first) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref first) & 63;
}
