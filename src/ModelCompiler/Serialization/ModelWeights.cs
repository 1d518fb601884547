using ModelCompiler.Serialization;

namespace ModelCompiler;

/// <summary>Weights of models in files of other worlds, with what was done returned.</summary>
public static class ModelWeights
{
    /// <summary>Saves the weights in a layout, under names, with text beside them. The file appears whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The extension says how: <c>.safetensors</c>, <c>.json</c>.</param>
    /// <param name="layout">Names and orders of axes.</param>
    /// <param name="names">
    /// Other names for tensors, <c>conv2d_1.kernel</c> to <c>features.0.weight</c>; those of <see cref="LoadedWeights.Names"/> write a
    /// file's own names again.
    /// </param>
    /// <param name="metadata">Text that the file carries beside its tensors.</param>
    /// <exception cref="WeightFileException">An extension that is not supported, or a layer that the layout does not know.</exception>
    /// <exception cref="IOException">A folder that does not exist, or anything else that the file system refuses.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static void Save<TModel>(
        this TModel model, string path, WeightLayout layout, IReadOnlyDictionary<string, string>? names = null,
            IReadOnlyDictionary<string, string>? metadata = null)
        where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelFile.Save(path, model.Program, layout, names, metadata);
    }

    /// <summary>Replaces the weights by a file's, or throws and leaves them as they were.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">
    /// The extension says how: <c>.safetensors</c>, <c>.pt</c>, <c>.pth</c> (always PyTorch's layout), <c>.json</c>.
    /// </param>
    /// <param name="layout">
    /// Names and orders of axes. Names of PyTorch's modules are guessed from shapes and order, unless they are the layers' or given.
    /// </param>
    /// <param name="names">The file's names of all tensors, <c>conv2d_1.kernel</c> to <c>features.0.weight</c>.</param>
    /// <returns>Which tensor came from where, and what was converted or left: print it.</returns>
    /// <exception cref="WeightFileException">
    /// An extension that is not supported, or a file that is damaged or does not fit; the message names the first tensor at fault.
    /// </exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public static LoadedWeights Load<TModel>(this TModel model, string path, WeightLayout layout,
        IReadOnlyDictionary<string, string>? names = null)
        where TModel : class, IModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelFile.Load(path, model.Program, layout, names);
    }
}
