using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>What layers stand in while they are added: the model itself, or one use of a block.</summary>
/// <param name="Prefix">How names inside begin: <c>bottleneck_3/</c>.</param>
/// <param name="Origin">A site in the declaration that is read: its block, and the model's attribute that led to it.</param>
/// <param name="UseSite">Where the use stands.</param>
/// <param name="Parameters">Null in the model itself.</param>
/// <param name="Open">Keys of the blocks around, outermost first.</param>
internal sealed record Enclosing(string Prefix, Site Origin, Site UseSite, BlockParameters? Parameters, bool Trainable,
    EquatableArray<string> Open)
{
    public static Enclosing Model { get; } = new("", Site.Class, Site.Class, null, true, []);

    public Site At(int attribute, string? argument = null) => Origin with { Attribute = attribute, Argument = argument };

    /// <summary>The layer with numbers in place of expressions of block parameters.</summary>
    public LayerSpec Replace(LayerSpec spec, string layer, ICollection<Fault> faults)
    {
        var arguments = new List<LayerArgument>();
        foreach (LayerArgument argument in spec.Arguments)
        {
            if (argument.Value is EquatableArray<double> many)
            {
                long?[] numbers = [.. many.Select((v, i) => Number((long)v, $"{argument.Name}[{i}]"))];
                if (numbers.All(n => n is not null))
                    arguments.Add(
                        argument with { Value = numbers.Select((n, i) => IsWhole(many[i]) ? n!.Value : many[i]).ToEquatableArray() });
            }
            else if (argument.Value is not long value)
            {
                arguments.Add(argument);
            }
            else if (Number(value, argument.Name) is { } number)
            {
                arguments.Add(argument with { Value = number });
            }
        }

        return spec with { Arguments = arguments.ToEquatableArray() };

        long? Number(long value, string argument) =>
            BlockExpression.IsOne(value) ? Evaluate(value, layer, At(spec.Attribute, argument), faults) : value;
    }

    /// <summary>The expression's value in this use; null, and reported, where it has none.</summary>
    private long? Evaluate(long value, string layer, Site site, ICollection<Fault> faults)
    {
        var expression = BlockExpression.Read(value);
        if (Parameters is null)
        {
            if (expression is null) return value; // A large number, for the layer to judge.
            faults.Add(BlockFaults.ParameterOutside(layer, expression.ToString(), site));
            return null;
        }

        if (expression is null)
        {
            faults.Add(BlockFaults.ParameterExpression(layer, Bare(site), "is no expression of one block parameter", site));
            return null;
        }

        bool asked = Parameters.Read.Contains(expression.Parameter);
        if (Parameters.Value(expression.Parameter) is not { } given)
        {
            if (!asked)
                faults.Add(BlockFaults.ParameterMissing(
                    Parameters.Use, "Block." + expression.Parameter, layer, HowToGive(expression.Parameter), UseSite));
            return null;
        }

        if (expression.Evaluate(given) is { } result) return result;
        faults.Add(BlockFaults.ParameterExpression(layer, Bare(site), $"is {expression}, which is not whole for {given}", site));
        return null;
    }

    private static bool IsWhole(double value) => value == Math.Floor(value) && !double.IsInfinity(value);

    private static string Bare(Site site) => site.Argument!.Split('[')[0];

    private static string HowToGive(string parameter) => parameter switch
    {
        "Width" => "a width, such as Width = 64",
        "KernelHeight" or "KernelWidth" => $"Kernel = 3, or {parameter} = 3",
        _ when parameter.StartsWith("Width",
            StringComparison.Ordinal) => $"at least {parameter.Substring("Width".Length)} widths, one after the other",
        _ => $"{parameter} = 1",
    };
}
