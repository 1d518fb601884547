using ModelCompiler.Generators.Graph.Layers;

namespace ModelCompiler.Generators.Graph;

/// <summary>Every layer there is. A new one is a recipe and a line here.</summary>
internal static class LayerRegistry
{
    private static readonly Dictionary<string, ILayerRecipe> Recipes = new ILayerRecipe[]
    {
        new ConvolutionLayer("Conv1D", rank: 1),
        new ConvolutionLayer("Conv2D", rank: 2),
        new DepthwiseConv2DLayer(),
        new SeparableConv2DLayer(),
        new Conv2DTransposeLayer(),
        new FixedConv2DLayer(),
        new GradientMagnitudeLayer(),
        new MedianFilter2DLayer(),
        new DenseLayer(),
        new PoolingLayer("MaxPooling1D", PoolKind.Max, rank: 1),
        new PoolingLayer("MaxPooling2D", PoolKind.Max, rank: 2),
        new PoolingLayer("AveragePooling1D", PoolKind.Average, rank: 1),
        new PoolingLayer("AveragePooling2D", PoolKind.Average, rank: 2),
        new GlobalPoolingLayer("GlobalMaxPooling1D", PoolKind.Max, rank: 1),
        new GlobalPoolingLayer("GlobalMaxPooling2D", PoolKind.Max, rank: 2),
        new GlobalPoolingLayer("GlobalAveragePooling1D", PoolKind.Average, rank: 1),
        new GlobalPoolingLayer("GlobalAveragePooling2D", PoolKind.Average, rank: 2),
        new FlattenLayer(),
        new ReshapeLayer(),
        new ZeroPadding2DLayer(),
        new Cropping2DLayer(),
        new UpSampling2DLayer(),
        new PositionBiasLayer(),
        new LocalResponseNormalizationLayer(),
        new SliceLayer(),
        new ChannelSplitLayer(),
        new ChannelShuffleLayer(),
        new PixelShuffleLayer(),
        new PermuteLayer(),
        new DropoutLayer("Dropout", DropoutUnit.Element),
        new DropoutLayer("SpatialDropout2D", DropoutUnit.Channel),
        new DropoutLayer("StochasticDepth", DropoutUnit.Sample),
        new NoiseLayer(),
        new SamplingLayer(),
        new BatchNormalizationLayer(),
        new SampleNormalizationLayer("LayerNormalization", inGroups: false),
        new SampleNormalizationLayer("GroupNormalization", inGroups: true),
        new JoinLayer("Add", JoinKind.Add),
        new JoinLayer("Subtract", JoinKind.Subtract),
        new JoinLayer("Multiply", JoinKind.Multiply),
        new JoinLayer("Average", JoinKind.Average),
        new JoinLayer("Maximum", JoinKind.Maximum),
        new JoinLayer("Minimum", JoinKind.Minimum),
        new ConcatenateLayer(),
        new ReLULayer(),
        new FixedActivationLayer("ReLU6", ActivationArguments.ReLU6),
        new ClipLayer(),
        new PReLULayer(),
        new ActivationLayer("LeakyReLU", ActivationKind.LeakyReLU),
        new ActivationLayer("ELU", ActivationKind.ELU),
        new FixedActivationLayer("Sigmoid", new(ActivationKind.Sigmoid, 0)),
        new FixedActivationLayer("Tanh", new(ActivationKind.Tanh, 0)),
        new FixedActivationLayer("SiLU", new(ActivationKind.SiLU, 0)),
        new FixedActivationLayer("HardSwish", new(ActivationKind.HardSwish, 0)),
        new FixedActivationLayer("HardSigmoid", new(ActivationKind.HardSigmoid, 0)),
        new FixedActivationLayer("Softplus", new(ActivationKind.Softplus, 0)),
        new GELULayer(),
        new SoftmaxLayer(),
    }.ToDictionary(r => r.Kind);

    public static IEnumerable<string> Kinds => Recipes.Keys;

    public static ILayerRecipe? Find(string kind) => Recipes.TryGetValue(kind, out var recipe) ? recipe : null;
}
