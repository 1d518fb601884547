using System.Globalization;

namespace ModelCompiler.Benchmarks.Gpu;

/// <summary><c>[net,net,...] [--device NAME] [--seconds S] [--batches 32,128] [--work infer,train] [--profile true] [--host false]
/// [--beside FILE]</c>.</summary>
/// <param name="Device">A part of a device's name; null is the best there is.</param>
/// <param name="Seconds">How long each figure is measured.</param>
/// <param name="Batches">Batches of training steps and of predictions; predictions of one sample are always measured too.</param>
/// <param name="Profile">Also print each net's slowest kernels.</param>
/// <param name="Host">Also measure the C# code.</param>
/// <param name="Beside">A file with another program's readings on the same device: lines of net, work, batch, milliseconds.</param>
internal sealed record GpuOptions(IReadOnlyList<string> Nets, string? Device, double Seconds, IReadOnlyList<int> Batches,
    IReadOnlyList<string> Work, bool Profile, bool Host, string? Beside)
{
    public static IReadOnlyList<string> AllNets { get; } = ["mlp", "lenet5", "convnetjs_cifar", "keras_cnn", "mnist_cnn", "alphago",
        "resnet18", "vgg16", "mobilenet_v2", "efficientnet_b0", "densenet"];

    /// <exception cref="ArgumentException">An option is not known, or has no value.</exception>
    public static GpuOptions Parse(string[] arguments)
    {
        var options = new GpuOptions(AllNets, null, 1.5, [32], ["infer", "train"], false, true, null);
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Nets = name.Split(',') };
                continue;
            }

            if (++i == arguments.Length) throw new ArgumentException($"{name} needs a value.", nameof(arguments));
            try
            {
                options = options.With(name, arguments[i]);
            }
            catch (FormatException)
            {
                throw new ArgumentException($"{name} does not take '{arguments[i]}': --seconds takes a number, --batches whole numbers "
                    + "with commas between, --profile and --host true or false.", nameof(arguments));
            }
        }

        return options;
    }

    /// <summary>The other program's reading, or null.</summary>
    public double? Reading(string net, string work, int batch)
    {
        string start = $"{net} {work} {batch} ";
        string? line = Beside is null ? null : File.ReadLines(Beside).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[start.Length..], CultureInfo.InvariantCulture);
    }

    private GpuOptions With(string name, string value) => name switch
    {
        "--device" => this with { Device = value },
        "--seconds" => this with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
        "--batches" => this with { Batches = [.. value.Split(',').Select(b => int.Parse(b, CultureInfo.InvariantCulture))] },
        "--work" => this with { Work = value.Split(',') },
        "--profile" => this with { Profile = bool.Parse(value) },
        "--host" => this with { Host = bool.Parse(value) },
        "--beside" => this with { Beside = value },
        _ => throw new ArgumentException(
            $"'{name}' is not an option; there are --device, --seconds, --batches, --work, --profile, --host and --beside.", nameof(name)),
    };
}
