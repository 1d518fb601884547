using System.Numerics;

namespace ModelCompiler.Data;

/// <summary>
/// <c>y = x · scale + offset</c> with a scale and an offset for each channel, the last extent of a sample: one multiplication and one
/// addition per number, each rounded, so that vectors and single numbers give the same bits.
/// </summary>
internal sealed class ChannelAffine
{
    /// <summary>Leaves numbers as they are; bytes become floats.</summary>
    public static readonly ChannelAffine Identity = new([1], [0]);

    private readonly double[] scales;
    private readonly double[] offsets;
    private readonly float[] scalePattern;
    private readonly float[] offsetPattern;

    /// <param name="scales">One for each channel, or one for all.</param>
    /// <param name="offsets">As many.</param>
    public ChannelAffine(double[] scales, double[] offsets)
    {
        (this.scales, this.offsets) = (scales, offsets);
        // Repeated so often that a vector at any channel can be read from it.
        scalePattern = Repeat(scales);
        offsetPattern = Repeat(offsets);
    }

    /// <summary>Channels that are told apart; 1 if all are changed alike.</summary>
    public int Channels => scales.Length;

    /// <summary>One change after another, as one change. The products are rounded once.</summary>
    public static ChannelAffine Compose(ChannelAffine? first, ChannelAffine second)
    {
        if (first is null)
            return second;
        int channels = first.Channels / (int)BigInteger.GreatestCommonDivisor(first.Channels, second.Channels) * second.Channels;
        var scales = new double[channels];
        var offsets = new double[channels];
        for (int c = 0; c < channels; c++)
        {
            double scale = second.scales[c % second.Channels];
            scales[c] = first.scales[c % first.Channels] * scale;
            offsets[c] = first.offsets[c % first.Channels] * scale + second.offsets[c % second.Channels];
        }

        return new ChannelAffine(scales, offsets);
    }

    /// <summary>Changes floats; the two spans may be the same.</summary>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination)
    {
        int i = 0, channel = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ApplyVector(new Vector<float>(source[i..]), channel).CopyTo(destination[i..]);
            channel = (channel + Vector<float>.Count) % Channels;
        }

        for (; i < source.Length; i++)
            destination[i] = source[i] * scalePattern[i % Channels] + offsetPattern[i % Channels];
    }

    /// <summary>Turns bytes into floats and changes them.</summary>
    public void Apply(ReadOnlySpan<byte> source, Span<float> destination)
    {
        int i = 0, channel = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(source[i..]), out Vector<ushort> low, out Vector<ushort> high);
            ApplyWords(low, destination[i..], ref channel);
            ApplyWords(high, destination[(i + Vector<ushort>.Count)..], ref channel);
        }

        for (; i < source.Length; i++)
            destination[i] = source[i] * scalePattern[i % Channels] + offsetPattern[i % Channels];
    }

    private void ApplyWords(Vector<ushort> words, Span<float> destination, ref int channel)
    {
        Vector.Widen(words, out Vector<uint> low, out Vector<uint> high);
        ApplyVector(Vector.ConvertToSingle(Vector.AsVectorInt32(low)), channel).CopyTo(destination);
        channel = (channel + Vector<float>.Count) % Channels;
        ApplyVector(Vector.ConvertToSingle(Vector.AsVectorInt32(high)), channel).CopyTo(destination[Vector<float>.Count..]);
        channel = (channel + Vector<float>.Count) % Channels;
    }

    private Vector<float> ApplyVector(Vector<float> numbers, int channel) =>
        numbers * new Vector<float>(scalePattern, channel) + new Vector<float>(offsetPattern, channel);

    private static float[] Repeat(double[] values)
    {
        var pattern = new float[values.Length + Vector<float>.Count];
        for (int i = 0; i < pattern.Length; i++)
            pattern[i] = (float)values[i % values.Length];
        return pattern;
    }
}
