namespace ModelCompiler.PackageTests;

/// <summary>The declaration builds, reports itself, and its mistake is one error at one place, however the product is referenced.</summary>
[Collection(Packages.Name)]
public sealed class DeclarationTests(PackageFixture package)
{
    [Fact]
    public Task PackageCompilesTheDeclaration() => CompilesTheDeclaration(UserProject.WithPackage(package, "package"));

    [Fact]
    public Task SourcesCompileTheDeclaration() => CompilesTheDeclaration(UserProject.WithSources(package, "sources"));

    [Fact]
    public Task PackageReportsTheKernelThatDoesNotFit() => ReportsTheKernel(UserProject.WithPackage(package, "package-error"));

    [Fact]
    public Task SourcesReportTheKernelThatDoesNotFit() => ReportsTheKernel(UserProject.WithSources(package, "sources-error"));

    [Fact]
    public async Task TrimmedSingleFileRunsAndTrains()
    {
        var project = UserProject.WithPackage(package, "trimmed");
        project.Write("Program.cs", UserProject.Training);
        var output = Path.Combine(project.Folder, "published");
        var published = await project.Run("publish", "--self-contained", "--use-current-runtime", "-o", output,
            "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:TrimmerSingleWarn=false", "-p:TreatWarningsAsErrors=true");
        published.Succeeded();

        var app = Path.Combine(output, OperatingSystem.IsWindows() ? "App.exe" : "App");
        var run = (await Dotnet.Execute(app, output, null)).Succeeded();
        Assert.Equal(["learned: True", "probabilities: 1.000"], Lines(run));
    }

    /// <summary>A file of weights beside the program and one inside, compared with the declarations when they are built.</summary>
    [Fact]
    public async Task WeightsAreCheckedAndFound()
    {
        var project = UserProject.WithPackage(package, "weights");
        File.WriteAllBytes(Path.Combine(project.Folder, "beside.safetensors"), Weights());
        File.WriteAllBytes(Path.Combine(project.Folder, "inside.safetensors"), Weights());
        project.Write("Directory.Build.targets", """
            <Project><ItemGroup><AdditionalFiles Include="beside.safetensors" /><ModelWeights Include="inside.safetensors" Embed="true" /></ItemGroup></Project>
            """);
        project.Write("Nets.cs", """
            using ModelCompiler;
            [Model] [Input(4)] [Dense(3)] [Weights("beside.safetensors")] public partial class Beside;
            [Model] [Input(4)] [Dense(3)] [Weights("inside.safetensors")] public partial class Inside;
            """);
        project.Write("Program.cs", """
            Console.WriteLine(string.Join(' ', Beside.Pretrained().Parameters["dense_1.bias"].Span.ToArray()));
            Console.WriteLine(string.Join(' ', Inside.Pretrained().Predict([1, 0, 0, 0])));
            """);
        Assert.Equal(["12 13 14", "12 14 16"], Lines((await project.Run("run", "-v", "quiet")).Succeeded()));

        project.Write("Nets.cs", """
            using ModelCompiler;
            [Model] [Input(4)] [Dense(5)] [Weights("beside.safetensors")] public partial class Beside;
            [Model] [Input(4)] [Dense(3)] [Weights("inside.safetensors")] public partial class Inside;
            """);
        var build = await project.Run("build");
        var error = Assert.Single(BuildError.In(build.Output));
        Assert.Equal(("MC0213", "Nets.cs", 2, 40), (error.Id, error.File, error.Line, error.Column));
        Assert.Contains("'dense_1.kernel' is [4, 3] in the file and [4, 5] here", error.Message, StringComparison.Ordinal);
    }

    /// <summary>0 to 14 for a dense layer of 4 inputs and 3 outputs.</summary>
    private static byte[] Weights()
    {
        byte[] header = """{"dense_1.kernel":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},"dense_1.bias":{"dtype":"F32","shape":[3],"data_offsets":[48,60]}}"""u8.ToArray();
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. Enumerable.Range(0, 15).SelectMany(i => BitConverter.GetBytes((float)i))];
    }

    private static async Task CompilesTheDeclaration(UserProject project)
    {
        var run = (await project.Run("run", "-v", "quiet")).Succeeded();
        var lines = Lines(run);
        Assert.Equal("1621670", lines[0]);
        foreach (var layer in (string[])["conv2d_1", "conv2d_2", "flatten_1", "dense_1", "dense_2"])
            Assert.Single(lines, line => line.Contains(layer, StringComparison.Ordinal));
        Assert.Contains(lines.Skip(1), line => line.Contains("1,621,670", StringComparison.Ordinal));
    }

    private static async Task ReportsTheKernel(UserProject project)
    {
        const string Good = "[Conv2D(40, 5,", Bad = "[Conv2D(40, 25,";
        var declaration = UserProject.Declaration.Replace(Good, Bad);
        project.Write("MnistNet.cs", declaration);

        var build = await project.Run("build");

        Assert.NotEqual(0, build.ExitCode);
        var errors = BuildError.In(build.Output);
        Assert.True(errors.Count == 1, $"One error was expected:\n{build.Output}");
        var error = errors[0];
        Assert.Matches("^MC01[0-9][0-9]$", error.Id);
        var lines = declaration.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains(Bad, StringComparison.Ordinal));
        var column = lines[line].IndexOf("25", StringComparison.Ordinal);
        Assert.Equal(("MnistNet.cs", line + 1, column + 1), (error.File, error.Line, error.Column));
        Assert.Contains("conv2d_2", error.Message, StringComparison.Ordinal);
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
