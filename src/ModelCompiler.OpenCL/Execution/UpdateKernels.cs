using System.Globalization;
using System.Text;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;
using ModelCompiler.Training.Rules;

namespace ModelCompiler.OpenCL;

/// <summary>The kernels of an optimizer's update: the norms of gradients, if they are limited, and the stages of the update, one work item
/// for each weight. Sums are trees of a fixed shape, so that results repeat bit for bit.</summary>
internal static class UpdateKernels
{
    /// <summary>Work items of a group; every device has as many.</summary>
    private const int Group = 64;

    /// <summary>What the kernels call the buffers of the optimizer, by their places: the rule's first, then the others.</summary>
    public static string[] StateNames(UpdatePlan plan)
    {
        string[] names = [.. new[] { UpdateRule.First, UpdateRule.Second, UpdateRule.Third }.Take(plan.Buffers.Count)];
        Array.Resize(ref names, plan.Buffers.Count);
        if (plan.SlowBuffer >= 0)
            names[plan.SlowBuffer] = "slow";
        if (plan.AverageBuffer >= 0)
            names[plan.AverageBuffer] = "average";
        return names;
    }

    /// <summary>
    /// The update of all weights. Its numbers are those of the plan, after one that is 1 where a loss that is not finite keeps the
    /// weights.
    /// </summary>
    /// <param name="plan">The stages.</param>
    /// <param name="weights">How many weights.</param>
    /// <param name="movesSlowWeights">Whether this is the kernel of a step that moves slow weights.</param>
    /// <param name="scaled">
    /// Whether gradients were scaled: the first number is then 2 more where an overflow that was found keeps the weights.
    /// </param>
    public static KernelStep Update(UpdatePlan plan, int weights, bool movesSlowWeights, bool scaled)
    {
        string keeps = scaled
            ? "((int)finiteOnly & 1) != 0 && !isfinite(results[resultsAt]) || ((int)finiteOnly & 2) != 0 && results[resultsAt + 2] != 0.0f"
            : "finiteOnly != 0.0f && !isfinite(results[resultsAt])";
        string[] names = StateNames(plan);
        bool scales = plan.NormLimit is not null;
        var parameters = new StringBuilder();
        if (scales)
            parameters.Append(", __global const float* scales, ulong scalesAt");
        if (plan.TensorsDiffer)
            parameters.Append(", __global const int* tensors, ulong tensorsAt");
        foreach (string name in names)
            parameters.Append($", __global float* {name}s, ulong {name}sAt");
        parameters.Append(", float finiteOnly");
        foreach (UpdateStage stage in plan.Stages)
            parameters.Append(string.Concat(stage.Rule!.Settings.Select(s => $", float {s}")));

        string name2 = movesSlowWeights ? "update_slow" : "update";
        string source = $$"""
            // {{weights.ToString("N0", CultureInfo.InvariantCulture)}} weights, one for each work item
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void {{name2}}(__global float* weights, ulong weightsAt, __global const float* gradients, ulong gradientsAt,
                __global const float* results, ulong resultsAt{{parameters}})
            {
                long i = (long)get_global_id(0);
                if (i >= {{weights}} || ({{keeps}}))
                    return;
                {{string.Join("\n    ", Body(plan, names, movesSlowWeights))}}
            }
            """;
        return new KernelStep(name2, source, new WorkRange(Group, new GroupCount((weights + Group - 1) / Group)), RunNumbers.None);
    }

    /// <summary>Gradients of one group of <see cref="Unscale"/>.</summary>
    public const int Unscaled = 16 * Group;

    /// <summary>
    /// Takes the loss's scale out of gradients, and finds those that are infinite or NaN: <c>gradients[i] *= inverseScale</c>, and for each
    /// group <c>overflows[g]</c> is 1 or 0.
    /// </summary>
    public static KernelStep Unscale(int weights)
    {
        string source = $$"""
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void unscale(__global float* gradients, ulong gradientsAt, __global float* overflows, ulong overflowsAt, float inverseScale)
            {
                __local float local_sums[{{Group}}];
                int item = (int)get_local_id(0);
                long first = (long)get_group_id(0) * {{Unscaled}};
                long end = min(first + {{Unscaled}}, {{weights}}L);
                float sum = 0.0f;
                for (long i = first + item; i < end; i += {{Group}})
                {
                    float gradient = gradients[gradientsAt + i] * inverseScale;
                    gradients[gradientsAt + i] = gradient;
                    sum += isfinite(gradient) ? 0.0f : 1.0f;
                }
            {{Tree("local_sums")}}
                if (item == 0)
                    overflows[overflowsAt + get_group_id(0)] = local_sums[0] != 0.0f ? 1.0f : 0.0f;
            }
            """;
        int groups = (weights + Unscaled - 1) / Unscaled;
        return new KernelStep("unscale", source, new WorkRange(Group, new GroupCount(groups)), RunNumbers.None);
    }

    /// <summary>Whether one of the groups has found an overflow: <c>results[2]</c> is 1 or 0.</summary>
    public static KernelStep FindOverflow(int weights)
    {
        string source = $$"""
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void find_overflow(__global const float* overflows, ulong overflowsAt, __global float* results, ulong resultsAt)
            {
                __local float local_sums[{{Group}}];
                int item = (int)get_local_id(0);
                float sum = 0.0f;
                for (int g = item; g < {{(weights + Unscaled - 1) / Unscaled}}; g += {{Group}})
                    sum += overflows[overflowsAt + g];
            {{Tree("local_sums")}}
                if (item == 0)
                    results[resultsAt + 2] = local_sums[0] != 0.0f ? 1.0f : 0.0f;
            }
            """;
        return new KernelStep("find_overflow", source, new WorkRange(Group, GroupCount.One), RunNumbers.None);
    }

