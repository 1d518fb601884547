using System.Diagnostics;
using System.Globalization;

namespace MpiTests;

/// <summary>The program beside these tests, started by <c>mpirun</c> or by itself.</summary>
internal static class Launched
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>Why tests that start ranks are skipped; null if they are not.</summary>
    public static string? Missing { get; } = Find("mpirun.openmpi", "mpirun") is null ? "needs Open MPI; .ci/mpi installs it" : null;

    /// <summary>Why tests with MPICH are skipped; null if they are not.</summary>
    public static string? MissingMpich { get; } = Find("mpirun.mpich") is null ? "needs MPICH; .ci/mpi installs it" : null;

    /// <summary>Runs the program on ranks of Open MPI.</summary>
    /// <param name="ranks">How many; 0 for a process by itself, without a launcher.</param>
    /// <param name="arguments">Of the program.</param>
    public static Ending Run(int ranks, params string[] arguments) => Finish(Start(ranks, arguments));

    /// <summary>Runs the program on ranks of MPICH.</summary>
    public static Ending RunMpich(int ranks, params string[] arguments) =>
        Finish(Start(Find("mpirun.mpich")!, ["-n", Text(ranks), "dotnet", Program, .. arguments]));

    /// <summary>Starts the program.</summary>
    public static Process Start(int ranks, params string[] arguments) => ranks == 0
        ? Start("dotnet", [Program, .. arguments])
        : Start(Find("mpirun.openmpi", "mpirun")!, ["--oversubscribe", "--allow-run-as-root", "-n", Text(ranks), "dotnet", Program, .. arguments]);

    /// <summary>Waits for the end.</summary>
    public static Ending Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new TimeoutException($"It did not end within {patience}.\n{output.Result}\n{errors.Result}");
        }

        // Open MPI gives ranks a terminal, to which .NET says hello.
        string[] lines = output.Result.Replace("\x1b[?1h\x1b=", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Ending(lines, errors.Result, process.ExitCode);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "ModelCompiler.Mpi.Child.dll");

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // Each of several ranks on few cores takes one thread; more would wait for one another. The JIT's own threads must not stand in line either.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["TERM"] = "dumb";
        return Process.Start(start)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Find(params string[] names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>How the program ended.</summary>
internal sealed record Ending(string[] Lines, string Errors, int ExitCode)
{
    /// <summary>All that was written. Open MPI may put what ranks write to their errors to its own output.</summary>
    public string All => string.Join('\n', Lines) + '\n' + Errors;
}

/// <summary>A test that starts ranks: skipped with a reason where MPI is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiFactAttribute : FactAttribute
{
    public MpiFactAttribute() => Skip = Launched.Missing;
}

/// <summary>The same over several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiTheoryAttribute : TheoryAttribute
{
    public MpiTheoryAttribute() => Skip = Launched.Missing;
}

/// <summary>Minutes of work: skipped unless <c>MODELCOMPILER_LONG=1</c> asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongMpiFactAttribute : FactAttribute
{
    public LongMpiFactAttribute() => Skip = Launched.Missing
        ?? (Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" ? null : "takes minutes; MODELCOMPILER_LONG=1 runs it");
}
