using System.Runtime.InteropServices;

namespace ModelCompiler.OpenCL.Native;

/// <summary>What the loader of OpenCL drivers is called.</summary>
internal static class LibraryNames
{
    /// <summary>The name that declarations use.</summary>
    public const string Name = "OpenCL";

    /// <summary>Linux distributions install the second name without the first, which belongs to the development package.</summary>
    private static readonly string[] candidates =
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL", "libOpenCL.dylib"]
        : ["libOpenCL.so", "libOpenCL.so.1"];

    /// <summary>Loads the first that is there.</summary>
    /// <exception cref="FileNotFoundException">None is.</exception>
    public static nint Load()
    {
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
                return library;
        }

        throw new FileNotFoundException($"None of these libraries could be loaded: {string.Join(", ", candidates)}.");
    }
}
