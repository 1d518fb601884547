using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ModelCompiler.Training;

/// <summary>
/// Figures by their names as Keras has them: <c>loss</c>, <c>accuracy</c>, and with <c>val_</c> before them those of the validation set. In
/// the order in which they are printed.
/// </summary>
public sealed class MetricValues : IReadOnlyDictionary<string, double>
{
    private readonly List<string> names = [];
    private readonly List<double> values = [];

    /// <summary>Number of figures.</summary>
    public int Count => names.Count;

    /// <summary>The names in order.</summary>
    public IReadOnlyList<string> Keys => names;

    /// <summary>The figures in the order of their names.</summary>
    public IReadOnlyList<double> Values => values;

    IEnumerable<string> IReadOnlyDictionary<string, double>.Keys => names;

    IEnumerable<double> IReadOnlyDictionary<string, double>.Values => values;

    /// <summary>A figure by its name.</summary>
    /// <exception cref="MetricNotFoundException">The fit has no such figure.</exception>
    public double this[string key] => TryGetValue(key, out double value) ? value : throw new MetricNotFoundException(key, names);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => names.Contains(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int index = names.IndexOf(key);
        value = index < 0 ? double.NaN : values[index];
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (int i = 0; i < names.Count; i++)
            yield return new(names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names and figures with sensible digits: <c>loss: 0.4310 - accuracy: 0.8423</c>.</summary>
    public override string ToString() => string.Join(" - ", this.Select(v => $"{v.Key}: {Figures.Text(v.Value)}"));

    internal void Set(string name, double value)
    {
        int index = names.IndexOf(name);
        if (index >= 0)
        {
            values[index] = value;
            return;
        }

        names.Add(name);
        values.Add(value);
    }

    internal void Clear()
    {
        names.Clear();
        values.Clear();
    }

    internal MetricValues Copy()
    {
        var copy = new MetricValues();
        copy.names.AddRange(names);
        copy.values.AddRange(values);
        return copy;
    }
}

/// <summary>A metric's name that the fit does not have.</summary>
public sealed class MetricNotFoundException : ModelException
{
    internal MetricNotFoundException(string name, IReadOnlyList<string> names) : base(
        $"There is no metric '{name}'. There are: {string.Join(", ", names)}."
        + (name.StartsWith("val_", StringComparison.Ordinal) && !names.Any(n => n.StartsWith("val_", StringComparison.Ordinal))
            ? " Those of a validation set need FitOptions.Validation."
            : "")) => Name = name;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }
}
