using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Optimizers;

/// <summary>VGG-16's weights with gradients, and optimizers on them.</summary>
internal sealed class UpdatedWeights : IRangeWork
{
    private const int CopyPart = 1 << 22;

    private static readonly int[][] kernels =
    [
        [3, 3, 3, 64], [3, 3, 64, 64], [3, 3, 64, 128], [3, 3, 128, 128], [3, 3, 128, 256], [3, 3, 256, 256], [3, 3, 256, 256],
        [3, 3, 256, 512], [3, 3, 512, 512], [3, 3, 512, 512], [3, 3, 512, 512], [3, 3, 512, 512], [3, 3, 512, 512], [25088, 4096],
        [4096, 4096], [4096, 1000],
    ];

    private readonly NoProgram program;
    private readonly AlignedBuffer target;
    private readonly int threads;

    public UpdatedWeights(int threads)
    {
        this.threads = threads;
        ParameterSet parameters = ParameterSet.Create("VGG-16", Describe(), seed: 1);
        Count = Describe().Sum(d => d.Length);
        program = new NoProgram(parameters) { Threads = threads };
        target = new AlignedBuffer(parameters.TrainableFloats);
        var random = new CounterRandom(1, 2);
        foreach (ref float gradient in program.GradientBuffer)
            gradient = (random.NextSingle() - 0.5f) * 1e-3f;
    }

    public int Count { get; }

    public IEnumerable<(string Name, int Bytes, Action Step)> Rules()
    {
        yield return ("Sgd", 12, Step(new Sgd(1e-6)));
        yield return ("Adam", 28, Step(new Adam(1e-6)));
        yield return ("Adam, GlobalClipNorm", 32, Step(new Adam(1e-6) { GlobalClipNorm = 1e-3 }));
        yield return ("AdamW", 28, Step(new AdamW(1e-6)));
    }

    /// <summary>As many threads each copy parts of the weights: what memory can do.</summary>
    public void Copy() => WorkerPool.Run(this, 0, (target.Length + CopyPart - 1) / CopyPart, threads);

    void IRangeWork.Execute(int job, int from, int to)
    {
        int start = from * CopyPart, length = Math.Min(target.Length, to * CopyPart) - start;
        program.GradientBuffer.Slice(start, length).CopyTo(target.Span.Slice(start, length));
    }

    private Action Step(Optimizer optimizer)
    {
        var state = new OptimizerState(optimizer, program);
        return state.Apply;
    }

    private static ParameterDescription[] Describe()
    {
        var descriptions = new List<ParameterDescription>();
        int offset = 0;
        void Add(string name, int[] shape)
        {
            descriptions.Add(new ParameterDescription(name, shape, offset, Initializer.GlorotUniform, 0, 0, 1000, 1000, Trainable: true));
            offset += AlignedBuffer.RoundUp(shape.Aggregate(1, (product, extent) => product * extent));
        }

        for (int layer = 0; layer < kernels.Length; layer++)
        {
            Add($"layer_{layer}.kernel", kernels[layer]);
            Add($"layer_{layer}.bias", [kernels[layer][^1]]);
        }

        return [.. descriptions];
    }

    /// <summary>A model that computes nothing: its update alone is measured.</summary>
    private sealed class NoProgram(ParameterSet parameters) : CompiledProgram(
        new ProgramLayout("VGG-16", 1, 1, new ArenaLayout(64, 0, 0, 16, 32, 48, []), new ArenaLayout(64, 0, 0, 16, 32, 48, []), "none"),
        parameters)
    {
        protected override void Infer()
        {
        }

        protected override void EvaluateLoss()
        {
        }

        protected override void Train()
        {
        }

        protected override void Execute(int kernel, int from, int to)
        {
        }
    }
}
