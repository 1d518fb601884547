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

    /// <summary>
    /// IEEE 754's half: five bits of exponent and ten of fraction; rounded to the nearest, to even in the middle; infinite beyond 65,504.
    /// Of devices alone, which convert it as they load and store; .NET 10 has no instruction for it.
    /// </summary>
    Float16,
}

internal static class ElementTypes
{
    public static int Bytes(this ElementType element) => element switch
    {
        ElementType.Single => 4,
        ElementType.BFloat16 or ElementType.Float16 => 2,
        _ => 1,
    };

    /// <summary>The whole numbers from 0 on that are kept as they are, up to the first that is not.</summary>
    public static int ExactIntegers(this ElementType element) => element switch
    {
        ElementType.Single => 1 << 24,
        ElementType.Float16 => 1 << 11,
        ElementType.BFloat16 => 1 << 8,
        _ => 127,
    };

    /// <summary>Elements that take the memory of a float.</summary>
    public static int InFloat(this ElementType element) => 4 / element.Bytes();
}
