using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL;

/// <summary>An optimizer's update as a kernel, with what it remembers of each weight.</summary>
internal sealed class DeviceUpdate : IOptimizerMemory, IDisposable
{
    private readonly DeviceModel model;
    private readonly Optimizer optimizer;
    private readonly UpdatePlan plan;
    private readonly DeviceNorms? norms;
    private readonly DeviceScale? scale;
    private readonly PreparedStep? step;
    private readonly PreparedStep? slowStep;
    private readonly ProfileEntry? profile;
    private readonly BufferTable buffers;
    private readonly float[] numbers;

    /// <exception cref="NotSupportedException">The optimizer's rule is in its own method only.</exception>
    /// <exception cref="ArgumentException">The optimizer's options do not go together.</exception>
    public DeviceUpdate(DeviceModel model, Optimizer optimizer, ParameterSet parameters)
    {
        (this.model, this.optimizer) = (model, optimizer);
        if (optimizer.Rule is null)
        {
            throw new NotSupportedException(
                $"'{optimizer.Name}' cannot train '{model.Layout.ModelName}' on '{model.Context.Device.Name}': its rule is a method of its "
                + "own, which devices cannot run. Use "
                + "one of the library's optimizers, or train on the processor.");
        }

        plan = new UpdatePlan(optimizer);
        numbers = new float[1 + plan.SettingCount];
        buffers = new BufferTable(model.Context, model.Buffers);
        if (model.Program.ScalesLoss)
            LossScale = Training.LossScale.Initial;
        if (model.TrainableFloats == 0)
            return;
        try
        {
            model.EnsureGradients();
            for (int i = 0; i < plan.Buffers.Count; i++)
            {
                buffers.Ensure(BufferTable.FirstState + i, $"the optimizer's state of '{model.Layout.ModelName}'", model.TrainableFloats);
                model.Context.Fill(buffers[BufferTable.FirstState + i], plan.InitialState(i));
            }

            if (model.Program.ScalesLoss)
                scale = new DeviceScale(model, buffers);
            norms = new DeviceNorms(model, plan, parameters, buffers);
            step = Prepare(movesSlowWeights: false);
            slowStep = plan.SlowBuffer >= 0 ? Prepare(movesSlowWeights: true) : null;
            profile = model.Chooser.Profile.Add("update", optimizer.Name, step.Name);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long Step { get; set; }

    public long Epoch { get; set; }

    public LossScale? LossScale
    {
        get;
        set => field = model.Program.ScalesLoss ? value ?? Training.LossScale.Initial : null;
    }

    public IReadOnlyList<string> Names => plan.Buffers;

    public int Length => model.TrainableFloats;

    public int AverageBuffer => plan.AverageBuffer;

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

    public void SwapAverages()
    {
        if (Length == 0)
            return;
        DeviceBuffer weights = model.Buffers[DeviceMemory.Parameters], averages = buffers[BufferTable.FirstState + AverageBuffer];
        using var third = new DeviceBuffer(model.Context, $"the averaged weights of '{model.Layout.ModelName}'", Length);
        model.Context.Copy(weights, 0, third, 0, Length);
        model.Context.Copy(averages, 0, weights, 0, Length);
        model.Context.Copy(third, 0, averages, 0, Length);
        // The buffer may go only when it was read.
        model.Context.Finish();
        model.ForgetPacked();
    }

    /// <summary>
    /// Takes the scale of the step under way out of its gradients, if there is one, and looks for overflows, for the update that follows.
    /// </summary>
    public void EnqueueUnscaling() => scale?.Enqueue(model.Chooser.LossScale);

    /// <summary>Puts the update into the queue.</summary>
    /// <param name="finiteOnly">Whether a loss that is infinite or NaN leaves the weights as they are.</param>
    /// <param name="unlessOverflowed">Whether a gradient that is so does, where gradients were scaled.</param>
    public void Enqueue(bool finiteOnly, bool unlessOverflowed = false)
    {
        if (step is null)
            return;
        if (Step == 0 && plan.SlowBuffer >= 0)
            model.Context.Copy(model.Buffers[DeviceMemory.Parameters], 0, buffers[BufferTable.FirstState + plan.SlowBuffer], 0, Length);
        numbers[0] = (finiteOnly ? 1 : 0) + (unlessOverflowed ? 2 : 0);
        plan.GetSettings(Step + 1, optimizer.RateAt(new TrainingTime(Step, Epoch)), numbers.AsSpan(1));
        norms!.Enqueue();
        PreparedStep own = plan.MovesSlowWeights(Step + 1) ? slowStep! : step;
        own.Prepare(buffers, batch: 1);
        own.SetNumbers(numbers);
        model.Chooser.Profile.Note(own.Enqueue(dropoutSeed: 0), profile!, model.TrainableFloats);
    }

    public void Dispose()
    {
        slowStep?.Dispose();
        step?.Dispose();
        norms?.Dispose();
        scale?.Dispose();
        buffers.Dispose();
    }

    private PreparedStep Prepare(bool movesSlowWeights)
    {
        KernelStep kernel = UpdateKernels.Update(plan, model.TrainableFloats, movesSlowWeights, model.Program.ScalesLoss);
        var arguments =
            new List<DeviceArgument> { DeviceArgument.Weight(0), DeviceArgument.WeightGradient(0), new(BufferTable.Results, default) };
        if (plan.NormLimit is not null)
            arguments.Add(new(BufferTable.NormScales, default));
        if (plan.TensorsDiffer)
            arguments.Add(new(BufferTable.Tensors, default));
        arguments.AddRange(Enumerable.Range(0, plan.Buffers.Count).Select(i => new DeviceArgument(BufferTable.FirstState + i, default)));
        return new PreparedStep(model.Context, model.Chooser.Build(kernel), kernel, [.. arguments]);
    }
}
