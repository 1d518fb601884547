using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Contractions of bytes in place of contractions of floats, as static quantization after training has them: weights are whole numbers from
/// -127 to 127 with a scale for each filter, inputs whole numbers from 0 to 255 with a scale and a zero for each layer, which follow from
/// the range of values that calibration has seen, and sums are whole numbers of 32 bits, which are exact in any order.
/// <code>
/// kernel.scale[o]                  = max ky kx i : |kernel[ky, kx, i, o]| / 127
/// kernel.bytes[ky, kx, i/4, o, i%4] = kernel[ky, kx, i, o] / kernel.scale[o]                        rounded as it is stored
/// input.scale, input.zero          = (greatest - least) / 255, -least / input.scale                 the zero is rounded, too
/// input.bytes[n, y, x, i]          = input[n, y, x, i] / input.scale + input.zero                   rounded and clamped as it is stored
/// output[n, y, x, o] = epilogue((Σ ky kx i/4 : input.bytes[…] ∙ kernel.bytes[…]) · scale[o] + offset[o])
///                      with scale = input.scale · kernel.scale, offset = -input.zero · scale · Σ ky kx i : kernel.bytes
/// </code>
/// A point outside of the input adds nothing to a sum, but the offset takes it for one: where a convolution reads beside an input with a
/// zero of its own, the bytes are a copy with that zero around it. Of an input that no layer makes negative the zero is the byte 0, whose
/// products are none, and its bytes are written by what makes the input.
/// </summary>
internal sealed class ActivationQuantization
{
    /// <summary>The greatest whole numbers that a weight and a value become.</summary>
    private const float GreatestWeight = 127, GreatestValue = 255;

    /// <summary>No scale is less: channels of zeros are zeros whatever theirs is, and none may be divided by 0.</summary>
    private const float LeastScale = 1e-30f;

    private readonly List<ParameterBinding> ranges = [];

    /// <summary>A program that reads bytes, with the ranges as further parameters, which no training changes.</summary>
    public static TensorProgram Run(TensorProgram program, Machine machine)
    {
        if (!program.QuantizesActivations) return program;
        var quantization = new ActivationQuantization();
        var found = QuantizedContraction.Of(program, machine).ToDictionary(q => q.Statement.Output);
        program = program.Replace(s =>
            found.TryGetValue(s.Output, out QuantizedContraction? contraction) ? quantization.Quantize(contraction) : null);
        return program with { Parameters = [.. program.Parameters, .. quantization.ranges] };
    }

    /// <summary>
    /// The same network in single precision with all that will be quantized among its outputs, by the names of the ranges: calibration runs
    /// it.
    /// </summary>
    public static TensorProgram Observe(TensorProgram program, Machine machine) =>
        program with { Outputs = [.. QuantizedContraction.Of(program, machine).Select(q => new NamedTensor(q.Range, q.Input.Tensor))] };

    private IEnumerable<Comprehension> Quantize(QuantizedContraction contraction)
    {
        Tensor range = Range(contraction.Range);
        string of = contraction.Input.Tensor.Root.Name, kernel = contraction.Kernel.Tensor.Root.Name;
        Expression least = contraction.IsNatural ? 0f : End(range, 0);
        Comprehension scale = One($"{of}.scale", Largest((End(range, 1) - least) * (1 / GreatestValue)));
        Comprehension inverse = One($"{of}.inverse", 1f / Value(scale));
        Comprehension? zero = contraction.IsNatural ? null : One($"{of}.zero", 0f - (End(range, 0) * Value(inverse)), ElementType.UInt8);

        Comprehension weightScale = WeightScale(contraction, kernel), weights = Weights(contraction, kernel, weightScale.Output);
        Axis filter = new("w", contraction.Filter.Extent);
        Comprehension scales = Fixed($"{kernel}.product", filter, Load.At(weightScale.Output, filter) * Value(scale));
        Comprehension? sums = zero is null ? null : Sums(contraction, kernel, weights.Output);
        Comprehension? offsets = zero is null || sums is null ? null
            : Fixed($"{kernel}.offset", filter, 0f - (Value(zero) * Load.At(sums.Output, filter) * Load.At(scales.Output, filter)));

        (Comprehension bytes, Load read) = Bytes(contraction, Value(inverse), zero is null ? null : Value(zero));
        Comprehension product = contraction.Statement with
        {
            ReductionAxes = contraction.Statement.ReductionAxes.Select(a => a == contraction.Channel ? Four(a) : a).ToEquatableArray(),
            Body = new Binary(BinaryOperator.Dot, read, KernelRead(contraction, weights.Output)),
            Epilogue = Scaled(Load.At(scales.Output, contraction.Filter),
                offsets is null ? null : Load.At(offsets.Output, contraction.Filter)),
        };
        return new[] { scale, inverse, zero, weightScale, weights, scales, sums, offsets, bytes, product }.OfType<Comprehension>();
    }

