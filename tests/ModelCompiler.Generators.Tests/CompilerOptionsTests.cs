namespace ModelCompiler.Generators.Tests;

public class CompilerOptionsTests
{
    /// <summary>Lists come under a second name, with commas: semicolons do not reach the compiler, and what a command line sets cannot be changed.</summary>
    [Theory]
    [InlineData("avx512", "avx512,avx2", "avx512, avx2")]
    [InlineData("avx2;vector128", null, "avx2, vector128")]
    [InlineData("avx2;vector128", "", "avx2, vector128")]
    [InlineData(null, null, "avx512, avx2, vector128")]
    public void Instruction_sets(string? given, string? listed, string expected)
    {
        CompilerOptions options = CompilerOptions.Read(name => name == "ModelCompilerTargets" ? given : name == "ModelCompilerTargetsListed" ? listed : null);
        Assert.Equal(expected, string.Join(", ", options.Targets.Select(t => t.Name)));
    }
}
