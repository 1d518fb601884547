namespace ModelCompiler.Serialization;

/// <summary>Types of numbers that weight files hold; names are those of <c>.safetensors</c>.</summary>
public enum StoredType
{
    /// <summary>A type that is not read; such tensors are listed only.</summary>
    Unknown,

    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>32-bit floating point, what models compute with.</summary>
    F32,

    /// <summary>16-bit floating point, 5 bits of exponent (IEEE 754 binary16).</summary>
    F16,

    /// <summary>The upper half of a 32-bit floating-point number.</summary>
    BF16,

    /// <summary>8-bit floating point, 4 bits of exponent, no infinities.</summary>
    F8_E4M3,

    /// <summary>8-bit floating point, 5 bits of exponent: the upper half of an <see cref="F16"/>.</summary>
    F8_E5M2,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>16-bit integer.</summary>
    I16,

    /// <summary>8-bit integer.</summary>
    I8,

    /// <summary>64-bit integer from 0.</summary>
    U64,

    /// <summary>32-bit integer from 0.</summary>
    U32,

    /// <summary>16-bit integer from 0.</summary>
    U16,

    /// <summary>8-bit integer from 0.</summary>
    U8,

    /// <summary>One byte, 0 or 1.</summary>
    BOOL,
}

/// <summary>Sizes and names of <see cref="StoredType"/>.</summary>
internal static class StoredTypes
{
    /// <summary>Bytes of one number; 0 for <see cref="StoredType.Unknown"/>.</summary>
    public static int Bytes(this StoredType type) => type switch
    {
        StoredType.F64 or StoredType.I64 or StoredType.U64 => 8,
        StoredType.F32 or StoredType.I32 or StoredType.U32 => 4,
        StoredType.F16 or StoredType.BF16 or StoredType.I16 or StoredType.U16 => 2,
        StoredType.F8_E4M3 or StoredType.F8_E5M2 or StoredType.I8 or StoredType.U8 or StoredType.BOOL => 1,
        _ => 0,
    };

    /// <summary>The type that a <c>.safetensors</c> header names.</summary>
    public static StoredType Parse(string name)
    {
        for (var type = StoredType.F64; type <= StoredType.BOOL; type++)
        {
            if (name == type.ToString()) return type;
        }

        return StoredType.Unknown;
    }
}
