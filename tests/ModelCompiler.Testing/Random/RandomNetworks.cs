using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <summary>Draws valid small networks over the whole layer set, with the odd sizes that break tilings.</summary>
public sealed partial class RandomNetworks(ulong seed)
{
    /// <summary>Reference multiply-adds of one sample that a network may have, so that hundreds run in seconds.</summary>
    private const long WorkLimit = 400_000;

    private const string Head = "head";

    private readonly SplitMix64 random = new(seed);

    /// <summary>Outputs are drawn apart, so that layers do not depend on them.</summary>
    private readonly SplitMix64 outputRandom = new(~seed);

    /// <summary>And how weights are kept.</summary>
    private readonly SplitMix64 precisionRandom = new(seed ^ 0xB17);
    private readonly SplitMix64 activationRandom = new(seed ^ 0xAC7);
    private readonly List<LayerSource> layers = [];
    private int[] shape = [];
    private long work;

    /// <summary>The next network; equal seeds give equal networks.</summary>
    public ModelSource Next(string name)
    {
        layers.Clear();
        work = 0;
        int[] input = InputShape();
        shape = input;
        for (int i = random.Between(0, 4); i > 0 && shape.Length == 3; i--) AddMapLayer();
        for (int i = random.Between(0, 3); i > 0 && shape.Length == 2; i--) AddSequenceLayer();
        if (shape.Length == 3 && random.OneIn(4))
        {
            // Stays a map to the end: softmax over the channels of each position, losses over positions.
            if (!layers.OfType<WeightedSource>().Any(l => l.Trainable)) Add(Convolution() with { Trainable = true });
            return Finish(name, input);
        }
        if (shape.Length > 1) AddToVector();
        for (int i = random.Between(0, 2); i > 0; i--) AddVectorLayer();
        Add(new DenseSource(random.Of(1, 2, 3, 10, random.Between(1, 40))) { UseBias = !random.OneIn(5), L2 = random.OneIn(5) ? 0.01 : 0 });
        return Finish(name, input);
    }

    private int[] InputShape() => random.Between(0, 9) switch
    {
        0 => [Channels()],
        1 => [random.Between(1, 14), Channels()],
        _ => [random.Between(1, 14), random.Between(1, 14), random.OneIn(3) ? Channels() : random.Between(1, 5)],
    };

    private int Channels() => random.Of(random.Between(1, 8), random.Between(1, 20), random.Between(1, 40), 16, 20);

    /// <summary>The name of the current value.</summary>
    private string Last() => layers.Count == 0 ? "input" : $"{layers[^1].Kind}_{layers.Count(l => l.Kind == layers[^1].Kind)}";

    private void Add(LayerSource layer)
    {
        if (layer is Conv2DSource convolution) work += Work(convolution.Filters, convolution.Window);
        layers.Add(layer);
        shape = new ReferenceNetwork(shape, [.. layer.Build("layer")]).OutputShape;
    }
}
