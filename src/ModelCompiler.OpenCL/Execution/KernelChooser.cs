using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;
using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>
/// Chooses among a kernel's variants: the first that fits the device, or the one that is the fastest there in a short trial, whose outcome
/// is kept on disk. The choice holds for batches up to the next power of two.
/// </summary>
internal sealed class KernelChooser : IDisposable
{
    /// <summary>Rounds of a trial; the shortest counts.</summary>
    private const int Rounds = 4;

    /// <summary>Text of one program on a processor: a driver may look through a program whole for each of its kernels.</summary>
    private const int ProgramBytes = 200_000;

    /// <summary>
    /// What is one operation in a kernel's formula is one in its code: a product and a sum are rounded together only where it says fma, as
    /// on the processor.
    /// </summary>
    private static ReadOnlySpan<byte> Exact => "#pragma OPENCL FP_CONTRACT OFF\n"u8;

    private readonly Dictionary<(int Kernel, int Bucket), int> choices = [];
    private readonly CacheFolder cache;
    private readonly ProgramBuilder builder;
    private readonly bool tune;

    public KernelChooser(DeviceContext context, DeviceProgram program, BufferTable buffers, OpenCLOptions options)
    {
        (Context, Program, Buffers) = (context, program, buffers);
        cache = new CacheFolder(options.CachePath);
        builder = new ProgramBuilder(context, cache);
        tune = options.Tune && program.Tune;
        Profile = new ProfileRecorder(context);
    }

    public DeviceContext Context { get; }

    public DeviceProgram Program { get; }

    public BufferTable Buffers { get; }

    public ProfileRecorder Profile { get; }

    /// <summary>What the training step under way multiplies the loss's gradient by.</summary>
    public float LossScale { get; set; } = 1;

    /// <summary>Texts that the device's compiler built, the cache being of no help.</summary>
    public int Built => builder.Built;

    /// <summary>Kernels that were tried, the cache being of no help.</summary>
    public int Trials { get; private set; }

    /// <summary>A step's kernel.</summary>
    public KernelHandle Build(KernelStep step) => builder.Kernel(step.Name, TextOf(step), Program.BuildOptions);

    /// <summary>Builds what these launches may need. A GPU's driver takes a good part of a second for each kernel, but does several side by
    /// side; to a processor's, each program is a sixth of a second of its only compiler.</summary>
    public void Prepare(IEnumerable<PreparedLaunch> launches)
    {
        IEnumerable<KernelVariant> variants = launches.Select(l => l.Kernel).Distinct().SelectMany(kernel =>
        {
            KernelVariant[] fitting = [.. kernel.Variants.Where(v => DeviceLimits.WhyNot(Context.Device, v) is null)];
            KernelVariant[] worthATrial = [.. fitting.Where(v => !v.LastResort)];
            return worthATrial.Length == 0 ? fitting : tune ? worthATrial : worthATrial.Take(1);
        });
        builder.Prepare(Head, variants.SelectMany(v => v.Steps).Select(s => (s.Name, s.Source().ToArray())), Program.BuildOptions,
            Context.Device.Kind == DeviceKind.Gpu ? 0 : ProgramBytes);
    }

    /// <summary>Makes room for what a kernel's steps share.</summary>
    public void EnsureScratch(long floats)
    {
        if (floats > 0)
            Buffers.Ensure(BufferTable.Scratch, "scratch memory", floats);
    }

    /// <summary>The variant to run a launch with.</summary>
    /// <param name="launch">The launch, whose inputs are there.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="dropoutSeed">For kernels that take it.</param>
    /// <exception cref="OpenCLLimitException">The device can run none.</exception>
    public int Choose(PreparedLaunch launch, int batch, uint dropoutSeed)
    {
        int bucket = BitOperations.Log2((uint)batch * 2 - 1);
        if (choices.TryGetValue((launch.KernelNumber, bucket), out int known))
            return known;
        DeviceKernel kernel = launch.Kernel;
        int[] fitting = [.. Enumerable.Range(0, kernel.Variants.Length)
            .Where(v => DeviceLimits.WhyNot(Context.Device, kernel.Variants[v]) is null)];
        int[] worthATrial = [.. fitting.Where(v => !kernel.Variants[v].LastResort)];
        int choice = tune && worthATrial.Length > 1 ? Fastest(launch, worthATrial, batch, bucket, dropoutSeed) ?? FirstThatFits(launch,
            fitting) : FirstThatFits(launch, fitting);
        choices.Add((launch.KernelNumber, bucket), choice);
        return choice;
    }

    public void Dispose() => builder.Dispose();

    private byte[] Head => [.. Exact, .. Encoding.UTF8.GetBytes(Program.Prelude)];

    private byte[] TextOf(KernelStep step) => [.. Head, .. step.Source()];

    /// <summary>Only the built kernel says how many work items the device's registers are enough for.</summary>
    private int FirstThatFits(PreparedLaunch launch, int[] fitting)
    {
        foreach (int variant in fitting)
        {
            if (RegistersSuffice(launch, variant))
                return variant;
        }

        throw DeviceLimits.NoneFits(Context.Device, launch.Kernel);
    }

    /// <summary>Null where the device can run none of them.</summary>
    private int? Fastest(PreparedLaunch launch, int[] fitting, int batch, int bucket, uint dropoutSeed)
    {
        string key = CacheFolder.KeyOf(
            ["choice", ProgramBuilder.Identity(Context.Device), Program.BuildOptions, Program.Prelude, $"{bucket}",
             .. launch.Kernel.Variants.SelectMany(v => v.Steps).Select(s => Encoding.UTF8.GetString(s.Source()))]);
        if (cache.Read(key) is { } stored && int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out int remembered)
            && fitting.Contains(remembered))
        {
            return remembered;
        }

        Trials++;
        Context.Finish();
        Profile.Collect();
        (int Variant, long Ticks) best = (-1, long.MaxValue);
        foreach (int variant in fitting)
        {
            if (TimeOf(launch, variant, batch, dropoutSeed) is { } ticks && ticks < best.Ticks)
                best = (variant, ticks);
        }

        if (best.Variant < 0)
            return null;
        cache.Write(key, Encoding.UTF8.GetBytes(best.Variant.ToString(CultureInfo.InvariantCulture)));
        return best.Variant;
    }

    /// <summary>The shortest of some runs, or null where the device cannot run the variant after all.</summary>
    private long? TimeOf(PreparedLaunch launch, int variant, int batch, uint dropoutSeed)
    {
        try
        {
            if (!RegistersSuffice(launch, variant))
                return null;
            long shortest = long.MaxValue;
            for (int round = 0; round <= Rounds; round++)
            {
                Context.Finish();
                long start = Stopwatch.GetTimestamp();
                launch.Enqueue(variant, batch, dropoutSeed);
                Context.Finish();
                // The first round builds what the driver puts off until then.
                if (round > 0)
                    shortest = Math.Min(shortest, Stopwatch.GetTimestamp() - start);
            }

            return shortest;
        }
        catch (OpenCLException exception) when (exception is OpenCLOutOfMemoryException or OpenCLLimitException)
        {
            return null;
        }
        finally
        {
            Profile.Discard();
        }
    }

    private bool RegistersSuffice(PreparedLaunch launch, int variant) =>
        launch.Steps(variant).Zip(launch.Kernel.Variants[variant].Steps).All(s => s.First.LargestGroup() >= s.Second.Range.GroupSize);
}
