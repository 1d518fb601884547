namespace ModelCompiler.Training.Rules;

/// <summary>Numbers that an update rule is written in: lanes of floats on the processor, text for a device.</summary>
/// <typeparam name="T">The number itself.</typeparam>
internal interface IArithmetic<T> where T : struct, IArithmetic<T>
{
    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T SquareRoot(T value);
}
