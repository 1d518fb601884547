using System.Runtime.CompilerServices;

namespace ModelCompiler.Generators.Tests;

/// <summary>
/// Holds text to a file that is checked in for people to read, by Verify's conventions: <c>Name.verified.cs</c> is what was accepted, <c>Name.received.cs</c> what came instead.
/// </summary>
internal static class Snapshot
{
    /// <summary>Set to 1, every snapshot is accepted as it comes.</summary>
    public const string AcceptVariable = "MODELCOMPILER_ACCEPT";

    /// <param name="name">File name without <c>.verified</c> and extension, or a path from the calling test's folder.</param>
    public static void Verify(string received, string name, string extension, [CallerFilePath] string caller = "") =>
        Verify(received, name, extension, FolderOf(caller), accept: Environment.GetEnvironmentVariable(AcceptVariable) == "1");

    internal static void Verify(string received, string name, string extension, string folder, bool accept)
    {
        string verifiedPath = Path.Combine(folder, $"{name}.verified.{extension}"), receivedPath = Path.Combine(folder, $"{name}.received.{extension}");
        received = Normalize(received);
        if (accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(verifiedPath)!);
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }

        string? verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        File.WriteAllText(receivedPath, received);
        Assert.Fail(Message(verified, received, verifiedPath, receivedPath));
    }

    /// <summary>A checkout may change line ends; the text is the same.</summary>
    public static string Normalize(string text) => text.ReplaceLineEndings("\n");

    private static string Message(string? verified, string received, string verifiedPath, string receivedPath)
    {
        string difference = verified is null ? "No such file has been accepted yet." : FirstDifference(verified.Split('\n'), received.Split('\n'));
        return $"""
            {Path.GetFileName(verifiedPath)} is not what came.
            {difference}
            Received: {receivedPath}
            If this is right, rename it to {Path.GetFileName(verifiedPath)}, or accept all by running the tests with {AcceptVariable}=1.
            """;
    }

    private static string FirstDifference(string[] verified, string[] received)
    {
        int line = verified.Zip(received).TakeWhile(pair => pair.First == pair.Second).Count();
        string At(string[] lines) => line < lines.Length ? lines[line] : "(the end)";
        return $"Line {line + 1}\n  verified: {At(verified)}\n  received: {At(received)}";
    }

    /// <summary>Deterministic builds may rewrite the caller's path; then it is found below the repository's root.</summary>
    private static string FolderOf(string caller)
    {
        if (File.Exists(caller)) return Path.GetDirectoryName(caller)!;
        string[] parts = caller.Replace('\\', '/').Split('/');
        int at = Array.LastIndexOf(parts, "tests");
        return Repository.PathOf(parts[at..^1]);
    }
}
