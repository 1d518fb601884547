using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// What differs between the C-like languages that kernels are written in: names of types and intrinsics. Everything else, the shape of a
/// kernel, is <see cref="CStyleRenderer"/>'s and is written once.
/// </summary>
internal abstract class Dialect
{
    public abstract string VectorType(int lanes);

    public abstract string IntegerType(int lanes);

    /// <summary>An integer variable; a wide one is as wide as an address.</summary>
    public abstract string IndexType(bool wide);

    public abstract string Pointer(string name, string buffer, string offset, ElementType element);

    public abstract string Advance(string pointer, string elements, ElementType element);

    public abstract string Load(string pointer, string offset, int lanes);

    /// <summary>A load from a multiple of the vector's size.</summary>
    public virtual string LoadAligned(string pointer, string offset, int lanes) => Load(pointer, offset, lanes);

    public abstract string Broadcast(string pointer, string offset, int lanes);

    public abstract string Store(string pointer, string offset, string value, int lanes);

    /// <summary>Elements of fewer bits as floats.</summary>
    /// <param name="toAll">One element in all lanes.</param>
    public abstract string Widen(ElementType element, string pointer, string offset, int lanes, bool toAll);

    /// <summary>Stores floats as elements of fewer bits.</summary>
    public abstract string Narrow(ElementType element, string pointer, string offset, string value, int lanes);

    /// <summary>A store to a multiple of the vector's size.</summary>
    public virtual string StoreAligned(string pointer, string offset, string value, int lanes) => Store(pointer, offset, value, lanes);

    /// <summary>Four vectors turned into rows: lane l of value v goes l · stride + v floats after the offset.</summary>
    public virtual string StoreRows(string pointer, string offset, string stride, IReadOnlyList<string> values, int lanes) =>
        throw new InvalidOperationException($"{GetType().Name} does not turn vectors into rows: its targets must not ask for it.");

    /// <summary>Asks memory for the line at an address, which may lie outside of its buffer; null where that is not written.</summary>
    public virtual string? Prefetch(ElementType element, string pointer, string offset) =>
        throw new InvalidOperationException($"{GetType().Name} does not prefetch: its targets must not ask for it.");

    public abstract string Splat(float value, int lanes);

    /// <summary>A scalar float expression in all lanes.</summary>
    public abstract string SplatOf(string scalar, int lanes);

    public abstract string IntegerToFloat(string integer);

    public abstract string MultiplyAdd(string a, string b, string c, int lanes);

    /// <summary>The sum of the products of four bytes, added to whole numbers in the place of floats.</summary>
    public abstract string DotAdd(string a, string b, string c, int lanes);

    public abstract string Binary(BinaryOperator operation, string a, string b, int lanes);

    public abstract string Unary(UnaryOperator operation, string x, int lanes);

    public abstract string Select(Comparison comparison, string left, string right, string whenTrue, string whenFalse, int lanes);

    public abstract string LaneSum(string x, int lanes);

    /// <summary>A vector of the sums of several vectors' lanes.</summary>
    /// <param name="lanes">Of each of them; 1 for scalars.</param>
    public abstract string LaneSums(string[] vectors, int lanes);

    /// <summary>The first <paramref name="lanes"/> of a vector of <paramref name="of"/>; one lane is a scalar.</summary>
    public abstract string FirstLanes(string x, int of, int lanes);

    /// <summary>One lane as a scalar.</summary>
    public virtual string Lane(string x, int lane) =>
        throw new InvalidOperationException($"{GetType().Name} does not take vectors apart: its targets must not ask for it.");

    public abstract string Keep(string seed, string element, string rate, string scale, int lanes);

    public abstract string Noise(string seed, string element, string deviation, int lanes);

    // --- whole numbers in lanes ---

    public abstract string Reinterpret(string x, bool toInteger, int lanes);

    public abstract string ConvertToFloat(string x, int lanes);

    public abstract string IntegerSplat(int value, int lanes);

    public abstract string IntegerSplatOf(string scalar, int lanes);

    public abstract string LaneNumbers(int lanes);

    public abstract string Integer(IntegerOperator operation, string a, string b, int lanes);

    // --- whole numbers of loops ---

    public abstract string Maximum(string a, string b);

    public abstract string Minimum(string a, string b);

    /// <summary>0 ≤ a &lt; b in one comparison.</summary>
    public abstract string Within(string a, string b);

    // --- work items, in languages that have them ---

    /// <summary>A name as this language can take it: words that it reserves are changed.</summary>
    public virtual string Identifier(string name) => name;

    public virtual string WorkItem(WorkItemId id) => throw new InvalidOperationException("This language has no work items.");

    /// <summary>Declares memory that a work group shares.</summary>
    public virtual string LocalArray(string name, int floats) => throw new InvalidOperationException("This language has no local memory.");

    public virtual string Barrier(bool buffers) => throw new InvalidOperationException("This language has no barriers.");
}
