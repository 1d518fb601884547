using System.Text.Json;
using Digits.Networks;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Examples.Tests;

/// <summary>The MNIST network on real pictures, held to what PyTorch reaches with the same settings (tests/parity/fashion.py).</summary>
public class FashionMnistTests
{
    private const string Folder = "/usr/share/datasets/fashion-mnist";

    [FashionMnistFact]
    public void The_network_is_as_accurate_as_in_PyTorch()
    {
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fashion.json")));
        JsonElement settings = recorded.RootElement;
        int Whole(string name) => settings.GetProperty(name).GetInt32();
        double[] accuracies = [.. settings.GetProperty("accuracies").EnumerateArray().Select(element => element.GetDouble())];
        Dataset train = Load("train").Take(Whole("samples")), test = Load("t10k").Take(Whole("tested"));
        var trainer = new Trainer<MnistNet>(new MnistNet(seed: 1), new Adam(settings.GetProperty("rate").GetSingle()));
        trainer.Fit(train, new FitOptions { Epochs = Whole("epochs"), BatchSize = Whole("batch") });
        double accuracy = trainer.Evaluate(test).Accuracy;
        // Weights and orders are drawn otherwise: as far from PyTorch's mean as its own runs are from one another, and a little more.
        double mean = accuracies.Average(), spread = accuracies.Max() - accuracies.Min();
        Assert.InRange(accuracy, mean - spread - 0.01, 1);
    }

    private static Dataset Load(string part) =>
        Idx.Load($"{Folder}/{part}-images-idx3-ubyte.gz", $"{Folder}/{part}-labels-idx1-ubyte.gz", classes: 10).Scale(1 / 255f);

    private sealed class FashionMnistFactAttribute : FactAttribute
    {
        public FashionMnistFactAttribute()
        {
            if (!Directory.Exists(Folder))
                Skip = $"There is no {Folder}: install Debian's package dataset-fashion-mnist.";
        }
    }
}
