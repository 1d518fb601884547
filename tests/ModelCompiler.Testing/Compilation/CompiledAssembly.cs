using System.Reflection;
using System.Runtime.Loader;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Compilation;

/// <summary>Compiled models in memory, unloaded when the last reference goes.</summary>
public sealed class CompiledAssembly
{
    private readonly Assembly assembly;

    internal CompiledAssembly(Stream image) => assembly = new AssemblyLoadContext("compiled models", isCollectible: true).LoadFromStream(image);

    /// <summary>A type by its full name.</summary>
    public Type Type(string fullName) => assembly.GetType(fullName, throwOnError: true)!;

    /// <summary>A new instance of a compiled test network.</summary>
    public CompiledModel Model(ModelSource source, int seed = 0) => CompiledModel.Create(Type(source.FullName), seed);
}
