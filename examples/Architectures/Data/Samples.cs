using ModelCompiler.Data;

namespace Architectures.Data;

/// <summary>What a network learns from and what it is tested on.</summary>
/// <param name="Description">Where the samples come from, for people.</param>
internal sealed record Samples(string Description, Dataset Train, Dataset Test)
{
    /// <summary>The first samples of each set.</summary>
    public Samples Take(int train, int test) => this with { Train = Train.Take(train), Test = Test.Take(test) };
}
