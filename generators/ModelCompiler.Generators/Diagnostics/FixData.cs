using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>
/// What a code fix needs to know of a mistake, found where the mistake was found. It travels as the diagnostic's properties.
/// </summary>
/// <param name="Kind">Which fix it is for: one of the constants.</param>
/// <param name="Options">Right answers, the best first; what they mean is the fix's.</param>
/// <param name="Places">Where to change something, if it is not the place that is underlined.</param>
internal sealed record FixData(string Kind, EquatableArray<string> Options, EquatableArray<Site> Places)
{
    /// <summary>Options are numbers of the argument that is underlined.</summary>
    public const string Value = "value";

    /// <summary>The first option is what the numbers are of, "kernel"; then one for each of the places.</summary>
    public const string Sizes = "sizes";

    /// <summary>Options are names that the argument may have meant.</summary>
    public const string Name = "name";

    /// <summary>The option is the name of the layer that [Output] should name.</summary>
    public const string Output = "output";

    /// <summary>
    /// Options are changes of the loss (<c>Loss.Huber</c>), and of the layer in the only place: its setting (<c>Activation.Softmax</c>),
    /// itself (<c>Layer.Softmax</c>) or a layer after it (<c>Insert.Softmax</c>); two of them with a plus between.
    /// </summary>
    public const string Training = "training";

    /// <summary>The attribute that is underlined belongs before the one in the only place.</summary>
    public const string Move = "move";

    /// <summary>
    /// The option is the attribute to insert before the one that is underlined; or <see cref="None"/>, to remove the one in the only place.
    /// </summary>
    public const string Before = "before", None = "none";

    /// <summary>The option is a property of the attribute and its value: <c>UseBias=false</c>.</summary>
    public const string Setting = "setting";

    /// <summary>The option is a member of Projection.</summary>
    public const string Projection = "projection";

    /// <summary>Names of the properties.</summary>
    private const string KindProperty = "fix", OptionsProperty = "options", PlacesProperty = "places";

    private const string Separator = "|";

    /// <param name="at">The place that is underlined.</param>
    /// <param name="locate">Where a site is.</param>
    public ImmutableDictionary<string, string?> Properties(Location at, Func<Site, Location> locate) =>
        ImmutableDictionary<string, string?>.Empty
        .Add(KindProperty, Kind)
        .Add(OptionsProperty, string.Join(Separator, Options))
        .Add(PlacesProperty, string.Join(Separator,
            Places.Select(locate).Select(l => l.SourceTree == at.SourceTree ? $"{l.SourceSpan.Start}+{l.SourceSpan.Length}" : "")));

    /// <summary>The options that a diagnostic carries for this kind of fix; none if it is for another one.</summary>
    public static IReadOnlyList<string> Read(ImmutableDictionary<string, string?> properties, string kind) =>
        properties.TryGetValue(KindProperty, out string? found) && found == kind
            && properties.TryGetValue(OptionsProperty, out string? options) && options is { Length: > 0 }
            ? options.Split([Separator[0]])
            : [];

    /// <summary>The places, each a span of the file of the place that is underlined; null where it is in another one.</summary>
    public static IReadOnlyList<TextSpan?> ReadPlaces(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(PlacesProperty, out string? places) && places is { Length: > 0 }
            ? [.. places.Split([Separator[0]]).Select(Span)]
            : [];

    private static TextSpan? Span(string text) =>
        text.Split('+') is { Length: 2 } parts ? new TextSpan(int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture)) : null;
}
