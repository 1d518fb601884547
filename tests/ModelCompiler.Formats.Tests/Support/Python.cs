using System.Diagnostics;

namespace ModelCompiler.Formats.Tests;

/// <summary>Runs the other world's tools: the system's Python, with the packages that <c>.ci/formats</c> installs.</summary>
internal static class Python
{
    private static readonly Dictionary<string, string?> Missing = [];

    /// <summary>Why a module cannot be used, or null.</summary>
    public static string? WhyNot(string module)
    {
        lock (Missing)
        {
            if (Missing.TryGetValue(module, out string? known)) return known;
            try
            {
                (int code, _, string error) = Start("-c", $"import {module}");
                return Missing[module] = code == 0 ? null : $"Python has no module '{module}' here ({error.Trim().Split('\n')[^1]}); .ci/formats installs it.";
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception)
            {
                return Missing[module] = $"no Python here ({exception.Message}).";
            }
        }
    }

    /// <summary>Runs a script of the folder Scripts.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string script, params string[] arguments)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Scripts", script);
        (int code, string output, string error) = Start([path, .. arguments]);
        Assert.True(code == 0, $"{script} {string.Join(' ', arguments)} ended with {code}:\n{output}\n{error}");
        return output;
    }

    private static (int Code, string Output, string Error) Start(params string[] arguments)
    {
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var info = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(info)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

/// <summary>A test that needs a module of Python's, and says so where it is not there.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string module) => Skip = Python.WhyNot(module);
}
