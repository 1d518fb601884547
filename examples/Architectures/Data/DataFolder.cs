namespace Architectures.Data;

/// <summary>The folder given by <c>--data</c>.</summary>
internal static class DataFolder
{
    /// <summary>A file by its name, packed with gzip or not.</summary>
    /// <exception cref="ExampleException">The folder has neither.</exception>
    public static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        if (File.Exists(plain))
            return plain;
        return File.Exists(plain + ".gz")
            ? plain + ".gz"
            : throw new ExampleException($"--data: '{folder}' has neither {name} nor {name}.gz, which this network learns from.");
    }
}
