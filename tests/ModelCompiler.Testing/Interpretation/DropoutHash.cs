using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>Masks for interpreted runs: any function of layer and place will do, as long as reference and interpreter use the same.</summary>
public static class DropoutHash
{
    /// <summary>0 or 1 / (1 - rate).</summary>
    public static double Factor(float rate, int stream, int place) =>
        (new SplitMix64((ulong)stream << 32 | (uint)place).Next() >> 40) * (1.0 / (1 << 24)) < rate ? 0 : 1 / (1 - (double)rate);

    /// <summary>A normal number: the sum of twelve uniform ones less 6 has its mean and its variance.</summary>
    public static double Noise(float deviation, int stream, int place)
    {
        var random = new SplitMix64(((ulong)stream << 32 | (uint)place) ^ 0xA5A5);
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += (random.Next() >> 40) * (1.0 / (1 << 24));
        return deviation * sum;
    }

    /// <summary>Gives the reference's dropout layers the masks that an interpreted step uses.</summary>
    public static void SetMasks(ModelSource source, ReferenceNetwork reference, int batch)
    {
        int stream = 0;
        foreach (var (layer, dropout) in reference.Layers.OfType<ReferenceDropout>().Zip(source.Layers.OfType<DropoutSource>()).Where(pair => pair.Second.Rate > 0))
        {
            stream++;
            layer.Mask = [.. Enumerable.Range(0, batch * layer.InputSize).Select(element => Factor((float)dropout.Rate, stream, Place(dropout.Unit, element, layer)))];
        }
    }

    /// <summary>The number of what is dropped as a whole.</summary>
    private static int Place(DropoutUnitSource unit, int element, ReferenceDropout layer)
    {
        int sample = element / layer.InputSize, channels = layer.InputShape[^1];
        return unit switch
        {
            DropoutUnitSource.Channel => sample * channels + element % channels,
            DropoutUnitSource.Sample => sample,
            _ => element,
        };
    }
}
