namespace ModelCompiler.Generators.Comprehensions;

/// <summary>Which columns of which tensors have been written, for verifiers: a concatenation is there when all of its parts are.</summary>
internal sealed class WrittenMemory
{
    private readonly Dictionary<Tensor, List<(int From, int To)>> columns = [];

    /// <summary>Marks a tensor's columns as written; false if some of them were already.</summary>
    public bool Write(Tensor tensor)
    {
        (int from, int to) = Columns(tensor);
        if (!columns.TryGetValue(tensor.Root, out List<(int From, int To)>? written)) columns.Add(tensor.Root, written = []);
        bool free = written.All(w => w.To <= from || to <= w.From);
        written.Add((from, to));
        return free;
    }

    public bool Covers(Tensor tensor)
    {
        (int at, int to) = tensor.IsSlice ? Columns(tensor) : (0, tensor.Root.Columns);
        if (!columns.TryGetValue(tensor.Root, out List<(int From, int To)>? written)) return false;
        while (at < to)
        {
            int next = written.Where(w => w.From <= at && at < w.To).Select(w => w.To).DefaultIfEmpty(at).Max();
            if (next == at) return false;
            at = next;
        }

        return true;
    }

    /// <summary>Parts count columns as their whole has them; a whole, which may be written under another shape, has them all.</summary>
    private static (int From, int To) Columns(Tensor tensor) =>
        tensor.IsSlice ? (tensor.Offset, tensor.Offset + tensor.Columns) : (0, int.MaxValue);
}
