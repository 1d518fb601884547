namespace ModelCompiler.Mpi;

/// <summary>Where a process runs.</summary>
internal static class MachinePlace
{
    /// <summary>The machine: its name, and on Linux a number that it draws when it starts, since names need not differ.</summary>
    public static string Machine => $"{Environment.MachineName} {Read("/proc/sys/kernel/random/boot_id")}";

    /// <summary>
    /// The processors that this process may use, as <c>0-3,8</c>; a launcher may have bound each rank to its own. Empty where that is not
    /// known.
    /// </summary>
    public static string Processors
    {
        get
        {
            const string key = "Cpus_allowed_list:";
            foreach (string line in Read("/proc/self/status").Split('\n'))
            {
                if (line.StartsWith(key, StringComparison.Ordinal))
                    return line[key.Length..].Trim();
            }

            return "";
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
