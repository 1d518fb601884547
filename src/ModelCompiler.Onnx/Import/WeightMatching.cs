namespace ModelCompiler.Onnx.Import;

/// <summary>
/// Finds for each operation with weights of a model the one of a file, by walking both graphs from their outputs to their inputs.
/// </summary>
internal sealed class WeightMatching(string path, ModelArchitecture own, ImportedModel read, ParameterSet parameters)
{
    private readonly Dictionary<(int Own, int Read), bool> known = [];
    private readonly Dictionary<string, ImportedTensor> tensors = read.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>What did not fit furthest from the outputs: the most that two graphs could be walked together.</summary>
    private (int Depth, string Problem, string? Node) deepest = (-1, "", null);

    public void Load()
    {
        if (!own.InputShape.SequenceEqual(read.Architecture.InputShape))
            throw Unfit(
                $"its input is {Extents(read.Architecture.InputShape)}, that of '{own.ModelName}' {Extents(own.InputShape)}.", null);
        var pairs = new List<(ArchitectureNode Own, ArchitectureNode Read)> { (own.Nodes[^1], read.Architecture.Nodes[^1]) };
        if (own.Outputs.Count == read.Architecture.Outputs.Count)
            pairs.AddRange(own.Outputs.Zip(read.Architecture.Outputs).Select(o => (own[o.First], read.Architecture[o.Second])));
        foreach (var (mine, theirs) in pairs)
            if (!Match(mine, theirs, 0)) throw Unfit(deepest.Problem, deepest.Node);
        var copies = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var (mine, theirs) in pairs)
            Collect(mine, theirs, copies, []);
        if (parameters.FirstOrDefault(p => !copies.ContainsKey(p.Name)) is { } missing)
            throw Unfit($"nothing in the file stands for '{missing.Name}' of '{own.ModelName}'; "
                + $"it has {read.Architecture.Outputs.Count + 1} outputs, the model {own.Outputs.Count + 1}.", null);
        foreach (ParameterTensor tensor in parameters)
            copies[tensor.Name].CopyTo(tensor.Values);
        parameters.MarkChanged();
    }

    private bool Match(ArchitectureNode mine, ArchitectureNode theirs, int depth)
    {
        (mine, theirs) = (Effective(mine), Effective(theirs));
        if (known.TryGetValue((mine.Index, theirs.Index), out bool result)) return result;
        known[(mine.Index, theirs.Index)] = false;
        result = Problem(mine, theirs) is not { } problem ? Order(mine, theirs, depth) is not null : Failed(depth, problem, theirs.Name);
        return known[(mine.Index, theirs.Index)] = result;
    }

    private bool Failed(int depth, string problem, string node)
    {
        if (depth > deepest.Depth) deepest = (depth, problem, node);
        return false;
    }

    /// <summary>The file's inputs in the order of the model's: sums and products may have exchanged theirs. Null if none fits.</summary>
    private IReadOnlyList<ArchitectureNode>? Order(ArchitectureNode mine, ArchitectureNode theirs, int depth)
    {
        IReadOnlyList<ArchitectureNode> ours = Inputs(mine), file = Inputs(theirs);
        if (ours.Count != file.Count)
        {
            Failed(depth, $"'{mine.Name}' of '{own.ModelName}' joins {ours.Count} values, '{theirs.Name}' of the file {file.Count}.",
                theirs.Name);
            return null;
        }

        if (mine.Operation is not (Operations.Add or Operations.Multiply or Operations.Average or Operations.Maximum or Operations.Minimum))
            return ours.Zip(file).All(p => Match(p.First, p.Second, depth + 1)) ? file : null;
        var left = file.ToList();
        var ordered = new List<ArchitectureNode>();
        foreach (ArchitectureNode input in ours)
        {
            if (left.FirstOrDefault(l => Match(input, l, depth + 1)) is not { } found) return null;
            left.Remove(found);
            ordered.Add(found);
        }

        return ordered;
    }

    /// <summary>The inputs; of a sum of sums, as files write a sum of several values, all of theirs.</summary>
    private static List<ArchitectureNode> Inputs(ArchitectureNode node) => node.Operation is Operations.Add or Operations.Multiply
        ? [.. node.Inputs.SelectMany(
            i => Effective(i) is var e && e.Operation == node.Operation && node.Inputs.Count == 2 && i == node.Inputs[0] ? Inputs(e) : [e])]
        : [.. node.Inputs];

    /// <summary>Behind operations that do nothing in a prediction, or move nothing.</summary>
    private static ArchitectureNode Effective(ArchitectureNode node)
    {
        while (node.Operation is Operations.Dropout or Operations.GaussianNoise or Operations.Sampling or Operations.Linear
            || (node.Operation == Operations.Permute && IsSorted(node.Integers("axes")))
            || (node.Operation == Operations.ResponseNormalization && node.Real("beta", 0.5f) == 0)
            || (node.Operation == Operations.Reshape && node.Shape.Where(e => e != 1)
            .SequenceEqual(node.Inputs[0].Shape.Where(e => e != 1))))
            node = node.Inputs[0];
        return node;
    }

    private static bool IsSorted(int[] axes) => axes.SequenceEqual(axes.Order());

    private string? Problem(ArchitectureNode mine, ArchitectureNode theirs)
    {
        if (mine.Operation != theirs.Operation)
            return $"'{mine.Name}' of '{own.ModelName}' is {mine.Operation}, '{theirs.Name}' of the file {theirs.Operation}.";
        if (!mine.Shape.SequenceEqual(theirs.Shape))
            return $"'{mine.Name}' of '{own.ModelName}' ({mine.Operation}) gives {Extents(mine.Shape)}, '{theirs.Name}' of the file "
                + $"{Extents(theirs.Shape)}.";
        if (!mine.Windows.Select(Slides).SequenceEqual(theirs.Windows.Select(Slides))
            || mine.Integer("groups", 1) != theirs.Integer("groups", 1))
            return $"the windows of '{mine.Name}' of '{own.ModelName}' and '{theirs.Name}' of the file differ: {mine}; {theirs}.";
        string[] numbers = ["alpha", "beta", "bias", "epsilon", "radius"];
        if (numbers.FirstOrDefault(n => Differ(mine.Real(n, 0), theirs.Real(n, 0))) is { } setting)
            return $"'{mine.Name}' of '{own.ModelName}' has {setting} = {mine.Real(setting, 0)}, '{theirs.Name}' of the file "
                + $"{theirs.Real(setting, 0)}.";
        string[] words = ["axis", "start", "factor", "axes", "sides", "size", "kind"];
        if (words.FirstOrDefault(n => mine.Word(n, "") != theirs.Word(n, "")) is { } word)
            return $"'{mine.Name}' of '{own.ModelName}' has {word} = {mine.Word(word, "none")}, '{theirs.Name}' of the file "
                + $"{theirs.Word(word, "none")}.";
        if (mine.Word("padding", "Valid") != "Valid" && mine.Windows.Any(w => w.PadBefore + w.PadAfter > 0)
            && mine.Word("count_include_pad", "false") != theirs.Word("count_include_pad", "false"))
            return $"one of '{mine.Name}' of '{own.ModelName}' and '{theirs.Name}' of the file counts its padding.";
        return mine.Parameters.Select(p => Missing(mine, theirs, p))
            .FirstOrDefault(p => p is not null) ?? theirs.Parameters.Select(p => Unused(mine, theirs, p))
            .FirstOrDefault(p => p is not null);
    }

    private static (int, int, int, int) Slides(ArchitectureWindow w) => (w.Size, w.Stride, w.Dilation, w.PadBefore);

    private static bool Differ(float a, float b) => MathF.Abs(a - b) > 1e-6f * MathF.Max(MathF.Abs(a), MathF.Abs(b)) && !a.Equals(b);

    /// <summary>The last part of a name. Kernels of a separable convolution have longer ones, but each operation has one kernel.</summary>
    private static string Part(string parameter) =>
        parameter[(parameter.LastIndexOf('.') + 1)..] is var part && part.EndsWith("_kernel", StringComparison.Ordinal) ? "kernel" : part;

    private string? Missing(ArchitectureNode mine, ArchitectureNode theirs, string parameter)
    {
        if (theirs.Parameter(Part(parameter)) is not { } name)
            return $"'{parameter}' of '{own.ModelName}' has no counterpart at '{theirs.Name}' of the file.";
        return tensors[name].Shape.SequenceEqual(parameters[parameter].Shape) ? null
            : $"'{parameter}' of '{own.ModelName}' is [{string.Join(", ", parameters[parameter].Shape)}], that of '{theirs.Name}' of the "
                + $"file [{string.Join(", ", tensors[name].Shape)}].";
    }

    /// <summary>A scale of ones and a shift of zeros may be left out in the model.</summary>
    private string? Unused(ArchitectureNode mine, ArchitectureNode theirs, string parameter)
    {
        string part = Part(parameter);
        float neutral = part is "gamma" or "moving_variance" ? 1 : 0;
        return mine.Parameters.Any(p => Part(p) == part) || tensors[parameter].Values.All(v => v == neutral) ? null
            : $"'{theirs.Name}' of the file has a {part}, '{mine.Name}' of '{own.ModelName}' has none.";
    }

    private void Collect(ArchitectureNode mine, ArchitectureNode theirs, Dictionary<string, float[]> copies, HashSet<(int, int)> done)
    {
        var waiting = new Stack<(ArchitectureNode, ArchitectureNode)>([(mine, theirs)]);
        while (waiting.TryPop(out var pair))
        {
            (mine, theirs) = (Effective(pair.Item1), Effective(pair.Item2));
            if (!done.Add((mine.Index, theirs.Index))) continue;
            foreach (string parameter in mine.Parameters)
                copies[parameter] = tensors[theirs.Parameter(Part(parameter))!].Values;
            foreach (var inputs in Inputs(mine).Zip(Order(mine, theirs, 0)!)) waiting.Push(inputs);
        }
    }

    private static string Extents(IReadOnlyList<int> shape) => string.Join("×", shape);

    private OnnxFileException Unfit(string problem, string? node) =>
        new(path, $"does not fit '{own.ModelName}': {problem}",
            "Load weights that were exported from the same network, or declare it as 'modelc import' does.", node);
}
