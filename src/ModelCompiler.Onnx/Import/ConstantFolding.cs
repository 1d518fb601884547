namespace ModelCompiler.Onnx.Import;

/// <summary>
/// Nodes whose inputs are all constants, as exporters write them to compute shapes. What is not folded here is left to the translation,
/// which refuses it by name.
/// </summary>
internal static class ConstantFolding
{
    /// <summary>The node's value, or null if it is none of these operators.</summary>
    public static OnnxTensor? Fold(OnnxNode node, IReadOnlyList<OnnxTensor> inputs)
    {
        if (inputs.Count == 0 || inputs.Any(t => t.Length > 1 << 26))
            return null;
        OnnxTensor first = inputs[0];
        try
        {
            return node.Operation switch
            {
                "Identity" => first,
                "Cast" => Cast(node, first),
                "Reshape" when inputs.Count == 2 => first.As(Reshaped(node, first, inputs[1].Integers!)),
                "Unsqueeze" => first.As(Unsqueezed(first, AxesOf(node, inputs)!)),
                "Squeeze" => first.As(Squeezed(first, AxesOf(node, inputs))),
                "Flatten" => first.As([first.Dims.Take((int)node.Int("axis", 1)).Aggregate(1, (a, b) => a * b),
                    first.Dims.Skip((int)node.Int("axis", 1)).Aggregate(1, (a, b) => a * b)]),
                "Shape" => new OnnxTensor("", [first.Dims.Length], null, [.. first.Dims.Select(d => (long)d)]),
                "ConstantOfShape" when first.Integers is { } extents => Filled(node, extents),
                "Gather" when first is { Dims.Length: 1, Integers: { } } => Gather(first, inputs[1]),
                "Slice" when first is { Dims.Length: 1 or 2, Integers: { } } => Slice(node, first, inputs),
                "Concat" when inputs.All(t => t is { Dims.Length: 1, Integers: { } }) => Whole([.. inputs.SelectMany(t => t.Integers!)]),
                "Transpose" => Transposed(node, first),
                "Add" => Elementwise(inputs, (a, b) => a + b, (a, b) => a + b),
                "Sub" => Elementwise(inputs, (a, b) => a - b, (a, b) => a - b),
                "Mul" => Elementwise(inputs, (a, b) => a * b, (a, b) => a * b),
                "Div" => Elementwise(inputs, (a, b) => a / b, (a, b) => b == 0 ? throw new FormatException("division by zero") : a / b),
                "Sqrt" when first.Floats is { } floats => first with { Floats = [.. floats.Select(MathF.Sqrt)] },
                "Neg" when first.Floats is { } floats => first with { Floats = [.. floats.Select(f => -f)] },
                _ => null,
            };
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or OverflowException or FormatException
            or NullReferenceException or InvalidOperationException)
        {
            throw node.Refused("computes a constant from inputs that do not fit it.",
                "The file is damaged; export it again.", inner: exception);
        }
    }

    /// <summary>
    /// Axes of Squeeze, Unsqueeze and reductions: an attribute in old files, an input in new ones; null if there are none.
    /// </summary>
    public static int[]? AxesOf(OnnxNode node, IReadOnlyList<OnnxTensor> inputs) =>
        node.Longs("axes") is { } axes ? [.. axes.Select(a => (int)a)] : inputs.Count > 1
            && inputs[1].Integers is { } given ? [.. given.Select(a => (int)a)] : null;

    private static OnnxTensor Whole(long[] numbers) => new("", [numbers.Length], null, numbers);

    private static OnnxTensor? Cast(OnnxNode node, OnnxTensor tensor) => (Protos.TensorProto.Types.DataType)node.Int("to", 0) switch
    {
        Protos.TensorProto.Types.DataType.Float => tensor.Floats is null
            ? tensor with { Floats = [.. tensor.Integers!.Select(i => (float)i)], Integers = null }
            : tensor,
        Protos.TensorProto.Types.DataType.Int64 or Protos.TensorProto.Types.DataType.Int32 => tensor.Integers is null
            ? tensor with { Integers = [.. tensor.Floats!.Select(f => (long)f)], Floats = null }
            : tensor,
        _ => null,
    };

    private static int[] Reshaped(OnnxNode node, OnnxTensor tensor, long[] shape)
    {
        long[] copied = [.. shape.Select((e, i) => e == 0 && node.Int("allowzero", 0) == 0 ? tensor.Dims[i] : e)];
        long known = copied.Where(e => e != -1).Aggregate(1L, (a, b) => checked(a * b));
        long[] all = [.. copied.Select(e => e == -1 ? known == 0 ? 0 : tensor.Length / known : e)];
        return all.Aggregate(1L, (a, b) => checked(a * b)) == tensor.Length && all.All(e => e >= 0)
            ? [.. all.Select(e => (int)e)]
            : throw new FormatException("counts differ");
    }

    private static int[] Unsqueezed(OnnxTensor tensor, int[] axes)
    {
        int rank = tensor.Dims.Length + axes.Length;
        int[] positive = [.. axes.Select(a => a < 0 ? a + rank : a)];
        var dims = new Queue<int>(tensor.Dims);
        return [.. Enumerable.Range(0, rank).Select(i => positive.Contains(i) ? 1 : dims.Dequeue())];
    }

