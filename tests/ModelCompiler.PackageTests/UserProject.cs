namespace ModelCompiler.PackageTests;

/// <summary>A fresh console project with one declaration, as a new user would write it.</summary>
internal sealed class UserProject
{
    public const string Declaration = """
        using ModelCompiler;

        [Model]
        [Input(28, 28, 1)]                                    // height, width, channels: channels last
        [Conv2D(20, 5, Activation = Activation.ReLU)]         // filters, kernel size
        [Conv2D(40, 5, Activation = Activation.ReLU)]
        [Flatten]
        [Dense(100, Activation = Activation.ReLU)]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        public partial class MnistNet;
        """;

    public const string Printing = """
        Console.WriteLine(MnistNet.ParameterCount);
        Console.WriteLine(MnistNet.Summary);
        """;

    /// <summary>Prints that a training step lowers the loss of its batch and that probabilities add up to one.</summary>
    public const string Training = """
        using ModelCompiler.Training;

        var model = new MnistNet(seed: 1);
        var trainer = new Trainer<MnistNet>(model, new Adam(learningRate: 1e-3f));
        var inputs = new float[4 * MnistNet.InputSize];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = i % 11 / 11f;
        int[] labels = [0, 1, 2, 3];
        var first = trainer.Step(inputs, labels);
        for (var i = 0; i < 10; i++) trainer.Step(inputs, labels);
        Console.WriteLine($"learned: {trainer.Step(inputs, labels) < first}");
        Console.WriteLine($"probabilities: {model.Predict(inputs.AsSpan(0, MnistNet.InputSize)).Sum():F3}");
        """;

    private readonly string name, artifacts;
    private readonly string? packageFolder;

    private UserProject(PackageFixture package, string name, bool referencesSources)
    {
        Folder = package.Sandbox.NewFolder(name);
        // Sources are built with the package; a second build of them would show nothing new.
        (this.name, artifacts, packageFolder) = referencesSources ? (name, package.Artifacts, null) : ("App", Path.Combine(Folder, "artifacts"), package.PackageFolder);
    }

    public string Folder { get; }

    /// <summary>A project with nothing but the package reference.</summary>
    public static UserProject WithPackage(PackageFixture package, string name)
    {
        var project = new UserProject(package, name, referencesSources: false);
        project.Create($"""<PackageReference Include="ModelCompiler" Version="{package.Version}" />""");
        // Added to the sources that the machine is set up with.
        project.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="just-packed" value="{package.Feed}" />
              </packageSources>
            </configuration>
            """);
        return project;
    }

    /// <summary>A project outside the solution that references the sources.</summary>
    public static UserProject WithSources(PackageFixture package, string name)
    {
        var project = new UserProject(package, name, referencesSources: true);
        project.Create($"""
            <ProjectReference Include="{Repository.Runtime}" />
                <ProjectReference Include="{Repository.Generator}" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            """);
        return project;
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text + "\n");

    public Task<CommandResult> Run(params string[] arguments)
        => Dotnet.Run(Folder, packageFolder, [.. arguments, "-c", "Release", "--artifacts-path", artifacts]);

    private void Create(string reference)
    {
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {reference}
              </ItemGroup>
            </Project>
            """);
        Write("MnistNet.cs", Declaration);
        Write("Program.cs", Printing);
    }
}
