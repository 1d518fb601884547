namespace ModelCompiler.Generators.Support;

/// <summary>
/// The last results of a pure function, up to a size; those not asked for the longest go first. A result depends on its key alone, so
/// whether it is remembered changes nothing but the time: several threads, projects and settings may share one. Two threads that ask for
/// the same at once both compute it, and the first result stays. A function that throws, as one that is cancelled does, leaves nothing.
/// </summary>
/// <param name="capacity">The most bytes to keep, as <paramref name="size"/> counts them.</param>
/// <param name="size">About how many bytes a result takes.</param>
internal sealed class Memo<TKey, TValue>(long capacity, Func<TKey, TValue, long> size)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Result>> known = [];

    /// <summary>All results, the last asked for first.</summary>
    private readonly LinkedList<Result> results = [];

    /// <summary>Bytes of the results that are kept.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// The function's result, computed where it is not remembered. A run that counts its decisions computes all, since a remembered result
    /// decides nothing.
    /// </summary>
    public TValue Of(TKey key, Func<TKey, TValue> function)
    {
        if (Decisions.AreRecorded) return function(key);
        lock (results)
        {
            if (known.TryGetValue(key, out LinkedListNode<Result>? node))
            {
                results.Remove(node);
                results.AddFirst(node);
                return node.Value.Value;
            }
        }

        var added = new LinkedListNode<Result>(new Result(key, function(key)));
        added.Value.Bytes = size(key, added.Value.Value);
        lock (results)
        {
            if (known.TryGetValue(key, out LinkedListNode<Result>? first)) return first.Value.Value;
            known.Add(key, added);
            results.AddFirst(added);
            Size += added.Value.Bytes;
            while (Size > capacity) RemoveLast();
        }

        return added.Value.Value;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (results)
        {
            while (results.Count > 0) RemoveLast();
        }
    }

    private void RemoveLast()
    {
        Result last = results.Last!.Value;
        results.RemoveLast();
        known.Remove(last.Key);
        Size -= last.Bytes;
    }

    private sealed class Result(TKey key, TValue value)
    {
        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public long Bytes { get; set; }
    }
}
