using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;
using ModelCompiler.Testing;
using ModelCompiler.Generators.Tests.Pipeline;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>What the proof of accesses accepts, and what it must refuse: each refused nest differs from an accepted one in a number.</summary>
public class AccessVerifierTests
{
    private static readonly IntExpression Batch = new IntVariable(LoopNest.Batch);

    [Theory]
    [InlineData(0, 10, 0, true), InlineData(0, 11, 0, false), InlineData(-1, 10, 0, false), InlineData(0, 9, 1, true), InlineData(0, 10, 1, false)]
    public void A_loop_over_a_buffer(int from, int to, int offset, bool proven) =>
        Assert.Equal(proven, IsProven(10, new Loop("i", from, to, 1, false, [Read(LinearForm.Of("i") + LinearForm.Number(offset))])));

    [Theory, InlineData(4, true), InlineData(5, false)]
    public void Vectors_reach_to_their_last_lane(int lanes, bool proven) =>
        Assert.Equal(proven, IsProven(8, new Loop("i", 0, 2, 1, false, [Read(LinearForm.Of("i") * 4, lanes)])));

    [Theory, InlineData(1, true), InlineData(2, false)]
    public void A_guarded_tap_by_the_bounds_of_its_loop(int padding, bool proven)
    {
        // for x in 0..28, for k in max(0, 1 - x)..min(3, 29 - x): row[x + k - padding]
        IntExpression x = new IntVariable("x");
        var taps = new Loop(
            "k", IntExpression.Max(0, new IntNumber(1) - x), IntExpression.Min(3, new IntNumber(29) - x), 1, false, [Read(LinearForm.Of("x") + LinearForm.Of("k") + LinearForm.Number(-padding))]);
        Assert.Equal(proven, IsProven(28, new Loop("x", 0, 28, 1, false, [taps])));
    }

    [Theory, InlineData(3, 3, true), InlineData(4, 3, false)]
    public void A_tap_whose_stride_is_another_than_its_cells(int back, int cells, bool proven)
    {
        // Shared bounds: 4 k + 3 x - 3 for k ≥ 0, k ≥ 1 - x.
        LinearForm address = (LinearForm.Of("k") * 4) + (LinearForm.Of("x") * cells) + LinearForm.Number(-back);
        var taps = new Loop("k", IntExpression.Max(0, new IntNumber(1) - new IntVariable("x")), 3, 1, false, [Read(address)]);
        Assert.Equal(proven, IsProven(1000, new Loop("x", 0, 28, 1, false, [taps])));
    }

    [Theory, InlineData(8, true), InlineData(9, false)]
    public void The_rest_of_a_batch_in_halves(int floats, bool proven)
    {
        // n0 = item · 4; left = batch - n0; a tile of two where left mod 4 is 2 or 3.
        IntExpression left = new IntVariable("left");
        NestStatement[] body =
        [
            new IntegerLet("n0", new IntVariable(LoopNest.Item) * 4, true),
            new IntegerLet("left", Batch - new IntVariable("n0"), true),
            new Conditional([new Condition(ConditionKind.LessOrEqual, 2, left % 4)],
                [new IntegerLet("n2", new IntVariable("n0") + (left - (left % 4)), true), Read(LinearForm.Of("n2") * 4, floats)], []),
        ];
        Assert.Equal(proven, IsProven(4, new Loop(LoopNest.Item, new IntVariable("from"), new IntVariable("to"), 1, false, body.ToEquatableArray()), batch: true, new ItemCount(1, 4)));
    }

    [Theory, InlineData(10, true), InlineData(12, false)]
    public void A_strided_gradient_by_its_condition(int end, bool proven)
    {
        // (y - k) / 2 where 2 divides it and 0 ≤ y - k < end, of five rows.
        IntExpression index = new IntVariable("y") - new IntVariable("k");
        var inside = new Conditional([new Condition(ConditionKind.Divisible, index, 2), new Condition(ConditionKind.Within, index, end)],
            [new IntegerLet("q", index / 2, false), Read(LinearForm.Of("q"))], []);
        Assert.Equal(proven, IsProven(5, new Loop("y", 0, 12, 1, false, [new Loop("k", 0, 3, 1, false, [inside])])));
    }

    [Theory, InlineData(3, true), InlineData(4, false)]
    public void A_pointer_that_moves_with_its_loop(int advance, bool proven) => Assert.Equal(proven, IsProven(30,
        new PointerLet("row", "buffer", LinearForm.Number(0)), new Loop("i", 0, 10, 1, false, [Read(LinearForm.Number(2), 1, "row"), new PointerAdvance("row", advance)])));

    [Theory, InlineData(1, 3, true), InlineData(0, 3, false), InlineData(1, 4, false)]
    public void A_claim_of_an_index(int from, int to, bool proven) =>
        Assert.Equal(proven, IsProven(1, new Loop("i", from, to, 1, false, [new IndexClaim(LinearForm.Of("i") + LinearForm.Number(-1), 0, 2)])));

