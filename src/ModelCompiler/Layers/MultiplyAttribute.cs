namespace ModelCompiler;

/// <summary>Multiplies the current value with the outputs of other layers, element by element; all have one shape.</summary>
/// <param name="layers">Names of layers further up.</param>
public sealed class MultiplyAttribute(params string[] layers) : JoinAttribute(layers);
