using System.Reflection;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;

namespace ModelCompiler.Generators.Tests.Emit;

public class KernelNamesTests
{
    /// <summary>A layer may be called <c>Prefetch</c>: its kernel would hide the method of the runtime.</summary>
    [Fact]
    public void No_kernel_is_called_as_what_kernels_call()
    {
        Assembly runtime = typeof(ModelCompiler.Runtime.VectorAccess).Assembly;
        string[] called = [.. RowDialect.Types(fused: true).Union(RowDialect.Types(fused: false))
            .SelectMany(type => runtime.GetType($"ModelCompiler.Runtime.{type}", throwOnError: true)!
                .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.Name).Distinct()];
        Assert.Contains("Prefetch", called);
        Assert.Empty(called.Except(KernelNames.Taken));
    }
}
