namespace ModelCompiler.Generators.Graph;

/// <summary>How one kind of layer is made of operations. Nothing else about a layer is known to the compiler.</summary>
internal interface ILayerRecipe
{
    /// <summary>The attribute's name without its suffix.</summary>
    string Kind { get; }

    /// <summary>Reads the arguments and appends the operations. Reports mistakes; never throws.</summary>
    void Build(LayerBuilder layer);
}
