using System.Globalization;

namespace ModelCompiler.Benchmarks.Gpu;

/// <summary><c>[net,net,...] [--device NAME] [--seconds S] [--batches 32,128] [--work infer,train] [--profile true] [--host false]</c>.</summary>
/// <param name="Device">A part of a device's name; null is the best there is.</param>
/// <param name="Seconds">How long each figure is measured.</param>
/// <param name="Batches">Batches of training steps and of predictions; predictions of one sample are always measured too.</param>
/// <param name="Profile">Also print each net's slowest kernels.</param>
/// <param name="Host">Also measure the C# code.</param>
internal sealed record GpuOptions(IReadOnlyList<string> Nets, string? Device, double Seconds, IReadOnlyList<int> Batches, IReadOnlyList<string> Work, bool Profile, bool Host)
{
    public static IReadOnlyList<string> AllNets { get; } = ["mlp", "lenet5", "convnetjs_cifar", "keras_cnn", "mnist_cnn", "alphago"];

    /// <exception cref="ArgumentException">An option is not known, or has no value.</exception>
    public static GpuOptions Parse(string[] arguments)
    {
        var options = new GpuOptions(AllNets, null, 1.5, [32], ["infer", "train"], false, true);
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Nets = name.Split(',') };
                continue;
            }

            if (++i == arguments.Length) throw new ArgumentException($"{name} needs a value.", nameof(arguments));
            options = options.With(name, arguments[i]);
        }

        return options;
    }

    private GpuOptions With(string name, string value) => name switch
    {
        "--device" => this with { Device = value },
        "--seconds" => this with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
        "--batches" => this with { Batches = [.. value.Split(',').Select(b => int.Parse(b, CultureInfo.InvariantCulture))] },
        "--work" => this with { Work = value.Split(',') },
        "--profile" => this with { Profile = bool.Parse(value) },
        "--host" => this with { Host = bool.Parse(value) },
        _ => throw new ArgumentException($"'{name}' is not an option; there are --device, --seconds, --batches, --work, --profile and --host.", nameof(name)),
    };
}
