using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The way of one sample through a small model: its kernels one after another, from the caller's memory into the
/// caller's memory.</summary>
internal static class OneSampleEmitter
{
    private const string Input = "sampleInput", Output = "sampleOutput";

    public static void Write(SourceWriter writer, CompiledModel model, IEnumerable<Launch> inference, MemoryNames names)
    {
        if (!model.Inference.Graph.PredictsAlone) return;
        writer.Line().Line("/// <inheritdoc/>");
        using (writer.Block($"protected override void InferOneSample(ref float {Input}, ref float {Output})"))
        {
            Launch[] launches = [.. inference.Where(l => l.Kernel.Phase == Phase.Forward)];
            for (int t = 0; t < model.Options.Targets.Count; t++)
            {
                string choice = TargetCheck.Prefix(model.Options.Targets, t).TrimEnd();
                using (writer.Block(choice.Length == 0 ? null : choice))
                {
                    foreach (Launch launch in launches) writer.Line(Call(model, launch, t, names));
                }
            }
        }
    }

    private static string Call(CompiledModel model, Launch launch, int target, MemoryNames names)
    {
        KernelMethod method = launch.OneSample ?? launch.Method;
        LoopNest nest = (launch.Lowered.OneSample ?? launch.Lowered.Nests)[target];
        var arguments = nest.Buffers.Select(b => Argument(model, launch, b.Tensor, names)).ToList();
        if (NestFacts.Of(nest).Batch) arguments.Add("1");
        if (nest.Items != ItemCount.OneSample) arguments.AddRange(["0", nest.Items.Alone.ToString(CultureInfo.InvariantCulture)]);
        return $"{KernelEmitter.ClassOf(model.Options.Targets[method.HomeOf(target)])}.{method.Name}({string.Join(", ", arguments)});";
    }

    private static string Argument(CompiledModel model, Launch launch, Tensor tensor, MemoryNames names)
    {
        TensorProgram program = model.Inference.Graph.Program;
        string place = tensor.Root == program.Input.Root ? InPlace(Input, tensor) : tensor.Root == program.Output.Root ? InPlace(Output,
            tensor) : DispatchEmitter.Place(launch, tensor, names.For(launch));
        return model.Options.Checked ? DispatchEmitter.Span(place, tensor) : $"ref {place}";
    }

    private static string InPlace(string sample, Tensor tensor) =>
        tensor.Offset == 0 ? sample : $"Unsafe.Add(ref {sample}, {tensor.Offset})";
}
