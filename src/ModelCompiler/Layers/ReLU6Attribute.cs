namespace ModelCompiler;

/// <summary>The rectifier with a limit, <c>min(max(x, 0), 6)</c>: the activation of the MobileNets.</summary>
public sealed class ReLU6Attribute : LayerAttribute;
