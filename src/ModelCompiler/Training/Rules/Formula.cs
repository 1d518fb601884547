namespace ModelCompiler.Training.Rules;

/// <summary>A number that is the text of how it is computed, in a language with C's expressions. Every operation stands in parentheses.</summary>
internal readonly struct Formula(string text) : IArithmetic<Formula>
{
    public static Formula operator +(Formula left, Formula right) => new($"({left} + {right})");

    public static Formula operator -(Formula left, Formula right) => new($"({left} - {right})");

    public static Formula operator *(Formula left, Formula right) => new($"({left} * {right})");

    public static Formula operator /(Formula left, Formula right) => new($"({left} / {right})");

    public static Formula SquareRoot(Formula value) => new($"sqrt({value})");

    public override string ToString() => text;
}
