namespace ModelCompiler.Training;

/// <summary>What a checkpoint keeps of a trainer: weights, the optimizer's memory and schedule, steps, seed.</summary>
internal static class TrainerState
{
    private const string Section = "trainer", OptimizerSection = "optimizer";

    /// <summary>All of it; floats are read where they lie when the file is written.</summary>
    public static CheckpointContent Gather(TrainingSession session)
    {
        IStepRunner runner = session.Runner;
        var content = new CheckpointContent
        {
            ModelName = session.Layout.ModelName,
            ArchitectureHash = session.Layout.ArchitectureHash,
            Graph = session.Layout.Graph?.Invoke() ?? "",
        };
        CallbackState state = content.Add(Section);
        state.Set("seed", session.Seed);
        state.Set("step", runner.OptimizerMemory.Step);
        state.Set("epoch", runner.OptimizerMemory.Epoch);
        state.Set("epochs_begun", session.EpochCount);
        state.Set("optimizer", session.Optimizer.Name);
        if (runner.DropoutByHand is { } rate)
            state.Set("dropout_by_hand", rate);
        if (runner.OptimizerMemory.LossScale is { } scale)
        {
            state.Set("loss_scale", scale.Factor);
            state.Set("loss_scale_steps", scale.GoodSteps);
        }

        session.Optimizer.SaveState(content.Add(OptimizerSection).Numbers);
        AddWeights(content, runner.Parameters);
        AddMemory(content, runner);
        return content;
    }

    /// <summary>Puts a checkpoint in the place of a trainer's state. All is checked first: what does not fit changes nothing.</summary>
    /// <exception cref="CheckpointException">It is of another network or optimizer.</exception>
    public static void Restore(LoadedCheckpoint loaded, TrainingSession session)
    {
        ArchitectureComparison.Check(loaded, session.Layout);
        CallbackState state = loaded.Section(Section);
        string saved = state.Text("optimizer") ?? "";
        if (saved != session.Optimizer.Name)
        {
            throw new CheckpointException(
                loaded.Path, $"was made with the optimizer {saved}, but this trainer has {session.Optimizer.Name}.",
                $"Train with {saved}, or load the weights alone and start a new run.");
        }

        float[] weights = GatherWeights(loaded, session.Runner.Parameters);
        float[][] memory = GatherMemory(loaded, session.Runner);
        IOptimizerMemory target = session.Runner.OptimizerMemory;
        session.Runner.Enter();
        try
        {
            session.Runner.SetParameters(weights);
            for (int i = 0; i < memory.Length; i++)
                target.Write(i, memory[i]);
        }
        finally
        {
            session.Runner.Exit();
        }

        (target.Step, target.Epoch) = ((long)state.Number("step"), (long)state.Number("epoch"));
        // A training that had none, such as one on a processor, goes on with that of a training that begins.
        if (target.LossScale is not null)
        {
            target.LossScale = state.Numbers.TryGetValue("loss_scale", out double factor)
                ? new LossScale((float)factor, (int)state.Number("loss_scale_steps"))
                : LossScale.Initial;
        }

        (session.Seed, session.EpochCount) = ((int)state.Number("seed"), (int)state.Number("epochs_begun"));
        session.Runner.DropoutByHand = state.Numbers.TryGetValue("dropout_by_hand", out double rate) ? rate : null;
        session.Optimizer.LoadState(loaded.Section(OptimizerSection).Numbers);
    }

    private static void AddWeights(CheckpointContent content, ParameterSet parameters)
    {
        foreach (ParameterTensor tensor in parameters)
            content.Tensors.Add(($"weights {tensor.Name}", tensor.Length, () => tensor.Values));
    }

    private static void AddMemory(CheckpointContent content, IStepRunner runner)
    {
        IOptimizerMemory memory = runner.OptimizerMemory;
        float[]? buffer = null;
        int held = -1;
        for (int i = 0; i < memory.Names.Count; i++)
        {
            int index = i;
            foreach (ParameterTensor tensor in runner.Parameters.Where(t => t.Trainable))
                content.Tensors.Add(
                    ($"optimizer.{memory.Names[i]} {tensor.Name}", tensor.Length, () => Held(index).Slice(tensor.Offset, tensor.Length)));
        }

        // From a device one buffer at a time, as the file is written one after the other.
        ReadOnlySpan<float> Held(int index)
        {
            if (memory.View(index) is { IsEmpty: false } here)
                return here;
            buffer ??= new float[memory.Length];
            if (held != index)
                memory.Read(index, buffer);
            held = index;
            return buffer;
        }
    }

    private static float[] GatherWeights(LoadedCheckpoint loaded, ParameterSet parameters)
    {
        var weights = new float[parameters.Buffer.Length];
        foreach (ParameterTensor tensor in parameters)
            Copy(loaded, $"weights {tensor.Name}", tensor, weights);
        return weights;
    }

    private static float[][] GatherMemory(LoadedCheckpoint loaded, IStepRunner runner)
    {
        IOptimizerMemory memory = runner.OptimizerMemory;
        var buffers = new float[memory.Names.Count][];
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = new float[memory.Length];
            foreach (ParameterTensor tensor in runner.Parameters.Where(t => t.Trainable))
                Copy(loaded, $"optimizer.{memory.Names[i]} {tensor.Name}", tensor, buffers[i]);
        }

        return buffers;
    }

    private static void Copy(LoadedCheckpoint loaded, string name, ParameterTensor tensor, float[] to)
    {
        float[] values = loaded.Floats(name) ?? throw new CheckpointException(
            loaded.Path, $"has no '{name}', which this trainer needs.",
                "Use the same settings of the optimizer, or load the weights alone and start a new run.");
        if (values.Length != tensor.Length)
            throw new CheckpointException(loaded.Path, $"has {values.Length} numbers for '{name}', but this model has {tensor.Length}.",
                "Load it into the network that it was made from.");
        values.CopyTo(to, tensor.Offset);
    }
}
