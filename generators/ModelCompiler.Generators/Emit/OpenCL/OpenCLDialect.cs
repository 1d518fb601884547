using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>OpenCL C 1.2, nothing beyond its core. Functions that a width needs have the width in their name: <c>Exp16</c>.</summary>
/// <param name="nest">The kernel that is written; null for a function.</param>
internal sealed class OpenCLDialect(LoopNest? nest) : Dialect
{
    /// <summary>What each pointer points into, with qualifiers.</summary>
    private readonly Dictionary<string, string> spaces = nest?.Buffers.ToDictionary(b => OpenCLNames.Of(b.Name),
        b => Space(b.Written, b.Tensor.Element)) ?? [];

    public static string Space(bool written, ElementType element) => (written ? "global " : "global const ") + TypeOf(element);

    /// <summary>OpenCL's type of an element in memory.</summary>
    public static string TypeOf(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.BFloat16 => "ushort",
        ElementType.Float16 => "half",
        ElementType.UInt8 or ElementType.UInt8x4 => "uchar",
        _ => "char",
    };

    public override string Identifier(string name) => OpenCLNames.Of(name);

    public override string VectorType(int lanes) => "float" + Width(lanes);

    public override string IntegerType(int lanes) => "int" + Width(lanes);

    public override string IndexType(bool wide) => wide ? "long" : "int";

    public override string Pointer(string name, string buffer, string offset, ElementType element)
    {
        string space = spaces[name] = spaces[buffer];
        return $"{space} *{name} = {At(buffer, InMemory(element, offset))};";
    }

    public override string Advance(string pointer, string elements, ElementType element) => $"{pointer} += {InMemory(element, elements)};";

    /// <summary>Elements of the memory, for a number of elements of a view.</summary>
    private static string InMemory(ElementType element, string offset) =>
        element.OfMemory() == 1 || offset == "0" ? offset : $"{element.OfMemory()} * ({offset})";

    public override string Load(string pointer, string offset, int lanes) =>
        lanes == 1 ? $"{pointer}[{offset}]" : $"vload{lanes}(0, {At(pointer, offset)})";

    public override string LoadAligned(string pointer, string offset, int lanes) =>
        lanes == 1 ? Load(pointer, offset, lanes) : $"*({Constant(spaces[pointer])}{Width(lanes)} *)({At(pointer, offset)})";

    public override string StoreAligned(string pointer, string offset, string value, int lanes) =>
        lanes == 1 ? Store(pointer, offset, value, lanes) : $"*({spaces[pointer]}{Width(lanes)} *)({At(pointer, offset)}) = {value};";

    public override string Broadcast(string pointer, string offset, int lanes) => SplatOf($"{pointer}[{offset}]", lanes);

    public override string Store(string pointer, string offset, string value, int lanes) =>
        lanes == 1 ? $"{pointer}[{offset}] = {value};"
            : $"vstore{lanes}({CStyleRenderer.WithoutParentheses(value)}, 0, {At(pointer, offset)});";

    public override string Widen(ElementType element, string pointer, string offset, int lanes, bool toAll)
    {
        int loaded = toAll ? 1 : lanes;
        if (element.OfMemory() > 1)
        {
            string fours = $"(global const int *)({At(pointer, InMemory(element, offset))})";
            return toAll || lanes == 1 ? SplatOf($"as_float(*{fours})", lanes) : $"as_float{lanes}(vload{lanes}(0, {fours}))";
        }

        string width = Width(loaded);
        string widened = element switch
        {
            ElementType.Float16 => $"vload_half{width}(0, {At(pointer, offset)})",
            ElementType.BFloat16 => $"as_float{width}(convert_uint{width}({Load(pointer, offset, loaded)}) << 16)",
            _ => $"convert_float{width}({Load(pointer, offset, loaded)})",
        };
        return toAll ? SplatOf(widened, lanes) : widened;
    }

    /// <summary>Halfs are loaded and stored by functions of OpenCL's core: arithmetic with them would be an extension.</summary>
    public override string Narrow(ElementType element, string pointer, string offset, string value, int lanes) => element switch
    {
        ElementType.Float16 => $"vstore_half{Width(lanes)}_rte({value}, 0, {At(pointer, offset)});",
        ElementType.BFloat16 => Store(pointer, offset, $"{BFloat16}{Width(lanes)}({value})", lanes),
        _ => Store(pointer, offset, $"convert_{(element == ElementType.UInt8 ? "uchar" : "char")}{Width(lanes)}_sat_rte({value})", lanes),
    };

    /// <summary>The function that multiplies bytes.</summary>
    public const string Dot = "DotAdd";

    public override string DotAdd(string a, string b, string c, int lanes) => Call(Dot + Width(lanes), a, b, c);

    /// <summary>The function that rounds to bfloat16; OpenCL has none.</summary>
    public const string BFloat16 = "ToBFloat16_";

    /// <summary>Row l is lane l of every value.</summary>
    public override string StoreRows(string pointer, string offset, string stride, IReadOnlyList<string> values, int lanes)
    {
        string Row(int lane) => $"(float{values.Count})({string.Join(", ", values.Select(v => $"{v}.s{lane:x}"))})";
        return string.Join(" ", Enumerable.Range(0, lanes)
            .Select(lane => $"vstore{values.Count}({Row(lane)}, 0, {At(pointer, lane == 0 ? offset : $"{offset} + {lane} * {stride}")});"));
    }

    public override string Splat(float value, int lanes) => SplatOf(Literal(value), lanes);

    public override string SplatOf(string scalar, int lanes) =>
        lanes == 1 ? scalar : $"(float{lanes})({CStyleRenderer.WithoutParentheses(scalar)})";

