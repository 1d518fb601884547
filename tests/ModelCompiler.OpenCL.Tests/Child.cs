using System.Diagnostics;

namespace ModelCompiler.OpenCL.Tests;

/// <summary>Runs the program beside these tests as a process of its own.</summary>
internal static class Child
{
    public static Process Start(string[] arguments, Dictionary<string, string>? environment = null, string? under = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "ModelCompiler.OpenCL.Child.dll");
        var start = new ProcessStartInfo(under ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (under is not null)
            start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment ?? [])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What it wrote, both streams; fails unless it ended well.</summary>
    public static string Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        string text = output.Result + errors.Result;
        Assert.True(process.ExitCode == 0, text);
        return text;
    }
}
