namespace ModelCompiler.Generators.Graph;

/// <summary>
/// How the elements of a tensor are kept in memory. Kernels compute in single precision whatever it is: they widen what they read and round
/// what they write.
/// </summary>
internal enum ElementType
{
    /// <summary>A float of 32 bits.</summary>
    Single,

    /// <summary>
    /// The upper half of a float: its sign, its exponent and seven bits of its fraction; rounded to the nearest, to even in the middle.
    /// </summary>
    BFloat16,

    /// <summary>
    /// A whole number from -127 to 127; rounded to the nearest, to even in the middle. What it counts in is another tensor's business.
    /// </summary>
    Int8,
}

internal static class ElementTypes
{
    public static int Bytes(this ElementType element) => element switch
    {
        ElementType.Single => 4,
        ElementType.BFloat16 => 2,
        _ => 1,
    };

    /// <summary>Elements that take the memory of a float.</summary>
    public static int InFloat(this ElementType element) => 4 / element.Bytes();
}
