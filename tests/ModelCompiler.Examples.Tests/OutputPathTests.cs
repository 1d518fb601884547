using Digits;

namespace ModelCompiler.Examples.Tests;

public sealed class OutputPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheFolderIsMade()
    {
        OutputPath.Prepare("--json", Path.Combine(folder["new"], "deep", "result.json"));

        Assert.True(Directory.Exists(Path.Combine(folder["new"], "deep")), "The folder was not made.");
    }

    [Fact]
    public void AFolderIsNoFile()
    {
        var error = Assert.Throws<ExampleException>(() => OutputPath.Prepare("--json", folder.Path));

        Assert.Equal($"--json: '{folder.Path}' is a folder; name a file in it.", error.Message);
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsNamed()
    {
        File.WriteAllText(folder["file"], string.Empty);

        var error = Assert.Throws<ExampleException>(() => OutputPath.Prepare("--output", Path.Combine(folder["file"], "a.safetensors")));

        Assert.StartsWith("--output: the folder of", error.Message, StringComparison.Ordinal);
    }
}
