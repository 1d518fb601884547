using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Local response normalization: windows along the channels.</content>
internal sealed partial class Definer
{
    private Tensor NormalizeResponses(ShapedNode node, Tensor input, ResponseNormalization normalization)
    {
        Tensor output = NewValue(node);
        var windows = new ChannelWindows(node.Name, output, normalization.Radius);
        Tensor squares = windows.Bordered("squares"), level = new($"{node.Name}.level", Storage.Arena, [.. windows.Extents]);
        Expression x = windows.Inner(input);
        Expression value = windows.At(input) * Power(Load.At(level, windows.Axes), -normalization.Beta);
        definitions.Add(new Definition(
            LayerName(node), Phase.Forward, new GradientRule.ResponseNormalization(input, output, level, windows,
                normalization.Alpha, normalization.Beta),
            [
                .. windows.Table(),
                windows.Fill(squares, x * x),
                windows.Sum(level, squares) with { Epilogue = (new Accumulator() * (Expression)normalization.Alpha) + normalization.Bias },
                Comprehension.Map(node.Name, windows.View(output), windows.Axes, value),
            ]));
        return output;
    }

    /// <summary>
    /// base^exponent for a positive base; roots of roots where the exponent is a quarter, half, three quarters or one, as it mostly is.
    /// </summary>
    internal static Expression Power(Expression @base, float exponent)
    {
        Expression root = new Unary(UnaryOperator.SquareRoot, @base);
        return -exponent switch
        {
            0 => 1f,
            0.5f => 1f / root,
            0.75f => 1f / (root * new Unary(UnaryOperator.SquareRoot, root)),
            1 => 1f / @base,
            _ => new Unary(UnaryOperator.Exp, new Unary(UnaryOperator.Log, @base) * exponent),
        };
    }
}