    private static Expression Scaled(Load scale, Load? offset)
    {
        Expression scaled = new Binary(BinaryOperator.Multiply, new Accumulator(), scale);
        return offset is null ? scaled : new Binary(BinaryOperator.Add, scaled, offset);
    }

    /// <summary>Least and greatest, 0 and 0 before any calibration.</summary>
    private Tensor Range(string name)
    {
        var declaration = new ParameterDeclaration(name, new InitializerSpec("Zeros"), 0, 0, Trainable: false) { IsRange = true };
        var range = new Tensor(name, Storage.Parameters, 2);
        var parameter = new ParameterTensor(declaration, new Shape(2), 1, 1);
        ranges.Add(new ParameterBinding(parameter, range, Tensor.Gradient(name, Storage.Gradients, 2)));
        return range;
    }

    private static Expression End(Tensor range, int at) => new Load(range, [new AffineIndex([], at)]);

    private static Expression Value(Comprehension one) => new Load(one.Output, [new AffineIndex([])]);

    private static Expression Largest(Expression e) => new Binary(BinaryOperator.Max, e, LeastScale);

    private static Comprehension One(string name, Expression value, ElementType element = ElementType.Single) =>
        Comprehension.Map(name, new Tensor(name, Storage.Fixed, 1) { Element = element }, [new Axis("w", 1)], value);

    private static Comprehension Fixed(string name, Axis axis, Expression value) =>
        Comprehension.Map(name, new Tensor(name, Storage.Fixed, axis.Extent), [axis], value);

    private static Axis Four(Axis channel) => new(channel.Name, channel.Extent / Machine.DotBytes);

    private static Comprehension WeightScale(QuantizedContraction contraction, string kernel)
    {
        Axis[] axes = [.. contraction.Kernel.Tensor.Extents.Select((extent, d) => new Axis($"w{d}", extent))];
        Axis filter = axes[axes.Length - 1];
        var scale = new Tensor($"{kernel}.scale", Storage.Fixed, filter.Extent);
        Expression magnitude = new Unary(UnaryOperator.Abs, Load.At(contraction.Kernel.Tensor, axes));
        return Comprehension.Reduce(scale.Name, scale, [filter], axes.Take(axes.Length - 1), Reduction.Max, magnitude) with
        {
            Epilogue = Largest(new Accumulator() * (1 / GreatestWeight)),
        };
    }

    /// <summary>Four neighbouring channels of a filter lie together, and then those of the next filter: what lanes read.</summary>
    private static Comprehension Weights(QuantizedContraction contraction, string kernel, Tensor scale)
    {
        Tensor floats = contraction.Kernel.Tensor;
        Axis[] taps = [.. floats.Extents.Take(floats.Extents.Count - 2).Select((extent, d) => new Axis($"w{d}", extent))];
        Axis four = new("i", contraction.Channel.Extent / Machine.DotBytes), within = new("j", Machine.DotBytes);
        Axis filter = new("o", contraction.Filter.Extent);
        Axis[] axes = [.. taps, four, filter, within];
        var bytes = new Tensor($"{kernel}.bytes", Storage.Fixed, [.. axes.Select(a => a.Extent)]) { Element = ElementType.Int8 };
        AffineIndex channel = new([new Term(four, Machine.DotBytes), new Term(within, 1)]);
        var weight = new Load(floats, [.. taps.Select(AffineIndex.Of), channel, AffineIndex.Of(filter)]);
        return Comprehension.Map(bytes.Name, bytes, axes, weight / Load.At(scale, filter));
    }

