using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// The same kernels over spans that end where their tensor ends: every access is tested, and one outside throws. For tests, since the fast
/// rendering would corrupt memory silently.
/// </summary>
internal sealed class CheckedDialect(bool fused) : CSharpDialect(fused)
{
    private readonly Dictionary<string, string> buffers = [];

    public override string Pointer(string name, string buffer, string offset, ElementType element)
    {
        buffers[name] = buffer;
        return $"nint {name} = {InMemory(element, offset)};";
    }

    public override string Advance(string pointer, string elements, ElementType element) => $"{pointer} += {InMemory(element, elements)};";

    public override string Load(string pointer, string offset, int lanes) =>
        lanes == 1 ? Element(pointer, offset) : $"{Vector(lanes)}.Create<float>({Slice(pointer, offset, lanes)})";

    public override string Broadcast(string pointer, string offset, int lanes) => SplatOf(Element(pointer, offset), lanes);

    public override string Store(string pointer, string offset, string value, int lanes) =>
        lanes == 1 ? $"{Element(pointer, offset)} = {value};" : $"{value}.CopyTo({Slice(pointer, offset, lanes)});";

    public override string Widen(ElementType element, string pointer, string offset, int lanes, bool toAll) =>
        $"{MethodOf(element, toAll && lanes > 1 ? "Splat" : "Load", lanes)}"
        + $"(ref {First(pointer, InMemory(element, offset), (toAll ? 1 : lanes) * element.OfMemory())}, 0)";

    public override string Narrow(ElementType element, string pointer, string offset, string value, int lanes) =>
        $"{element}Memory.Store{lanes}(ref {First(pointer, offset, lanes)}, 0, {value});";

    public override string StoreRows(string pointer, string offset, string stride, IReadOnlyList<string> values, int lanes) =>
        string.Join(" ", values.Select((value, v) => $"for (int l = 0; l < {lanes}; l++) {buffers[pointer]}[checked((int)({pointer} + "
            + $"{offset} + (l * {stride}) + {v}))] = {value}[l];"));

    /// <summary>Reads nothing, so there is nothing to check.</summary>
    public override string? Prefetch(ElementType element, string pointer, string offset) => null;

    private string Element(string pointer, string offset) => $"{buffers[pointer]}[checked((int)({pointer} + {offset}))]";

    /// <summary>The first of some elements that are all inside.</summary>
    private string First(string pointer, string offset, int elements) => $"MemoryMarshal.GetReference({Slice(pointer, offset, elements)})";

    private string Slice(string pointer, string offset,
        int lanes) => $"{buffers[pointer]}.Slice(checked((int)({pointer} + {offset})), {lanes})";
}
