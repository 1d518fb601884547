namespace ModelCompiler;

/// <summary>Adds the outputs of other layers to the current value, element by element. Along an axis of one element a value counts for each
/// element of the others, and a vector is a map of <c>1 × 1 × c</c>, as in Keras.</summary>
/// <param name="layers">Names of layers further up: <c>[Add("conv2d_1", Activation = Activation.ReLU)]</c>.</param>
public sealed class AddAttribute(params string[] layers) : JoinAttribute(layers);
