using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>NaN comes out exactly where the formulas say: never swallowed, never leaked to other samples or positions.</summary>
public class NotANumberTests
{
    /// <summary>But for quantized activations: no byte is NaN, and what is none becomes 0 (<c>docs/precision.md</c>).</summary>
    private static readonly Dictionary<string, ModelSource> Cases =
        LayerCases.All.Where(c => c.Precision != ReferencePrecision.Int8Activations).ToDictionary(c => c.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Comes_out_where_it_belongs(string name)
    {
        var source = Cases[name];
        var reference = source.Reference();
        var random = new SplitMix64(11);
        RandomWeights.Draw(reference, random);
        float[] inputs = random.Floats(3 * reference.InputSize);
        inputs[reference.InputSize + random.Between(0, reference.InputSize - 1)] = float.NaN;
        bool[] expected = [.. reference.Predict(Agreement.Widen(inputs)).Select(double.IsNaN)];
        foreach (string target in Targets.All)
        {
            var model = CompiledCases.For(source, new(Targets.Runnable(target))).Model(source);
            model.Randomize(reference, new SplitMix64(11));
            Assert.Equal(expected, model.Predict(inputs).Select(float.IsNaN));
        }
    }
}
