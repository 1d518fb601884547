using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary>The layers that join values, by the names of their attributes.</summary>
public enum JoinKindSource
{
    /// <summary>Sums of elements.</summary>
    Add,

    /// <summary>Products of elements.</summary>
    Multiply,

    /// <summary>A difference of elements.</summary>
    Subtract,

    /// <summary>Means of elements.</summary>
    Average,

    /// <summary>The larger elements.</summary>
    Maximum,

    /// <summary>The lesser elements.</summary>
    Minimum,

    /// <summary>Channels beside channels.</summary>
    Concatenate,
}

/// <summary><c>[Add]</c>, <c>[Multiply]</c>, <c>[Concatenate]</c> and their kind.</summary>
public sealed record JoinSource(JoinKindSource Join, params IReadOnlyList<string> With) : LayerSource
{
    /// <summary>Written as <c>Activation =</c>.</summary>
    public ActivationSource Activation { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Joined => With;

    /// <inheritdoc/>
    public override string Kind => Join.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    protected override string AttributeName => Join.ToString();

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => [Joint(), .. ActivationLayerSource.Build(Activation)];

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        foreach (string layer in With) arguments.Add(layer);
        if (Activation != ActivationSource.Linear) arguments.Named("Activation", $"Activation.{Activation}");
    }

    private ReferenceLayer Joint() => Join switch
    {
        JoinKindSource.Add => new ReferenceAdd(),
        JoinKindSource.Multiply => new ReferenceMultiply(),
        JoinKindSource.Subtract => new ReferenceSubtract(),
        JoinKindSource.Average => new ReferenceAverage(),
        JoinKindSource.Maximum => new ReferenceExtreme(largest: true),
        JoinKindSource.Minimum => new ReferenceExtreme(largest: false),
        _ => new ReferenceConcatenate(),
    };
}
