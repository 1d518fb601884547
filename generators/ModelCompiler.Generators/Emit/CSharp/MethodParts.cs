namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>Writes a method that grows with a network's depth in parts, each of which the JIT still optimizes.</summary>
internal static class MethodParts
{
    /// <summary>Items in one part.</summary>
    public const int Size = 100;

    /// <summary>
    /// A collection expression's elements, one on a line, between brackets after <paramref name="head"/>; many of them in methods of their
    /// own, which <paramref name="name"/> begins.
    /// </summary>
    public static void WriteElements(SourceWriter writer, string head, string tail, string type, string name,
        IReadOnlyList<string> elements)
    {
        if (elements.Count <= Size)
        {
            writer.Line(head).Line("[").Lines(elements.Select(e => $"\t{e},")).Line(tail);
            return;
        }

        int parts = (elements.Count + Size - 1) / Size;
        writer.Line($"{head} [{string.Join(", ", Enumerable.Range(0, parts).Select(p => $".. {name}{p}()"))}{tail}");
        for (int part = 0; part < parts; part++)
            writer.Line().Line($"private static {type}[] {name}{part}() =>").Line("[")
                .Lines(elements.Skip(part * Size).Take(Size).Select(e => $"\t{e},")).Line("];");
    }

    /// <param name="header">The method's.</param>
    /// <param name="partHeader">A part's, with <c>{0}</c> for its number.</param>
    /// <param name="call">How the method calls a part.</param>
    /// <param name="body">Writes the items of one part.</param>
    /// <param name="around">What the calls stand in, if anything.</param>
    public static void Write<T>(SourceWriter writer, string header, string partHeader, string call, IReadOnlyList<T> items,
        Action<IEnumerable<T>> body, string? around = null)
    {
        if (items.Count <= Size)
        {
            using (writer.Block(header)) body(items);
            return;
        }

        int parts = (items.Count + Size - 1) / Size;
        string Numbered(string text, int part) => text.Replace("{0}", part.ToString());
        using (writer.Block(header))
        {
            IDisposable? inner = around is null ? null : writer.Block(around);
            for (int part = 0; part < parts; part++) writer.Line(Numbered(call, part));
            inner?.Dispose();
        }

        for (int part = 0; part < parts; part++)
        {
            using (writer.Line().Block(Numbered(partHeader, part))) body(items.Skip(part * Size).Take(Size));
        }
    }
}
