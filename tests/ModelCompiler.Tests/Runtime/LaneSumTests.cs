using System.Runtime.Intrinsics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class LaneSumTests
{
    /// <summary>To the bit: a kernel adds up one vector's lanes or four vectors', as its tiles come, and the results are the same.</summary>
    [Fact]
    public void Sums_of_four_vectors_are_those_of_each()
    {
        var random = new Random(7);
        for (int round = 0; round < 1000; round++)
        {
            float[] floats = [.. Enumerable.Range(0, 64).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-6, 7)))];
            Vector512<float>[] wide = [.. Enumerable.Range(0, 4).Select(v => Vector512.Create(floats.AsSpan(16 * v, 16)))];
            Vector256<float>[] half = [.. wide.Select(v => v.GetUpper())];
            Vector128<float>[] quarter = [.. half.Select(v => v.GetLower())];
            Equal([.. wide.Select(Vector512.Sum)], VectorRows.LaneSums16(wide[0], wide[1], wide[2], wide[3]));
            Equal([.. half.Select(Vector256.Sum)], VectorRows.LaneSums8(half[0], half[1], half[2], half[3]));
            Equal([.. quarter.Select(Vector128.Sum)], VectorRows.LaneSums4(quarter[0], quarter[1], quarter[2], quarter[3]));
        }

        static void Equal(float[] expected, Vector128<float> sums) =>
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), Enumerable.Range(0, 4).Select(lane => BitConverter.SingleToInt32Bits(sums[lane])));
    }
}
