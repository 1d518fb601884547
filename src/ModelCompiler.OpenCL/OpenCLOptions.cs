namespace ModelCompiler.OpenCL;

/// <summary>How a model is brought to a device.</summary>
public sealed class OpenCLOptions
{
    /// <summary>The environment variable that says where built kernels are kept; <c>off</c> keeps none.</summary>
    public const string CacheVariable = "MODELCOMPILER_OPENCL_CACHE";

    /// <summary>
    /// Whether each kernel's time is taken, for <see cref="OpenCLModel{T}.Profile"/>. Costs a little time itself. Default: false.
    /// </summary>
    public bool Profile { get; init; }

    /// <summary>Whether kernels that can be done in several ways are timed on first use. Otherwise the first way that fits is taken, so
    /// that runs repeat bit for bit on all machines with the same device. Default: true, unless the project was built with
    /// <c>ModelCompilerOpenCLTune</c> set to <c>off</c>.</summary>
    public bool Tune { get; init; } = true;

    /// <summary>The folder in which built kernels and the choices among them are kept; empty for none. Default: what
    /// <see cref="CacheVariable"/> says, or a folder of the user's own.</summary>
    public string CachePath { get; init; } = DefaultCachePath();

    private static string DefaultCachePath()
    {
        if (Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } path)
            return path.Equals("off", StringComparison.OrdinalIgnoreCase) ? "" : path;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string root = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(home, ".cache");
        // A user without a home, as in some containers, keeps nothing.
        return Path.IsPathRooted(root) ? Path.Combine(root, "modelcompiler", "opencl") : "";
    }
}
