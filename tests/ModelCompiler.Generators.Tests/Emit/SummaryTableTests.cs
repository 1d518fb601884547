namespace ModelCompiler.Generators.Tests.Emit;

public class SummaryTableTests
{
    [Fact]
    public void Totals_come_first_and_a_repeated_block_once() => Assert.Equal(
        """
        /// <summary>A compiled network, 8×8×2 → 2: 448 parameters to train, 0 fixed, 11,776 multiply-adds a sample.</summary>
        /// <remarks>
        /// <code>
        /// 448 parameters to train, 0 fixed, 11,776 multiply-adds a sample
        /// input 8×8×2
        /// layer                       output  parameters  multiply-adds
        /// body_1/conv2d_1 (Conv2D)    8×8×2           38          2,304
        /// body_1/relu_1 (ReLU)        8×8×2            0              0
        /// body_2 to body_5: the same  8×8×2          152          9,216
        /// flatten_1 (Flatten)         128              0              0
        /// dense_1 (Dense)             2              258            256
        /// </code>
        /// </remarks>
        """,
        Documentation("[Block] [Conv2D(2, 3, Pad = 1)] [ReLU] class Body;\n[Model] [Input(8, 8, 2)] [Use<Body>(Repeat = 5)] [Flatten] [Dense(2)] public partial class Net;"));

    [Theory]
    [InlineData("/// <summary>Mine.</summary>\n", false)]
    [InlineData("// Mine.\n", true)]
    [InlineData("", true)]
    public void A_class_that_says_what_it_is_keeps_its_summary(string comment, bool added) =>
        Assert.Equal(added, Documentation($"{comment}[Model]\n[Input(4)]\n[Dense(2)]\npublic partial class Net;").Contains("<summary>", StringComparison.Ordinal));

    /// <summary>The documentation of the generated part of the class.</summary>
    private static string Documentation(string declaration)
    {
        string face = GeneratorRun.Of("using ModelCompiler;\n" + declaration).Files.Select(f => f.SourceText.ToString()).Single(t => t.Contains("partial class Net :", StringComparison.Ordinal));
        IEnumerable<string> lines = face.Split('\n').TakeWhile(l => !l.Contains("partial class Net", StringComparison.Ordinal)).Select(l => l.Trim());
        return string.Join("\n", lines.Where(l => l.StartsWith("///", StringComparison.Ordinal)));
    }
}
