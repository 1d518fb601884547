using System.Collections.Concurrent;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Compiles the layer cases once for each set of options, a group at a time.</summary>
internal static class CompiledCases
{
    private const int GroupSize = 20;

    private static readonly ConcurrentDictionary<(CompilerOptions Options, int Group), Lazy<CompiledAssembly?>> Groups = new();
    private static readonly Dictionary<string, int> GroupOf = LayerCases.All.Select((source, i) => (source.Name, i / GroupSize)).ToDictionary();

    /// <summary>The assembly that holds a case. Where any case of a group fails to compile, each is compiled alone, so that only the broken ones fail.</summary>
    public static CompiledAssembly For(ModelSource source, CompilerOptions options) =>
        Groups.GetOrAdd((options, GroupOf[source.Name]), key => new(() => Compile(key.Options, key.Group))).Value ?? InMemoryCompiler.Compile([source], options);

    private static CompiledAssembly? Compile(CompilerOptions options, int group)
    {
        try
        {
            return InMemoryCompiler.Compile(LayerCases.All.Skip(group * GroupSize).Take(GroupSize), options);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
