using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Every layer and option, compiled for one instruction set, plain and with each access checked, against the reference.</summary>
/// <remarks>A class for each: classes run side by side.</remarks>
public abstract class LayersOf(string target)
{
    private static readonly Dictionary<string, ModelSource> Cases = LayerCases.All.ToDictionary(c => c.Name);

    public static TheoryData<string, bool> AllCases()
    {
        var data = new TheoryData<string, bool>();
        foreach (string name in Cases.Keys)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    [Theory, MemberData(nameof(AllCases))]
    public void Agrees_with_the_reference(string name, bool isChecked)
    {
        var source = Cases[name];
        var assembly = CompiledCases.For(source, new(Targets.Runnable(target), Checked: isChecked));
        Agreement.Check(assembly, source, batch: 3);
    }
}

public class LayersOfAvx512() : LayersOf("avx512");

public class LayersOfAvx2() : LayersOf("avx2");

public class LayersOfVector128() : LayersOf("vector128");
