using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// What a residual adds to its block's output: its input, or a projection of it. Which one depends on shapes, so shape inference replaces
/// this operation by one or the other; no later stage sees it. Reads the residual's input and the block's output.
/// </summary>
/// <param name="Convolution">The projection for maps, without filters and strides.</param>
/// <param name="Dense">The projection for vectors, without units.</param>
/// <param name="Normalization">Follows the projection where the block normalizes.</param>
internal sealed record Shortcut(ProjectionChoice Choice, string Block, LayerSpec Convolution, LayerSpec Dense,
    LayerSpec? Normalization) : Operation
{
    private static readonly string[] OfKernels = ["L1", "L2"];

    /// <param name="kernel">The last layer of the block that has a kernel, those of blocks in it included.</param>
    /// <param name="normalization">The last normalization.</param>
    public static Shortcut Of(ProjectionChoice choice, string block, int attribute, LayerSpec? kernel, LayerSpec? normalization)
    {
        var arguments = (kernel?.Arguments ?? []).Where(a => OfKernels.Contains(a.Name) || a.Name.Contains("Initializer")
            || a.Name == "UseBias").ToList();
        if (normalization is not null)
        {
            arguments.RemoveAll(a => a.Name == "UseBias");
            arguments.Add(new LayerArgument("UseBias", false));
        }

        LayerSpec Projection(string kind) => new(kind, attribute, arguments.ToEquatableArray());
        return new Shortcut(choice, block, Projection("Conv2D"), Projection("Dense"),
            normalization is null ? null
                : normalization with
                {
                    Attribute = attribute,
                    Arguments = normalization.Arguments.Where(a => a.Name is not ("Name" or "From")).ToEquatableArray(),
                });
    }
}

/// <summary>The members of <c>ModelCompiler.Projection</c>.</summary>
internal enum ProjectionChoice { WhenNeeded, Never, Always }
