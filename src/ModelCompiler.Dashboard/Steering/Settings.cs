using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>What a hand can change of a fit while it runs, by the names that page and log use.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, Setting> byName = new(StringComparer.Ordinal);

    public Settings(FitContext context)
    {
        Optimizer optimizer = context.Optimizer;
        Add("learningRate", () => optimizer.LearningRate, value => context.LearningRate = value, 0, double.MaxValue, "from 0");
        if (optimizer.MomentumByHand is not null)
            Add("momentum", () => optimizer.MomentumByHand!.Value, value => optimizer.MomentumByHand = value, 1e-6,
                1 - 1e-6, "between 0 and 1");
        Add("batchSize", () => context.FullBatchSize, value => context.FullBatchSize = (int)value, 1, 1 << 20,
            "a whole number from 1 to 1048576", whole: true);
        if (optimizer.WeightDecay != 0)
            Add("weightDecay", () => optimizer.WeightDecay, optimizer.ChangeWeightDecay, 0, double.MaxValue, "from 0");
        if (DeclaredDropout(context.Summary.Architecture) is { } declared)
        {
            IStepRunner runner = context.Trainer.Session.Runner;
            Add("dropout", () => runner.DropoutByHand ?? declared, value => runner.DropoutByHand = Math.Round(value, 3), 0,
                DropoutWord.HighestRate, "a rate from 0 to 0.999, to a thousandth");
        }
    }

    /// <summary>All, as they are now.</summary>
    public KeyValuePair<string, double>[] Values => [.. byName.Select(s => KeyValuePair.Create(s.Key, s.Value.Get()))];

    /// <summary>Changes one.</summary>
    /// <returns>Its value before, or in words why it was not changed.</returns>
    public (double Before, string? Fault) Set(string name, double value)
    {
        if (!byName.TryGetValue(name, out Setting? setting))
            return (double.NaN, $"There is no such setting here. There are: {string.Join(", ", byName.Keys)}.");
        if (value < setting.Least || value > setting.Most || (setting.Whole && value != Math.Floor(value)))
            return (double.NaN, $"{name} is {setting.Allowed}.");
        double before = setting.Get();
        try
        {
            setting.Set(value);
            return (before, null);
        }
        catch (ArgumentException exception)
        {
            return (before, exception.Message);
        }
    }

    /// <summary>The rate of the layers with dropout, NaN if they have several; null if there are none.</summary>
    private static double? DeclaredDropout(ModelArchitecture architecture)
    {
        double[] rates = [.. architecture.Nodes.Where(n => n.Operation == Operations.Dropout)
            .Select(n => Math.Round((double)n.Real("rate", 0), 6)).Where(r => r > 0).Distinct()];
        return rates.Length == 0 ? null : rates.Length == 1 ? rates[0] : double.NaN;
    }

    private void Add(string name, Func<double> get, Action<double> set, double least, double most, string allowed, bool whole = false) =>
        byName.Add(name, new Setting(get, set, least, most, allowed, whole));

    private sealed record Setting(Func<double> Get, Action<double> Set, double Least, double Most, string Allowed, bool Whole);
}
