namespace ModelCompiler.PackageTests;

/// <summary>Packs the product once, into a feed that is a folder. Every consumer restores into a package folder of its own.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private const string Prefix = "ModelCompiler.";

    public Sandbox Sandbox { get; } = new();

    public string Feed => Sandbox["feed"];

    /// <summary>Isolated, so that an earlier package of the same version in the user's cache cannot stand in for this one.</summary>
    public string PackageFolder => Sandbox["packages"];

    /// <summary>Where the product itself was built.</summary>
    public string Artifacts => Sandbox["artifacts"];

    public string Version { get; private set; } = "";

    public async Task InitializeAsync()
    {
        // The artifacts path keeps this build out of folders that the build under test may be writing. That one's analyzers have said what they find.
        var packed = await Dotnet.Run(Sandbox.Folder, null, "pack", Repository.Runtime, "-c", "Release",
            "--artifacts-path", Artifacts, "-o", Feed, "-p:RunAnalyzers=false");
        packed.Succeeded();
        var package = Assert.Single(Directory.GetFiles(Feed, "*.nupkg"));
        Version = Path.GetFileNameWithoutExtension(package)[Prefix.Length..];
    }

    public Task DisposeAsync()
    {
        Sandbox.Dispose();
        return Task.CompletedTask;
    }
}
