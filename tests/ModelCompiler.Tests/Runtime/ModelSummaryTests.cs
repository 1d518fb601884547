namespace ModelCompiler.Tests.Runtime;

public class ModelSummaryTests
{
    private static readonly ModelSummary summary = new("Net", inputShape: [28, 28, 1], layers:
    [
        new(Kind: "Conv2D", Name: "conv2d_1", OutputShape: [24, 24, 20], Parameters: 520, NonTrainableParameters: 0, MultiplyAdds: 288_000, ActivationBytes: 46_080, ReceptiveField: [5, 5],
            Operations: 576_000),
        new(Kind: "Dense", Name: "dense_1", OutputShape: [10], Parameters: 0, NonTrainableParameters: 115_210, MultiplyAdds: 115_200, ActivationBytes: 40, ReceptiveField: [], Operations: 230_400),
    ]);

    [Fact]
    public void Prints_a_table_with_totals() => Assert.Equal(
        """
        Model: Net
        ─────────────────────────────────────────────────────────────────────────────────────────────────────────
        Layer (kind)       Output shape  Parameters  Multiply-adds  Operations  Activation bytes  Receptive field
        ─────────────────────────────────────────────────────────────────────────────────────────────────────────
        input              28×28×1
        conv2d_1 (Conv2D)  24×24×20             520        288,000     576,000            46,080              5×5
        dense_1 (Dense)    10               115,210        115,200     230,400                40
        ─────────────────────────────────────────────────────────────────────────────────────────────────────────
        Total parameters: 115,730 (462,920 bytes)
        Trainable: 520
        Non-trainable: 115,210
        Per sample: 403,200 multiply-adds, 806,400 operations, 46,120 activation bytes

        """,
        summary.ToString());

    [Fact]
    public void Totals_are_sums()
    {
        Assert.Equal(520, summary.TrainableParameters);
        Assert.Equal(115_210, summary.NonTrainableParameters);
        Assert.Equal(403_200, summary.MultiplyAdds);
        Assert.Equal(806_400, summary.Operations);
        Assert.Equal(46_120, summary.ActivationBytes);
    }
}
