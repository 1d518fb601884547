using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Penalties of many weights keep their digits: of equal ones each addition is rounded to the same side. Numbers of weights on both sides of where a penalty is taken in two steps, whole runs of them
/// and others, primes among them, for every instruction set, in an evaluation and in a training step.
/// </summary>
public class PenaltyTests
{
    /// <summary>Of the sum, half a rounding for each of 4,096 additions where there is one step only.</summary>
    private const double InOneStep = 6.2e-5;

    private const double InTwoSteps = 1e-5;

    /// <summary>Inputs and units: few weights, 16,384, the last number that is summed in one step, the next, and some with many divisors, with two large ones and with none.</summary>
    private static readonly (int Inputs, int Units, double Tolerance)[] Sizes =
    [
        (64, 3, InTwoSteps), (256, 64, InOneStep), (3277, 5, InTwoSteps), (205, 80, InTwoSteps), (359, 351, InTwoSteps), (5684, 48, InTwoSteps), (16_411, 1, InTwoSteps),
        (200_003, 1, InTwoSteps),
    ];

    public static TheoryData<string> Ways => [.. Targets.All];

    [Theory, MemberData(nameof(Ways))]
    public void Penalties_of_equal_weights_keep_their_digits(string target)
    {
        ModelSource[] sources =
        [
            .. from size in Sizes
               from l1 in (double[])[0, 0.003]
               select new ModelSource($"Penalty{size.Inputs}L{(l1 > 0 ? 1 : 2)}", [size.Inputs], [new DenseSource(size.Units) { UseBias = false, L1 = l1, L2 = l1 > 0 ? 0 : 0.02 }],
                   new(LossKindSource.MeanSquaredError)),
        ];
        var assembly = InMemoryCompiler.Compile(sources, new(Targets.Runnable(target)));
        foreach (var (source, i) in sources.Select((source, i) => (source, i)))
        {
            var (inputs, units, tolerance) = Sizes[i / 2];
            CompiledModel model = assembly.Model(source);
            var reference = source.Reference();
            // Its square and its twentieth part are no short fractions.
            Span<float> weights = model.Parameters.Single().Span;
            weights.Fill(0.013264f);
            reference.Parameters.Single().Values.AsSpan().Fill(weights[0]);
            model.Parameters.Touch();
            // Inputs and targets of zeros: the loss is the penalty.
            double expected = reference.Parameters.Single().Penalty();
            Agreement.Near(source, "evaluation", [expected], [model.Evaluate(new float[inputs], new float[units])], tolerance: tolerance);
            Agreement.Near(source, "training step", [expected], [model.Step(new float[inputs], new float[units])], tolerance: tolerance);
        }
    }
}
