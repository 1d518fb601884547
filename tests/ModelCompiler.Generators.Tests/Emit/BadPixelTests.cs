using System.Reflection;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>One bad pixel before 3×3 convolutions that may be computed Winograd's way: with Convolution.Direct, of a layer or of a model, it reaches what reads it and nothing else.</summary>
public class BadPixelTests
{
    [Fact]
    public void Reaches_what_reads_it()
    {
        string[] models =
        [
            "[Model, Input(24, 24, 32), Conv2D(32, 3, Pad = 1, Algorithm = Convolution.Direct)] public partial class DirectLayer;",
            "[Model(Algorithm = Convolution.Direct), Input(24, 24, 32), Conv2D(32, 3, Pad = 1)] public partial class DirectModel;",
            "[Model, Input(24, 24, 32), Conv2D(32, 3, Pad = 1)] public partial class Chosen;",
        ];
        Assembly assembly = GeneratorRun.Of("using ModelCompiler;\n" + string.Join("\n", models), ("ModelCompilerTargets", "vector128")).Load();
        foreach (string name in new[] { "DirectLayer", "DirectModel" })
        {
            // A pixel in the middle, on a border, in a corner.
            Assert.Equal(9 * 32, Spoilt(assembly, name, 11, 13));
            Assert.Equal(6 * 32, Spoilt(assembly, name, 0, 13));
            Assert.Equal(4 * 32, Spoilt(assembly, name, 23, 23));
            Assert.InRange(Moved(assembly, name), 0, 1e-6);
        }

        // Said in docs/limits.md: a tile is computed together.
        Assert.InRange(Spoilt(assembly, "Chosen", 11, 13), 9 * 32, 36 * 32);
    }

    /// <summary>Outputs that are no numbers where one pixel is none.</summary>
    private static int Spoilt(Assembly assembly, string name, int y, int x) => Predict(assembly, name, y, x, float.NaN).Count(float.IsNaN);

    /// <summary>How far outputs that do not read one very large pixel move, relative to the largest of them.</summary>
    private static float Moved(Assembly assembly, string name)
    {
        float[] with = Predict(assembly, name, 11, 13, 65535), without = Predict(assembly, name, 11, 13, 0.25f);
        float moved = 0, largest = 0;
        for (int i = 0; i < with.Length; i++)
        {
            int cell = i / 32;
            if (Math.Abs((cell / 24) - 11) <= 1 && Math.Abs((cell % 24) - 13) <= 1) continue;
            (moved, largest) = (Math.Max(moved, Math.Abs(with[i] - without[i])), Math.Max(largest, Math.Abs(without[i])));
        }

        return moved / largest;
    }

    private static float[] Predict(Assembly assembly, string name, int y, int x, float value)
    {
        object model = Activator.CreateInstance(assembly.GetType(name)!, 3)!;
        float[] inputs = [.. Enumerable.Range(0, 24 * 24 * 32).Select(i => MathF.Sin(i) / 2)];
        inputs[((y * 24) + x) * 32] = value;
        MethodInfo predict = model.GetType().GetMethods().Single(m => m.Name == "Predict" && m.GetParameters().Length == 1);
        return predict.CreateDelegate<Predictor>(model)(inputs);
    }

    private delegate float[] Predictor(ReadOnlySpan<float> inputs);
}
