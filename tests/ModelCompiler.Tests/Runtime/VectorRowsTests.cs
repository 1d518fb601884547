using System.Runtime.Intrinsics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class VectorRowsTests
{
    private const int Stride = 6;

    [Fact]
    public void Sixteen_rows() => Check(16, to => VectorRows.Store(
        ref to[1], Stride, Vector512.Create(0f) + Vector512<float>.Indices, Vector512.Create(100f) + Vector512<float>.Indices, Vector512.Create(200f) + Vector512<float>.Indices,
        Vector512.Create(300f) + Vector512<float>.Indices));

    [Fact]
    public void Eight_rows() => Check(8, to => VectorRows.Store(
        ref to[1], Stride, Vector256.Create(0f) + Vector256<float>.Indices, Vector256.Create(100f) + Vector256<float>.Indices, Vector256.Create(200f) + Vector256<float>.Indices,
        Vector256.Create(300f) + Vector256<float>.Indices));

    [Fact]
    public void Four_rows() => Check(4, to => VectorRows.Store(
        ref to[1], Stride, Vector128.Create(0f) + Vector128<float>.Indices, Vector128.Create(100f) + Vector128<float>.Indices, Vector128.Create(200f) + Vector128<float>.Indices,
        Vector128.Create(300f) + Vector128<float>.Indices));

    [Fact]
    public void Rows_of_memory()
    {
        float[] from = [.. Enumerable.Range(0, 400).Select(i => (float)(i - 2))]; // Row v begins at 2 + 100·v.
        Check(8, to => VectorAccess.TurnRows8(ref from[0], 2, 100, ref to[0], 1, Stride));
        Check(4, to => VectorAccess.TurnRows4(ref from[0], 2, 100, ref to[0], 1, Stride));
    }

    /// <summary>Lane l of value v is 100·v + l; what lies between the rows stays as it was.</summary>
    private static void Check(int lanes, Action<float[]> store)
    {
        var expected = Filled(lanes);
        for (int l = 0; l < lanes; l++)
        {
            for (int v = 0; v < 4; v++) expected[1 + l * Stride + v] = 100 * v + l;
        }

        var actual = Filled(lanes);
        store(actual);
        Assert.Equal(expected, actual);
    }

    private static float[] Filled(int lanes)
    {
        var floats = new float[lanes * Stride + 2];
        Array.Fill(floats, -1f);
        return floats;
    }
}
