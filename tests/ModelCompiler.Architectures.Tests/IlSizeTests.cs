using Architectures;
using ModelCompiler.Testing.Compilation;
using Xunit.Abstractions;

namespace ModelCompiler.Architectures.Tests;

/// <summary>However deep or wide a network is, no method of its code is so large that the JIT would not optimize it.</summary>
public class IlSizeTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryMethodStaysBelowWhatTheJitOptimizes()
    {
        var methods = IlMethod.Read(File.ReadAllBytes(typeof(Catalog).Assembly.Location));

        output.WriteLine($"{methods.Count} methods, {methods.Sum(method => method.Bytes):N0} bytes; the largest is {methods.MaxBy(method => method.Bytes)}");
        Assert.Contains(methods, method => method.Name.StartsWith("Kernels", StringComparison.Ordinal) && method.Bytes > 1_000);
        Assert.All(methods, method => Assert.True(method.IsOptimized, $"{method}"));
    }
}
