using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>Operations as reviewers sort them.</summary>
internal static class Functions
{
    /// <summary>A curve between a layer's sums and what the next one reads.</summary>
    public static bool IsActivation(Operation operation) =>
        operation is Activation { Kind: not ActivationKind.Linear } or LearntRectifier or SoftmaxOperation;

    /// <summary>The rectifiers, whose half of zeros He's initializers make up for.</summary>
    public static bool IsRectifier(Operation operation) =>
        operation is Activation { Kind: ActivationKind.ReLU or ActivationKind.LeakyReLU } or LearntRectifier || IsReLU6(operation);

    public static bool IsReLU6(Operation operation) => operation is Activation { Kind: ActivationKind.Clip, Alpha: 0, Beta: 6 };

    /// <summary>The same numbers in another shape.</summary>
    public static bool IsLayout(Operation operation) => operation is ReshapeOperation or Permutation;

    /// <summary>Learnt sums of products across channels.</summary>
    public static bool IsDenseOrConvolution(Operation operation) => operation is Contraction or TransposedContraction;

    public static ParameterDeclaration? Kernel(Operation operation) => operation switch
    {
        Contraction contraction => contraction.Kernel,
        DepthwiseContraction depthwise => depthwise.Kernel,
        TransposedContraction transposed => transposed.Kernel,
        _ => null,
    };

    /// <summary>As messages call it.</summary>
    public static string Name(Operation operation) => operation switch
    {
        SoftmaxOperation => "a softmax",
        LearntRectifier => "a PReLU",
        Activation when IsReLU6(operation) => "a ReLU6",
        Activation { Kind: ActivationKind.Clip } => "a clip",
        Activation { Kind: ActivationKind.ELU or ActivationKind.HardSigmoid or ActivationKind.HardSwish } activation =>
            $"{(activation.Kind == ActivationKind.ELU ? "an" : "a")} {activation.Kind}",
        Activation activation => $"a {activation.Kind}",
        _ => "a layer",
    };
}
