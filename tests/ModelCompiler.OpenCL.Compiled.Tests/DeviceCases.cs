using System.Collections.Concurrent;
using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// The layer cases with OpenCL kernels, compiled a group at a time. Building a kernel takes PoCL some tenth of a second, on one core whatever runs beside it, so only every fourth
/// case is taken unless <c>MODELCOMPILER_DEVICE_TESTS=all</c> asks for all of them.
/// </summary>
internal static class DeviceCases
{
    private const int GroupSize = 30, OneOf = 4;

    /// <summary>Whether every case is run, in every way.</summary>
    public static bool All { get; } = Environment.GetEnvironmentVariable("MODELCOMPILER_DEVICE_TESTS") == "all";

    private static readonly ModelSource[] Taken = [.. LayerCases.All.Where((_, i) => All || i % OneOf == 0)];

    private static readonly Dictionary<string, (ModelSource Source, int Number)> Cases = Taken.Select((source, i) => (source, i)).ToDictionary(c => c.source.Name);
    private static readonly ConcurrentDictionary<int, Lazy<CompiledAssembly>> Groups = new();

    /// <summary>One C# target only: these tests are about the other kernels.</summary>
    public static CompilerOptions Options { get; } = new(Targets: "vector128", OpenCLAssembly: typeof(OpenCLDevice).Assembly.Location);

    public static IEnumerable<string> Names => Cases.Keys;

    public static ModelSource Source(string name) => Cases[name].Source;

    public static CompiledAssembly For(string name) => Groups.GetOrAdd(
        Cases[name].Number / GroupSize, group => new(() => InMemoryCompiler.Compile(Taken.Skip(group * GroupSize).Take(GroupSize), Options))).Value;
}
