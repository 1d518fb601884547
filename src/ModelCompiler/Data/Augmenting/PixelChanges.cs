using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>Changes a picture's numbers where they stand.</summary>
internal abstract class PixelChange
{
    public abstract void Apply(Span<float> picture, int width, int channels, ref CounterRandom random);

    /// <summary>Uniform from -<paramref name="range"/> to <paramref name="range"/>.</summary>
    protected static float Symmetric(ref CounterRandom random, double range) => (float)((2 * random.NextDouble() - 1) * range);
}

/// <summary>Blanks a square.</summary>
internal sealed class Cutout(int size, float value) : PixelChange
{
    public override void Apply(Span<float> picture, int width, int channels, ref CounterRandom random)
    {
        int height = picture.Length / (width * channels);
        int top = random.NextInt32(height) - size / 2, left = random.NextInt32(width) - size / 2;
        int right = Math.Min(width, left + size), start = Math.Max(0, left);
        for (int y = Math.Max(0, top); y < Math.Min(height, top + size); y++)
            picture[((y * width + start) * channels)..((y * width + right) * channels)].Fill(value);
    }
}

/// <summary>Adds normal noise.</summary>
internal sealed class Noise(double deviation) : PixelChange
{
    public override void Apply(Span<float> picture, int width, int channels, ref CounterRandom random)
    {
        foreach (ref float number in picture)
            number += (float)(deviation * random.NextNormal());
    }
}

/// <summary>Adds one number.</summary>
internal sealed class Brightness(double range) : PixelChange
{
    public override void Apply(Span<float> picture, int width, int channels, ref CounterRandom random)
    {
        float added = Symmetric(ref random, range);
        foreach (ref float number in picture)
            number += added;
    }
}

/// <summary>Changes the distance from each channel's mean.</summary>
internal sealed class Contrast(double range) : PixelChange
{
    public override void Apply(Span<float> picture, int width, int channels, ref CounterRandom random)
    {
        float factor = 1 + Symmetric(ref random, range);
        for (int channel = 0; channel < channels; channel++)
        {
            double sum = 0;
            for (int i = channel; i < picture.Length; i += channels)
                sum += picture[i];
            float mean = (float)(sum / (picture.Length / channels));
            for (int i = channel; i < picture.Length; i += channels)
                picture[i] = mean + factor * (picture[i] - mean);
        }
    }
}
