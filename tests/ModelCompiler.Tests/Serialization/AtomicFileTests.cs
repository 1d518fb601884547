using System.Runtime.Versioning;
using ModelCompiler.Serialization;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Serialization;

/// <summary>What a save does to the place where the file goes.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_stays_a_link_and_its_file_is_written(bool exists)
    {
        Directory.CreateDirectory(folder.File("store"));
        string target = folder.File("store/weights.safetensors"), link = folder.File("net.safetensors");
        if (exists) File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, "store/weights.safetensors");
        new Classifier(1).Save(link);
        Assert.Equal("store/weights.safetensors", new FileInfo(link).LinkTarget);
        new Classifier(2).Load(target);
        Assert.Single(Directory.GetFileSystemEntries(folder.File("store")));
    }

    [Fact]
    public void A_link_to_a_link_is_followed()
    {
        File.CreateSymbolicLink(folder.File("b.safetensors"), "c.safetensors");
        File.CreateSymbolicLink(folder.File("a.safetensors"), "b.safetensors");
        new Classifier(1).Save(folder.File("a.safetensors"));
        Assert.Equal("b.safetensors", new FileInfo(folder.File("a.safetensors")).LinkTarget);
        Assert.Equal("c.safetensors", new FileInfo(folder.File("b.safetensors")).LinkTarget);
        new Classifier(2).Load(folder.File("c.safetensors"));
    }

    [Fact]
    public void Links_in_a_circle_are_an_IO_error()
    {
        File.CreateSymbolicLink(folder.File("a.safetensors"), "b.safetensors");
        File.CreateSymbolicLink(folder.File("b.safetensors"), "a.safetensors");
        Assert.ThrowsAny<IOException>(() => new Classifier(1).Save(folder.File("a.safetensors")));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead)]
    public void A_file_keeps_its_mode(UnixFileMode mode)
    {
        string path = folder.Write("net.safetensors", "old"u8);
        File.SetUnixFileMode(path, mode);
        new Classifier(1).Save(path);
        Assert.Equal(mode, File.GetUnixFileMode(path));
        new Classifier(2).Load(path);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => new Classifier(1).Save(folder.File("no/such/net.safetensors")));
        Assert.Contains($"'{folder.File("no/such")}' does not exist", error.Message);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Directory.CreateDirectory(folder.File("net.safetensors"));
        Assert.Contains("it is a folder", Assert.Throws<IOException>(() => new Classifier(1).Save(folder.File("net.safetensors"))).Message);
    }

    [Fact]
    public void A_name_may_be_as_long_as_the_system_allows()
    {
        string path = folder.File(new string('n', 243) + ".safetensors");
        new Classifier(1).Save(path);
        new Classifier(2).Load(path);
    }

    [Fact]
    public void A_save_that_is_interrupted_leaves_the_target_of_a_link()
    {
        string target = folder.Write("weights.safetensors", "old"u8);
        File.CreateSymbolicLink(folder.File("net.safetensors"), "weights.safetensors");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("net.safetensors"), _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(target));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }
}
