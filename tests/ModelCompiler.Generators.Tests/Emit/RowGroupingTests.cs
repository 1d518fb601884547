using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>Which lines of a tile become one, and what must stay as it is.</summary>
public class RowGroupingTests
{
    [Fact]
    public void A_value_of_memory_times_neighbouring_vectors_is_a_row() => Check(
        [Load("k0", "k", 0), Load("k1", "k", 16), Let("x", Splat("input", 3)), Add("s0", Name("x"), Name("k0")), Add("s1", Name("x"), Name("k1"))],
        "Floats16 k0 = Load16(ref k, 0), k1 = Load16(ref k, 16);",
        "FmaRow16(ref input, 3, k0, k1, ref s0, ref s1);");

    [Fact]
    public void A_vector_times_values_at_equal_distances_is_a_column() => Check(
        [Load("k0", "k", 0), Add("s0", Splat("input", 1), Name("k0")), Add("s1", Splat("input", 5), Name("k0")), Add("s2", Splat("input", 9), Name("k0"))],
        "Floats16 k0 = Load16(ref k, 0);",
        "FmaColumn16(ref input, 1, 4, k0, ref s0, ref s1, ref s2);");

    [Fact]
    public void A_column_ends_where_distances_change() => Check(
        [Load("k0", "k", 0), Add("s0", Splat("input", 1), Name("k0")), Add("s1", Splat("input", 5), Name("k0")), Add("s2", Splat("input", 10), Name("k0"))],
        "Floats16 k0 = Load16(ref k, 0);",
        "FmaColumn16(ref input, 1, 4, k0, ref s0, ref s1);",
        "s2 = Fma16(Splat16(ref input, 10), k0, s2);");

    [Fact]
    public void Weights_may_come_from_memory() => Check(
        [Let("x", Splat("input", 0)), Add("s0", Name("x"), new VectorLoad(At("k", 0), 16)), Add("s1", Name("x"), new VectorLoad(At("k", 16), 16))],
        "FmaRow16(ref input, 0, ref k, 0, 16, ref s0, ref s1);");

    [Fact]
    public void The_last_vector_of_a_row_may_be_narrower() => Check(
        [Load("k0", "k", 0), Load("k1", "k", 16, 4), Let("x", Splat("input", 0)), Add("s0", Name("x"), Name("k0")), Add("s1", new FirstLanes(Name("x"), 4), new VectorName("k1", 4), 4)],
        "Floats16 k0 = Load16(ref k, 0);",
        "Floats4 k1 = Load4(ref k, 16);",
        "FmaRow16And4(ref input, 0, k0, k1, ref s0, ref s1);");

    [Fact]
    public void Rows_of_the_same_vectors_at_equal_distances_are_a_tile() => Check(
        [Load("k0", "k", 0), Load("k1", "k", 16), .. Row(0, "input", 3), .. Row(1, "input", 23), .. Row(2, "input", 43), .. Row(3, "input", 64)],
        "Floats16 k0 = Load16(ref k, 0), k1 = Load16(ref k, 16);",
        "FmaTile16(ref input, 3, 20, k0, k1,",
        "\tref s0_0, ref s0_1,  ref s1_0, ref s1_1,  ref s2_0, ref s2_1);",
        "FmaRow16(ref input, 64, k0, k1, ref s3_0, ref s3_1);");

    [Fact]
    public void Rows_of_other_vectors_or_of_other_memory_are_no_tile() => Check(
        [
            Load("k0", "k", 0), Load("k1", "k", 16), Load("k2", "k", 32), .. Row(0, "input", 3), .. Row(1, "other", 4),
            Add("s2_0", Splat("other", 5), Name("k1")), Add("s2_1", Splat("other", 5), Name("k2")),
        ],
        "Floats16 k0 = Load16(ref k, 0), k1 = Load16(ref k, 16), k2 = Load16(ref k, 32);",
        "FmaRow16(ref input, 3, k0, k1, ref s0_0, ref s0_1);",
        "FmaRow16(ref other, 4, k0, k1, ref s1_0, ref s1_1);",
        "FmaRow16(ref other, 5, k1, k2, ref s2_0, ref s2_1);");

