namespace ModelCompiler.PackageTests;

/// <summary><c>dotnet new modelcompiler</c> in an empty folder, with a local feed: it trains and says so.</summary>
[Collection(Packages.Name)]
public sealed class TemplateTests(PackageFixture package)
{
    [Fact]
    public async Task AnEmptyFolderBecomesAProgramThatTrains()
    {
        string folder = await New("Shapes", "--net", "mlp", "--tests", "false");
        CommandResult run = (await Dotnet.Run(folder, package.PackageFolder, "run", "-c", "Release", "-v", "quiet")).Succeeded();
        Assert.Contains("Trained.", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "shapes.safetensors")));
    }

    /// <summary>The same program, compiled ahead of time as its user would: no warning, and it trains.</summary>
    [AheadOfTimeFact]
    public async Task TheProgramIsCompiledAheadOfTime()
    {
        string folder = await New("Ahead", "--net", "mlp", "--tests", "false"), output = Path.Combine(folder, "published");
        string[] options = ["-p:PublishAot=true", "-p:IlcInstructionSet=x86-64-v3", "-p:TrimmerSingleWarn=false", "-p:TreatWarningsAsErrors=true"];
        (await Dotnet.Run(folder, package.PackageFolder, ["publish", "-c", "Release", "-o", output, .. options])).Succeeded();
        CommandResult run = (await Dotnet.Execute(Path.Combine(output, "Ahead"), output, null)).Succeeded();
        Assert.Contains("Trained.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(output, "Ahead.dll")));
    }

    [Theory]
    [InlineData("mnist", "[Conv2D(20, 5")]
    [InlineData("keras", "[Dropout(0.5)]")]
    [InlineData("lenet", "[AveragePooling2D(2)]")]
    [InlineData("mlp", "[Dense(32, Activation")]
    public async Task NetChoosesTheDeclaration(string net, string layer)
    {
        string folder = await New("Net_" + net, "--net", net, "--no-restore");
        string declaration = await File.ReadAllTextAsync(Path.Combine(folder, "ShapeNet.cs"));
        Assert.Contains(layer, declaration, StringComparison.Ordinal);
        Assert.DoesNotContain("#if", declaration, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "tests", $"Net_{net}.Tests.csproj")));
    }

    /// <summary>A folder with the template's files, and the feed that holds the package.</summary>
    private async Task<string> New(string name, params string[] options)
    {
        string hive = package.Sandbox["hive"], templates = package.Sandbox["templates"], folder = package.Sandbox.NewFolder(name);
        if (!Directory.Exists(hive))
        {
            string project = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Repository.Runtime)!)!, "ModelCompiler.Templates", "ModelCompiler.Templates.csproj");
            (await Dotnet.Run(package.Sandbox.Folder, null, "pack", project, "-c", "Release", "--artifacts-path", package.Artifacts, "-o", templates)).Succeeded();
            (await Dotnet.Run(package.Sandbox.Folder, null, "new", "install", Directory.GetFiles(templates, "*.nupkg").Single(), "--debug:custom-hive", hive)).Succeeded();
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"<configuration><packageSources><add key=\"just-packed\" value=\"{package.Feed}\" /></packageSources></configuration>");
        (await Dotnet.Run(folder, package.PackageFolder, ["new", "modelcompiler", "--debug:custom-hive", hive, .. options])).Succeeded();
        return folder;
    }
}
