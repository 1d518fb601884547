namespace ModelCompiler;

/// <summary>The largest of the current value and the outputs of other layers, element by element. Along an axis of one element a value
/// counts for each element of the others, and a vector is a map of <c>1 × 1 × c</c>, as in Keras. Of
/// equal numbers the first gets the gradient.</summary>
/// <param name="layers">Names of layers further up.</param>
public sealed class MaximumAttribute(params string[] layers) : JoinAttribute(layers);
