using TorchSharp;
using static TorchSharp.torch;

namespace ModelCompiler.Benchmarks.Peers;

/// <summary>libtorch through TorchSharp: prediction in the fastest of its ways, and one step of Adam.</summary>
internal static class TorchPeer
{
    private const string Peer = "libtorch";

    private static string Version => $"{torch.__version__} (TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)})";

    public static TorchNet Build(Net net)
    {
        manual_seed(0);
        return new TorchNet(net.Layers);
    }

    public static void Measure(Net net, Options options)
    {
        var module = Build(net);
        foreach (var batch in net.Inference) Predict(net, module, batch, options.Seconds);
        Train(net, module, options.Seconds);
    }

    private static void Predict(Net net, TorchNet module, int batch, double seconds)
    {
        module.eval();
        using var _ = inference_mode();
        using var x = randn(net.Batched(batch));
        using var expected = module.call(x);
        var ways = new List<(string Name, double median, double least)>();
        foreach (var way in Ways(net, module))
        {
            using var scope = NewDisposeScope();
            var input = way.ChannelsLast ? TorchNet.ChannelsLast(x) : x.alias();
            var error = (way.Module.call(input) - expected).abs().max().item<float>();
            // Its libraries choose other kernels on other machines, and not all of them compute the same on all: a
            // wrong way is not a fast one.
            if (!(error <= 1e-3f * Math.Max(1, expected.abs().max().item<float>())))
            {
                Console.Error.WriteLine($"peers: {net.Name}, {batch}: {way.Name} differs from eager by {error}, and is left out");
                continue;
            }

            var (median, least) = Timing.Measure(() => Call(way.Module, input), seconds);
            ways.Add((way.Name, median, least));
        }

        var best = ways.MinBy(way => way.median);
        Report.Line(Peer, Version, "infer", ("net", net.Name), ("batch", batch), ("median_ms", best.median),
            ("min_ms", ways.Min(way => way.least)), ("way", best.Name), ("first_output", (double)expected.flatten()[0].item<float>()));
    }

    private static IEnumerable<(string Name, TorchNet Module, bool ChannelsLast)> Ways(Net net, TorchNet module)
    {
        yield return ("eager", module, false);
        if (net.Shape.Length == 1) yield break;
        yield return ("channels_last", module.Copy(fold: false, channelsLast: true), true);
        if (!net.Layers.OfType<Layer.BatchNorm>().Any()) yield break;
        yield return ("folded", module.Copy(fold: true, channelsLast: false), false);
        yield return ("folded channels_last", module.Copy(fold: true, channelsLast: true), true);
    }

    private static void Call(TorchNet module, Tensor x)
    {
        using var scope = NewDisposeScope();
        module.call(x);
    }

    private static void Train(Net net, TorchNet module, double seconds)
    {
        var eager = TimeSteps(net, module, channelsLast: false, seconds);
        var best = (Way: "eager", Times: eager);
        if (net.Shape.Length > 1)
        {
            var last = TimeSteps(net, module.Copy(fold: false, channelsLast: true), channelsLast: true, seconds);
            if (last.Median < eager.Median) best = ("channels_last", last);
        }

        Report.Line(Peer, Version, "train", ("net", net.Name), ("batch", net.Training), ("median_ms", best.Times.Median),
            ("min_ms", best.Times.Least), ("way", best.Way), ("first_loss", best.Times.FirstLoss), ("last_loss", best.Times.LastLoss));
    }

    private static (double Median, double Least, double FirstLoss, double LastLoss) TimeSteps(
        Net net, TorchNet module, bool channelsLast, double seconds)
    {
        using var all = NewDisposeScope();
        module.train();
        using var adam = optim.Adam(module.parameters());
        using var loss = nn.CrossEntropyLoss();
        var random = randn(net.Batched(net.Training));
        var x = channelsLast ? TorchNet.ChannelsLast(random) : random;
        var y = randint(0, net.Classes, [net.Training], dtype: ScalarType.Int64);
        var lossValue = 0f;

        void Step()
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            var value = loss.call(module.call(x), y);
            value.backward();
            adam.step();
            lossValue = value.item<float>();
        }

        Step();
        var first = lossValue;
        var (median, least) = Timing.Measure(Step, 1.5 * seconds);
        return (median, least, first, lossValue);
    }
}