    public override string IntegerToFloat(string integer) => $"(float)({integer})";

    public override string MultiplyAdd(string a, string b, string c, int lanes) => Call("fma", a, b, c);

    public override string Binary(BinaryOperator operation, string a, string b, int lanes) => operation switch
    {
        BinaryOperator.Add => $"({a} + {b})",
        BinaryOperator.Subtract => $"({a} - {b})",
        BinaryOperator.Multiply => $"({a} * {b})",
        BinaryOperator.Divide => $"({a} / {b})",
        _ => Call((operation == BinaryOperator.Max ? "Larger" : "Smaller") + Width(lanes), a, b),
    };

    public override string Unary(UnaryOperator operation, string x, int lanes) => operation switch
    {
        UnaryOperator.Negate => $"(-{x})",
        UnaryOperator.Abs => Call("fabs", x),
        UnaryOperator.SquareRoot => Call("sqrt", x),
        _ => Call(operation + Width(lanes), x),
    };

    public override string Select(Comparison comparison, string left, string right, string whenTrue, string whenFalse, int lanes)
    {
        string symbol = comparison switch { Comparison.Less => "<", Comparison.LessOrEqual => "<=", Comparison.Greater => ">", _ => "==" };
        return $"({left} {symbol} {right} ? {whenTrue} : {whenFalse})";
    }

    public override string LaneSum(string x, int lanes) => Call("Sum" + Width(lanes), x);

    public override string LaneSums(string[] vectors, int lanes) =>
        $"(float{vectors.Length})({string.Join(", ", vectors.Select(v => lanes == 1 ? v : LaneSum(v, lanes)))})";

    public override string Noise(string seed, string element, string deviation,
        int lanes) => $"Noise{Width(lanes)}((int)({seed}), (int)({element}), {deviation})";

    public override string Keep(string seed, string element, string rate, string scale,
        int lanes) => $"Keep{Width(lanes)}((int)({seed}), (int)({element}), {rate}, {scale})";

    public override string Reinterpret(string x, bool toInteger, int lanes) => Call($"as_{(toInteger ? "int" : "float")}{Width(lanes)}", x);

    public override string ConvertToFloat(string x, int lanes) => Call($"convert_float{Width(lanes)}", x);

    public override string IntegerSplat(int value, int lanes) => IntegerSplatOf(value.ToString(CultureInfo.InvariantCulture), lanes);

    public override string IntegerSplatOf(string scalar, int lanes) => lanes == 1 ? scalar : $"(int{lanes})({scalar})";

    public override string LaneNumbers(int lanes) => lanes == 1 ? "0" : $"(int{lanes})({string.Join(", ", Enumerable.Range(0, lanes))})";

    /// <summary>Unsigned where the result may pass the largest int: signed overflow means nothing in C.</summary>
    public override string Integer(IntegerOperator operation, string a, string b, int lanes) => operation switch
    {
        IntegerOperator.Add => $"({a} + {b})",
        IntegerOperator.Subtract => $"({a} - {b})",
        IntegerOperator.Multiply => $"as_int{Width(lanes)}({Unsigned(a, lanes)} * {Unsigned(b, lanes)})",
        IntegerOperator.Xor => $"({a} ^ {b})",
        IntegerOperator.And => $"({a} & {b})",
        IntegerOperator.ShiftLeft => $"({a} << {b})",
        _ => $"({a} >> {b})",
    };

    public override string Maximum(string a, string b) => Call("max", a, b);

    public override string Minimum(string a, string b) => Call("min", a, b);

    public override string Within(string a, string b) => $"(uint)({a}) < {b}u";

    public override string WorkItem(WorkItemId id) => id switch
    {
        WorkItemId.Global => "(int)get_global_id(0)",
        WorkItemId.Local => "(int)get_local_id(0)",
        _ => "(int)get_group_id(0)",
    };

    public override string LocalArray(string name, int floats)
    {
        spaces[name] = "local float";
        return $"local float {name}[{floats.ToString(CultureInfo.InvariantCulture)}] __attribute__((aligned(16)));";
    }

    public override string Barrier(bool buffers) =>
        buffers ? "barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);" : "barrier(CLK_LOCAL_MEM_FENCE);";

    public override string FirstLanes(string x, int of, int lanes) =>
        lanes == 1 ? $"{x}.s0" : $"{x}.s{"0123456789abcdef".Substring(0, lanes)}";

    public override string Lane(string x, int lane) => $"{x}.s{lane:x}";

    private static string Constant(string space) => space.Contains("const") ? space : space.Replace("float", "const float");

    public static string Width(int lanes) => lanes == 1 ? "" : lanes.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole numbers need a point before their f.</summary>
    private static string Literal(float value)
    {
        if (float.IsNaN(value)) return "NAN";
        if (float.IsInfinity(value)) return value > 0 ? "INFINITY" : "(-INFINITY)";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        string literal = text + (text.IndexOfAny(['.', 'E']) < 0 ? ".0f" : "f");
        return value < 0 ? $"({literal})" : literal;
    }

    private static string Unsigned(string x, int lanes) => Call($"as_uint{Width(lanes)}", x);

    private static string At(string pointer, string offset) => offset == "0" ? pointer : $"{pointer} + {offset}";

    /// <summary>A call; arguments need no parentheses of their own.</summary>
    private static string Call(string function, params string[] arguments) => $"{function}({string.Join(", ", arguments.Select(Bare))})";

    /// <summary>Casts begin with a parenthesis too, and keep it.</summary>
    private static string Bare(string text) =>
        text.StartsWith("(float", StringComparison.Ordinal) || text.StartsWith("(int", StringComparison.Ordinal)
            ? text
            : CStyleRenderer.WithoutParentheses(text);
}
