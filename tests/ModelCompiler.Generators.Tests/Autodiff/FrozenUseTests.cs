using System.Text.RegularExpressions;

namespace ModelCompiler.Generators.Tests.Autodiff;

/// <summary>Uses of blocks that do not train get no backward code, whatever is in them.</summary>
public class FrozenUseTests
{
    private const string Blocks =
        """
        [Block] [Conv2D(Block.Width, 3, Padding = Padding.Same)] [BatchNormalization] [ReLU] public class Body;
        [Block] [Conv2D(Block.Width, 1)] public class Other;
        """;

    [Theory]
    [InlineData("Use<Body>(4", "Body1")]
    [InlineData("Residual<Body>(4", "Body1")]
    [InlineData("Branches<Body, Other>(4", "Branches1")]
    public void A_frozen_use_has_no_gradients(string use, string prefix)
    {
        Assert.Matches(GradientOf(prefix), Backward($"[{use})]"));
        Assert.DoesNotMatch(GradientOf(prefix), Backward($"[{use}, Trainable = false)]"));
    }

    [Fact]
    public void Gradients_pass_through_a_frozen_use_to_layers_before_it()
    {
        string backward = Backward("[Conv2D(5, 1)] [Use<Other>(4, Trainable = false)]");
        Assert.Contains("Other1Conv2d1InputGradient", backward, StringComparison.Ordinal);
        Assert.DoesNotContain("Other1Conv2d1KernelGradient", backward, StringComparison.Ordinal);
        Assert.Contains("Conv2d1KernelGradient", backward, StringComparison.Ordinal);
    }

    private static Regex GradientOf(string prefix) => new($@"{prefix}\w*Gradient");

    private static string Backward(string layers) =>
        GeneratorRun.Of($"using ModelCompiler; namespace Nets; {Blocks} [Model] [Input(6, 6, 3)] {layers} [Flatten] [Dense(2)] [Loss(Loss.MeanSquaredError)] public partial class Net;")
            .Files.Single(f => f.HintName == "Nets.Net.Backward.g.cs").SourceText.ToString();
}
