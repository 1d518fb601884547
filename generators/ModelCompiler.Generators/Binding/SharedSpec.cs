namespace ModelCompiler.Generators.Binding;

/// <summary>The model whose weights another one shares, as <c>[SharesWeightsOf]</c> names it.</summary>
/// <param name="IsPublic">Whether every project may name it.</param>
/// <param name="Model">What it declares, without what it shares itself: two models may share with each other.</param>
internal sealed record SharedSpec(int Attribute, bool IsPublic, ModelSpec Model);
