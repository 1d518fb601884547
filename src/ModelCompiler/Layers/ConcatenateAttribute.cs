namespace ModelCompiler;

/// <summary>Puts the channels of other layers' outputs after those of the current value; all axes but the last are equal. Costs nothing:
/// layers write into their part of the joined map.</summary>
/// <param name="layers">Names of layers further up, in the order of their channels.</param>
public sealed class ConcatenateAttribute(params string[] layers) : JoinAttribute(layers);
