namespace ModelCompiler.Generators.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("snapshots");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Line_ends_do_not_count()
    {
        File.WriteAllText(PathOf("A.verified.txt"), "one\r\ntwo\r\n");
        Verify("one\ntwo\n");
        Assert.False(File.Exists(PathOf("A.received.txt")));
    }

    [Fact]
    public void Another_text_is_written_beside_and_the_message_says_how_to_accept()
    {
        File.WriteAllText(PathOf("A.verified.txt"), "one\ntwo\n");
        string message = Assert.ThrowsAny<Exception>(() => Verify("one\n2\n")).Message;
        Assert.Contains("Line 2\n  verified: two\n  received: 2", message);
        Assert.Contains("MODELCOMPILER_ACCEPT=1", message);
        Assert.Equal("one\n2\n", File.ReadAllText(PathOf("A.received.txt")));
    }

    [Fact]
    public void A_first_text_fails_until_it_is_accepted()
    {
        Assert.Contains("No such file", Assert.ThrowsAny<Exception>(() => Verify("one\n")).Message);
        Snapshot.Verify("one\n", "A", "txt", folder.FullName, accept: true);
        Verify("one\n");
        Assert.False(File.Exists(PathOf("A.received.txt")));
    }

    private void Verify(string text) => Snapshot.Verify(text, "A", "txt", folder.FullName, accept: false);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
