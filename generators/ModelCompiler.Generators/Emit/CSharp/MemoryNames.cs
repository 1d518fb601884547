using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// Names for where values lie: <c>Sample(TrainMemory.Conv2d1)</c> is easier to follow through a pass than <c>Sample(64)</c>.
/// </summary>
internal sealed class MemoryNames
{
    private static readonly (string Class, string Summary)[] Classes =
    [
        ("InferMemory", "Where a prediction's values lie, in floats. Values that are not needed at the same time share memory."),
        ("TrainMemory", "Where a training step's values lie, in floats. Values that are not needed at the same time share memory."),
        ("WeightMemory", "Where weights lie, and their gradients among all gradients, in floats."),
    ];

    private readonly Dictionary<string, Dictionary<(string Value, long Offset), string>> known =
        Classes.ToDictionary(c => c.Class, _ => new Dictionary<(string, long), string>());
    private readonly HashSet<(string Class, string Name)> taken =
        [.. Classes.SelectMany(c => KernelNames.Taken.Append(c.Class).Select(name => (c.Class, name)))];

    /// <summary>The offsets of a launch by names, which <see cref="Write"/> declares.</summary>
    public OffsetText For(Launch launch) => new(tensor => Of(launch, tensor), within => within.ToString(CultureInfo.InvariantCulture));

    private string Of(Launch launch, Tensor tensor)
    {
        Tensor root = tensor.Root;
        bool weights = root.Storage is Storage.Parameters or Storage.Gradients;
        string type = weights ? "WeightMemory" : launch.Training ? "TrainMemory" : "InferMemory";
        // A gradient has the place of its weights.
        (string Value, long Offset) place = (weights ? "" : root.Name, launch.Plan.OffsetOf(tensor));
        if (!known[type].TryGetValue(place, out string? name))
        {
            string pascal = Identifiers.Pascal(root.Name);
            name = pascal;
            for (int n = 2; !taken.Add((type, name)); n++) name = $"{pascal}_{n}";
            known[type].Add(place, name);
        }

        return $"{type}.{name}";
    }

    /// <summary>The constants of all names that were given so far.</summary>
    public void Write(SourceWriter writer)
    {
        foreach ((string type, string summary) in Classes.Where(c => known[c.Class].Count > 0))
        {
            writer.Line().Line($"/// <summary>{summary}</summary>");
            using (writer.Block($"private static class {type}"))
            {
                string[] constants = [.. known[type].OrderBy(p => p.Key.Offset)
                    .Select(p => $"{p.Value} = {p.Key.Offset.ToString(CultureInfo.InvariantCulture)}")];
                writer.Line("public const int");
                for (int first = 0; first < constants.Length; first += 8)
                    writer.Line($"\t{string.Join(", ", constants.Skip(first).Take(8))}{(first + 8 >= constants.Length ? ";" : ",")}");
            }
        }
    }
}

/// <summary>How offsets are written.</summary>
/// <param name="Of">A tensor's, in its memory.</param>
/// <param name="Within">A slice's, in its tensor.</param>
internal sealed record OffsetText(Func<Tensor, string> Of, Func<long, string> Within);
