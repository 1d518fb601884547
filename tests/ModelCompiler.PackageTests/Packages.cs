namespace ModelCompiler.PackageTests;

/// <summary>Tests of one package: it is built once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class Packages : ICollectionFixture<PackageFixture>
{
    public const string Name = "packages";
}
