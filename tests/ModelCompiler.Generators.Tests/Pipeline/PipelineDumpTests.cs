using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Pipeline;

public class PipelineDumpTests
{
    /// <summary>One network through all stages, for people to read: <c>SmallNet.pipeline.verified.txt</c>.</summary>
    [Fact]
    public void A_small_network_through_all_stages() => Snapshot.Verify(
        PipelineDump.Of(
            """
            [Input(6, 6, 1)]
            [Conv2D(4, 3, Activation = Activation.ReLU)]
            [MaxPooling2D(2)]
            [Flatten]
            [Dense(4, Activation = Activation.Softmax, L2 = 0.5)]
            [Loss(Loss.CategoricalCrossEntropy)]
            """,
            CompilerOptions.Default with { Targets = [Target.Vector128], Unroll = UnrollPreference.Size }),
        "SmallNet.pipeline", "txt");
}
