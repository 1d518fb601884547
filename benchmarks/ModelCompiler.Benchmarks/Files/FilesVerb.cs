using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ModelCompiler.Runtime;
using ModelCompiler.Serialization;

namespace ModelCompiler.Benchmarks.Files;

/// <summary>
/// Saves and loads VGG-16's weights, 138 million, beside what the machine can do: as many bytes read from the page cache into memory that
/// is there, and written to a file and flushed. In turn, A B A B, since a shared machine's speed changes; each figure is a median.
/// </summary>
internal static class FilesVerb
{
    private const int Rounds = 7;
    private static readonly int[][] Convolutions = [[3, 64], [64, 64], [64, 128], [128, 128], [128, 256], [256, 256], [256, 256],
        [256, 512], [512, 512], [512, 512], [512, 512], [512, 512], [512, 512]];
    private static readonly int[][] DenseLayers = [[25088, 4096], [4096, 4096], [4096, 1000]];

    public static void Run(ReadOnlySpan<string> arguments)
    {
        string folder = arguments.Length > 0 ? arguments[0] : Path.GetTempPath();
        string path = Path.Combine(folder, "vgg16.safetensors"), raw = Path.Combine(folder, "raw.bin");
        try
        {
            Measure(path, raw);
        }
        finally
        {
            File.Delete(path);
            File.Delete(raw);
        }
    }

    private static void Measure(string path, string raw)
    {
        ParameterSet parameters = ParameterSet.Allocate("VGG16", [.. Descriptions()]);
        // There is no model behind these weights: the file that is written names no architecture, and none is compared.
        var nothing = new ArenaLayout(0, 0, 0, 0, 0, 0);
        var layout = new ProgramLayout("VGG16", 1, 1, nothing, nothing, "");
        foreach (ParameterTensor tensor in parameters) tensor.Values.Fill(0.5f);
        TensorSource[] sources = [.. parameters.Select(t => new ParameterSource(t.Name, t))];
        long bytes = parameters.Sum(t => (long)t.Length) * sizeof(float);
        Console.WriteLine($"{bytes / sizeof(float):N0} weights, {bytes / 1e6:F0} MB");

        float[] memory = GC.AllocateArray<float>((int)(bytes / sizeof(float)), pinned: true);
        Span<byte> Memory() => MemoryMarshal.AsBytes(memory.AsSpan());
        Action save = () => SafeTensorsWriter.Save(path, sources, new Dictionary<string, string>());
        Action load = () =>
        {
            using WeightFile file = WeightFile.Open(path);
            WeightLoading.Load(file, parameters, layout);
        };
        Action write = () => AtomicFile.Write(raw, stream =>
        {
            for (int start = 0; start < memory.Length; start += 1 << 22)
                stream.Write(MemoryMarshal.AsBytes(memory.AsSpan(start, Math.Min(1 << 22, memory.Length - start))));
        });
        Action read = () =>
        {
            using var handle = File.OpenHandle(raw);
            Span<byte> all = Memory();
            for (int done = 0; done < all.Length;) done += RandomAccess.Read(handle, all[done..], done);
        };

        Compare("saving", save, "written and flushed", write, bytes);
        Compare("loading", load, "read from the page cache", read, bytes);
        Console.WriteLine($"allocated by one load: {Allocated(load):N0} bytes, by one save: {Allocated(save):N0} bytes");
    }

    private static void Compare(string name, Action ours, string against, Action machine, long bytes)
    {
        machine();
        ours();
        var times = new double[Rounds];
        var machineTimes = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            machineTimes[round] = Seconds(machine);
            times[round] = Seconds(ours);
        }

        double rate = bytes / 1e9 / Median(times), machineRate = bytes / 1e9 / Median(machineTimes),
            share = Median([.. machineTimes.Zip(times, (m, o) => m / o)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {rate:F2} GB/s ({Median(times) * 1e3:F0} ms); {against}: {machineRate:F2} GB/s; {share:P0} of that, round by round"));
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static IEnumerable<ParameterDescription> Descriptions()
    {
        int offset = 0;
        for (int i = 0; i < Convolutions.Length; i++)
        {
            yield return Describe($"conv2d_{i + 1}.kernel", [3, 3, .. Convolutions[i]], ref offset);
            yield return Describe($"conv2d_{i + 1}.bias", [Convolutions[i][1]], ref offset);
        }

        for (int i = 0; i < DenseLayers.Length; i++)
        {
            yield return Describe($"dense_{i + 1}.kernel", DenseLayers[i], ref offset);
            yield return Describe($"dense_{i + 1}.bias", [DenseLayers[i][1]], ref offset);
        }
    }

    private static ParameterDescription Describe(string name, int[] shape, ref int offset)
    {
        var description = new ParameterDescription(name, shape, offset, Initializer.Zeros, 0, 0, 1, 1, Trainable: true);
        offset = AlignedBuffer.RoundUp(offset + description.Length);
        return description;
    }
}
