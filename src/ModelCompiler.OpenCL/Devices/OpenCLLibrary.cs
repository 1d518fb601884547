using System.Runtime.InteropServices;
using Silk.NET.Core.Contexts;
using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>
/// The system's OpenCL, loaded on first use and once: each binding of Silk.NET's takes more than a megabyte for its table of functions.
/// </summary>
internal static class OpenCLLibrary
{
    /// <summary>
    /// What the loader of drivers is called. Linux distributions install the second name without the first, which belongs to the
    /// development package. Silk.NET would find it, too, but by looking through the program's dependencies and files, which a program in
    /// one file has not.
    /// </summary>
    private static readonly string[] candidates =
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL", "libOpenCL.dylib"]
        : ["libOpenCL.so", "libOpenCL.so.1"];

    private static readonly Lazy<CL> api = new(Load);

    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static CL Api => api.Value;

    private static CL Load()
    {
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
                return new CL(new Exports(library));
        }

        throw new FileNotFoundException($"None of these libraries could be loaded: {string.Join(", ", candidates)}.");
    }

    /// <summary>The library's functions by name. It stays loaded.</summary>
    private sealed class Exports(nint library) : INativeContext
    {
        public nint GetProcAddress(string proc, int? slot = null) => NativeLibrary.GetExport(library, proc);

        public bool TryGetProcAddress(string proc, out nint addr, int? slot = null) => NativeLibrary.TryGetExport(library, proc, out addr);

        public void Dispose()
        {
        }
    }
}
