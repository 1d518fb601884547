namespace ModelCompiler;

/// <summary>Limits that the model must stay within; exceeding one is a build error. 0, the default, is no limit.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most parameters, trainable and not.</summary>
    public long Parameters { get; set; }

    /// <summary>The most bytes that all layers' outputs of one sample may take together.</summary>
    public long ActivationBytes { get; set; }

    /// <summary>The most multiply-adds that a prediction of one sample may take.</summary>
    public long MultiplyAdds { get; set; }
}
