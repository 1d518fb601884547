using System.Diagnostics;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

/// <summary>A training process that is killed (SIGKILL) at random moments and started again ends with the bits of one that was left alone.</summary>
public class KillTests
{
    [Fact]
    public void A_training_that_is_killed_goes_on_to_the_same_bits()
    {
        using var undisturbed = new TemporaryFolder();
        string expected = Run.Train(undisturbed.Path);
        bool isLong = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1";
        var random = new Random(20261129);
        int killed = 0, inside = 0;
        while (killed < (isLong ? 50 : 2))
        {
            using var folder = new TemporaryFolder();
            Process process = ChildProcess.Start("train", folder.Path, "10");
            // Anywhere: while it starts, trains, writes a checkpoint, validates. Where it is counts, not how fast the machine is: it waits for a step, then some moments more.
            int step = random.Next(-5, 64);
            while (!process.HasExited && StepOf(folder.Path) < step)
                Thread.Sleep(1);
            Thread.Sleep(random.Next(0, 50));
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            process.WaitForExit();
            inside += ModelCompiler.Training.Checkpoints.Latest(folder.Path) is null ? 0 : 1;
            (string output, string errors, int exitCode) = ChildProcess.Finish(ChildProcess.Start("train", folder.Path, "0"));
            Assert.True(exitCode == 0, errors);
            Assert.Equal(expected, output);
            Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp"));
            Assert.Equal(WithoutTimes(undisturbed.File("log.csv")), WithoutTimes(folder.File("log.csv")));
        }

        if (isLong)
            Console.WriteLine($"Killed {killed} of 50 runs, {inside} of them with a checkpoint to go on from; all ended with the same bits.");
    }

    /// <summary>The step of the latest checkpoint; 0 before the first, -1 while the run has not begun.</summary>
    private static int StepOf(string folder)
    {
        string? latest = ModelCompiler.Training.Checkpoints.Latest(folder);
        return latest is not null ? int.Parse(Path.GetFileNameWithoutExtension(latest)["step-".Length..]) : File.Exists(Path.Combine(folder, "log.csv")) ? 0 : -1;
    }

    private static IEnumerable<string> WithoutTimes(string path) => File.ReadLines(path).Select(line => line[..line.LastIndexOf(',')]);
}
