using System.Net;
using System.Security.Cryptography;
using Digits;
using Digits.Data;

namespace ModelCompiler.Examples.Tests;

public sealed class MnistDownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];
    private static readonly MnistFile File1 = new("one.gz", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AFileWithTheRightSumIsKept()
    {
        var mirror = new Mirror(_ => Answer(Content));

        await Download(mirror);

        Assert.Equal(Content, await File.ReadAllBytesAsync(folder[File1.Name]));
        Assert.Equal([File1.Name], FileNames());
        Assert.Equal(1, mirror.Requests);
    }

    [Fact]
    public async Task AFileThatIsThereIsNotFetchedAgain()
    {
        await Download(new Mirror(_ => Answer(Content)));
        var second = new Mirror(_ => throw new HttpRequestException("must not be asked"));

        await Download(second);

        Assert.Equal(0, second.Requests);
    }

    [Fact]
    public async Task ADamagedFileIsFetchedAgain()
    {
        await File.WriteAllBytesAsync(folder[File1.Name], Content[..1000]);

        await Download(new Mirror(_ => Answer(Content)));

        Assert.Equal(Content, await File.ReadAllBytesAsync(folder[File1.Name]));
    }

    [Fact]
    public async Task AWrongSumIsRefusedAndNothingIsLeft()
    {
        var wrong = (byte[])Content.Clone();
        wrong[^1] ^= 1;
        var mirror = new Mirror(_ => Answer(wrong));

        var error = await Assert.ThrowsAsync<ExampleException>(() => Download(mirror));

        Assert.Contains(File1.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains($"expected SHA-256 {File1.Sha256}, got {Convert.ToHexStringLower(SHA256.HashData(wrong))}", error.Message, StringComparison.Ordinal);
        Assert.Empty(FileNames());
        Assert.Equal(2, mirror.Requests);       // each mirror had its chance
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000_000)]
    public async Task AFileOfAnotherLengthIsRefused(int length)
    {
        var error = await Assert.ThrowsAsync<ExampleException>(() => Download(new Mirror(_ => Answer(new byte[length]))));

        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Empty(FileNames());
    }

    [Fact]
    public async Task TheNextMirrorHelpsOut()
    {
        var mirror = new Mirror(request => request == 1 ? new HttpResponseMessage(HttpStatusCode.NotFound) : Answer(Content));
        var said = new List<string>();

        await Download(mirror, said.Add);

        Assert.Equal(Content, await File.ReadAllBytesAsync(folder[File1.Name]));
        Assert.Equal(2, said.Distinct().Count());
    }

    [Fact]
    public async Task WithoutANetworkTheErrorSaysWhatToDo()
    {
        var mirror = new Mirror(_ => throw new HttpRequestException("Name or service not known"));

        var error = await Assert.ThrowsAsync<ExampleException>(() => Download(mirror));

        Assert.Contains("Name or service not known", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsNamed()
    {
        var occupied = folder["occupied"];
        await File.WriteAllTextAsync(occupied, "a file, not a folder");
        var download = new MnistDownload(new Mirror(_ => Answer(Content)), occupied, [File1]);

        var error = await Assert.ThrowsAsync<ExampleException>(() => download.FetchAsync(_ => { }, CancellationToken.None));

        Assert.Contains(occupied, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRealFilesHaveSums()
    {
        Assert.Equal(4, MnistFile.All.Count);
        Assert.All(MnistFile.All, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        Assert.Equal(4, MnistFile.All.Select(file => file.Sha256).Distinct().Count());
    }

    private Task Download(Mirror mirror, Action<string>? say = null) =>
        new MnistDownload(mirror, folder.Path, [File1]).FetchAsync(say ?? (_ => { }), CancellationToken.None);

    private IEnumerable<string?> FileNames() => Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName);

    private static HttpResponseMessage Answer(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    /// <summary>Stands in for the network; is told the number of the request, from 1.</summary>
    private sealed class Mirror(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(++Requests));
    }
}
