namespace ModelCompiler.Onnx.Import;

/// <summary>One operation of a model that is imported, in the vocabulary of <see cref="Operations"/>.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Shape">Of its value, channels last, without the batch.</param>
/// <param name="Origin">The ONNX node that it was made from, for messages.</param>
internal sealed record ImportedNode(string Operation, ImportedNode[] Inputs, int[] Shape, string Origin)
{
    /// <summary>Settings in the order in which the architecture's text gives them.</summary>
    public List<string> Settings { get; init; } = [];

    /// <summary>Weights with the last part of their names, in our layouts.</summary>
    public List<(string Part, int[] Shape, float[] Values)> Weights { get; init; } = [];

    /// <summary>The layer's kind where the operation alone does not say it.</summary>
    public string? Kind { get; init; }

    /// <summary>Two nodes are never the same, whatever they hold.</summary>
    public bool Equals(ImportedNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A value of the ONNX graph: one of ours, and how ONNX sees it.</summary>
/// <param name="Node">The operation that gives it.</param>
/// <param name="Dims">ONNX's extents without the batch. Of a vector there may be extents of 1 around it.</param>
/// <param name="IsFirst">Whether ONNX has the channels first; of a vector without meaning.</param>
/// <param name="TurnedFrom">For a vector that is a flattened map in the order of channels first: that map, channels last.</param>
/// <param name="Split">For a value whose axes are divided for the moment, to be exchanged: how.</param>
internal sealed record ImportedValue(ImportedNode Node, int[] Dims, bool IsFirst, int[]? TurnedFrom = null, SplitAxes? Split = null)
{
    public bool IsVector => Node.Shape.Length == 1;

    /// <summary>The axis of the channels in ONNX, the batch counted.</summary>
    public int ChannelAxis => IsVector ? 1 + Math.Max(Array.FindIndex(Dims, e => e != 1), 0) : IsFirst ? 1 : Dims.Length;
}

/// <summary>A value's axes divided into more than a layer has, as files do on the way to another order of channels or cells.</summary>
/// <param name="Source">The value before.</param>
/// <param name="Extents">What its axes were divided into, the batch left out.</param>
/// <param name="Order">The place in <paramref name="Extents"/> of each axis as they are now.</param>
internal sealed record SplitAxes(ImportedValue Source, int[] Extents, int[] Order);
