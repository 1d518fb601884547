using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A project may check all arithmetic for overflow: kernels then do what they do otherwise.</summary>
public class OverflowCheckTests
{
    private static readonly bool isLong = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") is not (null or "");

    public static TheoryData<string> Networks() =>
    [
        .. Declarations.Varied,
        "[Input(6, 6, 3)] [ZeroPadding2D(1)] [LocalResponseNormalization] [MedianFilter2D(3, Padding = Padding.Same)] [FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)] [Conv2DTranspose(3, "
            + "3, Strides = 2, Padding = Padding.Same)] [Conv2D(3, 3, Padding = Padding.Same)] [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]",
        "[Input(7)] [Dropout(0.5)] [Dense(5, Activation = Activation.ELU)] [Dropout(0.5)] [Dense(3, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossEntropy)]",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Kernels_of_every_width_run(string layers)
    {
        foreach (string target in new[] { "avx512", "vector128" })
        {
            GeneratorRun run = GeneratorRun.Of(Declarations.Class(layers), ("ModelCompilerTargets", target));
            Assert.Equal(Results(run.After, false), Results(run.After, true));
        }
    }

    /// <summary>Layers with their borders, strides and shapes, in one project: every sixth, all of them in the long mode.</summary>
    [Fact]
    public void Kernels_of_every_layer_run()
    {
        string[] shapes = ["13", "12, 4", "9, 10, 4"];
        (int Axes, string Layer)[] layers = [.. LayerFamily.All.Where((_, i) => isLong || i % 6 == 0)];
        string[] names = [.. layers.Select((_, i) => $"Net{i}")];
        IEnumerable<string> models = layers.Zip(names, (l, name) =>
            $"[Model, Input({shapes[l.Axes - 1]}), PReLU{(l.Axes > 1 ? "(SharedAxes = new[] { 1 })" : "")}, {l.Layer}, Loss(Loss.MeanSquaredError)] public partial class {name};");
        GeneratorRun run = GeneratorRun.Of($"using ModelCompiler; namespace Nets; {string.Join("\n", models)}", ("ModelCompilerTargets", "vector128"));
        (Assembly plain, Assembly withChecks) = (Load(run.After, false), Load(run.After, true));
        foreach (string name in names) Assert.Equal(Results(plain, name), Results(withChecks, name));
    }

    private static float[] Results(Compilation compilation, bool isChecked) => Results(Load(compilation, isChecked), "Net");

    private static Assembly Load(Compilation compilation, bool isChecked)
    {
        using var stream = new MemoryStream();
        Assert.Empty(compilation.WithOptions(((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)compilation).Options.WithOptimizationLevel(OptimizationLevel.Release).WithOverflowChecks(isChecked))
            .Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>A prediction and the weights' gradients of a training step.</summary>
    private static float[] Results(Assembly assembly, string name)
    {
        Type type = assembly.GetType("Nets." + name)!;
        object model = Activator.CreateInstance(type, 3)!;
        var program = (Runtime.CompiledProgram)type.GetInterfaceMap(typeof(IModel<>).MakeGenericType(type)).TargetMethods.Single(m => m.Name.EndsWith(".get_Program", StringComparison.Ordinal))
            .Invoke(model, null)!;
        float[] inputs = [.. Enumerable.Range(0, 3 * program.Layout.InputSize).Select(i => MathF.Sin(i) - 0.2f)];
        float[] outputs = program.Predict(inputs);
        if (program.Layout.Training is null) return outputs;
        float loss = program.TrainStep(inputs, [.. Enumerable.Range(0, outputs.Length).Select(i => i % program.Layout.OutputSize == 0 ? 1f : 0f)], 7);
        return [.. outputs, loss, .. program.GradientBuffer];
    }
}
