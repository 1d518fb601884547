namespace ModelCompiler.Training.Rules;

/// <summary>Numbers that an update rule is written in: lanes of floats on the processor, text for a device.</summary>
/// <typeparam name="T">The number itself.</typeparam>
internal interface IArithmetic<T> where T : struct, IArithmetic<T>
{
    static abstract T Zero { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T SquareRoot(T value);

    /// <summary>The larger one; NaN if <paramref name="right"/> is.</summary>
    static abstract T Max(T left, T right);

    /// <summary>The value within ±<paramref name="limit"/>; NaN stays.</summary>
    static abstract T Clamp(T value, T limit);

    /// <summary>-1, 0 or 1.</summary>
    static abstract T Sign(T value);
}
