using ModelCompiler.Benchmarks.Peers;
using TorchSharp;

namespace ModelCompiler.Benchmarks.Optimizers;

/// <summary>libtorch's own Adam in one kernel, <c>torch._fused_adam_</c>, which its optimizers call with <c>fused=True</c>. TorchSharp does
/// not have it, its TorchScript does.</summary>
internal sealed class FusedAdam
{
    private const string Script = """
        def step(w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: Tensor):
            t += 1
            ws = [w]
            torch._fused_adam_(ws, [g], [m], [v], [], [t], lr=1e-6, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-7,
                               amsgrad=False, maximize=False)
            return ws[0]

        """;

    private readonly torch.jit.CompilationUnit unit;
    private readonly object[] tensors;

    public FusedAdam(int count, int threads)
    {
        LibTorch.Load(threads);
        unit = torch.jit.compile(Script);
        tensors = [torch.rand(count), (torch.rand(count) - 0.5) * 1e-3, torch.zeros(count), torch.zeros(count), torch.zeros(1)];
        // A script's optimizer may leave out what it takes to have no effect.
        float before = ((torch.Tensor)tensors[3]).sum().item<float>();
        Step();
        if (((torch.Tensor)tensors[3]).sum().item<float>() == before)
            throw new InvalidOperationException("libtorch's step changed nothing.");
    }

    public void Step() => ((torch.Tensor)unit.invoke("step", tensors)).Dispose();
}
