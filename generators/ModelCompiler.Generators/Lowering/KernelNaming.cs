using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What a kernel's method is called: the value it makes, or the gradient.</summary>
internal static class KernelNaming
{
    public static string NameOf(Kernel kernel)
    {
        Tensor result = kernel.Result;
        string layer = Pascal(kernel.Layer);
        if (kernel.Statements.Count > 1) return kernel.Phase != Phase.Loss ? Pascal(result.Root.Name) : IsGradient(result) ? "LossAndGradient" : "Loss";
        if (result.Root.Storage == Storage.Gradients) return layer + Pascal(result.Root.Name.Substring(result.Root.Name.LastIndexOf('.') + 1)) + "Gradient";
        if (result.Root.Storage == Storage.Fixed) return Pascal(result.Root.Name);
        if (kernel.Phase != Phase.Backward) return Pascal(result.Root.Name);
        return layer + "InputGradient" + (result.Root.Name.EndsWith(".taps", StringComparison.Ordinal) ? "Taps" : "");
    }

    private static bool IsGradient(Tensor tensor) => tensor.Root.Name.StartsWith("d ", StringComparison.Ordinal);

    public static string Pascal(string name) => Identifiers.Pascal(name);
}
