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
        for (int run = 0; run < (isLong ? 50 : 2); run++)
        {
            using var folder = new TemporaryFolder();
            Process process = ChildProcess.Start("train", folder.Path, "10");
            // From before the first step to the last epochs: what matters is where it is, so the time counts from the first file that it writes.
            int after = random.Next(0, 1100);
            while (!File.Exists(folder.File("log.csv")) && !process.HasExited)
                Thread.Sleep(5);
            Thread.Sleep(after);
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

        Assert.True(killed > 0 || !isLong, "Every process ended before it was killed.");
        if (isLong)
            Console.WriteLine($"Killed {killed} of 50 runs, {inside} of them with a checkpoint to go on from; all ended with the same bits.");
    }

    private static IEnumerable<string> WithoutTimes(string path) => File.ReadLines(path).Select(line => line[..line.LastIndexOf(',')]);
}
