namespace ModelCompiler.Serialization;

/// <summary>Weights of one network for another: a pretrained body under a new head.</summary>
public static class ModelTransfer
{
    /// <summary>
    /// Replaces the weights of every tensor that a file has under the same name and in the same shape; the others keep what they hold.
    /// Names of layers decide, so give the new head a name of its own, or another size.
    /// </summary>
    /// <param name="model">The model whose weights are replaced.</param>
    /// <param name="path">A <c>.safetensors</c> file of any model.</param>
    /// <exception cref="WeightFileException">
    /// An extension that is not supported, a damaged file, or one of which no tensor fits; the model keeps its weights.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static TransferredWeights LoadMatching<TModel>(this TModel model, string path) where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelFile.LoadMatching(path, model.Program);
    }
}
