namespace ModelCompiler.Architectures.Tests;

/// <summary>Minutes of work: skipped unless <c>MODELCOMPILER_LONG=1</c> asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") != "1") Skip = "takes minutes; MODELCOMPILER_LONG=1 runs it";
    }
}
