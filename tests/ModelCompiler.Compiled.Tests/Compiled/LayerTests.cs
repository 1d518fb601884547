using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Some layers at other batch sizes, and what holds for all.</summary>
public class LayerTests
{
    private static readonly Dictionary<string, ModelSource> Cases = LayerCases.All.ToDictionary(c => c.Name);

    /// <summary>The code that this machine would choose of all targets', without compiling the others'.</summary>
    private static readonly CompilerOptions Widest = new(Targets.Runnable(Targets.All[0]));

    public static TheoryData<string, int> Batches()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in (string[])["Conv2DValid", "Conv2DTwentyChannels", "Dense37To33", "MaxPooling2DOverlapping", "SoftmaxFused", "CategoricalCrossEntropyOf10", "PaddingSides"])
            foreach (int batch in (int[])[1, 2, 3, 7, 8, 9, 17])
                data.Add(name, batch);
        return data;
    }

    [Theory, MemberData(nameof(Batches))]
    public void Agrees_at_every_batch_size(string name, int batch) => Agreement.Check(CompiledCases.For(Cases[name], Widest), Cases[name], batch, seed: 7);

    /// <summary>So the cases above are those of "speed", too.</summary>
    [Fact]
    public void Unrolls_for_speed_unless_told_otherwise()
    {
        var sources = LayerCases.All.Take(20).ToArray();
        string[] ordinary = Generated(null), speed = Generated("speed"), size = Generated("size");
        Assert.Equal(ordinary, speed);
        Assert.NotEqual(ordinary, size);

        string[] Generated(string? unroll)
        {
            string file = ModelSource.Header + string.Join("\n", sources.Select(s => s.Declaration));
            return [.. InMemoryCompiler.Generate(file, new(Unroll: unroll)).Compilation.SyntaxTrees.Select(t => t.ToString())];
        }
    }

    [Fact]
    public void One_instance_takes_batches_that_grow_and_shrink()
    {
        var source = Cases["Conv2DTwentyChannels"];
        var model = CompiledCases.For(source, Widest).Model(source, seed: 3);
        float[] inputs = new SplitMix64(5).Floats(17 * source.Reference().InputSize);
        float[] all = model.Predict(inputs);
        int inputSize = inputs.Length / 17, outputSize = all.Length / 17;
        foreach (int batch in (int[])[1, 9, 3, 17, 2])
            Agreement.Near(source, $"outputs of {batch}", Agreement.Widen(all[..(batch * outputSize)]), model.Predict(inputs[..(batch * inputSize)]));
    }
}
