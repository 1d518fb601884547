using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>Texts of kernels that this process has written, as <see cref="LoweredNests"/> has their loop nests: after an edit of one
/// attribute nearly all are what they were.</summary>
internal static class KernelTexts
{
    private const long Capacity = 40 << 20;

    private static readonly Memo<TextKey, KernelText> Texts = new(Capacity, (key, text) => (2 * key.Nest.Whole.Length) + text.Size);

    /// <param name="written">Its tiles are not to become methods.</param>
    public static KernelText Of(KernelCode kernel, int target, CompilerOptions options, bool written)
    {
        LoopNest nest = kernel.Nests[target];
        var nestKey = new NestKey(kernel.Whole, options.Targets[target], options.Unroll, options.Proves);
        var key = new TextKey(nestKey, nest.Items == ItemCount.OneSample, options.Checked, written, options.Machine.Batch);
        return Texts.Of(key, _ => KernelEmitter.TextOf(nest, options.Targets[target], options, written));
    }

    /// <summary>For who measures.</summary>
    public static void Forget() => Texts.Clear();

    /// <summary>All that a kernel's text is a function of.</summary>
    /// <param name="Batch">Samples that are assumed where work is counted.</param>
    private sealed record TextKey(NestKey Nest, bool OneSample, bool Checked, bool Written, int Batch);
}
