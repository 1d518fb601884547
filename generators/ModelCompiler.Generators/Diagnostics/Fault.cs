using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>Where a mistake stands, without syntax.</summary>
/// <param name="Attribute">
/// The attribute's number among the attributes of the model's (or the block's) class; -1 is the class itself.
/// </param>
/// <param name="Argument">
/// The attribute's argument, by its parameter's or property's name; null is the whole attribute. Of names separated by <c>|</c> the first
/// that is written counts: <c>height|kernelSize</c>. On the class: the name of the type around it that is meant.
/// </param>
/// <param name="Block">The block on whose class the attribute stands, by its full name; null is the model.</param>
/// <param name="Use">In a block: the number of the model's attribute that led here.</param>
internal readonly record struct Site(int Attribute, string? Argument = null, string? Block = null, int Use = -1)
{
    /// <summary>A member of the class, by its name; <c>base.</c> before it is the class's own name.</summary>
    public static Site Member(string name) => new(-1, "member " + name);

    /// <summary>The class's name in its declaration.</summary>
    public static Site Class { get; } = new(-1);
}

/// <summary>A mistake that a user made, found by any stage; the analyzer turns it into a diagnostic.</summary>
/// <param name="Id">The diagnostic's id, such as MC0101.</param>
/// <param name="Site">The place to underline.</param>
/// <param name="Arguments">What the diagnostic's message is filled with.</param>
internal sealed record Fault(string Id, Site Site, EquatableArray<string> Arguments)
{
    /// <summary>For its code fix; null where there is none, or where none needs to know more than the place.</summary>
    public FixData? Fix { get; init; }
}
