using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Tests.Autodiff;

/// <summary>The backward pass as formulas. Every one comes from the forward formula by one rule.</summary>
public class GradientTests
{
    [Fact]
    public void Dense() => Gradients("[Input(4)] [Tanh] [Dense(3, Name = \"a\")] [Dense(2, Name = \"b\")] [Loss(Loss.MeanSquaredError)]",
        "d b.kernel[i, o] = Σ n : d b[n, o] · a[n, i]",
        "d b.bias[c] = Σ n : d b[n, c]",
        "d a[n, i] = Σ o : d b[n, o] · b.kernel[i, o]",
        "d a.kernel[i, o] = Σ n : d a[n, o] · tanh_1[n, i]");

    /// <summary>Taps step backwards: what read input iy = y + ky was output y = iy - ky.</summary>
    [Fact]
    public void Convolution() => Gradients("[Input(9, 9, 2)] [Conv2D(3, 3, Name = \"a\")] [Conv2D(4, 3, Name = \"b\")] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
        "d a[n, iy, ix, i] = Σ ky kx o : d b[n, iy - ky, ix - kx, o] · b.kernel[ky, kx, i, o]",
        "d b.kernel[ky, kx, i, o] = Σ n y x : d b[n, y, x, o] · a[n, y + ky, x + kx, i]",
        "d b.bias[c] = Σ n y x : d b[n, y, x, c]");

    /// <summary>Strides divide: only every second input cell was the first of a window.</summary>
    [Fact]
    public void Strided_padded_dilated_convolution() => Gradients(
        "[Input(9, 9, 2)] [Conv2D(3, 1, Name = \"a\")] [Conv2D(4, 3, Strides = 2, Dilation = 2, Pad = 1, Name = \"b\")] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
        "d a[n, iy, ix, i] = Σ ky kx o : d b[n, (iy - 2·ky + 1)/2, (ix - 2·kx + 1)/2, o] · b.kernel[ky, kx, i, o]",
        "d b.kernel[ky, kx, i, o] = Σ n y x : d b[n, y, x, o] · a[n, 2·y + 2·ky - 1, 2·x + 2·kx - 1, i]");

    [Fact]
    public void Pooling()
    {
        Gradients("[Input(8, 8, 2)] [Conv2D(3, 1, Name = \"a\")] [MaxPooling2D(2, Name = \"b\")] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
            "b[n, y, x, c] = max ky kx : a[n, 2·y + ky, 2·x + kx, c]; b.position[n, y, x, c] = its place",
            "d a[n, iy, ix, c] = Σ ky kx : (b.position[n, (iy - ky)/2, (ix - kx)/2, c] = 2·ky + kx ? d b[n, (iy - ky)/2, (ix - kx)/2, c] : 0)");
        Gradients("[Input(8, 8, 2)] [Conv2D(3, 1, Name = \"a\")] [AveragePooling2D(3, Strides = 1, Name = \"b\")] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
            "d b.sum[n, y, x, c] = d b[n, y, x, c] · 0.11111111",
            "d a[n, iy, ix, c] = Σ ky kx : d b.sum[n, iy - ky, ix - kx, c]");
    }

    [Fact]
    public void Padding_crops() => Gradients("[Input(4, 4, 1)] [Conv2D(2, 1, Name = \"a\")] [ZeroPadding2D(1, Name = \"b\")] [Flatten] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
        "d a[n, iy, ix, c] = d b[n, iy + 1, ix + 1, c]");

    [Fact]
    public void Activations_use_their_output() => Gradients("[Input(4)] [Dense(3, Name = \"a\")] [ReLU(Name = \"b\")] [Tanh(Name = \"c\")] [Dense(1)] [Loss(Loss.MeanSquaredError)]",
        "d b[n, c] = d c[n, c] · (1 - c[n, c] · c[n, c])",
        "d a[n, c] = (b[n, c] ≤ 0 ? 0 : d b[n, c])");

    [Fact]
    public void Softmax_and_its_loss_are_one() => Gradients("[Input(4)] [Dense(3, Activation = Activation.Softmax, Name = \"a\")] [Loss(Loss.CategoricalCrossEntropy)]",
        "d a.biased[n, c] = (a[n, c] · target.sum[n] - target[n, c]) · 1/batch");

    [Fact]
    public void Softmax_alone() => Gradients("[Input(4)] [Dense(3, Activation = Activation.Softmax, Name = \"a\")] [Loss(Loss.MeanSquaredError)]",
        "a.inner[n] = Σ c : d a[n, c] · a[n, c]",
        "d a.biased[n, c] = a[n, c] · (d a[n, c] - a.inner[n])");

    [Fact]
    public void Penalties_join_the_gradient() => Gradients("[Input(4)] [Dense(1, L1 = 0.25, L2 = 0.5, Name = \"a\")] [Loss(Loss.MeanSquaredError)]",
        "d a.kernel[i, o] = d a.kernel.data[i, o] + a.kernel[i, o] + (a.kernel[i, o] > 0 ? 1 : (a.kernel[i, o] < 0 ? -1 : 0)) · 0.25");

    [Fact]
    public void Nothing_is_computed_below_the_first_trained_layer()
    {
        var program = Stages.Differentiated("[Input(4)] [Dense(3, Trainable = false, Name = \"a\")] [Dense(2, Name = \"b\")] [Loss(Loss.MeanSquaredError)]");
        Assert.DoesNotContain(program.Statements, s => s.Output.Name is "d a" or "d input" || s.Output.Name.StartsWith("d a.", StringComparison.Ordinal));
        Assert.Contains(program.Statements, s => s.Output.Name == "d b.kernel");
    }

    [Fact]
    public void Every_trained_parameter_gets_its_gradient_once()
    {
        foreach (string layers in Declarations.Varied.Where(l => l.Contains("[Loss", StringComparison.Ordinal)))
        {
            var program = Stages.Differentiated(layers);
            var written = program.Statements.Select(s => s.Output.Root).ToList();
            foreach (var parameter in program.Parameters)
                Assert.Equal(parameter.Parameter.Declaration.Trainable ? 1 : 0, written.Count(t => t == parameter.Gradient));
        }
    }

    private static void Gradients(string layers, params string[] formulas)
    {
        string[] all = [.. Stages.Differentiated(layers).Statements.Select(s => s.ToString())];
        foreach (string formula in formulas) Assert.True(all.Contains(formula), $"No statement is\n  {formula}\nbut there are\n  {string.Join("\n  ", all)}");
    }
}
