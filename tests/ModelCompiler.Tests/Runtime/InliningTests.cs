using System.Text.RegularExpressions;
using ModelCompiler.Tests.Training;

namespace ModelCompiler.Tests.Runtime;

/// <summary>Rows and columns of kernels are calls that the JIT inlines, all of them: one that is left passes its sums through memory.</summary>
public partial class InliningTests
{
    /// <summary>With MODELCOMPILER_LONG=1 also the networks of examples/Architectures, where they are built.</summary>
    public static TheoryData<string> Assemblies()
    {
        var assemblies = new TheoryData<string> { Path.Combine(AppContext.BaseDirectory, "ModelCompiler.Training.Child.dll") };
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "ModelCompiler.sln"))) root = root.Parent;
        var large = Path.Combine(root.FullName, "examples/Architectures/bin/Release/net10.0/Architectures.dll");
        if (Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1" && File.Exists(large)) assemblies.Add(large);
        return assemblies;
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_call_of_a_row_is_left_in_machine_code(string assembly)
    {
        var listing = Path.GetTempFileName();
        try
        {
            using var child = ChildProcess.Start(
                new Dictionary<string, string> { ["DOTNET_JitDisasm"] = "*Kernels128:* *Kernels256:* *Kernels512:*", ["DOTNET_JitStdOutFile"] = listing }, "kernels", assembly);
            var (_, errors, code) = ChildProcess.Finish(child);
            Assert.True(code == 0, errors);
            var (method, methods, left) = ("", 0, new List<string>());
            foreach (var line in File.ReadLines(listing))
            {
                if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal)) (method, methods) = (line, methods + 1);
                if (CallOfRuntime().IsMatch(line)) left.Add($"{method}: {line.Trim()}");
            }

            Assert.True(methods > 20, $"The JIT listed {methods} methods.");
            Assert.Empty(left);
        }
        finally
        {
            File.Delete(listing);
        }
    }

    [GeneratedRegex(@"\b(call|jmp|tail\.jmp)\b.*ModelCompiler\.Runtime\.(FusedMultiplyAdds|EstimatedMultiplyAdds|VectorAccess|VectorRowAccess)")]
    private static partial Regex CallOfRuntime();
}
