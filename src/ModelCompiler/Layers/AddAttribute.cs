namespace ModelCompiler;

/// <summary>Adds the outputs of other layers to the current value, element by element; all have one shape.</summary>
/// <param name="layers">Names of layers further up: <c>[Add("conv2d_1", Activation = Activation.ReLU)]</c>.</param>
public sealed class AddAttribute(params string[] layers) : JoinAttribute(layers);
