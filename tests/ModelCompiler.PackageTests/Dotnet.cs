using System.Diagnostics;

namespace ModelCompiler.PackageTests;

/// <summary>What a process printed and how it ended.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>This result, which is one of success; otherwise the test fails and shows the whole output.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"'{Command}' ended with exit code {ExitCode}:\n{Output}");
        return this;
    }
}

/// <summary>Runs the SDK, or what it built, as a user's shell would.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs <c>dotnet</c>, with a package folder of its own unless <paramref name="packageFolder"/> is null.</summary>
    public static Task<CommandResult> Run(string folder, string? packageFolder, params string[] arguments)
        => Execute("dotnet", folder, packageFolder, arguments);

    public static async Task<CommandResult> Execute(string file, string folder, string? packageFolder, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(file, folder, packageFolder, arguments))!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CommandResult($"{file} {string.Join(' ', arguments)}", process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{file} {string.Join(' ', arguments)}' ran for more than {Patience}.");
        }
    }

    private static ProcessStartInfo StartInfo(string file, string folder, string? packageFolder, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's own MSBuild settings would point the user's build at the wrong SDK files.
        foreach (var name in start.Environment.Keys.Where(IsBuildSetting).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Servers that stay behind would keep the temporary folders, and this process's pipes, open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Who has named one, as .ci/run does, ends it, too.
        if (!start.Environment.ContainsKey("SharedCompilationId")) start.Environment["UseSharedCompilation"] = "false";
        if (packageFolder is not null) start.Environment["NUGET_PACKAGES"] = packageFolder;
        return start;
    }

    private static bool IsBuildSetting(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name is "DOTNET_HOST_PATH" or "CI";
}
