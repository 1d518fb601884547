using System.Text.RegularExpressions;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>Names that OpenCL C keeps for itself get an underscore: a convolution's <c>kernel</c> is <c>kernel_</c>.</summary>
internal static class OpenCLNames
{
    private static readonly HashSet<string> Reserved =
    [
        // Words of C99 and of OpenCL C 1.2 and later.
        .. ("auto break case char const continue default do double else enum extern float for goto if inline int long register restrict "
            + "return short signed sizeof static struct switch "
            + "typedef union unsigned void volatile while bool complex imaginary half quad size_t ptrdiff_t intptr_t uintptr_t "
            + "uchar ushort uint ulong "
            + "kernel global local constant private generic read_only write_only read_write pipe event_t sampler_t "
            + "image1d_t image2d_t image3d_t").Split(' '),
        // Functions and constants that kernels could hide by a name of their own and then miss.
        .. ("max min clamp mix step sign abs fabs fma mad exp log log2 log10 sqrt rsqrt pow tan tanh sin cos sinh cosh floor ceil round "
            + "trunc rint length distance dot cross normalize select "
            + "any all barrier as_int as_float shuffle nan isnan isinf M_PI INFINITY NAN infinity").Split(' '),
    ];

    /// <summary>float16, int2 and their like.</summary>
    private static readonly Regex VectorType = new("^(u?char|u?short|u?int|u?long|float|double|half)(2|3|4|8|16)$",
        RegexOptions.CultureInvariant);

    /// <summary>Names of functions that stand before kernels.</summary>
    public static IEnumerable<string> OfEmittedFunctions { get; } =
        [.. new[] { "Larger", "Smaller", "Sum", "Exp", "ExpMinusOne", "Log", "LogOnePlus", "Tanh", "Sigmoid", "NormalCdf", "Keep", "Noise" }
            .SelectMany(name => new[] { "", "4", "8", "16" }.Select(width => name + width))];

    public static string Of(string name) => Reserved.Contains(name) || VectorType.IsMatch(name) ? name + "_" : Ascii(name);

    /// <summary>Layers may be named in any alphabet; OpenCL C knows one.</summary>
    private static string Ascii(string name) =>
        name.All(c => c < 128) ? name : string.Concat(name.Select(c => c < 128 ? c.ToString() : $"u{(int)c:x4}"));
}
