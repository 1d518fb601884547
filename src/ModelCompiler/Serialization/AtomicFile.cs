namespace ModelCompiler.Serialization;

/// <summary>
/// Writes a file beside its place and moves it there when it is whole and on disk, so that a crash never leaves half a file under the name.
/// A symbolic link stays a link: the file that it names is written. A file that is replaced keeps its permissions.
/// </summary>
internal static class AtomicFile
{
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">Something else that the file system refuses; the old file, if any, is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Target(path);
        string folder = Path.GetDirectoryName(target) ?? throw new IOException($"'{path}' cannot be saved: it names no file.");
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"'{path}' cannot be saved: the folder '{folder}' does not exist. Create it, or save into another one.");
        }

        if (Directory.Exists(target)) throw new IOException($"'{path}' cannot be saved: it is a folder. Name a file in it.");
        // The same folder: a move across file systems would be a copy. A short name: the file's own may be as long as the system allows.
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream stream = Create(temporary, target))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>The file that is written: what a link leads to, link by link, even where that does not exist yet.</summary>
    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full
            : Path.GetFullPath(File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName);
    }

    private static FileStream Create(string temporary, string target)
    {
        var options =
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows() || !File.Exists(target)) return new FileStream(temporary, options);
        UnixFileMode mode = File.GetUnixFileMode(target);
        // Private at first; then exactly the old file's mode, which the process's mask may have narrowed.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(temporary, options);
        File.SetUnixFileMode(stream.SafeFileHandle, mode);
        return stream;
    }
}
