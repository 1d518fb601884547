using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Tiles;

/// <summary>
/// Texts of kernels that this process has written, as <see cref="LoweredNests"/> has their loop nests: after an edit of one attribute
/// nearly all are what they were, and call the tiles that they called.
/// </summary>
internal static class KernelTexts
{
    // ResNet-152 takes 20 MiB of texts and 3 of methods.
    private const long TextCapacity = 24 << 20, MethodCapacity = 8 << 20;

    private static readonly Memo<TextKey, KernelText> Texts = new(TextCapacity, (key, text) => (2 * key.Nest.Whole.Length) + text.Size);

    private static readonly Memo<MethodKey, WrittenMethod> Methods = new(MethodCapacity, (_, method) => 2 * method.Text.Length);

    /// <param name="written">Its tiles are not to become methods.</param>
    public static KernelText Of(KernelCode kernel, int target, CompilerOptions options, bool written)
    {
        LoopNest nest = kernel.Nests[target];
        var nestKey = new NestKey(kernel.Whole, options.Targets[target], options.Unroll, options.Proves);
        var key = new TextKey(nestKey, nest.Items == ItemCount.OneSample, options.Checked, written, options.Machine.Batch);
        LoopNest Outlined() => written ? nest : TileSelection.Run(nest, options.Machine.Batch);
        return Texts.Of(key, _ => new KernelText(Outlined(), options.Checked, KernelEmitter.IsFused(options.Targets[target])));
    }

    /// <param name="calls">Of its tiles that are calls.</param>
    /// <param name="plain">Without rows.</param>
    public static WrittenMethod MethodOf(KernelText kernel, EquatableArray<bool> calls, bool plain, Func<WrittenMethod> write) =>
        Methods.Of(new MethodKey(kernel, calls, plain), _ => write());

    /// <summary>For who measures.</summary>
    public static void Forget()
    {
        Texts.Clear();
        Methods.Clear();
        TileShape.Forget();
    }

    /// <summary>All that a kernel's text is a function of, beside which of its tiles are calls.</summary>
    /// <param name="Batch">Samples that are assumed where work is counted.</param>
    private sealed record TextKey(NestKey Nest, bool OneSample, bool Checked, bool Written, int Batch);

    private sealed record MethodKey(KernelText Kernel, EquatableArray<bool> Calls, bool Plain);
}
