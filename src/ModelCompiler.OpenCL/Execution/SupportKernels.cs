using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>The kernels of a training step that are not a model's own: labels to targets, the loss of a batch. Sums are trees of a fixed
/// shape, so that results repeat bit for bit.</summary>
internal static class SupportKernels
{
    /// <summary>Work items of a group; every device has as many.</summary>
    private const int Group = 64;

    /// <summary>The mean loss, with penalties, into the first float of the results.</summary>
    public static (DeviceKernel Kernel, DeviceLaunch Launch) MeanLoss(ArenaLayout layout, int number, string suffix)
    {
        string penalties = string.Concat((layout.Penalties ?? []).Select(p => $" + fixedFloats[{p}]"));
        string source = $$"""
            // results[0] = Σ n : losses[n] / batch, plus penalties
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void mean_loss{{suffix}}(__global const float* losses, ulong lossesAt, __global const float* fixedFloats, ulong fixedAt,
                __global float* results, ulong resultsAt, int batch, float inverseBatch)
            {
                __local float sums[{{Group}}];
                losses += lossesAt;
                fixedFloats += fixedAt;
                int item = (int)get_local_id(0);
                float sum = 0.0f;
                for (int n = item; n < batch; n += {{Group}})
                    sum += losses[n];
                sums[item] = sum;
                for (int reach = {{Group / 2}}; reach > 0; reach >>= 1)
                {
                    barrier(CLK_LOCAL_MEM_FENCE);
                    if (item < reach)
                        sums[item] += sums[item + reach];
                }
                if (item == 0)
                    results[resultsAt] = sums[0] * inverseBatch{{penalties}};
            }
            """;
        return Single(number, "mean_loss" + suffix, source, GroupCount.One, RunNumbers.Batch | RunNumbers.InverseBatch, new(0, 1),
            DeviceArgument.Sample(layout.Loss), DeviceArgument.FixedAt(0), new(BufferTable.Results, default));
    }

    /// <summary>How many labels are the largest output, into the second float of the results. Of equal outputs the lower class counts as
    /// larger, and a NaN is larger than all, as on the processor.</summary>
    public static (DeviceKernel Kernel, DeviceLaunch Launch) CountRight(ArenaLayout layout, int outputs, int number)
    {
        string isRight = outputs == 1
            ? "own == own && (own > 0.5f ? 1 : 0) == label"
            : "right";
        string compare = outputs == 1 ? "" : $$"""
                    int right = own == own;
                    for (int c = 0; c < {{outputs}}; c++)
                        right &= c == label || (c < label ? sample[c] < own : sample[c] <= own);

            """;
        string source = $$"""
            // results[1] = samples whose label is their largest output
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void count_right(__global const float* outputs, ulong outputsAt, __global const int* labels, ulong labelsAt,
                __global float* results, ulong resultsAt, int batch)
            {
                __local int sums[{{Group}}];
                int item = (int)get_local_id(0);
                int sum = 0;
                for (int n = item; n < batch; n += {{Group}})
                {
                    __global const float* sample = outputs + outputsAt + (ulong)n * {{outputs}};
                    int label = labels[labelsAt + n];
                    float own = sample[{{(outputs == 1 ? "0" : "label")}}];
            {{compare}}        sum += {{isRight}} ? 1 : 0;
                }
                sums[item] = sum;
                for (int reach = {{Group / 2}}; reach > 0; reach >>= 1)
                {
                    barrier(CLK_LOCAL_MEM_FENCE);
                    if (item < reach)
                        sums[item] += sums[item + reach];
                }
                if (item == 0)
                    results[resultsAt + 1] = (float)sums[0];
            }
            """;
        return Single(number, "count_right", source, GroupCount.One, RunNumbers.Batch, new(0, outputs),
            DeviceArgument.Sample(layout.Output), new(BufferTable.Labels, default), new(BufferTable.Results, default));
    }

    /// <summary>Labels to dense targets: 1 for the class and 0 for the others; with one output the label itself.</summary>
    public static (DeviceKernel Kernel, DeviceLaunch Launch) LabelsToTargets(ArenaLayout layout, int outputs, int number)
    {
        string value = outputs == 1 ? "(float)labels[labelsAt + n]" : $"labels[labelsAt + n] == i % {outputs} ? 1.0f : 0.0f";
        string source = $$"""
            // targets[n, c] = labels[n] is c
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void labels_to_targets(__global const int* labels, ulong labelsAt, __global float* targets, ulong targetsAt, int batch)
            {
                long i = (long)get_global_id(0);
                long n = i / {{outputs}};
                if (n < batch)
                    targets[targetsAt + i] = {{value}};
            }
            """;
        // Whole groups for each tile of as many samples.
        return Single(number, "labels_to_targets", source, new GroupCount(outputs, Group), RunNumbers.Batch, new(0, outputs),
            new(BufferTable.Labels, default), DeviceArgument.Sample(layout.Target));
    }

    private static (DeviceKernel, DeviceLaunch) Single(
        int number, string name, string source, GroupCount groups, RunNumbers numbers, BatchExtent work, params DeviceArgument[] arguments)
    {
        var step = new KernelStep(name, source, new WorkRange(Group, groups), numbers);
        return (new DeviceKernel(name, new KernelVariant("", step)), new DeviceLaunch(name, number, work, arguments));
    }
}
