using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What a kernel's method is called: the value it makes, or the gradient.</summary>
internal static class KernelNaming
{
    public static string NameOf(Kernel kernel)
    {
        Tensor result = kernel.Result;
        string layer = Pascal(kernel.Layer);
        if (kernel.Statements.Count > 1)
            return kernel.Phase != Phase.Loss ? Pascal(result.Name) : result.IsGradient ? "LossAndGradient" : "Loss";
        if (result.Role is TensorRole.Rematerialized or TensorRole.GradientSamples) return Pascal(result.Name);
        if (result.Storage == Storage.Gradients)
            return layer + Pascal(result.Name.Substring(result.Name.LastIndexOf('.') + 1)) + "Gradient";
        if (result.Storage == Storage.Fixed) return Pascal(result.Name);
        if (kernel.Phase != Phase.Backward) return Pascal(result.Name);
        return layer + "InputGradient" + (result.Role is TensorRole.Taps or TensorRole.GradientTaps ? "Taps" : "");
    }

    public static string Pascal(string name) => Identifiers.Pascal(name);
}
