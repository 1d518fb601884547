using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Emit.CSharp.Tiles;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>Register tiles from where they are lowered to the method that several of them share.</summary>
public class TileTests
{
    /// <summary>Tiles alone and in loops, of one and of several widths, at borders, with numbers of the run, and of layers that differ in their shapes alone.</summary>
    private static readonly string[] Networks =
    [
        "[Input(32, 32, 3)] [Conv2D(32, 3, Padding = Padding.Same)] [Dropout(0.2)] [Conv2D(32, 3)] [MaxPooling2D] [Conv2D(64, 3)] [Conv2D(64, 3)] [Flatten] [Dense(100)] [Dense(3)] "
            + "[Loss(Loss.MeanSquaredError)]",
        "[Input(28, 28, 24)] [DepthwiseConv2D(5, Padding = Padding.Same)] [SiLU] [Conv2D(40, 1)] [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same)] [GELU] [GlobalAveragePooling2D] [Dense(10)] "
            + "[Loss(Loss.MeanSquaredError)]",
        Declarations.LeNet, Declarations.Mlp,
    ];

    private static readonly Lazy<(LoopNest Nest, Target Target)[]> Nests = new(() =>
        [.. Networks.Select(n => Stages.Fused(Stages.Rewritten(n, training: true))).SelectMany(g => g.Kernels).SelectMany(k => Target.All.Select(t => (Outlined(k, t), t)))]);

    private static IEnumerable<(OutlinedTile Tile, Target Target)> Tiles => Nests.Value.SelectMany(n => NestParts.Of<OutlinedTile>(n.Nest.Body).Select(t => (t, n.Target)));

    [Fact]
    public void Whatever_sums_does_so_in_a_tile()
    {
        foreach ((LoopNest nest, _) in Nests.Value)
        {
            var sums = NestParts.Of<VectorLet>(nest.Body).Where(let => let.Value is Splat).ToHashSet(ReferenceEqualityComparer.Instance);
            var inTiles = NestParts.Of<RegisterTile>(nest.Body).SelectMany(t => t.Body).OfType<VectorLet>().Where(let => let.Value is Splat).ToHashSet(ReferenceEqualityComparer.Instance);
            Assert.True(sums.SetEquals(inTiles), LoopNestPrinter.Print(nest));
        }
    }

    [Fact]
    public void A_method_of_a_tile_names_nothing_outside()
    {
        Assert.InRange(Tiles.Count(), 100, 10_000);
        foreach ((OutlinedTile tile, _) in Tiles)
        {
            IEnumerable<NestStatement> numbers = tile.Numbers.Where(n => n.Type != ScalarType.Float && n.Parameter is not (LoopNest.Batch or LoopNest.DropoutSeed))
                .Select(n => new IntegerLet(n.Parameter, 0, n.Type == ScalarType.WideInteger));
            EquatableArray<BufferParameter> buffers = [.. tile.Pointers.Select(p => new BufferParameter(p.Parameter, new Tensor(p.Parameter, Storage.Arena, Axis.BatchExtent, 4), false))];
            LoopNestVerifier.Verify(new LoopNest("Tile", buffers, new ItemCount(1, 1), [], [.. numbers, .. tile.Code]));
        }
    }

    /// <summary>With its numbers put back, what is written of a shape is what is written of the tile.</summary>
    [Fact]
    public void A_shape_and_numbers_are_the_tile()
    {
        foreach ((OutlinedTile tile, Target target) in Tiles)
        {
            foreach (CSharpDialect dialect in (CSharpDialect[])[new RowDialect(fused: true), new CSharpDialect(fused: false)])
            {
                EquatableArray<NestStatement> code = dialect.WritesRows ? RowGrouping.Run(tile.Code) : tile.Code;
                (EquatableArray<NestStatement> positions, EquatableArray<TileValue> values) = TileNumbers.TakeOut(code);
                var writer = new SourceWriter(2);
                new CSharpRenderer(dialect, writer).Statements(code);
                var put = new List<long>();
                Assert.Equal(writer.ToString(), TileShape.Of(positions, tile, dialect).Text(position =>
                {
                    put.Add(position);
                    return values[(int)position - TileNumbers.First].Literal;
                }));
                Assert.Equal(Enumerable.Range(TileNumbers.First, values.Count).Select(p => (long)p), put.Order());
            }
        }
    }

    /// <summary>Tiles have one shape where their methods read alike but for numbers, and nowhere else.</summary>
    [Fact]
    public void Tiles_that_read_alike_have_one_shape()
    {
        (TileShape Shape, bool IsFused)[] tiles = [.. Tiles.Select(t => KernelEmitter.IsFused(t.Target))
            .Zip(Tiles, (fused, t) => (ShapedTile.Of(t.Tile, new RowDialect(fused)).Shape, fused))];
        int shapes = tiles.Select(t => t.Shape).Distinct().Count();
        Assert.Equal(tiles.Select(t => (string.Join(", ", t.Shape.Parameters), t.Shape.Text(_ => "_"), t.IsFused)).Distinct().Count(), shapes);
        Assert.InRange(shapes, 20, tiles.Length - 20);
    }

