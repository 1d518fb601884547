using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Weights in bytes in blocks of filters, as <see cref="WeightPacking"/> has floats, and for the same reason: a tile then reads one stream
/// and not a few lanes out of each row. They are written so in the first place.
/// <code>kernel.bytes[ob, ky, kx, i/4, o, i%4] = kernel[ky, kx, i, 32·ob + o] / kernel.scale[32·ob + o]</code>
/// </summary>
internal static class BytePacking
{
    public static TensorProgram Run(TensorProgram program, Machine machine)
    {
        var packed = new Dictionary<Tensor, Tensor>();
        int size = (int)machine.PackedBlock;
        foreach (Comprehension statement in program.Statements.Where(s => s.IsDot))
        {
            Load weights = statement.Body.Loads().Single(l => l.Tensor.IsWeights);
            Axis lanes = statement.OutputAxes[statement.OutputAxes.Count - 1];
            bool inBlocks = lanes.Extent > size && lanes.Extent % size == 0 && !statement.Output.IsSlice;
            if (!Decisions.Choose(inBlocks, Branch.BytesPackedInBlocks, Branch.BytesInOrder)) continue;
            Tensor root = weights.Tensor.Root;
            int[] extents = [.. root.Extents];
            int filters = extents.Length - 2;
            int[] inBlocksOf = [lanes.Extent / size, .. extents.Take(filters), size, extents[extents.Length - 1]];
            packed[root] = new Tensor(root.Name, root.Storage, inBlocksOf)
            {
                Role = root.Role,
                Element = root.Element,
            };
        }

        return packed.Count == 0 ? program : program.Replace(s => Pack(s, packed, size) is { } changed ? [changed] : null);
    }

    /// <summary>What writes or reads packed bytes, its filters in blocks; null for all else.</summary>
    private static Comprehension? Pack(Comprehension statement, Dictionary<Tensor, Tensor> packed, int size)
    {
        if (packed.TryGetValue(statement.Output.Root, out Tensor? written))
        {
            int at = statement.OutputAxes.Count - 2;
            (Comprehension split, Axis block, Axis inner) = Split(statement, at, size);
            Axis[] axes = [block, .. statement.OutputAxes.Take(at), inner, statement.OutputAxes[at + 1]];
            return split with { Output = written, OutputAxes = axes.ToEquatableArray() };
        }

        if (statement.Loads.FirstOrDefault(l => packed.ContainsKey(l.Tensor.Root)) is not { } read) return null;
        Tensor bytes = packed[read.Tensor.Root];
        int filter = FilterAt(read);
        Axis lanes = read.Indices[filter].AsAxis!;
        (Comprehension reader, Axis readBlock, Axis readInner) = Split(statement, statement.OutputAxes.ToList().IndexOf(lanes), size);
        Load Moved(Load load)
        {
            int at = FilterAt(load);
            AffineIndex[] indices =
                [AffineIndex.Of(readBlock), .. load.Indices.Take(at), AffineIndex.Of(readInner), .. load.Indices.Skip(at + 1)];
            return new Load(load.Tensor.Element == bytes.Element ? bytes : InFours(bytes), indices.ToEquatableArray());
        }

        return reader with { Body = reader.Body.Rewrite(e => e is Load load && load.Tensor.Root == read.Tensor.Root ? Moved(load) : null) };
    }

    /// <summary>Which index is the filter's: the last where four bytes are one element.</summary>
    private static int FilterAt(Load load) => load.Indices.Count - (load.Tensor.Element == load.Tensor.Root.Element ? 2 : 1);

    private static Tensor InFours(Tensor bytes)
    {
        int[] extents = [.. bytes.Extents];
        int last = extents.Length - 1;
        return bytes.View([.. extents.Take(last - 1), extents[last - 1] * extents[last]]).InFours();
    }

    private static (Comprehension Statement, Axis Block, Axis Inner) Split(Comprehension statement, int at, int size)
    {
        Axis axis = statement.OutputAxes[at], block = new(axis.Name + "b", axis.Extent / size), inner = new(axis.Name, size);
        var whole = new Dictionary<Axis, AffineIndex> { [axis] = new([new Term(block, size), new Term(inner, 1)]) };
        int[] extents = [.. statement.Output.Extents.Take(at), block.Extent, size, .. statement.Output.Extents.Skip(at + 1)];
        return (statement with
        {
            Output = statement.Output.View(extents),
            OutputAxes = [.. statement.OutputAxes.Take(at), block, inner, .. statement.OutputAxes.Skip(at + 1)],
            Body = statement.Body.Substitute(whole),
            Epilogue = statement.Epilogue.Substitute(whole),
        }, block, inner);
    }
}
