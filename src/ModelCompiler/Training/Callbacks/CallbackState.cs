using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// A callback that remembers something between calls. Checkpoints keep it, so that a resumed fit goes on as if it had never stopped.
/// </summary>
public interface IStatefulCallback : ICallback
{
    /// <summary>
    /// The name under which checkpoints keep the state. Default: the class's name; of several of one class the second has <c>_2</c> after
    /// it.
    /// </summary>
    string StateName => GetType().Name;

    /// <summary>Writes down what must outlive the process.</summary>
    /// <param name="state">Empty.</param>
    void SaveState(CallbackState state);

    /// <summary>Takes up what <see cref="SaveState"/> wrote; called before <see cref="ICallback.FitBegin"/>.</summary>
    /// <param name="state">What was written.</param>
    void LoadState(CallbackState state);
}

/// <summary>Named numbers, texts and runs of floats.</summary>
public sealed class CallbackState
{
    private readonly string owner;

    internal CallbackState(string owner) => this.owner = owner;

    internal SortedDictionary<string, double> Numbers { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, float[]> Floats { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps a number, exactly.</summary>
    public void Set(string name, double value) => Numbers[name] = value;

    /// <summary>Keeps a text.</summary>
    public void Set(string name, string value) => Texts[name] = value;

    /// <summary>Keeps floats.</summary>
    public void Set(string name, ReadOnlySpan<float> values) => Floats[name] = values.ToArray();

    /// <summary>A number that was kept.</summary>
    /// <exception cref="CheckpointException">There is none of this name.</exception>
    public double Number(string name) => Find(Numbers, name, "number");

    /// <summary>A text that was kept, or null.</summary>
    public string? Text(string name) => Texts.GetValueOrDefault(name);

    /// <summary>Floats that were kept, or null.</summary>
    public float[]? GetFloats(string name) => Floats.GetValueOrDefault(name);

    /// <summary>Keeps an array of numbers, to the bit.</summary>
    internal void SetNumbers<T>(string name, ReadOnlySpan<T> numbers) where T : unmanaged =>
        Set(name, Convert.ToBase64String(MemoryMarshal.AsBytes(numbers)));

    /// <summary>Takes up an array of numbers.</summary>
    internal void GetNumbers<T>(string name, Span<T> numbers) where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(numbers);
        if (Text(name) is not { } text || !Convert.TryFromBase64String(text, bytes, out int written) || written != bytes.Length)
            throw new CheckpointException($"The state of '{owner}' has no '{name}' of {numbers.Length} numbers. It was saved with other "
                + "metrics, or by another version.");
    }

    private T Find<T>(SortedDictionary<string, T> values, string name, string what) => values.TryGetValue(name, out T? value)
        ? value
        : throw new CheckpointException($"The state of '{owner}' has no {what} '{name}'; it has {string.Join(", ", values.Keys)}. "
            + "It was saved by another version of the callback.");
}
