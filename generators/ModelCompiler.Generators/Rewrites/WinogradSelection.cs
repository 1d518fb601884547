using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// TensorProgram → TensorProgram: statements for which there is a faster way than to compute them as they stand are replaced by others that
/// define the same value.
/// </summary>
internal static class WinogradSelection
{
    public static TensorProgram Select(TensorProgram program, ConvolutionAlgorithm convolution, Machine? machine = null) =>
        program with
        {
            Definitions = program.Definitions.Select(d => Rewrite(d, convolution, machine ?? Machine.Default)).ToEquatableArray(),
        };

    private static Definition Rewrite(Definition definition, ConvolutionAlgorithm convolution, Machine machine)
    {
        if (definition.IsDirect || definition.Rule is not GradientRule.Derived || definition.Phase != Phase.Forward) return definition;
        Comprehension[] statements = [.. definition.Statements.SelectMany(statement =>
            Convolution3x3.Match(statement) is { } found && WinogradCost.TileFor(found, convolution, machine) is var tile and > 0
                ? Winograd.Of(found, WinogradTransform.For(tile))
                : [statement])];
        return definition with { Statements = statements.ToEquatableArray() };
    }
}
