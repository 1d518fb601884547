using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.Benchmarks.Models;

/// <summary>One compiled net with its trainer, seen without its type.</summary>
public abstract class Net
{
    /// <summary>The name that the peers' scripts use for the same net.</summary>
    public abstract string Name { get; }

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract ModelSummary Summary { get; }

    /// <summary>The compiled kernels, for watching them run.</summary>
    public abstract CompiledProgram Program { get; }

    /// <summary>What trains it.</summary>
    public abstract ITrainer Trainer { get; }

    public abstract void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);
}

internal sealed class Net<TModel> : Net
    where TModel : class, ITrainableModel<TModel>
{
    private readonly TModel model;
    private readonly Trainer<TModel> trainer;

    public Net(string name, TModel model, int threads, TrainerOptions? options = null)
    {
        Name = name;
        this.model = model;
        model.Threads = threads;
        trainer = new Trainer<TModel>(model, new Adam(), options);
    }

    public override string Name { get; }

    public override int InputSize => TModel.InputSize;

    public override int OutputSize => TModel.OutputSize;

    public override ModelSummary Summary => TModel.Summary;

    public override CompiledProgram Program => model.Program;

    public override ITrainer Trainer => trainer;

    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => model.Predict(inputs, outputs);

    public override float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => trainer.Step(inputs, labels);
}
