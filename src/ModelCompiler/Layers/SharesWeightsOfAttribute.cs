namespace ModelCompiler;

/// <summary>
/// The model has the same weights as another one, for another input size for example: <c>new Net224(net)</c> runs on the weights of
/// <c>net</c>. That both have the same tensors is checked when they are compiled.
/// </summary>
/// <typeparam name="TModel">A class marked <see cref="ModelAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class SharesWeightsOfAttribute<TModel> : Attribute where TModel : class;
