using System.Runtime.InteropServices;

namespace ModelCompiler.OpenCL;

/// <summary>Values of a device's memory that are kept in fewer bits, as floats.</summary>
internal static class NarrowElements
{
    /// <summary>Floats whose memory so many elements take.</summary>
    public static int Floats(Precision element, int count) => element == Precision.Single ? count : (count + 1) / 2;

    /// <summary>The elements as floats, which they are exactly.</summary>
    /// <param name="element">What they are: a float or 16 bits.</param>
    /// <param name="memory">Where they lie one after the other.</param>
    /// <param name="count">How many.</param>
    public static float[] Widen(Precision element, float[] memory, int count)
    {
        if (element == Precision.Single)
            return memory;
        var values = new float[count];
        if (element == Precision.Float16)
        {
            ReadOnlySpan<Half> halves = MemoryMarshal.Cast<float, Half>(memory);
            for (int i = 0; i < count; i++)
                values[i] = (float)halves[i];
            return values;
        }

        ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<float, ushort>(memory);
        for (int i = 0; i < count; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
        return values;
    }

    /// <summary>Multiplies in place.</summary>
    public static void Multiply(Span<float> values, float factor)
    {
        if (factor == 1)
            return;
        foreach (ref float value in values)
            value *= factor;
    }
}
