using ModelCompiler.Reference;

namespace ModelCompiler.Testing.Networks;

/// <summary>One layer of a test network, as it is declared and as the reference computes it.</summary>
public abstract record LayerSource
{
    /// <summary>Given in the declaration; null leaves the name to the compiler.</summary>
    public string? Name { get; init; }

    /// <summary>The layer that is read instead of the one before; null is the one before.</summary>
    public string? From { get; init; }

    /// <summary>Layers that are joined with what is read.</summary>
    public virtual IReadOnlyList<string> Joined => [];

    /// <summary>Snake-case kind, the first half of a name made by the compiler.</summary>
    public abstract string Kind { get; }

    /// <summary>The attribute without brackets.</summary>
    public string Attribute
    {
        get
        {
            var arguments = new AttributeArguments();
            Write(arguments);
            if (Name is not null) arguments.Named("Name", $"\"{Name}\"");
            if (From is not null) arguments.Named("From", $"\"{From}\"");
            return arguments.Render(AttributeName);
        }
    }

    /// <summary>The layer as reference layers; an activation of its own becomes a second one.</summary>
    public abstract IEnumerable<ReferenceLayer> Build(string name);

    /// <summary>The attribute's class without its suffix.</summary>
    protected abstract string AttributeName { get; }

    /// <summary>Writes the arguments that differ from the defaults.</summary>
    protected virtual void Write(AttributeArguments arguments)
    {
    }
}
