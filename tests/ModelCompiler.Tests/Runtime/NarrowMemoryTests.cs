using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

/// <summary>Elements of fewer bits than a float: every one is read as what it stands for, and what is written is the nearest, whatever the width of the vector.</summary>
public class NarrowMemoryTests
{
    /// <summary>The nearest bfloat16 by the definition: of the two around a number the one that is less far, and the even one in the middle.</summary>
    private static ushort Nearest(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value), below = bits >> 16;
        if (float.IsNaN(value)) return (ushort)(below | 0x40);
        if (float.IsInfinity(value)) return (ushort)below;
        uint rest = bits & 0xFFFF;
        return (ushort)(rest > 0x8000 || (rest == 0x8000 && (below & 1) == 1) ? below + 1 : below);
    }

    private static readonly float[] Numbers =
    [
        0, -0f, 1, -1, 1 + (1f / 256), 1 + (3f / 256), 1.0000001f, -3.14159274f, 1e-40f, float.Epsilon, -1e-38f, float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
        float.NaN, BitConverter.UInt32BitsToSingle(0x7F800001), BitConverter.UInt32BitsToSingle(0xFFFFFFFF), 0.49999997f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 126.5f, 127, 127.4f, -127.6f, 128.9f, -128.4f,
        1e9f, -1e9f,
        .. Enumerable.Range(0, 4000).Select(i => BitConverter.UInt32BitsToSingle(((uint)i * 2_654_435_761u) ^ 0x1234)),
    ];

    [Fact]
    public void Every_bfloat16_is_the_upper_half_of_a_float()
    {
        ushort[] all = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        foreach (ushort half in all) Assert.Equal((uint)half << 16, BitConverter.SingleToUInt32Bits(BFloat16Memory.Load1(ref all[half], 0)));
        for (int at = 0; at + 16 <= all.Length; at += 13)
        {
            uint[] expected = [.. all.Skip(at).Take(16).Select(h => (uint)h << 16)];
            Assert.Equal(expected[..4], Bits(BFloat16Memory.Load4(ref all[0], at)));
            Assert.Equal(expected[..8], Bits(BFloat16Memory.Load8(ref all[0], at)));
            Assert.Equal(expected, Bits(BFloat16Memory.Load16(ref all[0], at)));
            Assert.All(Bits(BFloat16Memory.Splat4(ref all[0], at)), bits => Assert.Equal(expected[0], bits));
            Assert.All(Bits(BFloat16Memory.Splat8(ref all[0], at)), bits => Assert.Equal(expected[0], bits));
            Assert.All(Bits(BFloat16Memory.Splat16(ref all[0], at)), bits => Assert.Equal(expected[0], bits));
        }
    }

    [Fact]
    public void Floats_become_the_nearest_bfloat16()
    {
        ushort[] expected = [.. Numbers.Select(Nearest)];
        Check(expected, BFloat16Memory.Store1, BFloat16Memory.Store4, BFloat16Memory.Store8, BFloat16Memory.Store16);
    }

    [Fact]
    public void Every_whole_number_is_itself()
    {
        sbyte[] all = [.. Enumerable.Range(-128, 256).Select(i => (sbyte)i)];
        for (int at = 0; at + 16 <= all.Length; at++)
        {
            float[] expected = [.. all.Skip(at).Take(16).Select(i => (float)i)];
            Assert.Equal(expected[0], Int8Memory.Load1(ref all[0], at));
            Assert.Equal(expected[..4], Floats(Int8Memory.Load4(ref all[0], at)));
            Assert.Equal(expected[..8], Floats(Int8Memory.Load8(ref all[0], at)));
            Assert.Equal(expected, Floats(Int8Memory.Load16(ref all[0], at)));
            Assert.All(Floats(Int8Memory.Splat4(ref all[0], at)), x => Assert.Equal(expected[0], x));
            Assert.All(Floats(Int8Memory.Splat8(ref all[0], at)), x => Assert.Equal(expected[0], x));
            Assert.All(Floats(Int8Memory.Splat16(ref all[0], at)), x => Assert.Equal(expected[0], x));
        }
    }

    [Fact]
    public void Floats_become_the_nearest_whole_number()
    {
        sbyte[] expected = [.. Numbers.Select(x => float.IsNaN(x) ? (sbyte)0 : (sbyte)Math.Clamp(Math.Round((double)x, MidpointRounding.ToEven), -128, 127))];
        Check(expected, Int8Memory.Store1, Int8Memory.Store4, Int8Memory.Store8, Int8Memory.Store16);
    }

    [Fact]
    public void Every_whole_number_from_0_is_itself()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int at = 0; at + 16 <= all.Length; at++)
        {
            float[] expected = [.. all.Skip(at).Take(16).Select(i => (float)i)];
            Assert.Equal(expected[0], UInt8Memory.Load1(ref all[0], at));
            Assert.Equal(expected[..4], Floats(UInt8Memory.Load4(ref all[0], at)));
            Assert.Equal(expected[..8], Floats(UInt8Memory.Load8(ref all[0], at)));
            Assert.Equal(expected, Floats(UInt8Memory.Load16(ref all[0], at)));
            Assert.All(Floats(UInt8Memory.Splat4(ref all[0], at)), x => Assert.Equal(expected[0], x));
            Assert.All(Floats(UInt8Memory.Splat8(ref all[0], at)), x => Assert.Equal(expected[0], x));
            Assert.All(Floats(UInt8Memory.Splat16(ref all[0], at)), x => Assert.Equal(expected[0], x));
        }
    }

    [Fact]
    public void Floats_become_the_nearest_whole_number_from_0()
    {
        byte[] expected = [.. Numbers.Select(x => float.IsNaN(x) ? (byte)0 : (byte)Math.Clamp(Math.Round((double)x, MidpointRounding.ToEven), 0, 255))];
        Check(expected, UInt8Memory.Store1, UInt8Memory.Store4, UInt8Memory.Store8, UInt8Memory.Store16);
    }

    /// <summary>The greatest bytes among them, whose products saturate 16 bits: in one instruction, in pairs, and lane by lane.</summary>
    [Fact]
    public void Dot_products_of_bytes_are_exact()
    {
        var random = new Random(1);
        byte[] bytes = [.. Enumerable.Range(0, 4096).Select(i => i < 64 ? (byte)255 : (byte)random.Next(256))];
        sbyte[] weights = [.. Enumerable.Range(0, 4096).Select(i => i < 32 ? (sbyte)-128 : i < 64 ? (sbyte)127 : (sbyte)random.Next(-128, 128))];
        for (int at = 0; at + 8 <= 1024; at++)
        {
            int[] sums = [.. Enumerable.Range(0, 8).Select(_ => random.Next(-1 << 30, 1 << 30))];
            int[] own = [.. Enumerable.Range(0, 8).Select(l => sums[l] + Enumerable.Range(0, 4).Sum(j => bytes[(4 * (at + l)) + j] * weights[(4 * (at + l)) + j]))];
            int[] shared = [.. Enumerable.Range(0, 8).Select(l => sums[l] + Enumerable.Range(0, 4).Sum(j => bytes[(4 * at) + j] * weights[(4 * (at + l)) + j]))];
            Vector256<float> sum = Vector256.Create(sums).AsSingle(), w = Int8Memory.LoadFours8(ref weights[0], at), x = Vector256.LoadUnsafe(ref bytes[4 * at]).AsSingle();
            Assert.Equal(own, Bits(Int8Memory.Dot8(x, w, sum)).Select(b => (int)b));
            Assert.Equal(shared, Bits(Int8Memory.Dot8(UInt8Memory.SplatFours8(ref bytes[0], at), w, sum)).Select(b => (int)b));
            Assert.Equal(shared[..4], Bits(Int8Memory.Dot4(UInt8Memory.SplatFours4(ref bytes[0], at), Int8Memory.LoadFours4(ref weights[0], at), sum.GetLower())).Select(b => (int)b));
            Assert.Equal(own[0], BitConverter.SingleToInt32Bits(Int8Memory.Dot1(UInt8Memory.LoadFours1(ref bytes[0], at), Int8Memory.LoadFours1(ref weights[0], at), sum[0])));
            int[] products = [.. own.Zip(sums, (o, s) => o - s)];
            Assert.Equal(products[..4], Bits(Int8Memory.DotOfLanes(x.AsInt32().GetLower(), w.AsInt32().GetLower())).Select(b => (int)b));
            if (Sse2.IsSupported) Assert.Equal(products[..4], Bits(Int8Memory.DotOfPairs(x.AsInt16().GetLower(), w.AsInt16().GetLower())).Select(b => (int)b));
            if (Avx2.IsSupported) Assert.Equal(products, Bits(Int8Memory.DotOfPairs(x.AsInt16(), w.AsInt16())).Select(b => (int)b));
            if (Dp.IsSupported) Assert.Equal(products[..4], Bits(Int8Memory.DotOfSigned(x.AsInt32().GetLower(), w.AsInt32().GetLower())).Select(b => (int)b));
        }
    }

    private delegate void Store<T, TVector>(ref T to, nint at, TVector value);

    /// <summary>Each width at every place of the numbers, and nothing beside is written.</summary>
    private static void Check<T>(T[] expected, Store<T, float> store1, Store<T, Vector128<float>> store4, Store<T, Vector256<float>> store8, Store<T, Vector512<float>> store16)
        where T : struct
    {
        for (int at = 0; at + 16 < Numbers.Length; at += 3)
        {
            int start = at;
            ref float first = ref Numbers[start];
            Vector128<float> four = Vector128.LoadUnsafe(ref first);
            Vector256<float> eight = Vector256.LoadUnsafe(ref first);
            Vector512<float> sixteen = Vector512.LoadUnsafe(ref first);
            Only(1, (T[] to) => store1(ref to[0], 1, Numbers[start]));
            Only(4, (T[] to) => store4(ref to[0], 1, four));
            Only(8, (T[] to) => store8(ref to[0], 1, eight));
            Only(16, (T[] to) => store16(ref to[0], 1, sixteen));

            void Only(int lanes, Action<T[]> store)
            {
                var memory = new T[18];
                store(memory);
                Assert.Equal([default, .. expected.Skip(start).Take(lanes), .. new T[17 - lanes]], memory);
            }
        }
    }

    private static uint[] Bits<T>(T vector)
        where T : struct => MemoryMarshal.Cast<T, uint>([vector]).ToArray();

    private static float[] Floats<T>(T vector)
        where T : struct => MemoryMarshal.Cast<T, float>([vector]).ToArray();
}
