using System.Globalization;
using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>peer [net,net,...] [--rounds N] [--seconds S] [--threads N]</c>: what the peers' scripts measure, measured here.</summary>
internal static class PeerVerb
{
    private const double WarmUp = 0.5;

    public static void Run(ReadOnlySpan<string> arguments)
    {
        var options = PeerOptions.Parse(arguments);
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var name in options.Nets) MeasureNet(NetCatalog.Create(name, options.Threads), options);
        }
    }

    private static void MeasureNet(Net net, PeerOptions options)
    {
        var work = NetCatalog.WorkOf(net.Name);
        foreach (var batch in work.InferenceBatches)
        {
            var data = new NetData(net, batch);
            Say("infer", net.Name, batch, () => net.Predict(data.Inputs, data.Outputs), options.Seconds);
        }

        var training = new NetData(net, work.TrainingBatch);
        // Steps are longer than predictions and vary more: half as much time again.
        Say("train", net.Name, work.TrainingBatch, () => net.Step(training.Inputs, training.Labels), 1.5 * options.Seconds);
    }

    private static void Say(string work, string net, int batch, Action call, double seconds)
    {
        var (median, least) = Timing.Measure(call, seconds, Math.Min(WarmUp, seconds));
        Report.Line(work, ("net", net), ("batch", batch), ("median_ms", median), ("min_ms", least));
    }
}

internal sealed record PeerOptions(IReadOnlyList<string> Nets, int Rounds, double Seconds, int Threads)
{
    /// <exception cref="ArgumentException">An option is not one of the verb's, or has no value.</exception>
    public static PeerOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PeerOptions(NetCatalog.Names, Rounds: 1, Seconds: 4, Threads: 2);
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
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

    private PeerOptions With(string name, string value) => name switch
    {
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--seconds" => this with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
        "--threads" => this with { Threads = int.Parse(value, CultureInfo.InvariantCulture) },
        _ => throw new ArgumentException($"'{name}' is not an option of peer; it takes --rounds, --seconds and --threads.", nameof(name)),
    };
}
