namespace ModelCompiler.Generators.Support;

/// <summary>
/// A value that is computed from a record once, when it is first asked for, and kept in it. It is no part of what the record is: it takes
/// no part in comparisons, and a copy that <c>with</c> makes, which may have other parts, computes its own.
/// </summary>
internal struct Remembered<TValue> : IEquatable<Remembered<TValue>>
    where TValue : class
{
    private Entry? entry;

    /// <param name="owner">The record that this is a field of.</param>
    /// <param name="compute">A pure function of the record: two threads may both call it.</param>
    public TValue Of<TOwner>(TOwner owner, Func<TOwner, TValue> compute)
        where TOwner : class
    {
        Entry? known = entry;
        if (known is null || !ReferenceEquals(known.Owner, owner)) entry = known = new Entry(owner, compute(owner));
        return known.Value;
    }

    public readonly bool Equals(Remembered<TValue> other) => true;

    public override readonly bool Equals(object? obj) => obj is Remembered<TValue>;

    public override readonly int GetHashCode() => 0;

    private sealed class Entry(object owner, TValue value)
    {
        public object Owner { get; } = owner;

        public TValue Value { get; } = value;
    }
}
