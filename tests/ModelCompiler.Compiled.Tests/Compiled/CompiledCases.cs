using System.Collections.Concurrent;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Compiles the layer cases once for each set of options: all in one compilation where that succeeds.</summary>
internal static class CompiledCases
{
    private static readonly ConcurrentDictionary<CompilerOptions, Lazy<CompiledAssembly?>> Together = new();

    /// <summary>The assembly that holds a case. Where any case fails to compile, each is compiled alone, so that only the broken ones fail.</summary>
    public static CompiledAssembly For(ModelSource source, CompilerOptions options) =>
        Together.GetOrAdd(options, o => new(() => CompileAll(o))).Value ?? InMemoryCompiler.Compile([source], options);

    private static CompiledAssembly? CompileAll(CompilerOptions options)
    {
        try
        {
            return InMemoryCompiler.Compile(LayerCases.All, options);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
