using System.Collections.Concurrent;
using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>The layer cases with OpenCL kernels, compiled a group at a time.</summary>
internal static class DeviceCases
{
    private const int GroupSize = 30;

    private static readonly Dictionary<string, (ModelSource Source, int Number)> Cases = LayerCases.All.Select((source, i) => (source, i)).ToDictionary(c => c.source.Name);
    private static readonly ConcurrentDictionary<int, Lazy<CompiledAssembly>> Groups = new();

    /// <summary>One C# target only: these tests are about the other kernels.</summary>
    public static CompilerOptions Options { get; } = new(Targets: "vector128", OpenCLAssembly: typeof(OpenCLDevice).Assembly.Location);

    public static IEnumerable<string> Names => Cases.Keys;

    public static ModelSource Source(string name) => Cases[name].Source;

    public static CompiledAssembly For(string name) => Groups.GetOrAdd(
        Cases[name].Number / GroupSize, group => new(() => InMemoryCompiler.Compile(LayerCases.All.Skip(group * GroupSize).Take(GroupSize), Options))).Value;
}
