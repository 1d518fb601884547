using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// How many operations an expression has once its activations are written out. Most of them use their argument several times, so each that
/// is put into another one multiplies.
/// </summary>
internal static class ExpressionSize
{
    /// <summary>Uses of its argument that an activation is counted with, and operations of its own.</summary>
    private const int Uses = 3, Own = 5;

    /// <param name="replaced">Sizes of parts that stand for something else; null for all others.</param>
    public static long Of(Expression e, Func<Expression, long?> replaced) => replaced(e) ?? e switch
    {
        Unary u => 1 + Of(u.Operand, replaced),
        Binary b => 1 + Of(b.Left, replaced) + Of(b.Right, replaced),
        Select s => 1 + Of(s.Left, replaced) + Of(s.Right, replaced) + Of(s.WhenTrue, replaced) + Of(s.WhenFalse, replaced),
        Activated { Kind: ActivationKind.ReLU } a => 1 + Of(a.Operand, replaced),
        Activated a => Own + (Uses * Of(a.Operand, replaced)),
        _ => 1,
    };
}
