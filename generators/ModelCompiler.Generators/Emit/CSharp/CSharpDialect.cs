using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>C# with references for pointers and System.Runtime.Intrinsics for vectors. No unsafe code, no pinning, no
/// bounds checks.</summary>
/// <param name="fused">The target always has fused multiply-add; otherwise the runtime uses it where the machine does.</param>
internal class CSharpDialect(bool fused) : Dialect
{
    public bool IsFused => fused;

    /// <summary>What kernels are written in.</summary>
    public static CSharpDialect For(bool isChecked, bool fused) => isChecked ? new CheckedDialect(fused) : new RowDialect(fused);

    public override string VectorType(int lanes) => lanes == 1 ? "float" : $"{Vector(lanes)}<float>";

    public override string IntegerType(int lanes) => lanes == 1 ? "int" : $"{Vector(lanes)}<int>";

    public override string IndexType(bool wide) => wide ? "nint" : "int";

    public override string Pointer(string name, string buffer, string offset,
        ElementType element) => $"ref {TypeOf(element)} {name} = ref {At(element, buffer, offset)};";

    public override string Advance(string pointer, string elements,
        ElementType element) => $"{pointer} = ref {At(element, pointer, elements)};";

    public override string Load(string pointer, string offset, int lanes) =>
        lanes == 1 ? At(pointer, offset) : $"{Vector(lanes)}.LoadUnsafe(ref {At(pointer, offset)})";

    public override string Broadcast(string pointer, string offset, int lanes) => SplatOf(At(pointer, offset), lanes);

    public override string Store(string pointer, string offset, string value, int lanes) =>
        lanes == 1 ? $"{At(pointer, offset)} = {value};" : $"{value}.StoreUnsafe(ref {At(pointer, offset)});";

    public override string Widen(ElementType element, string pointer, string offset, int lanes, bool toAll) =>
        $"{MethodOf(element, toAll && lanes > 1 ? "Splat" : "Load", lanes)}(ref {pointer}, {offset})";

    /// <summary>The runtime's method for some lanes of an element.</summary>
    protected static string MethodOf(ElementType element, string what, int lanes) => element switch
    {
        ElementType.Int8x4 => $"{ElementType.Int8}Memory.{what}Fours{lanes}",
        ElementType.UInt8x4 => $"{ElementType.UInt8}Memory.{what}Fours{lanes}",
        _ => $"{element}Memory.{what}{lanes}",
    };

    public override string DotAdd(string a, string b, string c, int lanes) => Call($"{ElementType.Int8}Memory.Dot{lanes}", a, b, c);

    public override string Narrow(ElementType element, string pointer, string offset, string value,
        int lanes) => $"{element}Memory.Store{lanes}(ref {pointer}, {offset}, {value});";

    public override string StoreRows(string pointer, string offset, string stride, IReadOnlyList<string> values, int lanes) =>
        $"VectorRows.Store(ref {At(pointer, offset)}, {stride}, {string.Join(", ", values)});";

    public override string? Prefetch(ElementType element, string pointer,
        string offset) => $"VectorMemory.Prefetch(ref {At(element, pointer, offset)});";

    public override string Splat(float value, int lanes) =>
        value == 0 && lanes > 1 ? $"{VectorType(lanes)}.Zero" : SplatOf(Literal(value), lanes);

    public override string SplatOf(string scalar, int lanes) => lanes == 1 ? scalar : $"{Vector(lanes)}.Create({scalar})";

    public override string IntegerToFloat(string integer) => $"(float)({integer})";

    public override string MultiplyAdd(string a, string b, string c, int lanes) => (lanes, fused) switch
    {
        (1, true) => Call("MathF.FusedMultiplyAdd", a, b, c),
        (1, false) => Call("float.MultiplyAddEstimate", a, b, c),
        (_, true) => Call($"{Vector(lanes)}.FusedMultiplyAdd", a, b, c),
        _ => Call($"{Vector(lanes)}.MultiplyAddEstimate", a, b, c),
    };

    public override string Binary(BinaryOperator operation, string a, string b, int lanes) => operation switch
    {
        BinaryOperator.Add => $"({a} + {b})",
        BinaryOperator.Subtract => $"({a} - {b})",
        BinaryOperator.Multiply => $"({a} * {b})",
        BinaryOperator.Divide => $"({a} / {b})",
        _ => Call($"{(lanes == 1 ? "MathF" : Vector(lanes))}.{operation}", a, b),
    };

    public override string Unary(UnaryOperator operation, string x, int lanes) => operation switch
    {
        UnaryOperator.Negate => $"(-{x})",
        UnaryOperator.Abs => Call($"{(lanes == 1 ? "MathF" : Vector(lanes))}.Abs", x),
        UnaryOperator.SquareRoot => Call($"{(lanes == 1 ? "MathF" : Vector(lanes))}.Sqrt", x),
        _ => Call(operation.ToString(), x),
    };

    public override string Select(Comparison comparison, string left, string right, string whenTrue, string whenFalse, int lanes)
    {
        if (lanes > 1) return Call($"{Vector(lanes)}.ConditionalSelect",
            Call($"{Vector(lanes)}.{Name(comparison)}", left, right), whenTrue, whenFalse);
        string symbol = comparison switch { Comparison.Less => "<", Comparison.LessOrEqual => "<=", Comparison.Greater => ">", _ => "==" };
        return $"({left} {symbol} {right} ? {whenTrue} : {whenFalse})";
    }

