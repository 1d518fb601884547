// One optimizer step over VGG-16's 138,357,544 weights: ours, libtorch's fused Adam, and a copy of memory, in turn in one process.
//
//   dotnet run -c Release --project benchmarks/optimizers [-- --rounds 9 --threads 2 --no-torch --processor-time]
//
// Each round measures each of them once; medians of the rounds, and of the ratios within a round, are printed.
using System.Globalization;
using ModelCompiler.Benchmarks.Optimizers;

int rounds = Number("--rounds", 9), threads = Number("--threads", 2);
var weights = new UpdatedWeights(threads);
List<Contestant> contestants =
[
    new("copy", BytesOfWeight: 8, weights.Copy),
    .. weights.Rules().Select(rule => new Contestant(rule.Name, rule.Bytes, rule.Step)),
];
if (!args.Contains("--no-torch"))
{
    var torch = new FusedAdam(weights.Count, threads);
    contestants.Add(new("libtorch fused Adam", BytesOfWeight: 28, torch.Step));
}

Contestant.Measure(contestants, rounds, args.Contains("--processor-time"));
Console.WriteLine($"{weights.Count:N0} weights, {threads} threads, {rounds} rounds, medians");
Console.WriteLine();
Console.WriteLine("| step | bytes a weight | ms | GB/s | of copy's bandwidth | time of Adam's |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|");
Contestant adam = contestants.First(c => c.Name == "Adam");
foreach (Contestant c in contestants)
{
    double rate = c.BytesOfWeight * (double)weights.Count / c.Median / 1e6;
    double ofCopy = c.MedianRatio(contestants[0], (own, copy) => c.BytesOfWeight / own / (contestants[0].BytesOfWeight / copy));
    double ofAdam = c.MedianRatio(adam, (own, other) => own / other);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {c.Name} | {c.BytesOfWeight} | {c.Median:F0} | {rate:F1} | {ofCopy:P0} | {ofAdam:F2}× |"));
}

int Number(string option, int missing)
{
    int at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : missing;
}
