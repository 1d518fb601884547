namespace ModelCompiler;

/// <summary>Multiplies the current value with the outputs of other layers, element by element. Along an axis of one element a value counts
/// for each element of the others, and a vector is a map of <c>1 × 1 × c</c>, as in Keras: a map and a
/// number for each of its channels are a squeeze-and-excite block.</summary>
/// <param name="layers">Names of layers further up.</param>
public sealed class MultiplyAttribute(params string[] layers) : JoinAttribute(layers);
