using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Generators.Support;

/// <summary>
/// An immutable array that compares by its elements, so that records holding one can be cached between runs of the generator.
/// </summary>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
internal readonly struct EquatableArray<T>(ImmutableArray<T> items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
{
    private readonly ImmutableArray<T> items = items;

    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    public static EquatableArray<T> Empty => new([]);

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    public bool Equals(EquatableArray<T> other)
    {
        if (Count != other.Count) return false;
        for (int i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(this[i], other[i])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        int hash = Count;
        foreach (T item in Items) hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        return hash;
    }

    /// <summary>The same length, without an iterator on the way.</summary>
    public EquatableArray<TResult> Map<TResult>(Func<T, TResult> map)
    {
        if (Count == 0) return EquatableArray<TResult>.Empty;
        ImmutableArray<TResult>.Builder mapped = ImmutableArray.CreateBuilder<TResult>(Count);
        foreach (T item in Items) mapped.Add(map(item));
        return new(mapped.MoveToImmutable());
    }

    /// <summary>What a function has in place of each element; these very elements where it changes none.</summary>
    public EquatableArray<T> Rewritten(Func<T, T> rewrite)
    {
        ImmutableArray<T>.Builder? rewritten = null;
        for (int i = 0; i < Count; i++)
        {
            T item = this[i], other = rewrite(item);
            if (rewritten is null && !ReferenceEquals(item, other)) rewritten = Items.ToBuilder();
            if (rewritten is not null) rewritten[i] = other;
        }

        return rewritten is null ? this : new(rewritten.MoveToImmutable());
    }

    /// <summary>Whether this is the very same array, not one of equal elements.</summary>
    public bool IsSame(EquatableArray<T> other) => Items == other.Items;

    /// <summary>Some neighbouring elements.</summary>
    public T[] Range(int start, int count)
    {
        var range = new T[count];
        Items.CopyTo(start, range, 0, count);
        return range;
    }

    public EquatableArray<T> Add(T item) => new(Items.Add(item));

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    public override string ToString() => string.Join(", ", Items);
}

internal static class EquatableArray
{
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) => Own(items.ToArray());

    /// <summary>Of an array that nobody else has, which is not copied.</summary>
    public static EquatableArray<T> Own<T>(T[] items) => new(ImmutableCollectionsMarshal.AsImmutableArray(items));

    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) =>
        items is EquatableArray<T> same ? same : Own(items.ToArray());

    /// <summary>The same of a list, whose elements are copied once and as a whole.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this List<T> items) => Own(items.ToArray());
}
