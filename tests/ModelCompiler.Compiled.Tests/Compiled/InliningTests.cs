using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime.CompilerServices;
using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// The JIT inlines every call of a kernel. It stops at a number of local variables, which the emitter estimates from a method's text; a call that is left saves and loads all sums of a tile,
/// which has cost a kernel nine tenths of its speed. What the JIT says of each method is heard from its own events.
/// </summary>
public class InliningTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A method that has more locals than the JIT inlines for: that it is heard of shows that others would be.</summary>
    private static readonly string Heard = "static class Heard { [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] "
        + "static float Twice(float x) { float y = x * x; return y + x; } "
        + "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)] static float Sum(float x) { "
        + string.Concat(Enumerable.Range(0, 900).Select(i => $"float s{i} = Twice(x + {i}); ")) + $"return {string.Join(" + ", Enumerable.Range(0, 900).Select(i => $"s{i}"))}; }} }}";

    /// <summary>Layers with the most sums, taps and border pieces in a method, each with a function in its epilogue, and their gradients.</summary>
    public static TheoryData<string, string> Networks()
    {
        var data = new TheoryData<string, string>();
        string[] functions = LongTests.Run ? ["SiLU", "GELU", "Sigmoid", "Tanh", "ELU", "Softplus", "HardSwish", "ReLU"] : ["SiLU", "GELU"];
        foreach (string function in functions)
        {
            data.Add($"{function}OfChannels",
                $"[Input(28, 28, 32)] [DepthwiseConv2D(5, Padding = Padding.Same)] [{function}] [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same)] [BatchNormalization] [{function}] "
                    + "[GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]");
            data.Add($"{function}OfWindows", $"[Input(15, 15, 3)] [Conv2D(80, 3, Padding = Padding.Same)] [{function}] [Conv2D(10, 5, Strides = 2)] [{function}] [Flatten] [Dropout(0.3)] [Dense(100)] "
                + $"[{function}] [Dense(3)] [Loss(Loss.MeanSquaredError)]");
            // Small enough that one sample has a way of its own: no tile is a method, and what is more than the JIT inlines is written without rows.
            data.Add($"{function}OfOneSample", $"[Input(12, 12, 24)] [DepthwiseConv2D(5, Padding = Padding.Same)] [{function}] [GlobalAveragePooling2D] [Dense(3)] [Loss(Loss.MeanSquaredError)]");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_call_of_a_kernel_is_inlined(string name, string layers)
    {
        var assembly = InMemoryCompiler.Compile($"using ModelCompiler; namespace Inlined {{ [Model] {layers} public partial class {name}; }} {Heard}", new CompilerOptions(Targets.Runnable("avx512")))
            .Type($"Inlined.{name}").Assembly;
        MethodInfo[] kernels = [.. assembly.GetTypes().Where(t => t.Name.StartsWith("Kernels", StringComparison.Ordinal)).SelectMany(t => t.GetMethods(All))];
        Assert.True(kernels.Length > 10);
        using var listener = new RefusedCalls();
        foreach (var kernel in kernels) RuntimeHelpers.PrepareMethod(kernel.MethodHandle);
        RuntimeHelpers.PrepareMethod(assembly.GetType("Heard")!.GetMethod("Sum", All)!.MethodHandle);
        // Events come in order, and late: the one that must come is the last.
        Assert.True(SpinWait.SpinUntil(() => listener.Of("Heard").Any(), TimeSpan.FromSeconds(60)), "The JIT's events did not come.");
        string[] refused = [.. listener.Of($"Inlined_{name}.").GroupBy(c => c).Select(c => $"{c.Count()} × {c.Key}")];
        Assert.True(refused.Length == 0, $"The JIT left calls in kernels:\n{string.Join("\n", refused.Take(20))}");
    }

    /// <summary>Calls that the JIT would have inlined, were there not too much in the method already.</summary>
    private sealed class RefusedCalls : EventListener
    {
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        private readonly ConcurrentQueue<(string Type, string Call)> calls = new();

        public IEnumerable<string> Of(string space) => calls.Where(c => c.Type.Contains(space, StringComparison.Ordinal)).Select(c => c.Call);

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, JitTracing);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true) return;
            object? Of(string name) => written.Payload![written.PayloadNames!.IndexOf(name)];
            string type = $"{Of("MethodBeingCompiledNamespace")}";
            // Tiles are methods so that they are called, and what the framework itself decides against, such as a method that throws, is no loss.
            bool isTile = $"{Of("InlineeName")}".StartsWith("Tile_", StringComparison.Ordinal);
            if (!isTile && $"{Of("FailReason")}" is var reason && reason.Contains("too many", StringComparison.Ordinal))
                calls.Enqueue((type, $"{Of("InlineeName")} in {type[(type.LastIndexOf('.') + 1)..]}.{Of("MethodBeingCompiledName")}: {reason}"));
        }
    }
}
