namespace ModelCompiler;

/// <summary>Sees a map or sequence as one vector, rows first, channels last. Costs nothing.</summary>
public sealed class FlattenAttribute : LayerAttribute;
