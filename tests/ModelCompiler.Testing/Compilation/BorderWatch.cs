using System.Runtime.InteropServices;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Runtime;

namespace ModelCompiler.Testing.Compilation;

/// <summary>
/// Fills the borders of values in a program's memory with NaN when a value begins to live, and the value too, and looks after each kernel whether the borders of all that live are as they were. What
/// reads across a border, or reads what nothing has written, computes NaN; what writes across one is named.
/// </summary>
/// <param name="program">The program; its memory was planned with borders.</param>
/// <param name="inference">The plan of predictions.</param>
/// <param name="training">The plan of training steps; null where there are none.</param>
/// <param name="firstTraining">The number of the first kernel of a training step.</param>
/// <param name="border">Floats on both sides of each value, for each sample.</param>
internal sealed class BorderWatch(CompiledProgram program, MemoryPlan inference, MemoryPlan? training, int firstTraining, int border) : ILaunchObserver
{
    private const uint Filling = 0x7FC0B0DE;

    private readonly HashSet<Tensor> filled = [];
    private int last = int.MaxValue;

    /// <summary>Borders that were looked at.</summary>
    public long Checked { get; private set; }

    private MemoryPlan Plan => last >= firstTraining ? training! : inference;

    private int At => last >= firstTraining ? last - firstTraining : last;

    public void Launching(int kernel, long work)
    {
        bool begins = kernel <= last || (last < firstTraining) != (kernel < firstTraining);
        if (begins) filled.Clear();
        last = kernel;
        foreach (var (tensor, life) in Plan.Lifetimes)
        {
            if (life.To < At) filled.Remove(tensor);
            if (life.From != At && !(begins && life.From < 0)) continue;
            if (life.From >= 0) Fill(Body(tensor, program.SamplesInRun)); // Inputs and targets are there already.
            FillBorders(tensor, program.SamplesInRun);
        }

        // What predictions derive from weights outlives them.
        bool stays = Plan == inference;
        foreach (var (tensor, life) in Plan.FixedLifetimes)
        {
            if (!stays && life.To < At) filled.Remove(tensor);
            if (stays ? begins : life.From == At) FillBorders(tensor, 1);
        }
    }

    public void Launched(int kernel)
    {
        foreach (Tensor tensor in filled)
        {
            int samples = tensor.Storage == Storage.Arena ? program.SamplesInRun : 1;
            if (!IsWhole(Before(tensor, samples))) throw Crossed(kernel, "before", tensor);
            if (!IsWhole(Behind(tensor, samples))) throw Crossed(kernel, "behind", tensor);
            Checked += 2;
        }
    }

    private Span<float> Memory(Tensor tensor) => tensor.Storage == Storage.Arena ? program.ArenaFloats : program.FixedFloats;

    private Span<float> Body(Tensor tensor, int samples) => Memory(tensor).Slice((int)Plan.Offsets[tensor] * samples, (int)tensor.Floats * samples);

    private Span<float> Before(Tensor tensor, int samples) => Memory(tensor).Slice(((int)Plan.Offsets[tensor] - border) * samples, border * samples);

    /// <summary>With what is left of the last cache line.</summary>
    private Span<float> Behind(Tensor tensor, int samples)
    {
        int end = (int)(Plan.Offsets[tensor] + tensor.Floats) * samples;
        return Memory(tensor)[end..((int)(Plan.Offsets[tensor] + MemoryPlanner.Align(tensor.Floats) + border) * samples)];
    }

    private void FillBorders(Tensor tensor, int samples)
    {
        Fill(Before(tensor, samples));
        Fill(Behind(tensor, samples));
        filled.Add(tensor);
    }

    private static void Fill(Span<float> floats) => MemoryMarshal.Cast<float, uint>(floats).Fill(Filling);

    private static bool IsWhole(ReadOnlySpan<float> floats) => !MemoryMarshal.Cast<float, uint>(floats).ContainsAnyExcept(Filling);

    private InvalidOperationException Crossed(int kernel, string side, Tensor tensor) => new($"'{program.NameOf(kernel)}' wrote {side} {tensor}, across its border.");
}
