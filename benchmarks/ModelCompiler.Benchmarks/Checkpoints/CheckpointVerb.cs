using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Checkpoints;

/// <summary>
/// <c>checkpoint [rounds] [folder]</c>: for how long a checkpoint of 60 million weights with Adam's moments (180 million floats) stops
/// training, in turn with writing as many bytes to a file and to disk, round by round.
/// </summary>
internal static class CheckpointVerb
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        string folder = Directory.CreateDirectory(
            arguments.Length > 1 ? arguments[1] : Path.Combine(Path.GetTempPath(), "checkpoint-benchmark")).FullName;
        var trainer = new Trainer<SixtyMillion>(new SixtyMillion(1), new Adam());
        trainer.Step(new float[7000], [1]);
        string checkpoint = Path.Combine(folder, "a.ckpt"), plain = Path.Combine(folder, "plain");
        var ratios = new List<double>();
        for (int round = 0; round <= rounds; round++)
        {
            double saving = Seconds(() => trainer.SaveCheckpoint(checkpoint));
            var bytes = new byte[1 << 20];
            Random.Shared.NextBytes(bytes);
            long length = new FileInfo(checkpoint).Length;
            double writing = Seconds(() => Write(plain, bytes, length));
            Console.WriteLine(FormattableString.Invariant(
                $"round {round}  {length:N0} bytes  checkpoint {saving:F2} s  plain {writing:F2} s  ratio {saving / writing:F2}"));
            if (round > 0)
                ratios.Add(saving / writing); // The first warms up.
            File.Delete(plain);
        }

        File.Delete(checkpoint);
        ratios.Sort();
        Console.WriteLine(
            FormattableString.Invariant($"median ratio {ratios[ratios.Count / 2]:F2}, from {ratios[0]:F2} to {ratios[^1]:F2}"));
    }

    private static void Write(string path, byte[] bytes, long length)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (long written = 0; written < length; written += bytes.Length)
            stream.Write(bytes.AsSpan(0, (int)Math.Min(bytes.Length, length - written)));
        stream.Flush(flushToDisk: true);
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
