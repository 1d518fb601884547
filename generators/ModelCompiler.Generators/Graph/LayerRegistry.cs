using ModelCompiler.Generators.Graph.Layers;

namespace ModelCompiler.Generators.Graph;

/// <summary>Every layer there is. A new one is a recipe and a line here.</summary>
internal static class LayerRegistry
{
    private static readonly Dictionary<string, ILayerRecipe> Recipes = new ILayerRecipe[]
    {
        new Conv2DLayer(),
        new DenseLayer(),
        new Pooling2DLayer("MaxPooling2D", PoolKind.Max),
        new Pooling2DLayer("AveragePooling2D", PoolKind.Average),
        new GlobalPooling2DLayer("GlobalAveragePooling2D", PoolKind.Average),
        new FlattenLayer(),
        new ReshapeLayer(),
        new ZeroPadding2DLayer(),
        new DropoutLayer(),
        new BatchNormalizationLayer(),
        new JoinLayer("Add", JoinKind.Add),
        new JoinLayer("Multiply", JoinKind.Multiply),
        new ConcatenateLayer(),
        new ActivationLayer("ReLU", ActivationKind.ReLU),
        new ActivationLayer("LeakyReLU", ActivationKind.LeakyReLU),
        new ActivationLayer("ELU", ActivationKind.ELU),
        new ActivationLayer("Sigmoid", ActivationKind.Sigmoid),
        new ActivationLayer("Tanh", ActivationKind.Tanh),
        new SoftmaxLayer(),
    }.ToDictionary(r => r.Kind);

    public static IEnumerable<string> Kinds => Recipes.Keys;

    public static ILayerRecipe? Find(string kind) => Recipes.TryGetValue(kind, out var recipe) ? recipe : null;
}
