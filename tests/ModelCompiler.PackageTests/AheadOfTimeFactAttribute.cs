namespace ModelCompiler.PackageTests;

/// <summary>A test that compiles ahead of time: a minute, on x64 Linux with a C compiler for its linker.</summary>
internal sealed class AheadOfTimeFactAttribute : FactAttribute
{
    public AheadOfTimeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") != "1")
            Skip = "takes a minute; MODELCOMPILER_LONG=1 runs it";
        else if (!OperatingSystem.IsLinux() || !(File.Exists("/usr/bin/gcc") || File.Exists("/usr/bin/clang")))
            Skip = "needs Linux with gcc or clang, and zlib1g-dev";
    }
}
