using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit.CSharp.Tiles;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>LoopNests → the file of one target's kernels.</summary>
internal static class KernelEmitter
{
    /// <summary>Stands for a method's name until it is known which kernels share the method.</summary>
    private const string Unnamed = " \u0001(";

    /// <summary>Of the methods' text.</summary>
    private const int Depth = 1;

    /// <summary>Of a remark.</summary>
    private const int LettersInLine = 120;

    /// <summary>What kernels call besides the framework.</summary>
    private static readonly string[] RuntimeTypes = ["ModelCompiler.Runtime.VectorMemory", "ModelCompiler.Runtime.VectorRows"];

    /// <summary>The same where elements of fewer bits are read or written.</summary>
    private static IEnumerable<string> ElementTypes(IEnumerable<LoopNest> nests) =>
        nests.SelectMany(n => n.Buffers).Select(b => b.Tensor.Element).Where(e => e != ElementType.Single).Distinct().OrderBy(e => e)
            .Select(e => $"ModelCompiler.Runtime.{e}Memory");

    /// <summary>Class that holds a target's kernels.</summary>
    public static string ClassOf(Target target) => "Kernels" + (target.Widest * 32);

    public static string Emit(CompiledModel model, KernelLibrary library, int targetIndex)
    {
        Target target = model.Options.Targets[targetIndex];
        var writer = new SourceWriter();
        KernelMethod[] methods = [.. library.Methods.Where(m => m.HomeOf(targetIndex) == targetIndex)];
        IReadOnlyList<string> tiles = library.Tiles[targetIndex].Methods;
        string[] texts = [.. methods.Select(m => m.Texts[targetIndex].Text), .. tiles];
        FileHeader.WriteKernels(writer, model.Spec, [.. RuntimeTypes, .. ElementTypes(methods.Select(m => m.Nests[targetIndex]))], texts,
            [.. Description(model.Options.Targets, targetIndex)]);
        if (!model.Options.Checked) writer.Lines(RowDialect.Types(IsFused(target))
            .Select(t => $"using static global::ModelCompiler.Runtime.{t};"));
        writer.Line("using static global::System.Runtime.CompilerServices.MethodImplOptions;");
        writer.Lines(VectorNames(texts)).Line();
        writer.Lines(FileHeader.NativeInteger);
        using (writer.Block($"internal static class {ClassOf(target)}"))
        {
            for (int m = 0; m < methods.Length; m++)
            {
                if (m > 0) writer.Line();
                WriteDocumentation(writer, methods[m], targetIndex);
                writer.Verbatim(methods[m].Texts[targetIndex].Text.Replace(Unnamed, $" {methods[m].Name}("));
            }

            foreach (string tile in tiles) writer.Line().Verbatim(tile);

            foreach (MathFunction function in MathFunction.Together(methods.Select(m => m.Texts[targetIndex].Functions)))
                WriteFunction(writer.Line(), function, new CSharpDialect(IsFused(target)));
        }

        return writer.ToString();
    }

    /// <summary>Short names for the vectors that texts name.</summary>
    private static IEnumerable<string> VectorNames(string[] texts) => new[] { 16, 8, 4 }
        .Where(lanes => texts.Any(t => t.Contains(RowDialect.NameOfVector(lanes))))
        .Select(lanes => $"using {RowDialect.NameOfVector(lanes)} = global::System.Runtime.Intrinsics.Vector{32 * lanes}<float>;");

    /// <summary>The text by which kernels are compared, for each target, at the depth at which it will stand.</summary>
    public static Dictionary<string, MethodText[]> Render(CompiledModel model, IReadOnlyList<KernelCode> kernels, KernelLibrary library)
    {
        var texts = kernels.ToDictionary(k => k.Key, k => new MethodText[k.Nests.Count]);
        // One sample of a small model runs on the caller's memory, which may move: no pointer may then stand outside it, as a tile's may
        // before its loops have moved it on.
        bool isWhole = model.Options.Checked || model.Inference.Graph.PredictsAlone;
        // The caller's input is pinned, what lies before it in memory is not: a tile's pointer that stands there would be moved together
        // with another object. So what may read the input has its tiles in line, where pointers begin at elements.
        long? input = (model.Inference.Plan.InputInPlace ?? model.Training?.Plan.InputInPlace)?.Count;
        bool ReadsInput(KernelCode kernel) => kernel.Nests[0].Buffers.Any(b => !b.Written && b.Tensor.Root.Count == input);
        for (int t = 0; t < model.Options.Targets.Count; t++)
        {
            int target = t;
            KernelText[] written = [.. kernels.InParallel().Select(
                k => KernelTexts.Of(k, target, model.Options, isWhole || ReadsInput(k)))];
            var tiles = new TileLibrary(written.SelectMany(k => k.Tiles), Depth);
            library.Tiles.Add(tiles);
            bool[] fit = [.. written.InParallel().Select(k => k.Fits(tiles))];
            for (int k = 0; k < written.Length; k++)
            {
                if (!Decisions.Choose(fit[k], Branch.KernelFits, Branch.KernelInTiles)) tiles.Outline(written[k].Tiles);
            }

            // Equal texts mean the same only where both multiply-adds are fused or neither is, and no tile of this
            // target's class is called.
            MethodText[] methods = [.. written.InParallel().Select(k => new MethodText(k.In(tiles), k.Functions, k.Numbers,
                $"{IsFused(model.Options.Targets[target])}{(k.Calls(tiles) ? target : "")}"))];
            for (int k = 0; k < kernels.Count; k++) texts[kernels[k].Key][target] = methods[k];
        }

        return texts;
    }

    public static bool IsFused(Target target) => target.Name != Target.Vector128.Name;

