using ModelCompiler.Generators.Rewrites;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>What passes may ask for beside the program.</summary>
/// <param name="Machine">What is assumed of the machine that runs the code.</param>
/// <param name="Convolution">How 3×3 convolutions are computed.</param>
/// <param name="Observer">Sees the program after each pass.</param>
/// <param name="Cancellation">Asked before each pass.</param>
internal sealed record PassContext(
    Machine Machine, ConvolutionAlgorithm Convolution = ConvolutionAlgorithm.Auto, IPassObserver? Observer = null,
        CancellationToken Cancellation = default)
{
    /// <summary>The context of a project's options.</summary>
    public static PassContext Of(CompilerOptions options, IPassObserver? observer = null, CancellationToken cancellation = default) =>
        new(options.Machine, options.Convolution, observer, cancellation);
}

/// <summary>Looks at a program after each pass. Verifiers, dumps and tests are observers.</summary>
internal interface IPassObserver
{
    /// <param name="pass">The pass's name.</param>
    /// <param name="program">What it returned: a TensorProgram or a KernelGraph.</param>
    void After(string pass, object program);
}
