using System.Globalization;
using System.Text;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// What a kernel computes, apart from its place in the network: its statements with parameters in place of tensors. Equal structures have
/// equal code, so a network's depth costs the compiler nothing but these keys.
/// </summary>
internal sealed class KernelStructure
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<MemoryPlace, string> names;

    private KernelStructure(IEnumerable<BufferParameter> buffers) => names = buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);

    public static string KeyOf(IReadOnlyList<Comprehension> statements, IReadOnlyList<BufferParameter> buffers)
    {
        var key = new KernelStructure(buffers);
        foreach (BufferParameter buffer in buffers) key.Add(buffer);
        foreach (Comprehension statement in statements) key.Add(statement);
        return key.text.ToString();
    }

    /// <summary>
    /// All that lowering reads of a kernel beside its target: its key, and what kernels of one key may differ in.
    /// <see cref="AccessVerifier"/> reads how much memory lies behind each parameter; kernels at other columns of a tensor, or in another
    /// one, share the code that is proven for the first of them.
    /// </summary>
    public static string WholeOf(Kernel kernel, IReadOnlyList<BufferParameter> buffers, string key)
    {
        var whole = new StringBuilder();
        if (kernel.Band is { } band) whole.Append("band ").Append(band.Name).Append(' ').Append(band.Extent).Append('\n');
        foreach (BufferParameter buffer in buffers)
            whole.Append(buffer.Tensor.Offset).Append(buffer.Tensor.Root.HasBatch ? " of n " : " of ")
                .Append(buffer.Tensor.Root.Count).Append('\n');
        return whole.Append(key).ToString();
    }

    private void Add(BufferParameter buffer)
    {
        text.Append(buffer.Name).Append(' ').Append(buffer.Tensor.Storage)
            .Append(buffer.Tensor.Element == ElementType.Single ? "" : $" {buffer.Tensor.Element}")
            .Append(buffer.Written ? " written" : "");
        AddShape(buffer.Tensor);
        foreach (float value in buffer.Tensor.Root.Values) text.Append(value.ToString("R", CultureInfo.InvariantCulture)).Append(' ');
        text.Append('\n');
    }

    private void Add(Comprehension statement)
    {
        AddTensor(statement.Output);
        foreach (Axis axis in statement.OutputAxes) AddAxis(axis);
        text.Append('=').Append(statement.Reduction);
        foreach (Axis axis in statement.ReductionAxes) AddAxis(axis);
        if (statement.Position is { } position) AddTensor(position);
        text.Append(':');
        Add(statement.Body);
        text.Append(';');
        Add(statement.Epilogue);
        text.Append('\n');
    }

    private void AddAxis(Axis axis) => text.Append(' ').Append(axis.Name).Append(' ').Append(axis.Extent);

    private void AddTensor(Tensor tensor)
    {
        text.Append(names.TryGetValue(tensor.Place, out string? name) ? name : "-");
        AddShape(tensor);
    }

    private void AddShape(Tensor tensor)
    {
        foreach (int extent in tensor.Extents) text.Append(' ').Append(extent);
        if (tensor.Element != tensor.Root.Element) text.Append(" in ").Append(tensor.Element);
        if (tensor.IsSlice) text.Append(" of ").Append(tensor.Stride(tensor.Extents.Count - 2));
        for (int axis = 0; axis < tensor.Extents.Count; axis++)
        {
            if (tensor.IsRepeated(axis)) text.Append(" repeated ").Append(axis);
        }
    }

    private void Add(IEnumerable<AffineIndex> indices)
    {
        foreach (AffineIndex index in indices)
        {
            text.Append('[');
            foreach (Term term in index.Terms) text.Append(term.Coefficient).Append(term.Axis.Name).Append(' ');
            text.Append(index.Constant).Append('/').Append(index.Divisor).Append(']');
        }
    }

    private void Add(Expression e)
    {
        switch (e)
        {
            case Load load:
                AddTensor(load.Tensor);
                Add(load.Indices);
                break;
            case Keep keep:
                text.Append(keep.IsNoise ? "noise " : "keep ").Append(keep.Rate.ToString("R", CultureInfo.InvariantCulture))
                    .Append(' ').Append(keep.Stream);
                AddShape(keep.Shape);
                Add(keep.Indices);
                break;
            case Constant constant:
                text.Append(constant.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case RunNumber number:
                text.Append(number.Kind);
                break;
            case AxisNumber number:
                text.Append("number ");
                Add([number.Index]);
                break;
            case Accumulator:
                text.Append("acc");
                break;
            case Unary unary:
                AddFunction(unary.Operator.ToString(), unary.Operand);
                break;
            case Binary binary:
                AddFunction(binary.Operator.ToString(), binary.Left, binary.Right);
                break;
            case Select select:
                AddFunction($"if {select.Comparison}", select.Left, select.Right, select.WhenTrue, select.WhenFalse);
                break;
            case Activated activated:
                AddFunction(FormattableString.Invariant($"{activated.Kind} {activated.Alpha:R} {activated.Beta:R}"), activated.Operand);
                break;
            default:
                throw new InvalidOperationException($"No structure of {e.GetType().Name}.");
        }
    }

    private void AddFunction(string name, params Expression[] operands)
    {
        text.Append(name).Append('(');
        foreach (Expression operand in operands)
        {
            Add(operand);
            text.Append(',');
        }

        text.Append(')');
    }
}
