namespace ModelCompiler.Tool.Declarations;

/// <summary>A class of layers that a declaration uses.</summary>
/// <param name="Name">The class's.</param>
/// <param name="Lines">Its attributes.</param>
internal sealed record BlockClass(string Name, IReadOnlyList<string> Lines);

/// <summary>All blocks of a declaration: one class for bodies of the same text.</summary>
internal sealed class BlockClasses(string modelName)
{
    private readonly Dictionary<string, BlockClass> byText = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = [modelName];

    public List<BlockClass> All { get; } = [];

    public BlockClass Get(string wanted, IReadOnlyList<string> lines)
    {
        string text = string.Join('\n', lines);
        if (byText.TryGetValue(text, out BlockClass? known)) return known;
        string name = wanted;
        for (int i = 2; !names.Add(name); i++) name = $"{wanted}{(char.IsDigit(wanted[^1]) ? "x" : "")}{i}";
        All.Add(byText[text] = new BlockClass(name, lines));
        return byText[text];
    }
}

/// <summary>A use of blocks as it is written.</summary>
/// <param name="Kind"><c>Residual</c>, <c>Branches</c> or <c>Use</c>.</param>
/// <param name="Blocks">Its type arguments.</param>
/// <param name="Widths">Its arguments.</param>
/// <param name="Strides">0 where its blocks ask for none.</param>
/// <param name="Rest">Named settings.</param>
internal sealed record BlockUse(string Kind, IReadOnlyList<BlockClass> Blocks, IReadOnlyList<int> Widths, int Strides,
    IReadOnlyList<string> Rest)
{
    public string Write(int repeat)
    {
        string[] arguments =
        [
            .. Widths.Select(w => $"{w}"), .. Strides > 1 ? [$"Strides = {Strides}"] : Array.Empty<string>(), .. repeat > 1
                ? [$"Repeat = {repeat}"]
                : Array.Empty<string>(), .. Rest,
        ];
        string head = $"{Kind}<{string.Join(", ", Blocks.Select(b => b.Name))}>";
        return arguments.Length == 0 ? $"[{head}]" : $"[{head}({string.Join(", ", arguments)})]";
    }

    /// <summary>Whether a use like this one, but without a stride, can be one more repetition.</summary>
    public bool Repeats(BlockUse next) =>
        Kind == next.Kind && Blocks.SequenceEqual(next.Blocks) && Widths.SequenceEqual(next.Widths) && Rest.SequenceEqual(next.Rest)
            && (Strides == 0 ? next.Strides == 0 : next.Strides == 1);
}
