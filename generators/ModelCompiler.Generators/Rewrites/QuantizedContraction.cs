using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A contraction of a forward pass that may be one of bytes: a convolution or a dense layer whose input channels come in fours, whose
/// filters fill a vector, and that is enough work for each sample.
/// </summary>
/// <param name="Statement">The contraction as it was defined, before anything became its epilogue.</param>
/// <param name="Range">What the least and the greatest value of its input are called among the parameters.</param>
/// <param name="Input">What it reads of the input.</param>
/// <param name="Kernel">What it reads of the weights, <c>[taps…, i, o]</c>.</param>
/// <param name="IsNatural">Whether no value of the input is less than 0, whatever the weights: its zero is then the byte 0.</param>
internal sealed record QuantizedContraction(Comprehension Statement, string Range, Load Input, Load Kernel, bool IsNatural)
{
    /// <summary>The input channel.</summary>
    public Axis Channel => Kernel.Indices[Kernel.Indices.Count - 2].AsAxis!;

    /// <summary>The filter.</summary>
    public Axis Filter => Kernel.Indices[Kernel.Indices.Count - 1].AsAxis!;

    /// <summary>All of a program that has not been through any pass but Winograd's, which takes its convolutions away.</summary>
    public static IReadOnlyList<QuantizedContraction> Of(TensorProgram program, Machine machine)
    {
        var signs = new ValueSigns(program);
        var names = new HashSet<string>(program.Parameters.Select(p => p.Parameter.Declaration.Name));
        var found = new List<QuantizedContraction>();
        foreach (Definition definition in program.Definitions.Where(d => d.Phase == Phase.Forward))
        {
            foreach (Comprehension statement in definition.Statements)
            {
                if (Operands(statement, machine) is not (Load input, Load kernel)) continue;
                string name = $"{definition.Layer}.input_range", unique = name;
                for (int n = 2; !names.Add(unique); n++) unique = $"{name}_{n}";
                found.Add(new QuantizedContraction(statement, unique, input, kernel, signs.IsNatural(input.Tensor.Root)));
            }
        }

        return found;
    }

    private static (Load Input, Load Kernel)? Operands(Comprehension statement, Machine machine)
    {
        if (!statement.IsContraction || statement.Epilogue is not Accumulator || !statement.OutputAxes[0].IsBatch) return null;
        if (statement.Body is not Binary { Left: Load input, Right: Load kernel }) return null;
        if (kernel.Tensor.Root.Storage != Storage.Parameters || input.Tensor.Root.Storage != Storage.Arena) return null;
        if (input.Tensor.IsSlice || input.Tensor.Count != input.Tensor.Root.Count) return null;
        Axis?[] axes = [.. kernel.Indices.Select(i => i.AsAxis)];
        if (axes.Length < 2 || axes.Any(a => a is null)) return null;
        (Axis channel, Axis filter) = (axes[axes.Length - 2]!, axes[axes.Length - 1]!);
        bool summed = statement.ReductionAxes.Count == axes.Length - 1
            && axes.Take(axes.Length - 1).All(a => statement.ReductionAxes.Contains(a!));
        if (!summed || filter != statement.OutputAxes[statement.OutputAxes.Count - 1] || input.Uses(filter)) return null;
        AffineIndex[] places = [.. input.Indices.Take(input.Indices.Count - 1)];
        if (input.Indices[input.Indices.Count - 1].AsAxis != channel || places.Any(i => i.Uses(channel) || i.Divisor != 1)) return null;
        if (input.Tensor.Columns != channel.Extent) return null;
        bool fits = channel.Extent % Machine.DotBytes == 0 && filter.Extent >= machine.QuantizedFilters;
        if (!Decisions.Choose(fits, Branch.ChannelsInFours, Branch.ChannelsOfNoFours)) return null;
        bool much = statement.Points >= machine.QuantizedWork;
        return Decisions.Choose(much, Branch.BytesMultiplied, Branch.BytesOfLittleWork) ? (input, kernel) : null;
    }
}

/// <summary>Which values of a program are 0 or more, whatever its weights and its input are.</summary>
internal sealed class ValueSigns(TensorProgram program)
{
    private readonly ILookup<Tensor, Comprehension> writers = program.Statements.ToLookup(s => s.Output.Root);
    private readonly Dictionary<Tensor, bool> known = [];

    public bool IsNatural(Tensor value)
    {
        Tensor root = value.Root;
        if (root.Storage == Storage.Constants) return root.Values.All(v => v >= 0);
        if (root.Storage is not (Storage.Arena or Storage.Fixed) || !writers[root].Any()) return false;
        if (!known.TryGetValue(root, out bool natural)) known[root] = natural = writers[root].All(IsNatural);
        return natural;
    }

    private bool IsNatural(Comprehension statement) =>
        IsNatural(statement.Epilogue, IsNatural(statement.Body, accumulator: false));

    private bool IsNatural(Expression e, bool accumulator) => e switch
    {
        Constant c => c.Value >= 0,
        Accumulator => accumulator,
        Load load => IsNatural(load.Tensor),
        RunNumber => true,
        Activated { Kind: ActivationKind.ReLU or ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Softplus } => true,
        Activated { Kind: ActivationKind.Clip } clip => clip.Alpha >= 0,
        Activated { Kind: ActivationKind.Linear } same => IsNatural(same.Operand, accumulator),
        Unary { Operator: UnaryOperator.Abs or UnaryOperator.SquareRoot or UnaryOperator.Exp or UnaryOperator.Sigmoid } => true,
        Binary { Operator: BinaryOperator.Max } b => IsNatural(b.Left, accumulator) || IsNatural(b.Right, accumulator),
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Min } b =>
            IsNatural(b.Left, accumulator) && IsNatural(b.Right, accumulator),
        Select s => IsNatural(s.WhenTrue, accumulator) && IsNatural(s.WhenFalse, accumulator),
        _ => false,
    };
}