    public override string LaneSum(string x, int lanes) => $"{Vector(lanes)}.Sum({x})";

    public override string LaneSums(string[] vectors, int lanes) =>
        Call(lanes == 1 ? $"{Vector(vectors.Length)}.Create" : $"VectorRows.LaneSums{lanes}", vectors);

    public override string FirstLanes(string x, int of, int lanes) =>
        lanes == 1 ? $"{x}.ToScalar()" : x + string.Concat(Enumerable.Range(0, of / lanes)
            .Where(half => half > 0 && (half & (half - 1)) == 0).Select(_ => ".GetLower()"));

    public override string Noise(string seed, string element, string deviation,
        int lanes) => $"Noise({seed}, unchecked((int)({element})), {deviation})";

    public override string Keep(string seed, string element, string rate, string scale,
        int lanes) => $"Keep({seed}, unchecked((int)({element})), {rate}, {scale})";

    public override string Reinterpret(string x, bool toInteger, int lanes) => (lanes, toInteger) switch
    {
        (1, true) => $"BitConverter.SingleToInt32Bits({x})",
        (1, false) => $"BitConverter.Int32BitsToSingle({x})",
        _ => $"{x}.As{(toInteger ? "Int32" : "Single")}()",
    };

    public override string ConvertToFloat(string x, int lanes) => lanes == 1 ? $"(float){x}" : $"{Vector(lanes)}.ConvertToSingle({x})";

    public override string IntegerSplat(int value, int lanes) => IntegerSplatOf(value.ToString(CultureInfo.InvariantCulture), lanes);

    public override string IntegerSplatOf(string scalar, int lanes) => lanes == 1 ? scalar : $"{Vector(lanes)}.Create({scalar})";

    public override string LaneNumbers(int lanes) => lanes == 1 ? "0" : $"{IntegerType(lanes)}.Indices";

    public override string Integer(IntegerOperator operation, string a, string b, int lanes)
    {
        string symbol = operation switch
        {
            IntegerOperator.Add => "+",
            IntegerOperator.Subtract => "-",
            IntegerOperator.Multiply => "*",
            IntegerOperator.Xor => "^",
            IntegerOperator.And => "&",
            IntegerOperator.ShiftLeft => "<<",
            _ => ">>",
        };
        // Hashes and bits of floats wrap around, also in a project that checks for overflow. Vectors always do.
        bool wraps = lanes == 1 && operation is IntegerOperator.Add or IntegerOperator.Subtract or IntegerOperator.Multiply;
        return $"{(wraps ? "unchecked" : "")}({a} {symbol} {b})";
    }

    public override string Maximum(string a, string b) => $"Math.Max({a}, {b})";

    public override string Minimum(string a, string b) => $"Math.Min({a}, {b})";

    public override string Within(string a, string b) => $"unchecked((uint)({a})) < {b}";

    public static string Vector(int lanes) => $"Vector{lanes * 32}";

    public static string Literal(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float.NaN => "float.NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    /// <summary>A call; arguments need no parentheses of their own.</summary>
    protected static string Call(string function,
        params string[] arguments) => $"{function}({string.Join(", ", arguments.Select(CStyleRenderer.WithoutParentheses))})";

    /// <summary>C#'s type of an element in memory.</summary>
    public static string TypeOf(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.BFloat16 => "ushort",
        ElementType.UInt8 or ElementType.UInt8x4 => "byte",
        _ => "sbyte",
    };

    /// <summary>C#'s type of a number of the run or of a loop.</summary>
    public static string TypeOf(ScalarType type) => type switch
    {
        ScalarType.Integer => "int",
        ScalarType.WideInteger => "nint",
        _ => "float",
    };

    /// <summary>The float that lies a number of floats after a pointer.</summary>
    public virtual string At(string pointer, string offset) => offset == "0" ? pointer : $"Unsafe.Add(ref {pointer}, {offset})";

    /// <summary>The element that lies a number of elements after a pointer.</summary>
    public string At(ElementType element, string pointer, string offset) =>
        element == ElementType.Single ? At(pointer, offset) : offset == "0" ? pointer
        : element.OfMemory() == 1 ? $"Unsafe.Add(ref {pointer}, {offset})" : $"Unsafe.Add(ref {pointer}, {InMemory(element, offset)})";

    /// <summary>Elements of the memory, for a number of elements of a view.</summary>
    protected static string InMemory(ElementType element, string offset) =>
        element.OfMemory() == 1 || offset == "0" ? offset
        : long.TryParse(offset, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
        ? (number * element.OfMemory()).ToString(CultureInfo.InvariantCulture) : $"{element.OfMemory()} * ({offset})";

    /// <summary>Whether the code of a tile is written by rows and columns.</summary>
    public virtual bool WritesRows => false;

    /// <summary>The same language with nothing but the framework's own methods, which the JIT needs no inlining for.</summary>
    public CSharpDialect Plain => new(fused);

    private static string Name(Comparison comparison) => comparison switch
    {
        Comparison.Less => "LessThan",
        Comparison.LessOrEqual => "LessThanOrEqual",
        Comparison.Greater => "GreaterThan",
        _ => "Equals",
    };
}
