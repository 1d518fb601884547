using System.Globalization;
using ModelCompiler.Data;
using ModelCompiler.OpenCL.Child;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Tests;

/// <summary>Oclgrind interprets kernels and watches each access: a whole training step must touch nothing that is not its own, and no two work items may
/// write one place.</summary>
public sealed class OclgrindTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int> Schedules => new() { { "Cpu", 0 }, { "Gpu", 0 }, { "Gpu", 1 }, { "Gpu", 2 } };

    public void Dispose() => folder.Dispose();

    [OclgrindTheory]
    [MemberData(nameof(Schedules))]
    public void A_whole_step_accesses_only_what_is_its_own(string kind, int variant)
    {
        (string output, string log) = Watch("step", kind, $"{variant}");
        Assert.Equal("", log);
        float[] losses = [.. output.Split(' ', StringSplitOptions.TrimEntries).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        // It computed what the processor computes, so it did run.
        Assert.All(Expected().Zip(losses), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [OclgrindTheory]
    [InlineData("past-end", "Invalid read")]
    [InlineData("race", "data race")]
    public void What_must_not_be_is_noticed(string what, string report) => Assert.Contains(report, Watch("trespass", what).Log);

    private static float[] Expected()
    {
        var trainer = new Trainer<SmallNet>(new SmallNet(WholeStep.Seed), new Adam(), new TrainerOptions { Seed = WholeStep.Seed });
        float[] losses = [.. Enumerable.Range(0, WholeStep.Steps).Select(_ => trainer.Step(WholeStep.Inputs, WholeStep.Labels))];
        return [.. losses, (float)trainer.Evaluate(new Dataset(WholeStep.Inputs, WholeStep.Labels, SmallNet.InputSize)).Loss];
    }

    private (string Output, string Log) Watch(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(folder.Path, "oclgrind.icd"), Oclgrind.Library);
        string log = Path.Combine(folder.Path, "log");
        string output = Child.Finish(Child.Start(arguments, new()
        {
            ["OCL_ICD_VENDORS"] = folder.Path,
            ["OCLGRIND_LOG"] = log,
            ["OCLGRIND_DATA_RACES"] = "1",
            ["OCLGRIND_CHECK_API"] = "1",
        }));
        return (output, File.Exists(log) ? File.ReadAllText(log) : "");
    }
}

/// <summary>A test that needs Oclgrind; without it, it says so.</summary>
internal sealed class OclgrindTheoryAttribute : TheoryAttribute
{
    public OclgrindTheoryAttribute() => Skip = Oclgrind.Library is null ? "Oclgrind is not installed (Debian, Ubuntu: apt install oclgrind)." : null;
}

/// <summary>Where Oclgrind's driver is.</summary>
internal static class Oclgrind
{
    private static readonly string[] places = ["/usr/lib/oclgrind", "/usr/lib64/oclgrind", "/usr/local/lib/oclgrind", "/usr/local/lib", "/usr/lib"];

    /// <summary>The driver, or null where it is not installed.</summary>
    public static string? Library { get; } = places.Select(place => Path.Combine(place, "liboclgrind-rt-icd.so")).FirstOrDefault(File.Exists);
}
