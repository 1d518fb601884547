namespace ModelCompiler;

/// <summary>A layer of a declared model. Layers run in the order in which they are written; the first reads
/// <see cref="InputAttribute"/>.</summary>
/// <remarks>Read by the compiler from the source; no code looks at attributes at run time.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer's name, unique in the model; its weights are called <c>name.kernel</c> and the like.
    /// Default: the kind in snake case and a number for that kind, <c>conv2d_1</c>, <c>conv2d_2</c>, <c>dense_1</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Reads this layer's output instead of the one before; <c>"input"</c> is the network's (in a block, the block's) input.
    /// The layer stands further up.</summary>
    public string? From { get; set; }
}
