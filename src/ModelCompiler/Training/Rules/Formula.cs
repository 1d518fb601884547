namespace ModelCompiler.Training.Rules;

/// <summary>
/// A number that is the text of how it is computed, in a language with C's expressions. Every operation stands in parentheses.
/// </summary>
internal readonly struct Formula(string text) : IArithmetic<Formula>
{
    public static Formula Zero => new("0.0f");

    public static Formula operator +(Formula left, Formula right) => new($"({left} + {right})");

    public static Formula operator -(Formula left, Formula right) => new($"({left} - {right})");

    public static Formula operator *(Formula left, Formula right) => new($"({left} * {right})");

    public static Formula operator /(Formula left, Formula right) => new($"({left} / {right})");

    public static Formula SquareRoot(Formula value) => new($"sqrt({value})");

    public static Formula Max(Formula left, Formula right) => new($"({left} >= {right} ? {left} : {right})");

    // Not OpenCL's clamp, which makes a number of a NaN.
    public static Formula Clamp(Formula value, Formula limit) =>
        new($"({value} > {limit} ? {limit} : ({value} < -{limit} ? -{limit} : {value}))");

    public static Formula Sign(Formula value) => new($"sign({value})");

    public override string ToString() => text;
}
