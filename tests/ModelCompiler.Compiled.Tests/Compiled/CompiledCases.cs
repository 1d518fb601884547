using System.Collections.Concurrent;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Compiles the layer cases once for each set of options, a group at a time.</summary>
internal static class CompiledCases
{
    /// <summary>Where not all cases are run, every third is; a group holds cases of one turn, so that none is compiled that does not run.</summary>
    public const int Turns = 3;

    private const int GroupSize = 20;

    private static readonly ConcurrentDictionary<(CompilerOptions Options, int Group), Lazy<CompiledAssembly?>> Groups = new();
    private static readonly ModelSource[][] Members = [.. LayerCases.All.Select((source, i) => (source, i)).GroupBy(c => c.i % Turns, c => c.source).SelectMany(turn => turn.Chunk(GroupSize))];
    private static readonly Dictionary<string, int> GroupOf = Members.SelectMany((group, g) => group.Select(source => (source.Name, g))).ToDictionary();

    /// <summary>The assembly that holds a case. Where any case of a group fails to compile, each is compiled alone, so that only the broken ones fail.</summary>
    public static CompiledAssembly For(ModelSource source, CompilerOptions options) =>
        Groups.GetOrAdd((options, GroupOf[source.Name]), key => new(() => Compile(key.Options, key.Group))).Value ?? InMemoryCompiler.Compile([source], options);

    private static CompiledAssembly? Compile(CompilerOptions options, int group)
    {
        try
        {
            return InMemoryCompiler.Compile(Members[group], options);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
