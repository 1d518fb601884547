namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Whether all cases run, where otherwise a part does: <c>MODELCOMPILER_LONG=1</c>.</summary>
internal static class LongTests
{
    public static bool Run { get; } = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1";
}
