using System.Security.Cryptography;

namespace Digits.Data;

/// <summary>
/// Fetches MNIST into a folder, once. A file counts only when its SHA-256 is right; it is written beside its place and moved there when
/// it is whole, so that an interrupted run leaves nothing half done.
/// </summary>
internal sealed class MnistDownload(HttpMessageHandler handler, string folder, IReadOnlyList<MnistFile> files)
{
    private static readonly Uri[] Mirrors =
    [
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The folder that downloads are kept in from run to run.</summary>
    public static string CacheFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "ModelCompiler", "mnist");

    public static MnistDownload ToCache() =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }, CacheFolder, MnistFile.All);

    /// <summary>Makes all files present; <paramref name="say"/> is told what is fetched from where.</summary>
    /// <exception cref="ExampleException">No mirror served a file with the right checksum, or the folder cannot be written.</exception>
    public async Task FetchAsync(Action<string> say, CancellationToken cancellation)
    {
        using var client = new HttpClient(handler, disposeHandler: false);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in files)
                if (!await IsPresentAsync(file, cancellation))
                    await FetchAsync(client, file, say, cancellation);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new ExampleException($"The cache folder '{folder}' cannot be used: {exception.Message}", exception);
        }
    }

    private async Task<bool> IsPresentAsync(MnistFile file, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
            return false;
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)) == file.Sha256;
    }

    private async Task FetchAsync(HttpClient client, MnistFile file, Action<string> say, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var mirror in Mirrors)
        {
            say($"{file.Name} from {mirror.Host}");
            if (await TryMirrorAsync(client, new Uri(mirror, file.Name), file, cancellation) is not { } failure)
                return;
            failures.Add($"{mirror.Host}: {failure}");
        }

        throw new ExampleException($"{file.Name} cannot be downloaded ({string.Join("; ", failures)}). Without a network, put MNIST's four "
            + "files into a folder and pass --data DIR.");
    }

    /// <summary>Null, or why this mirror did not do.</summary>
    private async Task<string?> TryMirrorAsync(HttpClient client, Uri address, MnistFile file, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var unfinished = Path.Combine(folder, $"{file.Name}.{Environment.ProcessId}.part");
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            response.EnsureSuccessStatusCode();
            var content = await response.Content.ReadAsStreamAsync(deadline.Token);
            var sum = await SaveAsync(content, unfinished, file.Bytes, deadline.Token);
            if (sum != file.Sha256)
                return $"expected SHA-256 {file.Sha256}, got {sum}";
            File.Move(unfinished, Path.Combine(folder, file.Name), overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalMinutes} minutes";
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes a stream to a file and returns its SHA-256; stops soon after the expected length, which a wrong file
    /// may pass by far.</summary>
    private static async Task<string> SaveAsync(Stream content, string path, long expected, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        var buffer = new byte[81_920];
        for (var total = 0L; total <= expected;)
        {
            var read = await content.ReadAsync(buffer, cancellation);
            if (read == 0)
                break;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            total += read;
        }

        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
