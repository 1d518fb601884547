using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

/// <summary>An optimizer's update of two tensors along gradients that a test gives, without a model around it.</summary>
internal sealed class UpdateRun
{
    private readonly LinearProgram program;
    private readonly OptimizerState state;

    public UpdateRun(Optimizer optimizer, int inputs, int outputs, int threads = 2, ParameterSet? parameters = null)
    {
        Parameters = parameters ?? ParameterSet.Create("Two", LinearProgram.Describe(inputs, outputs), 1);
        program = new LinearProgram("Two", inputs, outputs, Parameters) { Threads = threads };
        state = new OptimizerState(optimizer, program);
    }

    public ParameterSet Parameters { get; }

    public OptimizerState Memory => state;

    public Span<float> Kernel => Parameters["dense_1.kernel"].Values;

    public Span<float> Bias => Parameters["dense_1.bias"].Values;

    public void Step(ReadOnlySpan<float> kernelGradient, ReadOnlySpan<float> biasGradient)
    {
        kernelGradient.CopyTo(program.GradientBuffer);
        biasGradient.CopyTo(program.GradientBuffer[Parameters["dense_1.bias"].Offset..]);
        state.Apply();
    }

    public uint[] Bits() => [.. Parameters.Buffer.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];
}
