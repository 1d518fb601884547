namespace ModelCompiler;

/// <summary>The shape of one sample, channels last. The batch is never declared: every entry point takes any whole number of
/// samples.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A vector of <paramref name="size"/> numbers.</summary>
    public InputAttribute(int size) => Shape = [size];

    /// <summary>A sequence: <paramref name="length"/> steps of <paramref name="channels"/> numbers each.</summary>
    public InputAttribute(int length, int channels) => Shape = [length, channels];

    /// <summary>An image or map of <paramref name="height"/> rows of <paramref name="width"/> cells of <paramref name="channels"/> numbers
    /// each.</summary>
    public InputAttribute(int height, int width, int channels) => Shape = [height, width, channels];

    /// <summary>The extents of one sample, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }
}