    private static Load KernelRead(QuantizedContraction contraction, Tensor bytes)
    {
        int[] extents = [.. bytes.Extents];
        Tensor fours = bytes.View([.. extents.Take(extents.Length - 2), contraction.Filter.Extent * Machine.DotBytes]).InFours();
        Axis[] axes = [.. contraction.Kernel.Indices.Select(i => i.AsAxis!)];
        return Load.At(fours, [.. axes.Select(a => a == contraction.Channel ? Four(a) : a)]);
    }

    private static Comprehension Sums(QuantizedContraction contraction, string kernel, Tensor bytes)
    {
        Axis[] axes = [.. bytes.Extents.Select((extent, d) => new Axis($"w{d}", extent))];
        Axis filter = axes[axes.Length - 2];
        var sums = new Tensor($"{kernel}.sum", Storage.Fixed, filter.Extent);
        return Comprehension.Reduce(sums.Name, sums, [filter], axes.Where(a => a != filter), Reduction.Sum, Load.At(bytes, axes));
    }

    /// <summary>The input in bytes, with a border where it is read beside it and has a zero, and how the contraction reads them.</summary>
    private static (Comprehension Statement, Load Read) Bytes(QuantizedContraction contraction, Expression inverse, Expression? zero)
    {
        Load input = contraction.Input;
        Expression Quantized(Expression value)
        {
            Expression steps = new Binary(BinaryOperator.Multiply, value, inverse);
            return zero is null ? steps : new Binary(BinaryOperator.Add, steps, zero);
        }

        bool guarded = input.Indices.Zip(input.Tensor.Extents, (index, extent) => index.NeedsGuard(extent)).Any(needs => needs);
        bool beside = zero is not null && guarded;
        string name = $"{input.Tensor.Root.Name}.bytes";
        if (!Decisions.Choose(beside, Branch.BytesWithBorder, Branch.BytesAsTheInput))
        {
            Tensor root = input.Tensor.Root;
            var bytes = new Tensor(name, Storage.Arena, [.. root.Extents]) { Element = ElementType.UInt8 };
            Axis[] axes = Definer.Axes(bytes);
            Comprehension map = Comprehension.Map(name, bytes, axes, Quantized(Load.At(root, axes)));
            return (map, Read(bytes.View([.. input.Tensor.Extents]), input.Indices));
        }

        int last = input.Indices.Count - 1;
        (int Least, int Greatest)[] reach = [.. input.Indices.Select(i => i.Range())];
        bool IsCell(int d) => d != 0 && d != last;
        int[] extents = [.. input.Tensor.Extents.Select((extent, d) => IsCell(d) ? reach[d].Greatest - reach[d].Least + 1 : extent)];
        var bordered = new Tensor(name, Storage.Arena, extents) { Element = ElementType.UInt8 };
        Axis[] cells = Definer.Axes(bordered);
        AffineIndex Moved(int d) => IsCell(d) ? new AffineIndex([new Term(cells[d], 1)], reach[d].Least) : AffineIndex.Of(cells[d]);
        var copy = new Load(input.Tensor, [.. cells.Select((_, d) => Moved(d))]);
        Comprehension statement = Comprehension.Reduce(name, bordered, cells, [], Reduction.Sum, copy);
        AffineIndex[] moved = [.. input.Indices.Select((i, d) => IsCell(d) ? i with { Constant = i.Constant - reach[d].Least } : i)];
        return (statement with { Epilogue = Quantized(new Accumulator()) }, Read(bordered, moved.ToEquatableArray()));
    }

    /// <summary>The same elements four at a time.</summary>
    private static Load Read(Tensor bytes, EquatableArray<AffineIndex> indices)
    {
        AffineIndex channel = indices[indices.Count - 1];
        return new Load(bytes.InFours(), [.. indices.Take(indices.Count - 1), AffineIndex.Of(Four(channel.AsAxis!))]);
    }
}
