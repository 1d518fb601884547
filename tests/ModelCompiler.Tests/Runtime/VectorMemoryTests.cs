using System.Runtime.CompilerServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class VectorMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1L << 40)]
    [InlineData(-(1L << 40))]
    public void An_address_that_is_prefetched_may_lie_anywhere(long floats)
    {
        float[] data = [1, 2, 3];
        VectorMemory.Prefetch(ref Unsafe.Add(ref data[0], (nint)floats));
        Assert.Equal([1, 2, 3], data);
    }
}
