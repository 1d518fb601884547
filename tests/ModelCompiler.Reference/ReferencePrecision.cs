namespace ModelCompiler.Reference;

/// <summary>How a compiled model keeps the weights of its predictions. The reference computes with the weights that it is given: those of a test are drawn so that the model's way of keeping them
/// loses nothing.</summary>
public enum ReferencePrecision
{
    Single,
    BFloat16,
    Int8,
    Int8Activations,
    Float16,
}
