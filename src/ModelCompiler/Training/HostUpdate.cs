using ModelCompiler.Runtime;
using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>
/// The stages of an update over some weights here. They take turns over a few thousand weights at a time, which stay in the first-level
/// cache from stage to stage, so that memory is passed over once.
/// </summary>
internal sealed class HostUpdate(Optimizer optimizer, UpdatePlan plan, AlignedBuffer[] states)
{
    /// <summary>Weights of a turn: 8 KiB of each buffer.</summary>
    private const int TurnFloats = 2048;

    private readonly bool onlyRule = plan.Stages.Count == 1;

    /// <summary>Clipping by norm and decay are factors, which the rule's own loop takes along.</summary>
    private readonly bool onlyFactors = optimizer.Rule is not null
        && plan.Stages.All(s => s.Kind is StageKind.Scale or StageKind.Decay or StageKind.Rule);
    private float[] settings = [];
    private long step;
    private double rate;

    /// <summary>Sets the numbers of a step, before threads begin.</summary>
    public void Begin(long stepNumber, double learningRate, float[] numbers) =>
        (step, rate, settings) = (stepNumber, learningRate, numbers);

    /// <summary>Updates some weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="start">Where they begin in the flat buffer.</param>
    /// <param name="scale">What clipping by norm multiplies gradients by.</param>
    /// <param name="decays">Whether these weights decay.</param>
    public void Run(Span<float> weights, ReadOnlySpan<float> gradients, int start, float scale, bool decays)
    {
        if (onlyRule)
        {
            RunRule(plan.Stages[0], weights, gradients, start);
            return;
        }

        if (onlyFactors)
        {
            RunFactors(weights, gradients, start, scale, decays);
            return;
        }

        Span<float> changed = stackalloc float[TurnFloats];
        for (int done = 0; done < weights.Length; done += TurnFloats)
        {
            int count = Math.Min(TurnFloats, weights.Length - done);
            RunStages(weights.Slice(done, count), gradients.Slice(done, count), changed[..count], start + done, scale, decays);
        }
    }

    private void RunFactors(Span<float> weights, ReadOnlySpan<float> gradients, int start, float scale, bool decays)
    {
        UpdateStage rule = plan.Stages[^1];
        float keep = decays && plan.Stages[^2].Kind == StageKind.Decay ? settings[plan.Stages[^2].FirstSetting] : 1;
        var chunk = new OptimizerChunk(step, rate, weights, gradients, states, start);
        rule.Rule!.Run(chunk.Operands(rule.Rule.States), settings.AsSpan(rule.FirstSetting, rule.SettingCount), scale, keep);
    }

    private void RunStages(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> changed, int start, float scale, bool decays)
    {
        for (int i = 0; i < plan.Stages.Count; i++)
        {
            UpdateStage stage = plan.Stages[i];
            ReadOnlySpan<float> own = settings.AsSpan(stage.FirstSetting, stage.SettingCount);
            switch (stage.Kind)
            {
                // A gradient that no norm exceeds is scaled by 1, which changes nothing.
                case StageKind.Scale when scale == 1:
                case StageKind.CoupledDecay or StageKind.Decay when !decays:
                case StageKind.Lookahead when !plan.MovesSlowWeights(step):
                    break;
                case StageKind.Scale:
                    stage.Rule!.Run(new RuleOperands(changed, gradients, default, default, default), [scale]);
                    gradients = changed;
                    break;
                case StageKind.Clip:
                    stage.Rule!.Run(new RuleOperands(changed, gradients, default, default, default), own);
                    gradients = changed;
                    break;
                case StageKind.CoupledDecay:
                    stage.Rule!.Run(new RuleOperands(changed, gradients, weights, default, default), own);
                    gradients = changed;
                    break;
                case StageKind.Decay:
                    stage.Rule!.Run(new RuleOperands(weights, gradients, default, default, default), own);
                    break;
                case StageKind.Rule:
                    RunRule(stage, weights, gradients, start);
                    break;
                case StageKind.Lookahead:
                    stage.Rule!.Run(
                        new RuleOperands(weights, gradients, State(plan.SlowBuffer, start, weights.Length), default, default), own);
                    break;
                case StageKind.Average:
                    stage.Rule!.Run(
                        new RuleOperands(weights, gradients, State(plan.AverageBuffer, start, weights.Length), default, default), own);
                    break;
            }
        }
    }

    private void RunRule(UpdateStage stage, Span<float> weights, ReadOnlySpan<float> gradients, int start)
    {
        var chunk = new OptimizerChunk(step, rate, weights, gradients, states, start);
        if (stage.Rule is { } rule)
            rule.Run(chunk.Operands(rule.States), settings.AsSpan(stage.FirstSetting, stage.SettingCount));
        else
            optimizer.Update(chunk);
    }

    private Span<float> State(int buffer, int start, int count) => states[buffer].Span.Slice(start, count);
}
