using System.Globalization;

namespace ModelCompiler.Benchmarks.Peers;

internal sealed record Options(string Verb, IReadOnlyList<string> Nets, string? Folder, double Seconds, int Threads)
{
    /// <exception cref="ArgumentException">An option is unknown or has no value, or the verb's folder is missing.</exception>
    public static Options Parse(string[] arguments)
    {
        var plain = new List<string>();
        var (seconds, threads) = (4.0, 2);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = () => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value.");
            switch (arguments[i])
            {
                case "--seconds": seconds = double.Parse(value(), CultureInfo.InvariantCulture); break;
                case "--threads": threads = int.Parse(value(), CultureInfo.InvariantCulture); break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new ArgumentException($"'{option}' is not an option; they are --seconds and --threads.");
                default: plain.Add(arguments[i]); break;
            }
        }

        if (plain.Count < 2)
            throw new ArgumentException(
                "usage: torch NET[,NET,...] | ort NET[,NET,...] DIR, with --seconds S and --threads N; 'all' is every net.");
        IReadOnlyList<string> nets = plain[1] == "all" ? NetCatalog.Names : plain[1].Split(',');
        return new(plain[0], nets, plain.Count > 2 ? plain[2] : null, seconds, threads);
    }

    public string OnnxPath(Net net) =>
        Path.Combine(Folder ?? throw new ArgumentException($"{Verb} needs the folder of the ONNX files."), $"{net.Name}.onnx");
}
