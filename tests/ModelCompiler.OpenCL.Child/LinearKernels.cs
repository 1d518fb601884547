using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.OpenCL.Child;

/// <summary>The kernels of <see cref="LinearClassifier"/>, with what the runtime must cope with: variants of which one fits no device, steps that share scratch
/// memory, a prelude, a table of constants, tensors in every buffer.</summary>
internal static class LinearKernels
{
    private const int Bias = 16, Offset = 32;

    public static DeviceProgram Describe()
    {
        ProgramLayout layout = new LinearProgram("LinearClassifier", 4, 3, ParameterSet.Create("", LinearProgram.Describe(4, 3), 0)).Layout;
        ArenaLayout arena = layout.Inference;
        long delta = arena.Loss + 16;
        DeviceArgument input = DeviceArgument.Sample(arena.Input), output = DeviceArgument.Sample(arena.Output);
        DeviceArgument target = DeviceArgument.Sample(arena.Target), losses = DeviceArgument.Sample(arena.Loss), deltas = DeviceArgument.Sample(delta);
        DeviceArgument kernel = DeviceArgument.Weight(0), bias = DeviceArgument.Weight(Bias), offset = DeviceArgument.Weight(Offset);
        var forward = new DeviceLaunch("dense_1", 0, new(0, 12), input, kernel, bias, offset, output);
        var loss = new DeviceLaunch("loss", 1, new(0, 3), output, target, losses, deltas);
        var penalty = new DeviceLaunch("dense_1.kernel penalty", 4, new(12, 0), kernel, DeviceArgument.FixedAt(0), DeviceArgument.Table(0));
        return new DeviceProgram
        {
            Layout = layout,
            Prelude = "int sample_of(void) { return (int)get_global_id(0); }\n",
            Constants = [LinearProgram.L2],
            Kernels = [Forward(), Loss(), KernelGradient(), BiasGradient(), Penalty()],
            Infer = [forward],
            EvaluateLoss = [loss, penalty],
            Train =
            [
                forward,
                loss,
                new("dense_1.kernel gradient", 2, new(0, 12), input, deltas, kernel, DeviceArgument.WeightGradient(0)),
                new("dense_1.bias gradient", 3, new(0, 3), deltas, DeviceArgument.WeightGradient(Bias)),
                penalty,
            ],
        };
    }

    private static DeviceKernel Forward()
    {
        KernelVariant Of(string label, int group) => new(label, new KernelStep(
            "forward", ForwardText(group), new WorkRange(group, new GroupCount(1, group)), RunNumbers.Batch));
        // The first fits no device.
        return new DeviceKernel("forward", Of("too large", 1 << 20), Of("groups of 16", 16), Of("groups of 1", 1));
    }

    private static string ForwardText(int group) => $$"""
        kernel __attribute__((reqd_work_group_size({{group}}, 1, 1)))
        void forward(global const float* input, ulong inputAt, global const float* weights, ulong weightsAt, global const float* bias, ulong biasAt,
            global const float* offset, ulong offsetAt, global float* output, ulong outputAt, int batch)
        {
            int n = sample_of();
            if (n >= batch) return;
            input += inputAt + n * 4; weights += weightsAt; bias += biasAt; offset += offsetAt; output += outputAt + n * 3;
            float sum[3], total = 0;
            for (int o = 0; o < 3; o++)
            {
                sum[o] = bias[o] + offset[o];
                for (int i = 0; i < 4; i++) sum[o] += input[i] * weights[i * 3 + o];
            }
            float largest = fmax(sum[0], fmax(sum[1], sum[2]));
            for (int o = 0; o < 3; o++) total += sum[o] = exp(sum[o] - largest);
            for (int o = 0; o < 3; o++) output[o] = sum[o] / total;
        }
        """;

    private static DeviceKernel Loss() => Single("loss", 16, new GroupCount(1, 16), RunNumbers.Batch | RunNumbers.InverseBatch, """
        kernel __attribute__((reqd_work_group_size(16, 1, 1)))
        void loss(global const float* output, ulong outputAt, global const float* target, ulong targetAt, global float* losses, ulong lossesAt,
            global float* delta, ulong deltaAt, int batch, float inverseBatch)
        {
            int n = sample_of();
            if (n >= batch) return;
            output += outputAt + n * 3; target += targetAt + n * 3; delta += deltaAt + n * 3;
            float sum = 0;
            for (int o = 0; o < 3; o++)
            {
                sum -= target[o] * log(output[o]);
                delta[o] = (output[o] - target[o]) * inverseBatch;
            }
            losses[lossesAt + n] = sum;
        }
        """);

    /// <summary>Two steps: the sums of the even and of the odd samples, then both together with the penalty's part.</summary>
    private static DeviceKernel KernelGradient() => new("kernel_gradient", new KernelVariant(
        "two halves",
        new KernelStep("kernel_gradient_halves", """
            kernel __attribute__((reqd_work_group_size(1, 1, 2)))
            void kernel_gradient_halves(global const float* input, ulong inputAt, global const float* delta, ulong deltaAt, global float* halves, ulong halvesAt, int batch)
            {
                int i = (int)get_global_id(0), o = (int)get_global_id(1), half_of = (int)get_global_id(2);
                float sum = 0;
                for (int n = half_of; n < batch; n += 2) sum += input[inputAt + n * 4 + i] * delta[deltaAt + n * 3 + o];
                halves[halvesAt + half_of * 12 + i * 3 + o] = sum;
            }
            """, new WorkRange(1, new GroupCount(4), 1, new GroupCount(3), 2, GroupCount.One), RunNumbers.Batch) { Buffers = [0, 1, KernelStep.Scratch] },
        new KernelStep("kernel_gradient_sum", """
            kernel __attribute__((reqd_work_group_size(12, 1, 1)))
            void kernel_gradient_sum(global const float* halves, ulong halvesAt, global const float* weights, ulong weightsAt, global float* gradient, ulong gradientAt)
            {
                int i = (int)get_global_id(0);
                gradient[gradientAt + i] = halves[halvesAt + i] + halves[halvesAt + 12 + i] + 0.02f * weights[weightsAt + i];
            }
            """, new WorkRange(12, GroupCount.One), RunNumbers.None) { Buffers = [KernelStep.Scratch, 2, 3] })
    { Scratch = new(24, 0) });

    private static DeviceKernel BiasGradient() => Single("bias_gradient", 3, GroupCount.One, RunNumbers.Batch, """
        kernel __attribute__((reqd_work_group_size(3, 1, 1)))
        void bias_gradient(global const float* delta, ulong deltaAt, global float* gradient, ulong gradientAt, int batch)
        {
            int o = (int)get_global_id(0);
            float sum = 0;
            for (int n = 0; n < batch; n++) sum += delta[deltaAt + n * 3 + o];
            gradient[gradientAt + o] = sum;
        }
        """);

    private static DeviceKernel Penalty() => Single("penalty", 1, GroupCount.One, RunNumbers.None, """
        kernel __attribute__((reqd_work_group_size(1, 1, 1)))
        void penalty(global const float* weights, ulong weightsAt, global float* fixed, ulong fixedAt, global const float* table, ulong tableAt)
        {
            float sum = 0;
            for (int i = 0; i < 12; i++) sum += weights[weightsAt + i] * weights[weightsAt + i];
            fixed[fixedAt] = table[tableAt] * sum;
        }
        """);

    private static DeviceKernel Single(string name, int group, GroupCount groups, RunNumbers numbers, string source) =>
        new(name, new KernelVariant("", new KernelStep(name, source, new WorkRange(group, groups), numbers)));
}
