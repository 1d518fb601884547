using System.Runtime.CompilerServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Models;

/// <summary>
/// One dense layer by hand, in the place of generated code: softmax with cross-entropy for several outputs, squared error for one. It has
/// what the
/// runtime must cope with: gaps in the weights, a frozen tensor (added to the outputs), an L2 penalty, kernels that split over threads.
/// </summary>
internal sealed class LinearProgram(string name, int inputs, int outputs, ParameterSet parameters, bool trainable = true, long spareFloats = 0)
    : CompiledProgram(MakeLayout(name, inputs, outputs, trainable, spareFloats), parameters)
{
    public const float L2 = 0.01f;
    private const int Input = 0;

    /// <summary>Work claimed for each kernel: enough that every launch of several items is split.</summary>
    public long Work { get; init; } = 1_000_000;

    /// <summary>Batches that reached the kernels.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Seeds that reached the kernels.</summary>
    public List<uint> DropoutSeeds { get; } = [];

    /// <summary>Called inside a prediction, to look at what happens meanwhile.</summary>
    public Action? WhileRunning { get; set; }

    private static int Padded(int size) => AlignedBuffer.RoundUp(size);

    private int Output => Padded(inputs);

    private int Target => Output + Padded(outputs);

    private int Losses => Target + Padded(outputs);

    private int Delta => Losses + 16;

    public static ParameterDescription[] Describe(int inputs, int outputs) =>
    [
        new("dense_1.kernel", [inputs, outputs], 0, Initializer.GlorotUniform, 0, 0, inputs, outputs, Trainable: true),
        new("dense_1.bias", [outputs], Padded(inputs * outputs), Initializer.Zeros, 0, 0, inputs, outputs, Trainable: true),
        new("dense_1.offset", [outputs], Padded(inputs * outputs) + Padded(outputs), Initializer.Constant, 0.25f, 0, 1, 1, Trainable: false),
    ];

    private static ProgramLayout MakeLayout(string name, int inputs, int outputs, bool trainable, long spareFloats)
    {
        int output = Padded(inputs), target = output + Padded(outputs), loss = target + Padded(outputs), delta = loss + 16;
        var layout = new ArenaLayout(delta + Padded(outputs) + spareFloats, 16, Input, output, target, loss, [0]);
        return new ProgramLayout(name, inputs, outputs, trainable ? layout : layout with { Loss = -1 }, trainable ? layout : null, "hash-1");
    }

    protected override void Infer()
    {
        if (Batches.Count < Batches.Capacity || Batches.Count == 0)
            Batches.Add(Batch);
        WhileRunning?.Invoke();
        Launch(0, Batch, Work);
    }

    protected override void EvaluateLoss()
    {
        Launch(1, Batch, Work);
        Launch(4, 1, Work);
    }

    protected override void Train()
    {
        if (DropoutSeeds.Count < DropoutSeeds.Capacity || DropoutSeeds.Count == 0)
            DropoutSeeds.Add(DropoutSeed);
        Launch(0, Batch, Work);
        Launch(1, Batch, Work);
        Launch(2, inputs, Work);
        Launch(3, outputs, Work);
        Launch(4, 1, Work);
    }

    protected override void Execute(int kernel, int from, int to)
    {
        for (int item = from; item < to; item++)
        {
            switch (kernel)
            {
                case 0: Forward(item); break;
                case 1: LossOf(item); break;
                case 2: KernelGradient(item); break;
                case 3: BiasGradient(item); break;
                default: Penalty(); break;
            }
        }
    }

    private ref float At(int value, int size, int sample, int index) => ref Unsafe.Add(ref Arena, value * Batch + sample * size + index);

    private int BiasOffset => Padded(inputs * outputs);

    private void Forward(int sample)
    {
        float largest = float.NegativeInfinity;
        for (int o = 0; o < outputs; o++)
        {
            float sum = Unsafe.Add(ref Parameters, BiasOffset + o) + Unsafe.Add(ref Parameters, BiasOffset + Padded(outputs) + o);
            for (int i = 0; i < inputs; i++)
                sum += At(Input, inputs, sample, i) * Unsafe.Add(ref Parameters, i * outputs + o);
            At(Output, outputs, sample, o) = sum;
            largest = MathF.Max(largest, sum);
        }

        if (outputs == 1)
            return;
        float total = 0;
        for (int o = 0; o < outputs; o++)
            total += At(Output, outputs, sample, o) = MathF.Exp(At(Output, outputs, sample, o) - largest);
        for (int o = 0; o < outputs; o++)
            At(Output, outputs, sample, o) /= total;
    }

    private void LossOf(int sample)
    {
        float loss = 0;
        for (int o = 0; o < outputs; o++)
        {
            float difference = At(Output, outputs, sample, o) - At(Target, outputs, sample, o);
            loss += outputs == 1 ? difference * difference : -At(Target, outputs, sample, o) * MathF.Log(At(Output, outputs, sample, o));
            At(Delta, outputs, sample, o) = (outputs == 1 ? 2 * difference : difference) * InverseBatch;
        }

        At(Losses, 1, sample, 0) = loss;
    }

    private void KernelGradient(int input)
    {
        for (int o = 0; o < outputs; o++)
        {
            float sum = 2 * L2 * Unsafe.Add(ref Parameters, input * outputs + o);
            for (int n = 0; n < Batch; n++)
                sum += At(Input, inputs, n, input) * At(Delta, outputs, n, o);
            Unsafe.Add(ref Gradients, input * outputs + o) = sum;
        }
    }

    private void BiasGradient(int output)
    {
        float sum = 0;
        for (int n = 0; n < Batch; n++)
            sum += At(Delta, outputs, n, output);
        Unsafe.Add(ref Gradients, BiasOffset + output) = sum;
    }

    private void Penalty()
    {
        float sum = 0;
        for (int i = 0; i < inputs * outputs; i++)
            sum += Unsafe.Add(ref Parameters, i) * Unsafe.Add(ref Parameters, i);
        Fixed = L2 * sum;
    }
}
