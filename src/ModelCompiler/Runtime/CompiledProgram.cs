using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelCompiler.Runtime;

/// <summary>
/// What a generated model's kernels run on: owns the arena and the gradients, checks what comes in, splits work over threads.
/// One thread at a time; programs that share a <see cref="ModelCompiler.ParameterSet"/> may predict side by side.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class CompiledProgram : IRangeWork
{
    /// <summary>
    /// Multiply-adds that are worth handing to another thread. At 40 to 100 of them a nanosecond this is four to ten microseconds; a worker
    /// that still spins takes one or two to see the job, but one that has gone to sleep takes tens, and small networks at batch 1 must not
    /// wait for it.
    /// </summary>
    internal const long WorkPerThread = 400_000;

    /// <summary>
    /// Multiply-adds that are worth handing to a thread that is awake: one or two microseconds, where the hand-off takes half of one.
    /// </summary>
    internal const long WorkPerAwakeThread = 75_000;

    private readonly AlignedBuffer parameters;
    private AlignedBuffer arena = new(0);
    private AlignedBuffer inferenceFixed = new(0);
    private AlignedBuffer trainingFixed = new(0);
    private AlignedBuffer fixedFloats = new(0);
    private int packedVersion = -1;
    private AlignedBuffer? gradients;
    private unsafe float* callersInputs;
    private int threads = Environment.ProcessorCount;
    private bool runFromLast, fromLast;
    private int inUse;

    /// <summary>Binds a layout to weights.</summary>
    protected CompiledProgram(ProgramLayout layout, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(parameters);
        Layout = layout;
        ParameterSet = parameters;
        this.parameters = parameters.Buffer;
    }

    /// <summary>Sizes and places, as the compiler planned them.</summary>
    public ProgramLayout Layout { get; }

    /// <summary>The weights, possibly shared with other instances.</summary>
    public ParameterSet ParameterSet { get; }

    /// <summary>The most threads that a call uses, the caller's own included. Default: the number of processors. Changes no
    /// result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Threads
    {
        get => threads;
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, $"'{Layout.ModelName}': Threads is at least 1, the caller's own; got {value}.");
            }

            threads = value;
        }
    }

    /// <summary>Samples in the run under way.</summary>
    protected int Batch { get; private set; }

    /// <summary>1 / <see cref="Batch"/>, by which gradients of a mean loss are scaled.</summary>
    protected float InverseBatch { get; private set; }

    /// <summary>A rate of dropout in place of the declared ones, in [0, <see cref="DropoutWord.HighestRate"/>]; null for those.</summary>
    internal double? DropoutByHand { get; set; }

    /// <summary>Changes with every training step; dropout draws from it. The low ten bits are the rate by hand.</summary>
    protected uint DropoutSeed { get; private set; }

    /// <summary>The first float of the arena, on a cache line.</summary>
    protected ref float Arena => ref arena.First;

    /// <summary>The first of the floats that do not depend on the batch, on a cache line.</summary>
    protected ref float Fixed => ref fixedFloats.First;

    /// <summary>The first weight, on a cache line.</summary>
    protected ref float Parameters => ref parameters.First;

    /// <summary>The first gradient, on a cache line; laid out like the weights.</summary>
    /// <remarks>Made before any kernel runs: two of a kernel's threads must not each make their own.</remarks>
    protected ref float Gradients => ref gradients!.First;

    /// <summary>
    /// The samples of the run under way where the caller has them, for kernels that read them there: a copy would lie in the cache of the
    /// core that made it, from which others read slowly.
    /// </summary>
    protected unsafe ref float Inputs => ref *callersInputs;

    /// <summary>A value in the arena, all samples one after the other.</summary>
    /// <param name="offset">Its floats in the arena of one sample.</param>
    protected ref float Sample(nint offset) => ref Unsafe.Add(ref Arena, offset * Batch);

    /// <summary>The same of a value that is kept in elements of fewer bits.</summary>
    /// <typeparam name="T">What the elements are kept as.</typeparam>
    /// <param name="offset">Its floats in the arena of one sample.</param>
    protected ref T SampleOf<T>(nint offset)
        where T : unmanaged => ref Unsafe.As<float, T>(ref Sample(offset));

    /// <summary>A value that does not depend on the batch.</summary>
    protected ref float FixedAt(nint offset) => ref Unsafe.Add(ref Fixed, offset);

    /// <summary>A value that does not depend on the batch, kept in elements of fewer bits.</summary>
    /// <typeparam name="T">What the elements are kept as.</typeparam>
    /// <param name="offset">Floats before it.</param>
    protected ref T FixedAt<T>(nint offset)
        where T : unmanaged => ref Unsafe.As<float, T>(ref FixedAt(offset));

    /// <summary>Memory of the thread that runs an item: what an item leaves there, only it reads.</summary>
    protected ref float Scratch(nint offset) => ref Unsafe.Add(ref ThreadScratch.AtLeast(Layout.ScratchFloats), offset);

    /// <summary>A tensor of weights.</summary>
    protected ref float Weight(nint offset) => ref Unsafe.Add(ref Parameters, offset);

    /// <summary>A tensor's gradient.</summary>
    protected ref float WeightGradient(nint offset) => ref Unsafe.Add(ref Gradients, offset);

    /// <summary>Launches the kernels that derive from weights alone what predictions read: packed copies, folded scales.</summary>
    protected virtual void Pack()
    {
    }

    /// <summary>Launches the kernels of a prediction in order.</summary>
    protected virtual void Infer() => throw WithoutKernels();

    /// <summary>Predicts one sample on the caller's thread, from and into the caller's memory; small models alone have it.</summary>
    /// <param name="input">The first float of the sample.</param>
    /// <param name="output">The first float of the outputs, which do not overlap the sample.</param>
    protected virtual void InferOneSample(ref float input, ref float output) =>
        throw new NotSupportedException($"'{Layout.ModelName}' has no way of its own for one sample.");

    /// <summary>Launches forward, loss and backward; overwrites every trainable gradient.</summary>
    protected virtual void Train() => throw new ModelHasNoLossException(Layout.ModelName);

    /// <summary>Launches the loss on a prediction's outputs.</summary>
    protected virtual void EvaluateLoss() => throw new ModelHasNoLossException(Layout.ModelName);

    /// <summary>Runs items of one kernel; several threads may be in here at once with ranges that do not meet.</summary>
    protected virtual void Execute(int kernel, int from, int to) => throw WithoutKernels();

    /// <summary>An editor may compile a model's face alone; nothing runs it.</summary>
    private InvalidOperationException WithoutKernels() => new($"'{Layout.ModelName}' was compiled without its kernels.");

    /// <summary>A kernel's name in the generated code, for profiles.</summary>
    public virtual string NameOf(int kernel) => kernel.ToString(CultureInfo.InvariantCulture);

    /// <summary>One of the names of a program's kernels.</summary>
    /// <param name="names">All of them in their order, with what neighbours begin with before braces: <c>a{b,c{d,e}},f</c>.</param>
    /// <param name="kernel">Its number.</param>
    protected static string NameIn(string names, int kernel) => NameGroups.Expand(names)[kernel];

    /// <summary>Where each launch's numbers begin.</summary>
    /// <param name="launches">One after another: a case, and places.</param>
    /// <param name="places">How many places each case has.</param>
    protected static int[] RowsOf(ReadOnlySpan<int> launches, ReadOnlySpan<int> places)
    {
        var rows = new List<int>();
        for (int at = 0; at < launches.Length; at += 1 + places[launches[at]])
            rows.Add(at);
        return [.. rows];
    }

    /// <summary>Told of every launch; null, as it normally is, costs a comparison.</summary>
    internal ILaunchObserver? Observer { get; set; }

    /// <summary>Runs a kernel's items, over several threads where that pays.</summary>
    /// <param name="kernel">The number that <see cref="Execute"/> switches on.</param>
    /// <param name="items">Independent items; their split changes no result.</param>
    /// <param name="work">Multiply-adds of all items together, or the bytes that they read and write where those are more.</param>
    protected void Launch(int kernel, int items, long work)
    {
        if (items <= 0)
            return;
        if (Observer is not null)
            Observer.Launching(kernel, work);
        Share(kernel, items, work);
        if (Observer is not null)
            Observer.Launched(kernel);
    }

    private void Share(int kernel, int items, long work)
    {
        int most = Math.Min(threads, items);
        if (most > 1 && work >= 2 * WorkPerThread)
            WorkerPool.Run(this, kernel, items, (int)Math.Min(most, work / WorkPerThread), Turn());
        else if (most > 1 && work >= 2 * WorkPerAwakeThread && WorkerPool.Awake > 0)
            WorkerPool.Run(this, kernel, items,
                (int)Math.Min(most, Math.Min(1 + WorkerPool.Awake, work / WorkPerAwakeThread)), Turn(), wake: false);
        else
            Execute(kernel, 0, items);
    }

    /// <summary>
    /// Kernels pass over their items there and back, and the other way round run after run: what a core wrote or read last, maps or
    /// weights, is read first, while its cache still has it.
    /// </summary>
    private bool Turn() => fromLast = !fromLast;

    void IRangeWork.Execute(int job, int from, int to) => Execute(job, from, to);

    /// <summary>Marks the program as in use; every public entry does, so that two threads in one instance are noticed instead of mixing
    /// their numbers.</summary>
    internal void Enter()
    {
        int fitting = FittingThread;
        if (fitting != 0 && fitting != Environment.CurrentManagedThreadId)
            throw new ModelInUseException(Layout.ModelName, fitting: true);
        if (Interlocked.Exchange(ref inUse, 1) != 0)
            throw new ModelInUseException(Layout.ModelName);
    }

    /// <summary>The thread whose fit is under way, which alone may use the program between steps; 0 for none.</summary>
    internal int FittingThread { get; set; }

    internal void Exit() => Volatile.Write(ref inUse, 0);

    /// <summary>Has the next training steps write their gradients to other memory.</summary>
    /// <param name="buffer">At least as long as the trainable weights.</param>
    internal void UseGradients(AlignedBuffer buffer)
    {
        if (gradients != buffer)
            finiteScan = null;
        gradients = buffer;
    }

    internal AlignedBuffer GradientStorage => gradients ??= new AlignedBuffer(ParameterSet.TrainableFloats);

    /// <summary>Makes room for a batch; allocates only when it is larger than any before.</summary>
    private void Prepare(ArenaLayout layout, int batch)
    {
        long floats = checked(layout.FloatsPerSample * batch);
        if (floats > AlignedBuffer.MaxLength)
            throw new BatchTooLargeException(Layout.ModelName, batch, (int)(AlignedBuffer.MaxLength / Math.Max(1, layout.FloatsPerSample)));
        if (arena.Length < floats)
            arena = new AlignedBuffer((int)floats);
        Batch = batch;
        InverseBatch = 1f / batch;
        runFromLast = fromLast = !runFromLast;
        // Packed weights of predictions must outlive training steps, so each keeps floats of its own.
        bool inference = ReferenceEquals(layout, Layout.Inference);
        fixedFloats = PrepareFixed(ref inference ? ref inferenceFixed : ref trainingFixed, layout.FixedFloats);
        if (inference)
            FollowWeights();
    }

    private static AlignedBuffer PrepareFixed(ref AlignedBuffer buffer, int floats) =>
        buffer.Length < floats ? buffer = new AlignedBuffer(floats) : buffer;

    private void FollowWeights()
    {
        int version = ParameterSet.Version;
        if (packedVersion == version && !ParameterSet.IsExposed)
            return;
        if (!isCalibration)
            ParameterSet.RequireCalibration();
        Pack();
        packedVersion = version;
    }
}
