namespace ModelCompiler;

/// <summary>Subtracts the output of another layer from the current value, element by element. Along an axis of one element a value counts
/// for each element of the other, and a vector is a map of <c>1 × 1 × c</c>, as in Keras.</summary>
/// <param name="layer">The name of a layer further up.</param>
public sealed class SubtractAttribute(string layer) : JoinAttribute([layer]);
