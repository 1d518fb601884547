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

    /// <summary>A whole number from 0 to 255; rounded and clamped as <see cref="Int8"/>.</summary>
    UInt8,

    /// <summary>Four neighbouring <see cref="Int8"/> of one view: what a dot product takes at once. Kernels only read them.</summary>
    Int8x4,

    /// <summary>Four neighbouring <see cref="UInt8"/> of one view.</summary>
    UInt8x4,

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
        ElementType.Single or ElementType.Int8x4 or ElementType.UInt8x4 => 4,
        ElementType.BFloat16 or ElementType.Float16 => 2,
        _ => 1,
    };

    /// <summary>Elements of the memory, as it was declared, that one of these takes: four where four are seen as one.</summary>
    public static int OfMemory(this ElementType element) => element is ElementType.Int8x4 or ElementType.UInt8x4 ? 4 : 1;

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
