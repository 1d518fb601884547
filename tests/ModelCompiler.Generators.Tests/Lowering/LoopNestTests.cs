using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;
using ModelCompiler.Generators.Tests.Pipeline;

namespace ModelCompiler.Generators.Tests.Lowering;

public class LoopNestTests
{
    [Fact]
    public void Nests_of_random_networks_are_sound_on_every_target()
    {
        foreach (var program in RandomPrograms.Draw(seed: 11, count: 40)) LowerAll(Stages.Fused(program));
    }

    [Fact]
    public void Nests_of_varied_networks_are_sound_on_every_target()
    {
        foreach (string layers in Declarations.Varied.Concat(Declarations.Known.Select(k => k.Layers)))
            LowerAll(Stages.Fused(layers.Contains("[Loss", StringComparison.Ordinal) ? Stages.Differentiated(layers) : Stages.Defined(layers)));
    }

    [Fact]
    public void Layers_of_one_structure_give_one_text()
    {
        var graph = Stages.Fused(Stages.Differentiated("[Input(900)] [Dense(900, Name = \"a\")] [Dense(900, Name = \"b\")] [Dense(900, Name = \"c\")] [Loss(Loss.MeanSquaredError)]"));
        string[] texts = [.. graph.Kernels.Where(k => k.Phase == Phase.Forward).Select(k => LoopNestPrinter.Print(KernelLowering.Lower(k, "Kernel", Target.Avx512, UnrollPreference.Speed)))];
        // Each layer in parts and the sum of the parts.
        Assert.Equal(6, texts.Length);
        Assert.Equal(2, texts.Distinct().Count());
    }

    [Theory]
    [InlineData("y")]
    [InlineData("class")]
    [InlineData("1/2")]
    [InlineData("-")]
    [InlineData("batch")]
    public void Any_layer_name_gives_names_that_do_not_clash(string name) => LowerAll(Stages.Fused(Stages.Differentiated(
        $"[Input(4)] [Dense(3, Name = \"{name}\", L2 = 0.5, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]")));

    /// <summary>A broadcast for each width would be a shuffle of its own, in the place of a multiply-add.</summary>
    [Theory]
    [InlineData("avx512", 16)]
    [InlineData("avx2", 8)]
    public void Vectors_of_several_widths_share_one_broadcast(string name, int widest)
    {
        var kernel = Stages.Fused(Stages.Defined("[Input(12, 12, 16)] [Conv2D(20, 3, UseBias = false)]")).Kernels.Single(k => k.Phase == Phase.Forward);
        var nest = KernelLowering.Lower(kernel, "Kernel", Target.All.Single(t => t.Name == name), UnrollPreference.Speed);
        LoopNestVerifier.Verify(nest);
        Assert.All(nest.Vectors.OfType<Broadcast>(), b => Assert.Equal(widest, b.Lanes));
        Assert.Contains(nest.Vectors.OfType<FirstLanes>(), f => f.Lanes == 4 && f.Operand.Lanes == widest);
    }

    [Fact]
    public void The_verifier_finds_what_is_wrong()
    {
        var good = Nest(new VectorLet("a", new Splat(0, 4)), new VectorSet("a", new VectorBinary(BinaryOperator.Add, new VectorName("a", 4), new Splat(1, 4))));
        LoopNestVerifier.Verify(good);
        Broken("unknown name a", new VectorSet("a", new Splat(0, 4)));
        Broken("unknown name a", new VectorLet("b", new VectorName("a", 4)));
        Broken("a is declared twice", new VectorLet("a", new Splat(0, 4)), new VectorLet("a", new Splat(0, 4)));
        Broken("8 lanes meet 4", new VectorLet("a", new VectorBinary(BinaryOperator.Add, new Splat(0, 8), new Splat(0, 4))));
        Broken("unknown name p", new VectorLet("a", new VectorLoad(new Access("p", LinearForm.Number(0)), 4)));
        Broken("unknown name x", new PointerLet("p", "input", LinearForm.Of("x")));
        Broken("unknown name x", new Loop("k", 0, new IntVariable("x"), 1, false, []));
        Broken("unknown name k", new Loop("k", 0, 4, 1, false, []), new IntegerLet("y", new IntVariable("k"), false));
        Broken("unknown name x", new Conditional([new Condition(ConditionKind.Less, new IntVariable("x"), 4)], [], []));
        Broken("unknown name x", new Prefetch(new Access("input", LinearForm.Of("x"))));
        LoopNestVerifier.Verify(Nest(new Loop("k", 0, 4, 1, false, [new RegisterTile([new VectorLet("a", new Splat(0, 4))])]), new RegisterTile([new VectorLet("a", new Splat(0, 4))])));
        Broken("a tile is not the last of its block", new RegisterTile([new VectorLet("a", new Splat(0, 4))]), new IntegerLet("y", 1, false));
        Broken("a tile is inside another", new RegisterTile([new Loop("k", 0, 4, 1, false, [new RegisterTile([])])]));
        Broken("unknown name a", new Scope([new VectorLet("a", new Splat(0, 4))]), new VectorLet("b", new VectorName("a", 4)));
    }

    private static void Broken(string message, params NestStatement[] body) =>
        Assert.Equal($"Loop nest 'Kernel': {message}.", Assert.Throws<InvalidOperationException>(() => LoopNestVerifier.Verify(Nest(body))).Message);

    private static LoopNest Nest(params NestStatement[] body) =>
        new("Kernel", [new BufferParameter("input", new Tensor("input", Storage.Arena, Axis.BatchExtent, 4), false)], new ItemCount(1, 1), [], [.. body]);

    private static void LowerAll(KernelGraph graph)
    {
        var devices = new DeviceLowering(UnrollPreference.Speed, Machine.Default).Lower(graph, TransformPairs.Find(graph), MemoryPlanner.Plan(graph, devices: true), processors: true);
        foreach (var device in devices.Cpu.Concat(devices.Gpu))
        {
            foreach (var step in device.Variants.SelectMany(v => v.Steps))
            {
                var failure = Record.Exception(() => LoopNestVerifier.Verify(step.Nest));
                Assert.True(failure is null, $"{failure?.Message}\n{string.Join("\n", device.Kernel.Statements)}\n{LoopNestPrinter.Print(step.Nest)}");
            }
        }

        foreach (var kernel in graph.Kernels)
        {
            foreach (var target in Target.All)
            {
                foreach (var unroll in Enum.GetValues<UnrollPreference>())
                {
                    var nest = KernelLowering.Lower(kernel, KernelNaming.NameOf(kernel), target, unroll);
                    var failure = Record.Exception(() => LoopNestVerifier.Verify(nest));
                    Assert.True(failure is null, $"{failure?.Message}\n{string.Join("\n", kernel.Statements)}\n{target.Name}\n{LoopNestPrinter.Print(nest)}");
                    Assert.All(nest.Vectors, v => Assert.True(v is not (VectorLoad or Broadcast or VectorName) || target.Lanes.Contains(v.Lanes), $"{v} is too wide for {target.Name}"));
                }
            }
        }
    }
}