    private static IEnumerable<string> Description(EquatableArray<Target> targets, int index)
    {
        yield return $"Kernels in vectors of up to {targets[index].Widest} floats ({targets[index].Name}).";
        yield return "An item is work that no other item touches; a run executes items 'from' to 'to' - 1. "
            + "Which thread runs which changes no result.";
        if (index > 0)
            yield return "Remarks say what is otherwise than in the kernels before "
                + $"({string.Join(", ", targets.Take(index).Select(ClassOf))}).";
        Target[] others = [.. targets.Skip(index + 1).Where(t => IsFused(t) == IsFused(targets[index]))];
        if (others.Length > 0)
            yield return "Kernels that come to the same code for narrower vectors are there "
                + $"({string.Join(", ", others.Select(ClassOf))}).";
    }

    /// <summary>What it computes and how, and its memory; in the class of a further target only what is otherwise there.</summary>
    private static void WriteDocumentation(SourceWriter writer, KernelMethod method, int target)
    {
        string[] remarks = [.. Remarks(method.Nests[target])];
        if (target != method.FirstHome) remarks = [.. remarks.Except(Remarks(method.Nests[method.FirstHome]))];
        if (remarks.Length < 2)
        {
            writer.Lines(remarks.Select(r => $"/// <remarks>{r}</remarks>"));
            return;
        }

        writer.Line("/// <remarks>");
        for (int i = 0; i < remarks.Length; i++) writer.Line($"/// {remarks[i]}{(i + 1 < remarks.Length ? "<br/>" : "")}");
        writer.Line("/// </remarks>");
    }

    private static IEnumerable<string> Remarks(LoopNest nest) =>
        nest.Remarks.Select(FileHeader.Escape).Concat(InLines(nest.Buffers.Select(Remark), "; "));

    private static string Remark(BufferParameter buffer)
    {
        string extents = string.Join("×", buffer.Tensor.Extents.Select(e => e < 0 ? "n" : e.ToString()));
        string rows = buffer.Tensor.IsSlice ? $", in rows of {buffer.Tensor.Stride(buffer.Tensor.Extents.Count - 2)}" : "";
        string element = buffer.Tensor.Element == ElementType.Single ? "" : $" in {buffer.Tensor.Element}";
        return $"{buffer.Name}: [{extents}]{rows}{element}{(buffer.Written ? ", written" : "")}";
    }

    /// <summary>As many in a line as are read at a glance.</summary>
    private static IEnumerable<string> InLines(IEnumerable<string> parts, string between)
    {
        string line = "";
        foreach (string part in parts)
        {
            bool full = line.Length > 0 && line.Length + between.Length + part.Length > LettersInLine;
            if (full) yield return line;
            line = full || line.Length == 0 ? part : line + between + part;
        }

        if (line.Length > 0) yield return line;
    }

    /// <summary>The text of a kernel's method, and where calls of tiles belong in it.</summary>
    /// <param name="numbers">What the nest needs of the run.</param>
    public static (string Text, IReadOnlyList<TilePlace> Calls) TextOf(LoopNest nest, RunNumbers numbers, CSharpDialect dialect)
    {
        var writer = new SourceWriter(Depth);
        var renderer = new CSharpRenderer(dialect, writer);
        IEnumerable<string> parameters = nest.Buffers.Select(b => Parameter(b, dialect is CheckedDialect));
        if (numbers.Batch) parameters = parameters.Append($"int {LoopNest.Batch}");
        if (numbers.InverseBatch) parameters = parameters.Append($"float {LoopNest.InverseBatch}");
        if (numbers.Dropout) parameters = parameters.Append($"int {LoopNest.DropoutSeed}");
        writer.Line("[MethodImpl(AggressiveOptimization)]");
        if (nest.Items != ItemCount.OneSample) parameters = parameters.Append($"int {LoopNest.From}").Append($"int {LoopNest.To}");
        using (writer.Block($"public static void{Unnamed}{string.Join(", ", parameters)})"))
        {
            renderer.Statements(nest.Body);
        }

        return (writer.ToString(), renderer.Calls);
    }

    /// <summary>How a method takes a buffer.</summary>
    public static string Parameter(BufferParameter buffer, bool isChecked)
    {
        string type = CSharpDialect.TypeOf(buffer.Tensor.Element);
        return isChecked ? $"Span<{type}> {buffer.Name}" : $"ref {type} {buffer.Name}";
    }

    private static void WriteFunction(SourceWriter writer, MathFunction function, CSharpDialect dialect)
    {
        var renderer = new CStyleRenderer(dialect, writer);
        string Type(FunctionParameterKind kind) => kind switch
        {
            FunctionParameterKind.Lanes => dialect.VectorType(function.Lanes),
            FunctionParameterKind.Float => "float",
            _ => "int",
        };
        writer.Line($"/// <summary>{FileHeader.Escape(function.Summary)}</summary>");
        writer.Line("[MethodImpl(AggressiveInlining)]");
        string parameters = string.Join(", ", function.Parameters.Select(p => $"{Type(p.Kind)} {p.Name}"));
        using (writer.Block($"private static {dialect.VectorType(function.Lanes)} {function.Name}({parameters})"))
        {
            foreach (FunctionStep step in function.Steps)
            {
                writer.Line($"{(step.IsInteger ? dialect.IntegerType(function.Lanes) : dialect.VectorType(function.Lanes))} {step.Name} = "
                    + $"{CStyleRenderer.WithoutParentheses(renderer.Vector(step.Value))};");
            }

            writer.Line($"return {CStyleRenderer.WithoutParentheses(renderer.Vector(function.Result))};");
        }
    }
}
