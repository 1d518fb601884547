using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Reference;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>The emitted functions, compiled and run over the whole range of floats, against double arithmetic.</summary>
public class MathFunctionTests(ITestOutputHelper output)
{
    private static readonly Lazy<Func<string, Action<float[], float[]>>> Fused = new(() => Compile(fused: true)), Plain = new(() => Compile(fused: false));

    private const double SmallestNormal = 1.1754944e-38, Tiny = 1e-35;

    /// <summary>Relative errors in units of 2^-24, half a last place.</summary>
    /// <param name="denormals">Whether results down to the last denormal keep their bits; otherwise intermediate products may lose theirs below <see cref="Tiny"/>.</param>
    [Theory]
    [InlineData("Exp", 4, true)]
    [InlineData("Log", 4, true)]
    [InlineData("Tanh", 8, false)]
    [InlineData("Sigmoid", 8, false)]
    [InlineData("ExpMinusOne", 4, true)]
    [InlineData("LogOnePlus", 8, true)]
    public void Functions_are_accurate_over_the_whole_range(string name, double most, bool denormals)
    {
        foreach (var functions in new[] { Fused.Value, Plain.Value })
        {
            float[] x = Arguments(), y = new float[x.Length];
            functions(name + "16")(x, y);
            double worst = 0;
            float at = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double exact = Exact(name, x[i]);
                double error = !denormals && Math.Abs(exact) < Tiny && Math.Abs(y[i]) < Tiny ? 0 : Error(y[i], exact);
                if (double.IsNaN(error) || error > worst) (worst, at) = (double.IsNaN(error) ? double.PositiveInfinity : error, x[i]);
            }

            output.WriteLine($"{name}: {worst:F2} · 2^-24 at {at:R}, where it gives {y[Array.IndexOf(x, at)]:R} for {Exact(name, at):R}");
            Assert.True(worst <= most, $"{name}({at:R}) is {y[Array.IndexOf(x, at)]:R} for {Exact(name, at):R}: {worst:F2} · 2^-24.");
        }
    }

    [Theory]
    [InlineData("Exp", 0f, 1f)]
    [InlineData("Exp", float.NegativeInfinity, 0f)]
    [InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Exp", -200f, 0f)]
    [InlineData("Exp", 200f, float.PositiveInfinity)]
    [InlineData("Exp", float.Epsilon, 1f)]
    [InlineData("Log", 1f, 0f)]
    [InlineData("Log", 0f, float.NegativeInfinity)]
    [InlineData("Log", -1f, float.NaN)]
    [InlineData("Log", float.NegativeInfinity, float.NaN)]
    [InlineData("Log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Tanh", 0f, 0f)]
    [InlineData("Tanh", float.PositiveInfinity, 1f)]
    [InlineData("Tanh", float.NegativeInfinity, -1f)]
    [InlineData("Sigmoid", 0f, 0.5f)]
    [InlineData("Sigmoid", float.PositiveInfinity, 1f)]
    [InlineData("Sigmoid", float.NegativeInfinity, 0f)]
    [InlineData("Exp", float.NaN, float.NaN)]
    [InlineData("Log", float.NaN, float.NaN)]
    [InlineData("Tanh", float.NaN, float.NaN)]
    [InlineData("Sigmoid", float.NaN, float.NaN)]
    [InlineData("ExpMinusOne", 0f, 0f)]
    [InlineData("ExpMinusOne", float.NegativeInfinity, -1f)]
    [InlineData("ExpMinusOne", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("ExpMinusOne", -1e-8f, -1e-8f)]
    [InlineData("ExpMinusOne", float.NaN, float.NaN)]
    [InlineData("LogOnePlus", 0f, 0f)]
    [InlineData("LogOnePlus", 1e-9f, 1e-9f)]
    [InlineData("LogOnePlus", -1f, float.NegativeInfinity)]
    [InlineData("LogOnePlus", -2f, float.NaN)]
    [InlineData("LogOnePlus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("LogOnePlus", float.NaN, float.NaN)]
    [InlineData("NormalCdf", float.NegativeInfinity, 0f)]
    [InlineData("NormalCdf", float.PositiveInfinity, 1f)]
    [InlineData("NormalCdf", float.NaN, float.NaN)]
    public void Special_values(string name, float x, float expected)
    {
        foreach (var functions in new[] { Fused.Value, Plain.Value })
        {
            foreach (int lanes in new[] { 16, 8, 4, 1 })
            {
                float[] result = new float[16];
                functions(name + lanes)([.. Enumerable.Repeat(x, 16)], result);
                Assert.All(result, y => Assert.Equal(expected, y, name == "Tanh" ? 3e-7f : 0f));
            }
        }
    }

    [Theory]
    [InlineData("Exp")]
    [InlineData("Log")]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    [InlineData("ExpMinusOne")]
    [InlineData("LogOnePlus")]
    [InlineData("NormalCdf")]
    public void A_lane_gives_the_same_bits_in_any_vector(string name)
    {
        float[] x = Arguments();
        foreach (var functions in new[] { Fused.Value, Plain.Value })
        {
            int[] Bits(int lanes)
            {
                float[] y = new float[x.Length];
                functions(name + lanes)(x, y);
                return [.. y.Select(v => float.IsNaN(v) ? int.MinValue : BitConverter.SingleToInt32Bits(v))];
            }

            int[] widest = Bits(16);
            foreach (int lanes in new[] { 8, 4, 1 }) Assert.Equal(-1, FirstDifference(widest, Bits(lanes)));
        }
    }

    /// <summary>The tail's exponent rounds, so its relative error grows as its square; nearer than 13 to 0 the value is a normal float.</summary>
    [Fact]
    public void The_normal_distribution_is_accurate_in_its_tail()
    {
        foreach (var functions in new[] { Fused.Value, Plain.Value })
        {
            float[] x = [.. Enumerable.Range(0, 16 * 25_000).Select(i => -12.9f + (i * (19.0f / (16 * 25_000))))], y = new float[x.Length];
            functions("NormalCdf16")(x, y);
            for (int i = 0; i < x.Length; i++)
            {
                double error = Error(y[i], ReferenceFunctions.NormalCdf(x[i]));
                Assert.True(error <= 20 + (x[i] * x[i] / 2), $"NormalCdf({x[i]:R}) is {y[i]:R}: {error:F2} · 2^-24.");
            }
        }
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        float[] minus = [.. Enumerable.Repeat(-0f, 16)], y = new float[16];
        Fused.Value("Exp16")(minus, y);
        Assert.All(y, v => Assert.Equal(1f, v));
        Fused.Value("Log16")(minus, y);
        Assert.All(y, v => Assert.Equal(float.NegativeInfinity, v));
    }

    private static int FirstDifference(int[] a, int[] b) => Array.FindIndex([.. a.Zip(b)], p => p.First != p.Second);

    /// <summary>A multiple of the widest vector; what is missing is 0.</summary>
    private static float[] Arguments()
    {
        float[] x = [.. Everywhere()];
        Array.Resize(ref x, (x.Length + 15) / 16 * 16);
        return x;
    }

    /// <summary>Every 2,003rd float, both signs, denormals and infinities among them; and the places where the functions change their ways.</summary>
    private static IEnumerable<float> Everywhere()
    {
        for (long bits = 0; bits <= 0x7F800000; bits += 2003)
        {
            yield return BitConverter.Int32BitsToSingle((int)bits);
            yield return -BitConverter.Int32BitsToSingle((int)bits);
        }

        for (float x = -110; x < 110; x += 0.0113f) yield return x;
        yield return float.PositiveInfinity;
        yield return float.NegativeInfinity;
    }

    private static double Exact(string name, double x) => name switch
    {
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Tanh" => Math.Tanh(x),
        "ExpMinusOne" => ReferenceFunctions.ExpMinusOne(x),
        "LogOnePlus" => ReferenceFunctions.LogOnePlus(x),
        _ => 1 / (1 + Math.Exp(-x)),
    };

    /// <summary>Below the normal floats the last place has a fixed size.</summary>
    private static double Error(float y, double exact)
    {
        if (double.IsNaN(exact)) return float.IsNaN(y) ? 0 : double.PositiveInfinity;
        if (y == (float)exact) return 0;
        return Math.Abs(y - exact) / (Math.Max(Math.Abs(exact), SmallestNormal) * Math.Pow(2, -24));
    }

    /// <summary>A class with each function at each width, and a loop over arrays that calls it.</summary>
    private static Func<string, Action<float[], float[]>> Compile(bool fused)
    {
        var dialect = new CSharpDialect(fused);
        var text = new StringBuilder("using System; using System.Runtime.Intrinsics; using System.Runtime.CompilerServices; public static class Functions {\n");
        int[] widths = [16, 8, 4, 1];
        var calls = widths.SelectMany(
            lanes => new[] { UnaryOperator.Exp, UnaryOperator.ExpMinusOne, UnaryOperator.Log, UnaryOperator.LogOnePlus, UnaryOperator.Tanh, UnaryOperator.Sigmoid, UnaryOperator.NormalCdf }
                .Select(o => (VectorExpression)new VectorUnary(o, new VectorName("x", lanes)))).ToList();
        foreach (var function in MathFunction.UsedBy(calls)) AppendFunction(text, function, dialect);
        foreach (var call in calls.Cast<VectorUnary>()) AppendLoop(text, call, dialect);
        var compilation = CSharpCompilation.Create(
            $"Functions{fused}", [CSharpSyntaxTree.ParseText(text.Append('}').ToString())], TestCompilation.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        var type = Assembly.Load(stream.ToArray()).GetType("Functions")!;
        return name => type.GetMethod("Run" + name)!.CreateDelegate<Action<float[], float[]>>();
    }

    private static void AppendFunction(StringBuilder text, MathFunction function, CSharpDialect dialect)
    {
        var renderer = new CStyleRenderer(dialect, new SourceWriter());
        text.Append($"static {dialect.VectorType(function.Lanes)} {function.Name}({dialect.VectorType(function.Lanes)} {MathFunction.Argument}) {{\n");
        foreach (var step in function.Steps)
            text.Append($"  {(step.IsInteger ? dialect.IntegerType(function.Lanes) : dialect.VectorType(function.Lanes))} {step.Name} = {renderer.Vector(step.Value)};\n");
        text.Append($"  return {renderer.Vector(function.Result)};\n}}\n");
    }

    private static void AppendLoop(StringBuilder text, VectorUnary call, CSharpDialect dialect)
    {
        var renderer = new CStyleRenderer(dialect, new SourceWriter());
        var at = LinearForm.Of("i");
        text.Append($"public static void Run{call.Operator}{call.Lanes}(float[] input, float[] output) {{ for (int i = 0; i + {call.Lanes} <= input.Length; i += {call.Lanes}) {{\n");
        text.Append($"  {dialect.VectorType(call.Lanes)} x = {renderer.Vector(new VectorLoad(new Access("input[0]", at), call.Lanes))};\n");
        text.Append($"  {dialect.Store("output[0]", "i", renderer.Vector(call), call.Lanes)}\n}} }}\n");
    }
}
