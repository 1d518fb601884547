namespace Digits;

/// <summary>The networks that the example can train.</summary>
internal enum Net
{
    Mnist,
    Keras,
    LeNet,
    Mlp,
}

/// <summary>The optimizers that the example offers.</summary>
internal enum OptimizerKind
{
    Adam,
    Sgd,
}

/// <summary>What one run was asked to do. Every property has the value of a run without arguments.</summary>
internal sealed record Options
{
    public const int DefaultEpochs = 4;
    public const int DefaultBatch = 64;
    public const double AdamRate = 1e-3;
    public const double SgdRate = 0.01;
    public const double SgdMomentum = 0.9;

    /// <summary>A folder with MNIST's four IDX files, or null.</summary>
    public string? Data { get; init; }

    /// <summary>Fetch MNIST into the cache and train on it.</summary>
    public bool Download { get; init; }

    public int Epochs { get; init; } = DefaultEpochs;

    public int Batch { get; init; } = DefaultBatch;

    public int Seed { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>The learning rate, or null for the optimizer's usual one.</summary>
    public double? LearningRate { get; init; }

    public Net Net { get; init; } = Net.Mnist;

    /// <summary>The OpenCL device to train on, by index or a part of its name; empty for the default one, null for the processor.</summary>
    public string? Device { get; init; }

    /// <summary>Train together with the other processes that mpirun started.</summary>
    public bool Mpi { get; init; }

    /// <summary>Serve a page that shows the training and steers it.</summary>
    public bool Live { get; init; }

    /// <summary>Where to write the result for programs, or null.</summary>
    public string? Json { get; init; }

    /// <summary>Where to save the weights, or null for a file in the temporary folder.</summary>
    public string? Output { get; init; }

    /// <summary>The learning rate in use.</summary>
    public double Rate => LearningRate ?? (Optimizer == OptimizerKind.Adam ? AdamRate : SgdRate);

    /// <summary>The weights' file in use.</summary>
    public string WeightsPath =>
        Path.GetFullPath(Output ?? Path.Combine(Path.GetTempPath(), $"digits-{Net.ToString().ToLowerInvariant()}.safetensors"));
}
