using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>Which method each kernel of a program calls, and with which memory: numbered launches.</summary>
internal sealed class LaunchSchedule
{
    private readonly HashSet<string> names = [];

    public LaunchSchedule(CompiledModel model, KernelLibrary library)
    {
        Library = library;
        var launches = new List<Launch>();
        IEnumerable<KernelCode> nests = model.Inference.Kernels.Concat(model.Training?.Kernels ?? []).SelectMany(k => k.Methods);
        Dictionary<string, MethodText[]> texts = KernelEmitter.Render(model,
            [.. nests.GroupBy(n => n.Key).Select(g => g.First())], library);
        void Add(LoweredProgram program, bool training)
        {
            for (int k = 0; k < program.Kernels.Count; k++)
            {
                LoweredKernel kernel = program.Kernels[k];
                KernelMethod method = library.MethodOf(kernel.Key, kernel.Nests, texts);
                KernelMethod? one = kernel.OneSample is null ? null : library.MethodOf(kernel.OneSampleKey, kernel.OneSample, texts);
                launches.Add(new Launch(launches.Count, names.AddUnique((training ? "Train" : "Infer") + kernel.Nests[0].Name), kernel,
                    method, one, program.Plan, training));
            }
        }

        Add(model.Inference, training: false);
        if (model.Training is not null) Add(model.Training, training: true);
        Launches = launches;
    }

    public KernelLibrary Library { get; }

    public IReadOnlyList<Launch> Launches { get; }

    /// <summary>Constant tables that kernels read, each once.</summary>
    public IEnumerable<Tensor> Tables =>
        Launches.SelectMany(l => l.Lowered.Nests[0].Buffers).Select(b => b.Tensor).Where(t => t.Storage == Storage.Constants)
        .GroupBy(t => t.Name).Select(g => g.First());
}

/// <summary>One kernel as it is launched.</summary>
/// <param name="Number">What Execute switches on.</param>
/// <param name="Name">The method that binds memory to the kernel.</param>
/// <param name="OneSample">The method for exactly one sample, if there is one.</param>
internal sealed record Launch(int Number, string Name, LoweredKernel Lowered, KernelMethod Method, KernelMethod? OneSample,
    MemoryPlan Plan, bool Training)
{
    public Kernel Kernel => Lowered.Kernel;
}
