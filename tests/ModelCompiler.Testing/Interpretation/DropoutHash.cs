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

    /// <summary>Gives the reference's dropout layers the masks that an interpreted step uses.</summary>
    public static void SetMasks(ModelSource source, ReferenceNetwork reference, int batch)
    {
        double[] rates = [.. source.Layers.OfType<DropoutSource>().Select(d => d.Rate)];
        int stream = 0;
        foreach (var (layer, rate) in reference.Layers.OfType<ReferenceDropout>().Zip(rates).Where(pair => pair.Second > 0))
        {
            stream++;
            layer.Mask = [.. Enumerable.Range(0, batch * layer.InputSize).Select(place => Factor((float)rate, stream, place))];
        }
    }
}