    /// <summary>
    /// A loop to a quotient, which truncates: what is proven of b·u + d·y + c holds for all u and y, by counting; of loops from 0 on all is proven that follows from the end of y.
    /// Beginnings below 0 are among them, where a quotient of 0 may be one that was rounded up.
    /// </summary>
    [Fact]
    public void A_loop_to_a_truncated_quotient()
    {
        var random = new SplitMix64(3);
        int proven = 0, holding = 0, below = 0;
        for (int i = 0; i < 5_000; i++)
        {
            int outer = random.Between(1, 4), from = random.Of(0, 0, 0, -1, -2), a = random.Between(-4, 12), b = random.Between(1, 3), d = random.Between(2, 4), end = random.Between(1, 14);
            IntExpression to = (new IntNumber(a) - (new IntVariable("u") * b)) / d;
            int c = (from < 0 ? -d * from : 0) - random.Between(0, 1);
            var claim = new IndexClaim((LinearForm.Of("u") * b) + (LinearForm.Of("y") * d) + LinearForm.Number(c), 0, end);
            bool isProven = IsProven(1, new Loop("u", 0, outer, 1, false, [new Loop("y", from, to, 1, false, [claim])]));
            bool holds = Enumerable.Range(0, outer).All(u => Enumerable.Range(from, Math.Max(0, ((a - (b * u)) / d) - from)).All(y => (b * u) + (d * y) + c is var index && index >= 0 && index < end));
            Assert.True(!isProven || holds, $"u < {outer}, y from {from} to ({a} - {b} u) / {d}: 0 <= {b} u + {d} y + {c} < {end}");
            below += isProven && from < 0 ? 1 : 0;
            if (from < 0 || c < 0 || end <= a - d) continue; // It may hold because no y is there, or by the end of u alone.
            holding += holds ? 1 : 0;
            proven += isProven ? 1 : 0;
        }

        Assert.InRange(holding, 500, int.MaxValue);
        Assert.Equal(holding, proven);
        Assert.InRange(below, 20, int.MaxValue);
    }

    [Fact]
    public void Every_access_of_random_networks_is_proven()
    {
        foreach (TensorProgram program in RandomPrograms.Draw(seed: 17, count: 20))
        {
            foreach (Target target in Target.All)
            {
                foreach (PreparedKernel kernel in Stages.Fused(program).Kernels.Select(KernelLowering.Prepare))
                {
                    LoopNest nest = KernelLowering.Lower(kernel, "Kernel", target, UnrollPreference.Speed);
                    Assert.Empty(AccessVerifier.Prove(nest).Unproven);
                    Assert.DoesNotContain(nest.Remarks, r => r.StartsWith(KernelLowering.RefusedSchedule, StringComparison.Ordinal));
                }
            }
        }
    }

    /// <summary>Rows and columns of these gradients are quotients, two of them in one address: the longest proofs there are. A schedule must not be refused because its proof was given up.</summary>
    [Theory, InlineData(2, 64), InlineData(2, 96), InlineData(3, 64)]
    public void Every_access_of_strided_depthwise_gradients_is_proven(int stride, int channels)
    {
        foreach (int size in (int[])[12, 16, 20, 28, 56])
        {
            TensorProgram program = Stages.Differentiated(
                $"[Input({size}, {size}, {channels})] [Conv2D({channels}, 1)] [ReLU6] [DepthwiseConv2D(3, Strides = {stride}, Pad = 1)] [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]");
            foreach (Target target in Target.All)
            {
                foreach (PreparedKernel kernel in Stages.Fused(program).Kernels.Select(KernelLowering.Prepare))
                {
                    LoopNest nest = KernelLowering.Lower(kernel, "Kernel", target, UnrollPreference.Speed);
                    Assert.DoesNotContain(nest.Remarks, r => r.StartsWith(KernelLowering.RefusedSchedule, StringComparison.Ordinal));
                }
            }
        }
    }

    private static VectorLet Read(LinearForm offset, int lanes = 1, string from = "buffer") => new("value", new VectorLoad(new Access(from, offset), lanes));

    private static bool IsProven(int floats, params NestStatement[] body) => IsProven(floats, new Scope(body.ToEquatableArray()), batch: false, new ItemCount(1, 0));

    private static bool IsProven(int floats, NestStatement body, bool batch, ItemCount items)
    {
        var tensor = new Tensor("buffer", Storage.Arena, batch ? [Axis.BatchExtent, floats] : [floats]);
        return AccessVerifier.Prove(new LoopNest("Test", [new BufferParameter("buffer", tensor, false)], items, [], [body])).Unproven.Count == 0;
    }
}
