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

    public static TheoryData<string, string, int> Schedules => new()
    {
        { "small", "Cpu", 0 }, { "small", "Gpu", 0 }, { "small", "Gpu", 1 }, { "small", "Gpu", 2 },
        { "depthwise", "Cpu", 0 }, { "depthwise", "Gpu", 0 }, { "depthwise", "Gpu", 2 }, { "grouped", "Cpu", 0 }, { "grouped", "Gpu", 0 }, { "grouped", "Gpu", 2 },
    };

    public void Dispose() => folder.Dispose();

    [OclgrindTheory]
    [MemberData(nameof(Schedules))]
    public void A_whole_step_accesses_only_what_is_its_own(string net, string kind, int variant)
    {
        (string output, string log) = Watch("step", net, kind, $"{variant}");
        Assert.Equal("", log);
        float[] losses = [.. output.Split(' ', StringSplitOptions.TrimEntries).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        // It computed what the processor computes, so it did run.
        float[] expected = net switch
        {
            "depthwise" => Expected(new DepthwiseNet(WholeStep.Seed)),
            "grouped" => Expected(new GroupedNet(WholeStep.Seed)),
            _ => Expected(new SmallNet(WholeStep.Seed)),
        };
        Assert.All(expected.Zip(losses), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [OclgrindTheory]
    [InlineData("past-end", "Invalid read")]
    [InlineData("race", "data race")]
    public void What_must_not_be_is_noticed(string what, string report) => Assert.Contains(report, Watch("trespass", what).Log);

    private static float[] Expected<T>(T model) where T : class, ITrainableModel<T>
    {
        (float[] inputs, int[] labels) = (WholeStep.Inputs<T>(), WholeStep.Labels<T>());
        var trainer = new Trainer<T>(model, new Adam(), new TrainerOptions { Seed = WholeStep.Seed });
        float[] losses = [.. Enumerable.Range(0, WholeStep.Steps).Select(_ => trainer.Step(inputs, labels))];
        return [.. losses, (float)trainer.Evaluate(new Dataset(inputs, labels, T.InputSize)).Loss];
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
