using ModelCompiler.Reference;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Layers of sequences, and what pools everything.</summary>
internal static class SequenceCases
{
    private static readonly LossSource Squared = new(LossKindSource.MeanSquaredError);

    public static IEnumerable<ModelSource> All => Sequences();

    private static IEnumerable<ModelSource> Sequences()
    {
        (string Name, int Channels, int Filters, ReferenceWindow Window, int Groups)[] cases =
        [
            ("Valid", 3, 5, new(3), 1),
            ("Wide", 20, 33, new(5), 1),
            ("Same", 7, 16, new(4, Padding: ReferencePadding.Same), 1),
            ("Strided", 4, 10, new(3, 2, Padding: ReferencePadding.Same), 1),
            ("Dilated", 4, 6, new(3, 1, 3), 1),
            ("Padded", 2, 4, new(3, 2, 1, ReferencePadding.Explicit, 2), 1),
            ("Grouped", 6, 9, new(3), 3),
        ];
        foreach (var (name, channels, filters, window, groups) in cases)
            yield return new($"Conv1D{name}", [13, 3], [
                new Conv1DSource(channels, new(1)), new Conv1DSource(filters, window) { Groups = groups, Activation = ActivationSource.ReLU }, new Conv1DSource(2, new(2))], Squared);
        foreach (bool max in (bool[])[true, false])
        {
            string kind = max ? "Max" : "Average";
            yield return new($"{kind}Pooling1D", [12, 4], [new Conv1DSource(5, new(1)), new Pooling1DSource(max, new(2, 2)), new FlattenSource(), new DenseSource(3)], Squared);
            yield return new($"{kind}Pooling1DSame", [11, 4], [new Conv1DSource(17, new(2)), new Pooling1DSource(max, new(3, 2, 1, ReferencePadding.Same)), new Conv1DSource(2, new(1))], Squared);
            yield return new($"Global{kind}1D", [9, 4], [new Conv1DSource(6, new(2)), new GlobalPoolingSource(max, Axes: 1), new DenseSource(3)], Squared);
            yield return new($"Global{kind}2D", [5, 4, 3], [new Conv2DSource(21, new(2, 2)), new GlobalPoolingSource(max), new DenseSource(3)], Squared);
        }
    }
}