    /// <summary>
    /// The sums of the squares of parts of the gradients: <c>sums[p] = Σ g²</c> from <c>parts[2p]</c> over <c>parts[2p + 1]</c> floats.
    /// </summary>
    public static KernelStep NormParts(int parts)
    {
        string source = $$"""
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void norm_parts(__global const float* gradients, ulong gradientsAt, __global const int* parts, ulong partsAt,
                __global float* sums, ulong sumsAt)
            {
                __local float local_sums[{{Group}}];
                int part = (int)get_group_id(0), item = (int)get_local_id(0);
                __global const float* own = gradients + gradientsAt + parts[partsAt + 2 * part];
                int count = parts[partsAt + 2 * part + 1];
                float sum = 0.0f;
                for (int i = item; i < count; i += {{Group}})
                    sum += own[i] * own[i];
            {{Tree("local_sums")}}
                if (item == 0)
                    sums[sumsAt + part] = local_sums[0];
            }
            """;
        return new KernelStep("norm_parts", source, new WorkRange(Group, new GroupCount(parts)), RunNumbers.None);
    }

    /// <summary>
    /// The scales that keep norms within a limit: <c>scales[t] = limit / max(√Σ sums, limit)</c> over the parts from <c>firsts[t]</c> to
    /// <c>firsts[t + 1]</c>.
    /// </summary>
    public static KernelStep NormScales(int tensors)
    {
        string source = $$"""
            __kernel __attribute__((reqd_work_group_size({{Group}}, 1, 1)))
            void norm_scales(__global const float* sums, ulong sumsAt, __global const int* firsts, ulong firstsAt,
                __global float* scales, ulong scalesAt, float limit)
            {
                __local float local_sums[{{Group}}];
                int tensor = (int)get_group_id(0), item = (int)get_local_id(0);
                float sum = 0.0f;
                for (int p = firsts[firstsAt + tensor] + item; p < firsts[firstsAt + tensor + 1]; p += {{Group}})
                    sum += sums[sumsAt + p];
            {{Tree("local_sums")}}
                if (item == 0)
                {
                    float norm = sqrt(local_sums[0]);
                    scales[scalesAt + tensor] = limit / (norm < limit ? limit : norm);
                }
            }
            """;
        return new KernelStep("norm_scales", source, new WorkRange(Group, new GroupCount(tensors)), RunNumbers.None);
    }

    private static List<string> Body(UpdatePlan plan, string[] names, bool movesSlowWeights)
    {
        var lines = new List<string>
        {
            $"float {UpdateRule.Weight} = weights[weightsAt + i];",
            $"float {UpdateRule.Gradient} = gradients[gradientsAt + i];",
        };
        if (plan.TensorsDiffer)
            lines.Add("int tensor = tensors[tensorsAt + i / 16];");
        foreach (UpdateStage stage in plan.Stages)
        {
            int first = stage.Kind == StageKind.Lookahead ? plan.SlowBuffer : stage.Kind == StageKind.Average ? plan.AverageBuffer : 0;
            if (stage.Kind != StageKind.Lookahead || movesSlowWeights)
                Append(lines, plan, stage, names.AsSpan(first));
        }

        lines.Add($"weights[weightsAt + i] = {UpdateRule.Weight};");
        return lines;
    }

    private static void Append(List<string> lines, UpdatePlan plan, UpdateStage stage, ReadOnlySpan<string> names)
    {
        UpdateRule rule = stage.Rule!;
        if (stage.Kind == StageKind.Scale)
            lines.Add($"clipScale = scales[scalesAt{(plan.NormOfEach ? " + tensor / 2" : "")}];");
        if (stage.Kind is StageKind.CoupledDecay or StageKind.Decay && plan.TensorsDiffer)
            lines.Add(
                $"{rule.Settings[0]} = (tensor & 1) != 0 ? {rule.Settings[0]} : {(stage.Kind == StageKind.Decay ? "1.0f" : "0.0f")};");
        if (stage.ChangesGradient)
        {
            string gradient = rule.ToText(UpdateRule.Gradient, UpdateRule.Gradient, UpdateRule.Weight).Weight;
            lines.Add($"{UpdateRule.Gradient} = {gradient};");
            return;
        }

        names = names[..rule.States];
        foreach (string name in names)
            lines.Add($"float {name} = {name}s[{name}sAt + i];");
        (string weight, string[] states) = rule.ToText(UpdateRule.Weight, UpdateRule.Gradient, names);
        for (int s = 0; s < states.Length; s++)
        {
            string next = "next" + char.ToUpperInvariant(names[s][0]) + names[s][1..];
            lines.Add($"float {next} = {states[s]};");
            lines.Add($"{names[s]}s[{names[s]}sAt + i] = {next};");
            // What was computed is not computed again.
            for (int later = s + 1; later < states.Length; later++)
                states[later] = states[later].Replace(states[s], next, StringComparison.Ordinal);
            weight = weight.Replace(states[s], next, StringComparison.Ordinal);
        }

        if (weight != UpdateRule.Weight)
            lines.Add($"{UpdateRule.Weight} = {weight};");
    }

    private static string Tree(string sums) => $$"""
            {{sums}}[item] = sum;
            for (int reach = {{Group / 2}}; reach > 0; reach >>= 1)
            {
                barrier(CLK_LOCAL_MEM_FENCE);
                if (item < reach)
                    {{sums}}[item] += {{sums}}[item + reach];
            }
        """;
}
