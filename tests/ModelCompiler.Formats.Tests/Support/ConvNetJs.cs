using System.Diagnostics;

namespace ModelCompiler.Formats.Tests;

/// <summary>Snapshots of ConvNetJS.</summary>
internal static class ConvNetJs
{
    /// <summary>What <c>net.toJSON()</c> gives for TinyNet, with numbers of its kind: an array as older engines wrote it, an object as newer ones do.</summary>
    public const string Tiny =
        """
        {"layers":[{"out_depth":4,"out_sx":1,"out_sy":1,"layer_type":"input"},
        {"out_depth":3,"out_sx":1,"out_sy":1,"layer_type":"fc","num_inputs":4,"l1_decay_mul":0,"l2_decay_mul":1,"filters":[
        {"sx":1,"sy":1,"depth":4,"w":{"0":0.25,"1":-0.5,"2":1e-3,"3":4}},
        {"sx":1,"sy":1,"depth":4,"w":[0.5,1,1.5,2]},
        {"sx":1,"sy":1,"depth":4,"w":{"0":-1,"1":-2,"2":-3,"3":-4}}],
        "biases":{"sx":1,"sy":1,"depth":3,"w":{"0":0.1,"1":0.2,"2":0.3}}}]}
        """;

    /// <summary>Runs a script of the folder Scripts with Node, in a folder where <c>.ci/formats</c> has installed packages.</summary>
    public static string Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Scripts", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = Packages },
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}:\n{output}\n{error.Result}");
        return output;
    }

    /// <summary>Where packages of JavaScript are.</summary>
    public static string Packages => Environment.GetEnvironmentVariable("MODELCOMPILER_NODE_MODULES") ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "modelcompiler", "formats", "node_modules");

    public static string? WhyNot(string package) =>
        Directory.Exists(Path.Combine(Packages, package)) ? null : $"The package '{package}' of npm is not in {Packages}; .ci/formats installs it.";
}

/// <summary>A test that needs a package of npm's, and says so where it is not there.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string package) => Skip = ConvNetJs.WhyNot(package);
}
