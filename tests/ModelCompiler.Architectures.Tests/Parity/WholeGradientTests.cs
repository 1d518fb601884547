using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using Xunit.Abstractions;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>
/// The gradient of all weights of a network at its own size: as near to what PyTorch computes in double as PyTorch's float32 is, but for a factor. PyTorch runs here, for its gradients are too large
/// to be kept; where it is not, the test says so and passes.
/// </summary>
public class WholeGradientTests(ITestOutputHelper output)
{
    /// <summary>How many times as far from double as PyTorch's float32: both round, each in its own order.</summary>
    private const double Factor = 2;

    [LongTheory]
    [InlineData("mobilenet")]
    [InlineData("resnext-50")]
    public void AWholeGradientIsAsNearAsPyTorchs(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"modelcompiler-{name}-{Environment.ProcessId}.gradients");
        try
        {
            if (Record(name, path) is not { } single) return;
            var type = ReducedNetwork.All.Single(network => network.Name == name).Whole.Compile();
            CompiledModel model = CompiledModel.Create(type, 1);
            float[] gradient = Gradient(model, (int)type.GetField("InputSize")!.GetRawConstantValue()!, (int)type.GetField("OutputSize")!.GetRawConstantValue()!);
            double distance = Distance(gradient, path);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {gradient.Length:N0} weights, relative to PyTorch's double: PyTorch's float32 {single:g3}, ours {distance:g3}"));
            Assert.True(distance <= Factor * single, $"{name}: PyTorch's float32 is {single:g3} from its double, our gradient {distance:g3}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Gradient(CompiledModel model, int inputs, int outputs)
    {
        Weights.Fill(model);
        var targets = new float[Recording.Batch * outputs];
        int[] classes = DrawnValues.Classes(Recording.TargetStream, Recording.Batch, outputs);
        for (int n = 0; n < classes.Length; n++) targets[(n * outputs) + classes[n]] = 1;
        model.Step(DrawnValues.Unit(Recording.InputStream, Recording.Batch * inputs), targets);
        return [.. model.Parameters.Where(tensor => tensor.Trainable).SelectMany(tensor => model.Gradient(tensor.Name))];
    }

    /// <summary>Of all weights together, relative to the norm of the gradient in double.</summary>
    private static double Distance(float[] gradient, string path)
    {
        ReadOnlySpan<double> expected = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path));
        Assert.Equal(expected.Length, gradient.Length);
        double squares = 0, error = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            squares += expected[i] * expected[i];
            error += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
        }

        return Math.Sqrt(error / squares);
    }

    /// <summary>Has PyTorch write its gradients in double.</summary>
    /// <returns>How far its float32 is from them; null where there is no PyTorch.</returns>
    private double? Record(string name, string path)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "parity", "scripts", "architectures.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, "--gradients", path, name]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process? python = File.Exists(start.FileName) ? Process.Start(start) : null;
        if (python is null)
        {
            output.WriteLine("No /usr/bin/python3: nothing was compared.");
            return null;
        }

        Task<string> errors = python.StandardError.ReadToEndAsync();
        string text = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        if (errors.Result.Contains("No module named", StringComparison.Ordinal))
        {
            output.WriteLine($"No PyTorch (Debian: apt install python3-torch): nothing was compared. {errors.Result}");
            return null;
        }

        Assert.True(python.ExitCode == 0, errors.Result);
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}
