using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Values that part and meet again.</content>
public sealed partial class RandomNetworks
{
    /// <summary>A layer or two around which their input goes, too.</summary>
    private void AddShortcut()
    {
        string start = Last();
        int channels = shape[2];
        if (random.OneIn(2)) AddSame(Channels());
        if (!AddSame(channels)) return;
        JoinKindSource kind = random.Of(
            JoinKindSource.Add, JoinKindSource.Add, JoinKindSource.Multiply, JoinKindSource.Subtract, JoinKindSource.Average, JoinKindSource.Maximum, JoinKindSource.Minimum);
        // A product of three lies near 0, and with it near an activation's kink, too often to find inputs that do not.
        string[] with = kind == JoinKindSource.Add && random.OneIn(4) ? [start, start] : [start];
        layers.Add(new JoinSource(kind, with) { Activation = AnyActivation() });
    }

    /// <summary>A factor for each channel of a map, made of all its cells; or for each of its places.</summary>
    private void AddExcitation()
    {
        string start = Last();
        int[] from = shape;
        ActivationSource gate = random.Of(ActivationSource.Sigmoid, ActivationSource.HardSigmoid, ActivationSource.Tanh);
        if (random.OneIn(4))
        {
            if (!AddSame(1)) return;
        }
        else if (random.OneIn(3))
        {
            Add(new GlobalPoolingSource(random.OneIn(4)));
            Add(new DenseSource(from[2]) { Activation = gate });
        }
        else
        {
            Add(new GlobalPoolingSource(random.OneIn(4)) { KeepDims = true });
            if (random.OneIn(2)) Add(new Conv2DSource(random.Between(1, 5), new(1, 1)) { Activation = AnyActivation() });
            Add(new Conv2DSource(from[2], new(1, 1)) { Activation = gate });
        }

        layers.Add(new JoinSource(random.Of(JoinKindSource.Multiply, JoinKindSource.Multiply, JoinKindSource.Add, JoinKindSource.Subtract, JoinKindSource.Average), start));
        shape = from;
    }

    /// <summary>Channels in two parts, of which one goes through a convolution, and together again, shuffled.</summary>
    private void AddSplit()
    {
        int channels = shape[2];
        if (channels % 2 != 0) return;
        string start = Last();
        int[] from = shape;
        Add(new ChannelSplitSource(2, 1, channels));
        AddSame(channels / 2, always: true);
        string made = Last();
        int half = shape[2];
        shape = from;
        Add(new ChannelSplitSource(2, 0, channels) { From = start });
        layers.Add(new JoinSource(JoinKindSource.Concatenate, made));
        shape = [from[0], from[1], channels / 2 + half];
        if (shape[2] % 2 == 0) Add(new ChannelShuffleSource(2));
    }

    /// <summary>Two or three layers that read the same value, beside each other; sometimes with that value, too.</summary>
    private void AddBranches()
    {
        string start = Last();
        int[] from = shape;
        var ends = new List<string>();
        int channels = 0;
        for (int branch = random.Between(2, 3); branch > 0; branch--)
        {
            shape = from;
            if (random.OneIn(3)) Add(new PoolingSource(random.OneIn(2), new(3, 3) { StrideHeight = 1, StrideWidth = 1, Padding = ReferencePadding.Same }) { From = start });
            else AddSame(Channels(), start, always: true);
            if (random.OneIn(3)) Add(ActivationLayer());
            channels += shape[2];
            ends.Add(Last());
        }

        if (random.OneIn(4))
        {
            ends.Insert(0, start);
            channels += from[2];
        }

        layers.Add(new JoinSource(JoinKindSource.Concatenate, [.. ends.Take(ends.Count - 1)]) { Activation = random.OneIn(3) ? AnyActivation() : ActivationSource.Linear });
        shape = [from[0], from[1], channels];
    }
}
