using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;
using ModelCompiler.Training.Rules;

namespace ModelCompiler.OpenCL;

/// <summary>An optimizer's update as a kernel, with what the rule remembers of each weight.</summary>
internal sealed class DeviceUpdate : IOptimizerMemory, IDisposable
{
    private readonly DeviceModel model;
    private readonly Optimizer optimizer;
    private readonly PreparedStep? step;
    private readonly ProfileEntry? profile;
    private readonly BufferTable buffers;
    private readonly float[] numbers;

    /// <exception cref="NotSupportedException">The optimizer's rule is in its own method only.</exception>
    public DeviceUpdate(DeviceModel model, Optimizer optimizer)
    {
        (this.model, this.optimizer) = (model, optimizer);
        UpdateRule rule = optimizer.Rule ?? throw new NotSupportedException(
            $"'{optimizer.Name}' cannot train '{model.Layout.ModelName}' on '{model.Context.Device.Name}': its rule is a method of its own, which devices cannot run. Use "
            + "one of the library's optimizers, or train on the processor.");
        numbers = new float[1 + rule.Settings.Count];
        buffers = new BufferTable(model.Context, model.Buffers);
        if (model.TrainableFloats == 0)
            return;
        KernelStep kernel = SupportKernels.Update(rule, model.TrainableFloats);
        try
        {
            model.EnsureGradients();
            var arguments = new List<DeviceArgument> { DeviceArgument.Weight(0), DeviceArgument.WeightGradient(0), new(BufferTable.Results, default) };
            for (DeviceMemory state = BufferTable.FirstState; state < BufferTable.FirstState + rule.States; state++)
            {
                buffers.Ensure(state, $"the optimizer's state of '{model.Layout.ModelName}'", model.TrainableFloats);
                model.Context.Clear(buffers[state]);
                arguments.Add(new(state, default));
            }

            step = new PreparedStep(model.Context, model.Chooser.Build(kernel), kernel, [.. arguments]);
            profile = model.Chooser.Profile.Add("update", optimizer.Name, kernel.Name);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long Step { get; set; }

    public long Epoch { get; set; }

    public IReadOnlyList<string> Names => optimizer.StateNames;

    public int Length => model.TrainableFloats;

    public void Read(int buffer, Span<float> destination)
    {
        if (!destination.IsEmpty)
            model.Context.Read(buffers[BufferTable.FirstState + buffer], 0, destination);
    }

    public void Write(int buffer, ReadOnlySpan<float> source)
    {
        if (!source.IsEmpty)
            model.Context.Write(buffers[BufferTable.FirstState + buffer], 0, source);
    }

    /// <summary>Puts the update into the queue.</summary>
    /// <param name="finiteOnly">Whether a loss that is infinite or NaN leaves the weights as they are.</param>
    public void Enqueue(bool finiteOnly)
    {
        if (step is null)
            return;
        numbers[0] = finiteOnly ? 1 : 0;
        optimizer.GetSettings(Step + 1, optimizer.RateAt(new TrainingTime(Step, Epoch)), numbers.AsSpan(1));
        step.Prepare(buffers, batch: 1);
        step.SetNumbers(numbers);
        model.Chooser.Profile.Note(step.Enqueue(dropoutSeed: 0), profile!, model.TrainableFloats);
    }

    public void Dispose()
    {
        step?.Dispose();
        buffers.Dispose();
    }
}
