using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// Conversions of generated kernels, bit for bit: numbers are multiplied by 1, kept in 16 bits, read again and multiplied by 1.
/// </summary>
public class KeptElementTests
{
    private const int Numbers = 1 << 16;

    public static TheoryData<string, string> Kinds => new() { { "Cpu", "all" }, { "Gpu", "all" }, { "Cpu", "odd" }, { "Gpu", "odd" } };

    [DeviceTheory, MemberData(nameof(Kinds))]
    public void Every_half_is_kept_as_it_is(string kind, string channels)
    {
        float[] halves = [.. Enumerable.Range(0, Numbers).Select(i => (float)BitConverter.UInt16BitsToHalf((ushort)i))];
        Same(halves, channels == "odd" ? Kept(kind, new OddKeptInHalf(1), halves) : Kept(kind, new KeptInHalf(1), halves));
    }

    [DeviceTheory, MemberData(nameof(Kinds))]
    public void Floats_are_rounded_to_the_nearest_half(string kind, string channels)
    {
        float[] floats = [.. Floats(step: 1 << 13)];
        float[] kept = channels == "odd" ? Kept(kind, new OddKeptInHalf(1), floats) : Kept(kind, new KeptInHalf(1), floats);
        Same([.. floats.Select(x => (float)(Half)x)], kept);
    }

    [DeviceTheory, InlineData("Cpu"), InlineData("Gpu")]
    public void Floats_are_rounded_to_the_nearest_bfloat16(string kind)
    {
        float[] floats = [.. Floats(step: 1 << 16)];
        Same([.. floats.Select(Rounded)], Kept(kind, new KeptInBFloat16(1), floats));

        // To the nearest multiple of a unit in the eighth place, to even in the middle.
        static float Rounded(float x)
        {
            if (!float.IsFinite(x) || x == 0) return x;
            double unit = Math.Pow(2, Math.Max(Math.Floor(Math.Log2(Math.Abs((double)x))), -126) - 7);
            double rounded = Math.Round(x / unit, MidpointRounding.ToEven) * unit;
            return Math.Abs(rounded) < Math.Pow(2, 128) ? (float)rounded : x > 0 ? float.PositiveInfinity : float.NegativeInfinity;
        }
    }

    /// <summary>
    /// Random bits; numbers in the middle between two that are kept, and the floats beside the middle; ends of ranges.
    /// </summary>
    private static IEnumerable<float> Floats(int step)
    {
        var random = new Random(7);
        float[] ends =
        [
            0, 1, -1, 65504, 65519.996f, 65520, -65520, 65536, 5.9604645e-8f, 2.9802322e-8f, 2.9802326e-8f, 6.1035156e-5f, 6.097555e-5f,
            float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 3.3895314e38f, 1.1754944e-38f,
        ];
        foreach (float end in ends) yield return end;
        for (int i = ends.Length; i < Numbers; i++)
        {
            // Half of them near a half's exponents.
            int exponent = i % 2 == 0 ? random.Next(1, 255) : random.Next(127 - 27, 127 + 18);
            int sign = random.Next(2) << 31, fraction = random.Next(1 << 23);
            if (i % 4 >= 2) fraction = (fraction & -step) + (step / 2) + random.Next(-1, 2);
            yield return BitConverter.Int32BitsToSingle(sign | (exponent << 23) | (fraction & 0x7fffff));
        }
    }

    private static float[] Kept<T>(string kind, T model, float[] numbers) where T : class, ITrainableModel<T>, IOpenCLModel<T>
    {
        model.Parameters.Buffer.Span.Fill(1);
        DeviceProgram program = T.DescribeFor(Enum.Parse<DeviceKind>(kind));
        program = program with { BuildOptions = $"{program.BuildOptions} -cl-opt-disable" };
        var options = new OpenCLOptions { Tune = false, CachePath = "" };
        using var device = new DeviceModel(program, model.Parameters, TestDevice.Required, options);
        using var runner = new DeviceRunner(device, device.Support!, new Sgd(), model.Parameters);
        float[] inputs = [.. numbers, .. new float[(2 * T.InputSize) - numbers.Length]];
        runner.Step(inputs, new StepTargets(new float[inputs.Length]), seed: 1, finiteOnly: false);
        return runner.LastOutputs[..numbers.Length].ToArray();
    }

    private static void Same(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        // The first operation of a sum is 0 + x, so that zeros have no sign.
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = expected[i] == actual[i] || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            Assert.True(same, $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