    [Fact]
    public void More_rows_than_the_runtime_has_methods_for_are_tiles_of_about_one_height() => Check(
        [Load("k0", "k", 0), Load("k1", "k", 16), .. Enumerable.Range(0, 9).SelectMany(row => Row(row, "input", row))],
        [
            "Floats16 k0 = Load16(ref k, 0), k1 = Load16(ref k, 16);",
            .. Tile("FmaTile16(ref input, 0, 1, k0, k1,", 0, 5), .. Tile("FmaTile16(ref input, 5, 1, k0, k1,", 5, 4),
        ]);

    [Fact]
    public void A_tile_may_end_with_a_narrower_vector() => Check(
        [
            Load("k0", "k", 0), Load("k1", "k", 16, 4), Let("x", Splat("input", 0)), Let("y", Splat("input", 7)),
            Add("s0_0", Name("x"), Name("k0")), Add("s0_1", new FirstLanes(Name("x"), 4), new VectorName("k1", 4), 4),
            Add("s1_0", Name("y"), Name("k0")), Add("s1_1", new FirstLanes(Name("y"), 4), new VectorName("k1", 4), 4),
        ],
        ["Floats16 k0 = Load16(ref k, 0);", "Floats4 k1 = Load4(ref k, 16);", .. Tile("FmaTile16And4(ref input, 0, 7, k0, k1,", 0, 2)]);

    private static IEnumerable<NestStatement> Row(int row, string memory, int at) =>
        [Add($"s{row}_0", Splat(memory, at), Name("k0")), Add($"s{row}_1", Splat(memory, at), Name("k1"))];