    [Fact]
    public void Numbers_of_one_value_are_one_parameter_and_offsets_of_cells_are_multiples_of_it()
    {
        static NestStatement[] Tile(long stride, long count, float factor) =>
        [
            new Loop("k1", 0, count, 1, false,
            [
                new VectorSet("sum0", new MultiplyAdd(new VectorLoad(new Access("vectors", LinearForm.Number(stride)), 8), new Splat(factor, 8), new VectorName("sum0", 8))),
                new VectorSet("sum0", new MultiplyAdd(new VectorLoad(new Access("vectors", LinearForm.Number(3 * stride)), 8), new Splat(0.5f, 8), new VectorName("sum0", 8))),
                new PointerAdvance("vectors", -stride),
            ]),
        ];
        (EquatableArray<NestStatement> Code, EquatableArray<TileValue> Values)[] tiles = [.. new[] { Tile(40, 5, 2), Tile(24, 7, 3) }.Select(t => TileNumbers.TakeOut([.. t]))];
        Assert.Equal(tiles[0].Code, tiles[1].Code);
        var parameters = new TileParameters([.. tiles.Select(t => t.Values)]);
        var outlined = new OutlinedTile(new RegisterTile([]), [], [new TilePointer("vectors", new Access("kernel", LinearForm.Number(0)))], []);
        Assert.Equal(
            [
                "for (int k1 = 0; k1 < count; k1++)", "{",
                "sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref vectors, stride)), Vector256.Create(factor), sum0);",
                "sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref vectors, 3 * stride)), Vector256.Create(0.5f), sum0);",
                "vectors = ref Unsafe.Add(ref vectors, step);", "}",
            ],
            TileShape.Of(tiles[0].Code, outlined, new CSharpDialect(fused: true)).Text(parameters.Of).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["nint step", "float factor", "int count", "nint stride"], parameters.Declarations);
        Assert.Equal(["-24", "3f", "7", "24"], parameters.ArgumentsOf(tiles[1].Values));
    }

    /// <summary>What has another 0 or 1, or another sign, is other code.</summary>
    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(3, 3, -3, 3)]
    [InlineData(3, 5, 4, 6)]
    public void Zeros_ones_and_signs_stay(long coefficient, long constant, long otherCoefficient, long otherConstant)
    {
        static EquatableArray<NestStatement> Shape(long coefficient, long constant) =>
            TileNumbers.TakeOut([new PointerLet("p", "input", (LinearForm.Of("k1") * coefficient) + LinearForm.Number(constant))]).Code;
        bool alike = Math.Min(coefficient, constant) > 1 && Math.Min(otherCoefficient, otherConstant) > 1;
        Assert.Equal(alike, Shape(coefficient, constant).Equals(Shape(otherCoefficient, otherConstant)));
    }

    private static LoopNest Outlined(Kernel kernel, Target target)
    {
        LoopNest nest = KernelLowering.Lower(kernel, KernelNaming.NameOf(kernel), target, UnrollPreference.Speed);
        LoopNestVerifier.Verify(nest);
        return TileSelection.Run(nest, Machine.Default.Batch);
    }

    /// <summary>
    /// The collector moves a pointer that stands before the caller's input together with whatever lies there: only pointers to elements may be passed on.
    /// </summary>
    [Fact]
    public void No_tile_of_the_input_is_a_method_of_its_own()
    {
        string Kernel(string layers, string name)
        {
            GeneratorRun run = GeneratorRun.Of(Declarations.Class($"{layers} [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]"), ("ModelCompilerMachine", "work=10"));
            string text = run.Files.Single(f => f.HintName.EndsWith(".Kernels.avx512.g.cs", StringComparison.Ordinal)).SourceText.ToString();
            string body = text[text.IndexOf($" {name}(", StringComparison.Ordinal)..];
            return body[..body.IndexOf("\n\t}", StringComparison.Ordinal)];
        }

        const string Padded = "[DepthwiseConv2D(13, Padding = Padding.Same, Activation = Activation.Tanh)]";
        Assert.DoesNotContain("Tile_", Kernel($"[Input(14, 14, 24)] {Padded}", "DepthwiseConv2d1"), StringComparison.Ordinal);
        // Behind another layer, in memory of ours, it is.
        Assert.Contains("Tile_", Kernel($"[Input(14, 14, 2)] [Conv2D(24, 1)] {Padded}", "DepthwiseConv2d1"), StringComparison.Ordinal);
    }
}