    private static int[] Squeezed(OnnxTensor tensor, int[]? axes)
    {
        int[]? positive = axes?.Select(a => a < 0 ? a + tensor.Dims.Length : a).ToArray();
        return [.. tensor.Dims.Where((e, i) => positive is null ? e != 1 : !positive.Contains(i))];
    }

    private static OnnxTensor Gather(OnnxTensor source, OnnxTensor indices)
    {
        long[] from = source.Integers!;
        return new OnnxTensor("", indices.Dims, null, [.. indices.Integers!.Select(i => from[i < 0 ? i + from.Length : i])]);
    }

    private static OnnxTensor? Filled(OnnxNode node, long[] extents)
    {
        long length = extents.Aggregate(1L, (a, b) => checked(a * b));
        if (extents.Any(e => e < 0) || length > 1 << 16) return null;
        int[] dims = [.. extents.Select(e => (int)e)];
        if (node.Tensor("value") is not { } value) return new OnnxTensor("", dims, new float[length], null);
        OnnxTensor one = node.Decode(value);
        return one.Integers is { } whole ? new OnnxTensor("", dims, null,
            [.. Enumerable.Repeat(whole[0], (int)length)]) : new OnnxTensor("", dims,
                [.. Enumerable.Repeat(one.Floats![0], (int)length)], null);
    }

    /// <summary>Along the first axis, forwards or backwards.</summary>
    private static OnnxTensor? Slice(OnnxNode node, OnnxTensor source, IReadOnlyList<OnnxTensor> inputs)
    {
        int rows = source.Dims[0], length = source.Length / Math.Max(rows, 1);
        long[] starts = node.Longs("starts") ?? inputs[1].Integers!, ends = node.Longs("ends") ?? inputs[2].Integers!;
        long axis = node.Longs("axes") is [var given, ..] ? given : inputs.Count > 3 ? inputs[3].Integers![0] : 0, step = inputs.Count > 4
            ? inputs[4].Integers![0]
            : 1;
        if (starts.Length != 1 || (axis != 0 && axis != -source.Dims.Length) || step == 0) return null;
        long At(long i, long least, long most) => Math.Clamp(i < 0 ? i + rows : i, least, most);
        var taken = new List<long>();
        if (step > 0)
            for (long i = At(starts[0], 0, rows), end = At(ends[0], 0, rows); i < end; i += step) taken.Add(i);
        else
            for (long i = At(starts[0], -1, rows - 1), end = At(ends[0], -1, rows - 1); i > end; i += step) taken.Add(i);
        return new OnnxTensor("", [taken.Count, .. source.Dims.Skip(1)], null,
            [.. taken.SelectMany(i => source.Integers!.Skip((int)i * length).Take(length))]);
    }

    private static OnnxTensor Transposed(OnnxNode node, OnnxTensor tensor)
    {
        int[] order = node.Longs("perm") is { } perm
            ? [.. perm.Select(p => (int)p)]
            : [.. Enumerable.Range(0, tensor.Dims.Length).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, tensor.Dims.Length)))
            throw new FormatException("no permutation");
        if (tensor.Integers is { } integers)
        {
            return order.Length == 2 && order[0] == 1
                ? tensor with
                {
                    Dims = [tensor.Dims[1], tensor.Dims[0]],
                    Integers = [.. Enumerable.Range(0, integers.Length)
                        .Select(i => integers[(i % tensor.Dims[0] * tensor.Dims[1]) + (i / tensor.Dims[0])])],
                }
                : order.Length < 2 ? tensor : throw new FormatException("integers of more than two axes");
        }

        return tensor with
        {
            Dims = [.. order.Select(o => tensor.Dims[o])],
            Floats = order.Length < 2 ? tensor.Floats : Axes.Permuted(tensor.Floats, tensor.Dims, order),
        };
    }

    /// <summary>Of equal shapes, or with a single number.</summary>
    private static OnnxTensor? Elementwise(IReadOnlyList<OnnxTensor> inputs, Func<float, float, float> floats,
        Func<long, long, long> integers)
    {
        if (inputs.Count != 2 || inputs.Any(t => t.Integers?.Contains(OnnxTensor.Batch) == true))
            return null;
        var (a, b) = (inputs[0], inputs[1]);
        if (a.Length != b.Length && a.Length != 1 && b.Length != 1)
            return null;
        OnnxTensor larger = a.Length >= b.Length ? a : b;
        int length = larger.Length;
        if (a.Floats is { } x && b.Floats is { } y)
            return larger with
            {
                Floats = [.. Enumerable.Range(0, length).Select(i => floats(x[x.Length == 1 ? 0 : i], y[y.Length == 1 ? 0 : i]))],
            };
        return a.Integers is { } p && b.Integers is { } q
            ? larger with
            {
                Integers = [.. Enumerable.Range(0, length).Select(i => integers(p[p.Length == 1 ? 0 : i], q[q.Length == 1 ? 0 : i]))],
            }
            : null;
    }
}
