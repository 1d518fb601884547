using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Layers of sequences and vectors.</content>
public sealed partial class RandomNetworks
{
    private void AddSequenceLayer()
    {
        switch (random.Between(0, 6))
        {
            case <= 2: Add(Convolution1D()); break;
            case 3: Add(new Pooling1DSource(random.OneIn(2), Window1D(random.Between(1, 3), dilate: false))); break;
            case 4: Add(random.OneIn(2) ? Normalization() : SampleNormalization()); break;
            case 5: Add(ActivationLayer()); break;
            default: Add(random.OneIn(3) ? new PermuteSource(2, 1) : new ReshapeSource(1, shape[0], shape[1])); break;
        }
    }

    private Conv1DSource Convolution1D()
    {
        int filters = Channels(), groups = random.OneIn(4) ? Groups(shape[1], filters) : 1;
        return new(filters, Window1D(random.Between(1, 5), dilate: true)) { Groups = groups, Activation = AnyActivation(), UseBias = !random.OneIn(4), Trainable = !random.OneIn(5) };
    }

    private void AddToVector()
    {
        if (random.OneIn(3))
        {
            // The average of what a sample's own statistics have centred is 0 whatever its scale, whose gradient then is nothing but rounding.
            bool max = random.OneIn(2) || (layers.Count > 0 && layers[^1] is SampleNormalizationSource);
            Add(new GlobalPoolingSource(max, shape.Length - 1) { KeepDims = random.OneIn(4) });
            if (shape.Length > 1) Add(new FlattenSource());
        }
        else if (random.OneIn(5)) Add(new ReshapeSource(-1));
        else Add(new FlattenSource());
    }

    private void AddVectorLayer()
    {
        switch (random.Between(0, 6))
        {
            case 6: Add(random.OneIn(2) ? Normalization() : SampleNormalization()); break;
            case 0: Add(new DropoutSource(Rate(), random.OneIn(3) ? DropoutUnitSource.Sample : DropoutUnitSource.Element)); break;
            case 1: Add(ActivationLayer()); break;
            default:
                Add(new DenseSource(random.Of(Channels(), random.Between(1, 100)))
                {
                    Activation = AnyActivation(),
                    UseBias = !random.OneIn(4),
                    Trainable = !random.OneIn(5),
                    L1 = random.OneIn(6) ? 0.001 : 0,
                    L2 = random.OneIn(6) ? 0.02 : 0,
                });
                break;
        }
    }
}
