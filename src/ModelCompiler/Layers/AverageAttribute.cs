namespace ModelCompiler;

/// <summary>The mean of the current value and the outputs of other layers, element by element. Along an axis of one element a value counts
/// for each element of the others, and a vector is a map of <c>1 × 1 × c</c>, as in Keras.</summary>
/// <param name="layers">Names of layers further up.</param>
public sealed class AverageAttribute(params string[] layers) : JoinAttribute(layers);