    /// <summary>A call of two vectors and its lines, each of up to four rows.</summary>
    private static IEnumerable<string> Tile(string call, int first, int rows) =>
    [
        call, .. Enumerable.Range(first, rows).Select(row => $"ref s{row}_0, ref s{row}_1").Chunk(4)
            .Select((line, number) => $"\t{string.Join(",  ", line)}{(4 * (number + 1) < rows ? "," : ");")}"),
    ];

    [Fact]
    public void Vectors_of_several_narrower_widths_share_the_broadcast_as_before() => Check(
        [
            Load("k0", "k", 0, 4), Load("k1", "k", 4, 1), Load("k2", "k", 5, 1), new VectorLet("x", new Broadcast(At("input", 0), 4)),
            Add("s0", new VectorName("x", 4), new VectorName("k0", 4), 4), Add("s1", new FirstLanes(new VectorName("x", 4), 1), new VectorName("k1", 1), 1),
            Add("s2", new FirstLanes(new VectorName("x", 4), 1), new VectorName("k2", 1), 1),
        ],
        "Floats4 k0 = Load4(ref k, 0), x = Splat4(ref input, 0);",
        "float k1 = At(ref k, 4), k2 = At(ref k, 5);",
        "s0 = Fma4(x, k0, s0);",
        "s1 = Fma1(x.ToScalar(), k1, s1);",
        "s2 = Fma1(x.ToScalar(), k2, s2);");

    [Fact]
    public void A_value_that_is_read_once_more_keeps_its_name() => Check(
        [Let("x", Splat("input", 0)), Load("k0", "k", 0), Load("k1", "k", 16), Add("s0", Name("x"), Name("k0")), Add("s1", Name("x"), Name("k1")),
            new Store(At("output", 0), new VectorUnary(UnaryOperator.Negate, Name("x")))],
        "Floats16 x = Splat16(ref input, 0), k0 = Load16(ref k, 0), k1 = Load16(ref k, 16);",
        "FmaRow16(ref input, 0, k0, k1, ref s0, ref s1);",
        "Store16(ref output, 0, -x);");

    /// <summary>The second product of a sum must not come before the first one of another that stands between: each sum's own order is all that bits depend on.</summary>
    [Fact]
    public void Terms_of_a_sum_keep_their_order() => Check(
        [Load("k0", "k", 0), Load("k1", "k", 16), Add("s0", Splat("input", 0), Name("k0")), Add("s1", Splat("input", 1), Name("k0")), Add("s0", Splat("input", 2), Name("k1")),
            Add("s1", Splat("input", 3), Name("k1"))],
        "Floats16 k0 = Load16(ref k, 0), k1 = Load16(ref k, 16);",
        "FmaColumn16(ref input, 0, 1, k0, ref s0, ref s1);",
        "FmaColumn16(ref input, 2, 1, k1, ref s0, ref s1);");

    [Fact]
    public void More_sums_than_a_method_takes_are_parts_of_one_length() => Check(
        [Load("k0", "k", 0), .. Enumerable.Range(0, 10).Select(i => Add($"s{i}", Splat("input", i), Name("k0")))],
        "Floats16 k0 = Load16(ref k, 0);",
        "FmaColumn16(ref input, 0, 1, k0, ref s0, ref s1, ref s2, ref s3, ref s4);",
        "FmaColumn16(ref input, 5, 1, k0, ref s5, ref s6, ref s7, ref s8, ref s9);");

    [Fact]
    public void Sums_begin_go_on_and_are_written_by_rows() => Check(
        [
            Zero("s0"), Zero("s1"), Zero("t", 1), Zero("s2"),
            new VectorSet("s0", new VectorLoad(At("output", 0), 16)), new VectorSet("s1", new VectorLoad(At("output", 100), 16)),
            new VectorSet("s0", Sum("s0", "bias", 0)), new VectorSet("s1", Sum("s1", "bias", 16)),
            new Store(At("output", 0), Name("s0")), new Store(At("output", 100), Name("s1")), new Store(At("output", 300), Name("s2")),
        ],
        "Floats16 s0 = default, s1 = default, s2 = default;",
        "float t = 0f;",
        "LoadRow16(ref output, 0, 100, out s0, out s1);",
        "AddRow16(ref bias, 0, 16, ref s0, ref s1);",
        "StoreRow16(ref output, 0, 100, s0, s1);",
        "Store16(ref output, 300, s2);");

    [Fact]
    public void Rows_of_stores_at_equal_distances_are_a_tile() => Check(
        [
            .. Stores("output", 0, 16, "a0", "a1"), .. Stores("output", 100, 16, "b0", "b1"), .. Stores("output", 200, 16, "c0", "c1"),
            .. Stores("output", 310, 16, "d0", "d1"), .. Stores("output", 400, 20, "e0", "e1"), .. Stores("other", 0, 16, "f0", "f1"),
        ],
        "StoreTile16x2(ref output, 0, 100, 16,",
        "\ta0, a1,  b0, b1,  c0, c1);",
        "StoreRow16(ref output, 310, 16, d0, d1);",
        "StoreRow16(ref output, 400, 20, e0, e1);",
        "StoreRow16(ref other, 0, 16, f0, f1);");

    [Fact]
    public void Rows_of_more_than_a_method_stores_are_tiles_of_one_height() => Check(
        [.. Enumerable.Range(0, 10).SelectMany(r => Stores("output", 100 * r, 16, $"a{r}", $"b{r}", $"c{r}"))],
        "StoreTile16x3(ref output, 0, 100, 16,",
        "\ta0, b0, c0,  a1, b1, c1,",
        "\ta2, b2, c2,  a3, b3, c3,",
        "\ta4, b4, c4);",
        "StoreTile16x3(ref output, 500, 100, 16,",
        "\ta5, b5, c5,  a6, b6, c6,",
        "\ta7, b7, c7,  a8, b8, c8,",
        "\ta9, b9, c9);");

    [Fact]
    public void Rows_that_are_loaded_to_be_turned_are_one_line() => Check(
        [.. Rows(0, 100, 200, 300), Turn()],
        "TurnRows8(ref k, 0, 100, ref turned, 7, 32);");

    [Fact]
    public void Rows_at_other_distances_or_with_another_use_have_names()
    {
        Check([.. Rows(0, 100, 200, 301), Turn()], Named("301"));
        Check(
            [.. Rows(0, 100, 200, 300), Turn(), new Store(At("other", 0), new VectorName("row1", 8))],
            [.. Named("300"), "Store8(ref other, 0, row1);"]);

        static string[] Named(string last) =>
        [
            $"Floats8 row0 = Load8(ref k, 0), row1 = Load8(ref k, 100), row2 = Load8(ref k, 200), row3 = Load8(ref k, {last});",
            "VectorRows.Store(ref At(ref turned, 7), 32, row0, row1, row2, row3);",
        ];
    }

    private static IEnumerable<NestStatement> Rows(params long[] at) => at.Select((place, row) => Load($"row{row}", "k", place, 8));

    private static RowsStore Turn() => new(At("turned", 7), 32, [.. Enumerable.Range(0, 4).Select(row => new VectorName($"row{row}", 8))]);

    [Fact]
    public void A_pointer_for_one_line_is_left_out() => CheckPointers(
        [Pointer("outputAt", "output", "x", 20), .. Stores("outputAt", 0, 16, "s0", "s1")],
        "StoreRow16(ref output, x + 20, 16, s0, s1);");

    [Fact]
    public void A_pointer_to_the_beginning_of_a_buffer_is_left_out_wherever_it_is_used() => CheckPointers(
        [
            Pointer("biasAt", "bias", null, 0), Let("both", new VectorBinary(BinaryOperator.Add, new VectorLoad(At("biasAt", 0), 16), new VectorLoad(At("biasAt", 16), 16))),
            new Loop("x", 0, 4, 1, false, [new Store(At("output", 0), new VectorLoad(At("biasAt", 4), 16))]),
        ],
        "Floats16 both = Load16(ref bias, 0) + Load16(ref bias, 16);",
        "for (int x = 0; x < 4; x++)",
        "{",
        "\tStore16(ref output, 0, Load16(ref bias, 4));",
        "}");

    [Fact]
    public void Pointers_of_several_lines_or_of_a_loop_stay() => CheckPointers(
        [
            Pointer("outputAt", "output", "x", 0), .. Stores("outputAt", 0, 16, "s0"), .. Stores("outputAt", 16, 16, "s1"), .. Stores("outputAt", 99, 16, "s2"),
            Pointer("kernelRow", "kernel", "y", 0),
            new Loop("x", 0, 4, 1, false, [new Store(At("output", 0), new VectorLoad(At("kernelRow", 4), 16))]),
        ],
        "ref float outputAt = ref At(ref output, x);",
        "StoreRow16(ref outputAt, 0, 16, s0, s1);",
        "Store16(ref outputAt, 99, s2);",
        "ref float kernelRow = ref At(ref kernel, y);",
        "for (int x = 0; x < 4; x++)",
        "{",
        "\tStore16(ref output, 0, Load16(ref kernelRow, 4));",
        "}");

    [Fact]
    public void Pointers_that_move_or_are_based_on_one_that_does_stay() => CheckPointers(
        [
            Pointer("row", "input", null, 0), Pointer("next", "row", "x", 1), .. Stores("next", 0, 16, "s0"),
            new Loop("x", 0, 4, 1, false, [new Store(At("output", 0), new VectorLoad(At("row", 0), 16)), new PointerAdvance("row", 1)]),
        ],
        "ref float row = ref input;",
        "ref float next = ref At(ref row, x + 1);",
        "Store16(ref next, 0, s0);",
        "for (int x = 0; x < 4; x++)",
        "{",
        "\tStore16(ref output, 0, Load16(ref row, 0));",
        "\trow = ref At(ref row, 1);",
        "}");

    [Fact]
    public void Code_that_has_more_locals_than_the_JIT_inlines_for_is_left_to_the_framework()
    {
        Assert.True(InlineBudget.Fits(string.Concat(Enumerable.Repeat("FmaRow16(ref input, 0, k0, k1, ref s0, ref s1);\n", 600)), []));
        Assert.False(InlineBudget.Fits(string.Concat(Enumerable.Repeat("FmaRow16(ref input, 0, k0, k1, ref s0, ref s1);\n", 700)), []));
        string tile = "FmaTile16(ref input, 3, 20, k0, k1,\nref s0_0, ref s0_1,  ref s1_0, ref s1_1,  ref s2_0, ref s2_1);\n";
        Assert.True(InlineBudget.Fits(string.Concat(Enumerable.Repeat(tile, 160)), []));
        Assert.False(InlineBudget.Fits(string.Concat(Enumerable.Repeat(tile, 200)), []));
        Assert.False(InlineBudget.Fits(string.Concat(Enumerable.Repeat("Floats16 s0 = default, s1 = default, s2 = default, s3 = default;\n", 180)), []));
    }

    [Fact]
    public void A_function_costs_its_parameters_and_steps_and_a_call_inside_a_call_counts()
    {
        string sigmoids = string.Concat(Enumerable.Repeat("Store16(ref output, 0, Sigmoid(value0));\n", 120));
        Assert.True(InlineBudget.Fits(sigmoids, []));
        Assert.False(InlineBudget.Fits(sigmoids, [MathFunctions.Sigmoid(16)]));
        Assert.False(InlineBudget.Fits(string.Concat(Enumerable.Repeat("sum0 = Fma16(Load16(ref input, 0), kernel0, sum0);\n", 400)), []));
        Assert.Equal(MathFunctions.Log(16).Locals + 4, MathFunctions.LogOnePlus(16).Locals); // Its own: x, w, log and y.
    }

    private static void Check(NestStatement[] code, params string[] expected) => Rendered(RowGrouping.Run(code.ToEquatableArray()), expected);

    private static void CheckPointers(NestStatement[] code, params string[] expected) =>
        Rendered(NeedlessPointers.Run(RowGrouping.Run(code.ToEquatableArray())), expected);

    private static void Rendered(EquatableArray<NestStatement> code, string[] expected)
    {
        var writer = new SourceWriter();
        new CSharpRenderer(new RowDialect(fused: true), writer).Statements(code);
        Assert.Equal(expected, writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static PointerLet Pointer(string name, string buffer, string? variable, long offset) =>
        new(name, buffer, (variable is null ? LinearForm.Number(0) : LinearForm.Of(variable)) + LinearForm.Number(offset));

    private static IEnumerable<Store> Stores(string buffer, long first, long stride, params string[] names) =>
        names.Select((name, n) => new Store(At(buffer, first + (n * stride)), Name(name)));

    private static Access At(string buffer, long offset) => new(buffer, LinearForm.Number(offset));

    private static VectorName Name(string name) => new(name, 16);

    private static Broadcast Splat(string buffer, long offset) => new(At(buffer, offset), 16);

    private static VectorLet Let(string name, VectorExpression value) => new(name, value);

    private static VectorLet Load(string name, string buffer, long offset, int lanes = 16) => new(name, new VectorLoad(At(buffer, offset), lanes));

    private static VectorLet Zero(string name, int lanes = 16) => new(name, new Splat(0, lanes));

    private static VectorBinary Sum(string name, string buffer, long offset) => new(BinaryOperator.Add, Name(name), new VectorLoad(At(buffer, offset), 16));

    private static VectorSet Add(string sum, VectorExpression left, VectorExpression right, int lanes = 16) => new(sum, new MultiplyAdd(left, right, new VectorName(sum, lanes)));
}
