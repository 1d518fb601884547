using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>
/// The functions that kernels call and that OpenCL lacks, or does not define to the last bit: each for the widths that are used.
/// </summary>
internal static class PreludeEmitter
{
    public static void Write(SourceWriter writer, IEnumerable<LoopNest> kernels)
    {
        LoopNest[] nests = [.. kernels];
        VectorExpression[] vectors = [.. nests.SelectMany(n => n.Vectors)];
        IReadOnlyList<MathFunction> functions = MathFunction.UsedBy(vectors);
        VectorExpression[] all = [.. vectors, .. functions.SelectMany(f => f.Steps.Select(s => s.Value).Append(f.Result))
            .SelectMany(v => v.Parts())];
        foreach (int lanes in Widths(all, v => v is VectorBinary { Operator: BinaryOperator.Max }))
            WriteExtreme(writer, "Larger", "larger", '>', lanes);
        foreach (int lanes in Widths(all, v => v is VectorBinary { Operator: BinaryOperator.Min }))
            WriteExtreme(writer, "Smaller", "smaller", '<', lanes);
        IEnumerable<int> summed = all.OfType<LaneSum>().Select(s => s.Operand.Lanes)
            .Concat(all.OfType<LaneSums>().Select(s => s.Operands[0].Lanes).Where(l => l > 1));
        foreach (int lanes in summed.Distinct().OrderByDescending(l => l)) WriteSum(writer, lanes);
        foreach (int lanes in Widths(all, v => v is DotAdd)) WriteDot(writer, OpenCLDialect.Width(lanes));
        foreach (MathFunction function in functions) WriteFunction(writer, function);
        IEnumerable<Store> rounded = nests.SelectMany(n => NestParts.Of<Store>(n.Body)).Where(s => s.To.Element == ElementType.BFloat16);
        foreach (int lanes in rounded.Select(s => s.Value.Lanes).Distinct().OrderByDescending(l => l))
            WriteBFloat16(writer, OpenCLDialect.Width(lanes));
    }

    private static IEnumerable<int> Widths(IEnumerable<VectorExpression> vectors, Func<VectorExpression, bool> which) =>
        vectors.Where(which).Select(v => v.Lanes).Distinct().OrderByDescending(l => l);

    private static void WriteExtreme(SourceWriter writer, string name, string what, char symbol, int lanes)
    {
        string type = "float" + OpenCLDialect.Width(lanes);
        writer.Line($"// The {what} of two; NaN if one of them is, which fmax and fmin hide.");
        using (writer.Block($"{type} {name}{OpenCLDialect.Width(lanes)}({type} a, {type} b)"))
            writer.Line($"return ((a {symbol} b) | (a != a)) ? a : b;");
    }

    /// <summary>By neighbours, as .NET adds up a vector: the order is the same on every device, and that of the C# code.</summary>
    private static void WriteSum(SourceWriter writer, int lanes)
    {
        writer.Line("// The sum of all lanes: pairs of neighbours, then pairs of those.");
        using (writer.Block($"float Sum{lanes}(float{lanes} x)"))
        {
            string name = "x";
            for (int half = lanes / 2; half >= 2; half /= 2)
            {
                writer.Line($"float{half} x{half} = {name}.even + {name}.odd;");
                name = $"x{half}";
            }

            writer.Line($"return {name}.x + {name}.y;");
        }
    }

    private static void WriteDot(SourceWriter writer, string width)
    {
        writer.Line("// c and the four products of the bytes of a, unsigned, and those of b, signed: whole numbers in place of floats.");
        string type = "float" + width;
        using (writer.Block($"{type} {OpenCLDialect.Dot}{width}({type} a, {type} b, {type} c)"))
        {
            writer.Line($"uint{width} x = as_uint{width}(a);");
            writer.Line($"int{width} w = as_int{width}(b), sum = as_int{width}(c);");
            writer.Line($"sum += as_int{width}(x & 255u) * ((w << 24) >> 24);");
            writer.Line($"sum += as_int{width}((x >> 8) & 255u) * ((w << 16) >> 24);");
            writer.Line($"sum += as_int{width}((x >> 16) & 255u) * ((w << 8) >> 24);");
            writer.Line($"return as_{type}(sum + as_int{width}(x >> 24) * (w >> 24));");
        }
    }

    private static void WriteBFloat16(SourceWriter writer, string width)
    {
        writer.Line("// The upper halves of floats: rounded to the nearest, to even in the middle; of NaN with its quiet bit, "
            + "which rounding could carry away.");
        using (writer.Block($"ushort{width} {OpenCLDialect.BFloat16}{width}(float{width} x)"))
        {
            writer.Line($"uint{width} bits = as_uint{width}(x), rounded = bits + 0x7fff + ((bits >> 16) & 1);");
            writer.Line($"return convert_ushort{width}(((x == x) ? rounded : (bits | 0x400000)) >> 16);");
        }
    }

    private static void WriteFunction(SourceWriter writer, MathFunction function)
    {
        var dialect = new OpenCLDialect(null);
        var renderer = new CStyleRenderer(dialect, writer);
        string type = dialect.VectorType(function.Lanes);
        string Type(FunctionParameterKind kind) => kind switch
        {
            FunctionParameterKind.Lanes => type,
            FunctionParameterKind.Float => "float",
            _ => "int",
        };
        writer.Line($"// {function.Summary}");
        string parameters = string.Join(", ", function.Parameters.Select(p => $"{Type(p.Kind)} {dialect.Identifier(p.Name)}"));
        using (writer.Block($"{type} {function.Name}{OpenCLDialect.Width(function.Lanes)}({parameters})"))
        {
            foreach (FunctionStep step in function.Steps)
            {
                writer.Line($"{(step.IsInteger ? dialect.IntegerType(function.Lanes) : type)} {dialect.Identifier(step.Name)} = "
                    + $"{CStyleRenderer.WithoutParentheses(renderer.Vector(step.Value))};");
            }

            writer.Line($"return {CStyleRenderer.WithoutParentheses(renderer.Vector(function.Result))};");
        }
    }
}
