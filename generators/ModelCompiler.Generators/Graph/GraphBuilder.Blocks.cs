using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <content>Uses of blocks: the blocks' layers, with what joins them.</content>
internal sealed partial class GraphBuilder
{
    /// <summary>Ten times as many as the deepest networks of the literature have, and still compiled within seconds.</summary>
    private const int MostLayers = 10_000;

    private BlockSpec? BlockOf(LayerSpec spec) =>
        spec.Blocks.Count == 0 ? null : spec.Kind == BlockUses.Branches ? null : Find(spec.Blocks[0]);

    private BlockSpec? Find(string key) => spec.Blocks.FirstOrDefault(b => b.Key == key);

    /// <summary>All repetitions of a use.</summary>
    private void AddUses(LayerSpec use, IReadOnlyList<string> names, LayerScope scope, Enclosing around)
    {
        Site site = around.At(use.Attribute);
        for (int i = 0; i < names.Count; i++)
        {
            if (IsTooDeep(use, around)) return;
            var arguments = new LayerArguments(around.Prefix + names[i], site, use.Arguments, faults);
            int input = i == 0 ? scope.Inputs(arguments, names[i])[0] : scope.Current;
            var parameters = BlockParameters.Of(arguments.Layer, use, first: i == 0, around.Parameters);
            var inside = new Enclosing(
                arguments.Layer + "/", site with { Use = site.Use < 0 ? use.Attribute : site.Use }, site, parameters, around.Trainable
                    && LayerExpansion.IsTrainable(use), around.Open);
            AddUse(use, arguments, input, inside);
            if (i == 0) ReportUnread(use, arguments, parameters);
            values[arguments.Layer] = nodes.Count - 1;
            scope.Add(names[i], nodes.Count - 1);
        }

        // A name given to all repetitions is that of the last.
        if (use.Arguments.FirstOrDefault(a => a.Name == "Name")?.Value is not string given || names.Count == 1) return;
        values[around.Prefix + given] = nodes.Count - 1;
        scope.Add(given, nodes.Count - 1);
    }

    /// <summary>Whether there are more layers than a network can have; said once, at the model's use that leads to them.</summary>
    private bool IsTooDeep(LayerSpec use, Enclosing around)
    {
        if (layers.Count < MostLayers) return false;
        if (!faults.Any(f => f.Id == Descriptors.TooManyLayers.Id))
            faults.Add(BlockFaults.TooManyLayers(
                spec.Type.Name, MostLayers, around.Origin.Use < 0 ? around.At(use.Attribute) : new Site(around.Origin.Use)));
        return true;
    }

    private void AddUse(LayerSpec use, LayerArguments arguments, int input, Enclosing inside)
    {
        switch (use.Kind)
        {
            case BlockUses.Residual:
                int made = AddBlock(use.Blocks.FirstOrDefault(), input, inside);
                int shortcut = AddShortcut(use, arguments, input, made, inside);
                AddJoint("Add", use, inside, [made, shortcut]);
                break;
            case BlockUses.Branches:
                var ends = new List<int>();
                var names = new LayerNames(inside);
                foreach (string key in use.Blocks)
                    ends.Add(AddBlock(key, input, inside with { Prefix = inside.Prefix + names.Branch(Find(key)?.Name ?? key) + "/" }));
                AddJoint("Concatenate", use, inside, ends.ToEquatableArray());
                break;
            default:
                AddBlock(use.Blocks.FirstOrDefault(), input, inside);
                break;
        }
    }

    /// <summary>
    /// The block's layers; one unknown value for a block that is none, or that never ends (reported where it is declared).
    /// </summary>
    private int AddBlock(string? key, int input, Enclosing inside)
    {
        if (key is not null && Find(key) is { } block && !inside.Open.Contains(key) && block.Layers.Count > 0)
            return AddLayers(block.Layers, input, inside with { Origin = inside.Origin with { Block = key }, Open = inside.Open.Add(key) });

        layers.Add(new Layer(BlockUses.Use, inside.Prefix + "unknown", inside.Origin, false));
        nodes.Add(new Node(inside.Prefix + "unknown", layers.Count - 1, new UnknownOperation(), [input]));
        return nodes.Count - 1;
    }

    private int AddShortcut(LayerSpec use, LayerArguments arguments, int input, int made, Enclosing inside)
    {
        string name = inside.Prefix + "projection";
        var choice = arguments.Choice("Projection", ProjectionChoice.WhenNeeded);
        string block = Find(use.Blocks.FirstOrDefault() ?? "")?.Name ?? "";
        layers.Add(new Layer("Conv2D", name, inside.Origin, inside.Trainable));
        nodes.Add(new Node(name, layers.Count - 1,
            Shortcut.Of(choice, block, use.Attribute, Last("Conv2D", "Dense"), Last("BatchNormalization")), [input, made]));
        return nodes.Count - 1;

        LayerSpec? Last(params string[] kinds) => LastInside(use.Blocks.FirstOrDefault(), kinds, []);
    }

    /// <summary>
    /// The last layer of these kinds in a block, blocks in it included; each block is looked through once, however often it is used.
    /// </summary>
    private LayerSpec? LastInside(string? key, string[] kinds, HashSet<string> seen)
    {
        if (key is null || !seen.Add(key) || Find(key) is not { } block) return null;
        foreach (LayerSpec layer in block.Layers.Reverse())
        {
            if (layer.Blocks.Count == 0 && kinds.Contains(layer.Kind)) return layer;
            if (layer.Blocks.Reverse().Select(b => LastInside(b, kinds, seen)).FirstOrDefault(l => l is not null) is { } inside)
                return inside;
        }

        return null;
    }

    /// <summary>The sum or concatenation at a use's end.</summary>
    private void AddJoint(string kind, LayerSpec use, Enclosing inside, EquatableArray<int> inputs)
    {
        var joint = new LayerSpec(kind, use.Attribute, use.Arguments.Where(a => a.Name == "Activation").ToEquatableArray());
        string name = inside.Prefix + LayerNames.Snake(kind);
        AddLayer(joint, new LayerArguments(name, inside.Origin, joint.Arguments, faults), inputs, inside.Origin, inside.Trainable);
    }

    private void ReportUnread(LayerSpec use, LayerArguments arguments, BlockParameters parameters)
    {
        string blocks = string.Join(", ", use.Blocks.Select(b => $"'{Find(b)?.Name}'"));
        // What could not be read may be what reads it.
        if (use.Blocks.Any(b => Find(b) is not { Faults.Count: 0 }) || faults.Any(f => f.Id == Descriptors.ParameterExpression.Id)) return;
        foreach (var argument in BlockParameters.Written(use).GroupBy(w => w.Argument)
            .Where(g => g.All(w => !parameters.Read.Contains(w.Parameter))))
        {
            string parameter = argument.First().Parameter;
            arguments.Report(DeclarationFaults.UnusedSetting(arguments.Layer, argument.Key.Contains("[") ? parameter : argument.Key, blocks,
                $"Block.{parameter} in its layers", arguments.Site(argument.Key)));
        }
    }
}
