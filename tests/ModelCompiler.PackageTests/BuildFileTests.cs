namespace ModelCompiler.PackageTests;

/// <summary>What the package's build files say and pass on, in a project of nothing else.</summary>
public sealed class BuildFileTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData(".NETCoreApp", "v8.0", "net8.0")]
    [InlineData(".NETCoreApp", "v9.0", "net9.0-windows")]
    [InlineData(".NETStandard", "v2.0", "netstandard2.0")]
    [InlineData(".NETFramework", "v4.8", "net48")]
    public async Task AnotherFrameworkIsOneErrorThatSaysWhichIsNeeded(string identifier, string version, string moniker)
    {
        CommandResult build = await Build("ModelCompilerCheckFramework", [$"-p:TargetFrameworkIdentifier={identifier}", $"-p:TargetFrameworkVersion={version}", $"-p:TargetFramework={moniker}"]);
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains($"error MC0000: ModelCompiler needs .NET 10, but this project targets {moniker}. Write <TargetFramework>net10.0</TargetFramework> in it, or a later one.", build.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v10.0")]
    [InlineData("v11.0")]
    public async Task TheFrameworkAndLaterOnesPass(string version) =>
        (await Build("ModelCompilerCheckFramework", ["-p:TargetFrameworkIdentifier=.NETCoreApp", $"-p:TargetFrameworkVersion={version}"])).Succeeded();

    /// <summary>A project of the sources imports the file in its own text, before the SDK has said what its framework is.</summary>
    [Theory]
    [InlineData("net10.0", true)]
    [InlineData("net9.0", false)]
    public async Task AProjectMayImportTheFileItself(string framework, bool passes)
    {
        string build = Path.Combine(Repository.Root, "src", "ModelCompiler", "build", "ModelCompiler");
        File.WriteAllText(sandbox["Own.csproj"],
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>{framework}</TargetFramework></PropertyGroup>
              <Import Project="{build}.props" />
              <Import Project="{build}.targets" />
            </Project>
            """);
        CommandResult checkedOnes = await Dotnet.Run(sandbox.Folder, null, "msbuild", "Own.csproj", "-nologo", "-t:ModelCompilerCheckFramework;ModelCompilerCheckCompiler");
        Assert.Equal((passes, !passes), (checkedOnes.ExitCode == 0, checkedOnes.Output.Contains($"but this project targets {framework}.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("roslyn4.8", false)]
    [InlineData("roslyn4.14", true)]
    [InlineData("roslyn5.0", true)]
    public async Task AnOlderCompilerIsAnError(string compiler, bool passes)
    {
        CommandResult build = await Build("CoreCompile", ["-p:TargetFrameworkIdentifier=.NETCoreApp", "-p:TargetFrameworkVersion=v10.0", $"-p:CompilerApiVersion={compiler}"]);
        Assert.Equal((passes, !passes), (build.ExitCode == 0, build.Output.Contains("error MC0000: ModelCompiler needs a C# compiler (Roslyn) of at least 4.14", StringComparison.Ordinal)));
    }

    /// <summary>Kernels are code of the project: a Debug build says that they are slow.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("-p:Optimize=true", false)]
    [InlineData("-p:DesignTimeBuild=true", false)]
    [InlineData("-p:ModelCompilerDebugNote=false", false)]
    public async Task ABuildWithoutOptimizationSaysSo(string option, bool said)
    {
        CommandResult build = (await Build("CoreCompile", ["-p:TargetFrameworkIdentifier=.NETCoreApp", "-p:TargetFrameworkVersion=v10.0", .. option.Length > 0 ? [option] : Array.Empty<string>()]))
            .Succeeded();
        Assert.Equal(said, build.Output.Contains("run some thirty times slower; build with -c Release, or write <Optimize>true</Optimize> in User.proj (MC0903).", StringComparison.Ordinal));
    }

    /// <summary>A semicolon would end the list where the compiler reads it.</summary>
    [Fact]
    public async Task SettingsReachTheCompilerWhole()
    {
        CommandResult asked = (await Dotnet.Run(Project(), null, "msbuild", "User.proj", "-nologo", "-p:ModelCompilerTargets=avx512%3Bavx2", "-p:ModelCompilerMachine=cache=4%3Bwork=2",
            "-getProperty:ModelCompilerTargetsListed,ModelCompilerMachineListed", "-getItem:CompilerVisibleProperty")).Succeeded();
        Assert.Contains("\"avx512,avx2\"", asked.Output, StringComparison.Ordinal);
        Assert.Contains("\"cache=4,work=2\"", asked.Output, StringComparison.Ordinal);
        foreach (string setting in new[]
        {
            "Targets",
            "TargetsListed",
            "MachineListed",
            "Unroll",
            "Checked",
            "Convolution",
            "OpenCLTune",
            "OpenCLTargets",
            "OpenCLTargetsListed",
            "Machine",
            "Dump",
            "ReportsErrors",
        })
            Assert.Contains($"\"ModelCompiler{setting}\"", asked.Output, StringComparison.Ordinal);
    }

    /// <summary>A compiler that runs once keeps no profiles of itself, unless the project or its environment has said how it runs.</summary>
    [Theory]
    [InlineData("-p:DOTNET_TieredPGO=", "DOTNET_TieredPGO=0;DOTNET_gcConcurrent=0")]
    [InlineData("-p:DOTNET_TieredPGO=1", "")]
    [InlineData("-p:CscEnvironment=A=1", "A=1")]
    public async Task TheCompilerRunsWithoutProfilesOfItself(string option, string expected)
    {
        CommandResult asked = (await Dotnet.Run(Project(), null, "msbuild", "User.proj", "-nologo", option, "-getProperty:CscEnvironment")).Succeeded();
        Assert.Equal(expected, asked.Output.Trim());
    }

    /// <summary>Properties of a command line reach referenced projects: the compiler is never made native, nor trimmed.</summary>
    [Theory]
    [InlineData("ModelCompiler.Generators")]
    [InlineData("ModelCompiler.CodeFixes")]
    public async Task APublishOfTheUsersProgramLeavesTheCompilerAlone(string project)
    {
        string path = Path.Combine(Repository.Root, "generators", project, project + ".csproj");
        CommandResult asked = (await Dotnet.Run(
            Project(), null, "msbuild", path, "-p:PublishAot=true", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:SelfContained=true", "-p:RuntimeIdentifier=linux-x64",
            "-getProperty:PublishAot,PublishTrimmed,PublishSingleFile,SelfContained,RuntimeIdentifier")).Succeeded();
        Assert.DoesNotContain("true", asked.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("linux", asked.Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> Build(string target, string[] options) => Dotnet.Run(Project(), null, ["msbuild", "User.proj", "-nologo", "-t:" + target, .. options]);

    private string Project()
    {
        string files = Path.Combine(Repository.Root, "src", "ModelCompiler", "build");
        File.WriteAllText(sandbox["User.proj"], $"""
            <Project>
              <Import Project="{Path.Combine(files, "ModelCompiler.props")}" />
              <Target Name="CoreCompile" />
              <Import Project="{Path.Combine(files, "ModelCompiler.targets")}" />
            </Project>
            """);
        return sandbox.Folder;
    }
}
