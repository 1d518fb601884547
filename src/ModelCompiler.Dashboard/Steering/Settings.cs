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
        Add("batchSize", () => context.FullBatchSize, value => context.FullBatchSize = (int)value, 1, 1 << 20, "a whole number from 1 to 1048576", whole: true);
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

    private void Add(string name, Func<double> get, Action<double> set, double least, double most, string allowed, bool whole = false) =>
        byName.Add(name, new Setting(get, set, least, most, allowed, whole));

    private sealed record Setting(Func<double> Get, Action<double> Set, double Least, double Most, string Allowed, bool Whole);
}
