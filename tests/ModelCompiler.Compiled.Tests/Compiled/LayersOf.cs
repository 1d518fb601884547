using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Every layer and option, compiled for one instruction set, plain and with each access checked, against the reference.</summary>
/// <remarks>A class for each: classes run side by side.</remarks>
public abstract class LayersOf(string target)
{
    private static readonly Dictionary<string, ModelSource> Cases = LayerCases.All.ToDictionary(c => c.Name);

    /// <summary>Plain on every instruction set. Checked on one of them, in turn: that accesses stay within their tensors is proven for each while it is generated. On all in the long mode.</summary>
    public static TheoryData<string, bool> CasesOf(string target)
    {
        var data = new TheoryData<string, bool>();
        foreach (var (name, turn) in Cases.Keys.Select((name, i) => (name, i)))
        {
            data.Add(name, false);
            if (LongTests.Run || Targets.All[turn % CompiledCases.Turns] == target) data.Add(name, true);
        }

        return data;
    }

    protected void Check(string name, bool isChecked)
    {
        var source = Cases[name];
        var assembly = CompiledCases.For(source, new(Targets.Runnable(target), Checked: isChecked));
        Agreement.Check(assembly, source, batch: 3);
    }

    [Fact]
    public void A_sample_alone_agrees_where_it_has_a_way_of_its_own()
    {
        // Weights that are more than a cache holds: summed in parts, by one sample in another way than by many.
        var source = new ModelSource("DenseInParts", [16000], [new DenseSource(100) { Activation = ActivationSource.Tanh }, new DenseSource(3)], new(LossKindSource.MeanSquaredError));
        var assembly = InMemoryCompiler.Compile([source], new(Targets.Runnable(target), Checked: true));
        Agreement.Check(assembly, source, batch: 1);
        var model = assembly.Model(source, seed: 3);
        float[] inputs = new SplitMix64(5).Floats(3 * 16000), outputs = model.Predict(inputs);
        for (int n = 0; n < 3; n++) Assert.Equal(outputs[(n * 3)..((n + 1) * 3)], model.Predict(inputs[(n * 16000)..((n + 1) * 16000)]));
    }
}

public class LayersOfAvx512() : LayersOf("avx512")
{
    [Theory, MemberData(nameof(CasesOf), "avx512")]
    public void Agrees_with_the_reference(string name, bool isChecked) => Check(name, isChecked);
}

public class LayersOfAvx2() : LayersOf("avx2")
{
    [Theory, MemberData(nameof(CasesOf), "avx2")]
    public void Agrees_with_the_reference(string name, bool isChecked) => Check(name, isChecked);
}

public class LayersOfVector128() : LayersOf("vector128")
{
    [Theory, MemberData(nameof(CasesOf), "vector128")]
    public void Agrees_with_the_reference(string name, bool isChecked) => Check(name, isChecked);
}
