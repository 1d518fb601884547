using System.Reflection;

namespace ModelCompiler.PackageTests;

/// <summary>Where the sources are that these tests pack and reference.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Runtime { get; } = Path.Combine(Root, "src", "ModelCompiler", "ModelCompiler.csproj");

    public static string Generator { get; } =
        Path.Combine(Root, "generators", "ModelCompiler.Generators", "ModelCompiler.Generators.csproj");
}
