using System.Text;

namespace ModelCompiler.Tests.Runtime;

/// <summary>The text of the files under src/ModelCompiler/Runtime/MultiplyAdds, which differ in a width, a rounding and a number of sums.</summary>
internal static class MultiplyAddSource
{
    /// <summary>The least and the most sums that one call adds to.</summary>
    private const int Least = 2, Most = 8;

    /// <summary>The most vectors and sums of a tile: with three more arguments as many as the JIT inlines, 32.</summary>
    private const int MostVectorsOfTile = 4, MostSumsOfTile = 24;

    /// <summary>File names and their texts.</summary>
    public static IEnumerable<(string File, string Text)> Files =>
    [
        .. new[] { 16, 8, 4, 1 }.Select(lanes => ($"FusedMultiplyAdds.{lanes}.cs", File("FusedMultiplyAdds", lanes, o => o.Methods()))),
        .. new[] { 16, 8, 4 }.Select(lanes => ($"FusedMultiplyAdds.{lanes}.Tiles.cs", File("FusedMultiplyAdds", lanes, o => o.Tiles()))),
        .. new[] { 4, 1 }.Select(lanes => ($"EstimatedMultiplyAdds.{lanes}.cs", File("EstimatedMultiplyAdds", lanes, o => o.Methods()))),
        ("EstimatedMultiplyAdds.4.Tiles.cs", File("EstimatedMultiplyAdds", 4, o => o.Tiles())),
        .. new[] { 16, 8, 4, 1 }.Select(lanes => ($"VectorRowAccess.{lanes}.cs", File("VectorRowAccess", lanes, o => o.Accesses()))),
        .. new[] { 16, 8, 4 }.Select(lanes => ($"VectorRowAccess.{lanes}.Tiles.cs", File("VectorRowAccess", lanes, o => o.TileStores()))),
    ];

    private static string File(string type, int lanes, Func<Operation, IEnumerable<string>> methods)
    {
        var text = new StringBuilder();
        text.Append("// Written by MultiplyAddSource of the tests, which compare it: change it there.\n");
        text.Append("using System.Runtime.CompilerServices;\n");
        if (lanes > 1) text.Append("using System.Runtime.Intrinsics;\n");
        text.Append($"\nnamespace ModelCompiler.Runtime;\n\npublic static partial class {type}\n{{\n");
        var operation = new Operation(type == "FusedMultiplyAdds", lanes);
        text.Append(string.Join("\n", methods(operation)));
        return text.Append("}\n").ToString();
    }

    private sealed record Operation(bool Fused, int Lanes)
    {
        private string Vector => $"Vector{32 * Lanes}";

        private string Type => Lanes == 1 ? "float" : $"{Vector}<float>";

        public IEnumerable<string> Methods()
        {
            yield return Method("a·b + c.", $"{Type} Fma{Lanes}({Type} a, {Type} b, {Type} c) => {Call("a", "b", "c")};");
            for (int sums = Least; sums <= Most; sums++)
            {
                string factors = Each(sums, c => $"{Type} k{c}"), targets = Each(sums, c => $"ref {Type} s{c}");
                yield return Method("Adds x·k0 to s0, x·k1 to s1 and so on.", $"void FmaRow{Lanes}({Type} x, {factors}, {targets})", Each(sums, c => Update(c, "x", $"k{c}"), "\n"));
                yield return Method(
                    "The same with x one float in all lanes, <paramref name=\"at\"/> floats after <paramref name=\"from\"/>.",
                    $"void FmaRow{Lanes}(ref float from, nint at, {factors}, {targets})",
                    $"{Type} x = {Splat("at")};\n" + Each(sums, c => Update(c, "x", $"k{c}"), "\n"));
                yield return Method(
                    "The same with vectors of memory for the k, the first <paramref name=\"weightsAt\"/> floats after <paramref name=\"weights\"/>, others <paramref name=\"stride\"/> floats apart.",
                    $"void FmaRow{Lanes}(ref float from, nint at, ref float weights, nint weightsAt, nint stride, {targets})",
                    $"{Type} x = {Splat("at")};\n" + Each(sums, c => Update(c, "x", Load("weights", Address(c).Replace("at", "weightsAt"))), "\n"));
                foreach (var narrow in Narrower) yield return MixedRow(sums - 1, narrow);
                yield return Method(
                    "Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name=\"at\"/> floats after <paramref name=\"from\"/>, "
                        + "others <paramref name=\"stride\"/> floats apart.",
                    $"void FmaColumn{Lanes}(ref float from, nint at, nint stride, {Type} k, {targets})",
                    Each(sums, c => Update(c, Splat(Address(c)), "k"), "\n"));
            }
        }

        /// <summary>Tiles: a row for each of several floats.</summary>
        public IEnumerable<string> Tiles()
        {
            for (int vectors = Least; vectors <= MostVectorsOfTile; vectors++)
            {
                for (int rows = Least; rows <= Most && rows * vectors <= MostSumsOfTile; rows++)
                {
                    yield return Tile(rows, vectors, this);
                    foreach (var narrow in Narrower.Where(n => n.Lanes > 1)) yield return Tile(rows, vectors, narrow);
                }
            }
        }

        private IEnumerable<Operation> Narrower => new[] { 8, 4, 1 }.Where(n => n < Lanes).Select(n => this with { Lanes = n });

        /// <param name="last">Of the last vector of each row.</param>
        private string Tile(int rows, int vectors, Operation last)
        {
            Operation At(int v) => v == vectors - 1 ? last : this;
            string sums = Each(rows, r => Each(vectors, v => $"ref {At(v).Type} s{r}_{v}"));
            return Method(
                "Adds x0·k0 to s0_0, x0·k1 to s0_1, x1·k0 to s1_0 and so on, each x one float in all lanes: the first <paramref name=\"at\"/> floats after "
                    + "<paramref name=\"from\"/>, others <paramref name=\"stride\"/> floats apart.",
                $"void FmaTile{Lanes}{(last == this ? "" : $"And{last.Lanes}")}(ref float from, nint at, nint stride, {Each(vectors, v => $"{At(v).Type} k{v}")}, {sums})",
                Each(rows, r => $"{Type} x{r} = {Splat(Address(r))};\n" + Each(vectors, v => At(v).Update($"{r}_{v}", Lower($"x{r}", At(v)), $"k{v}"), "\n"), "\n"));
        }

        /// <summary>The first lanes of a vector.</summary>
        private string Lower(string vector, Operation of) => of.Lanes == Lanes ? vector
            : of.Lanes == 1 ? $"{vector}.ToScalar()"
            : vector + string.Concat(Enumerable.Repeat(".GetLower()", int.Log2(Lanes / of.Lanes)));

        /// <summary>A row whose last vector is a narrower one: what is left of a number of channels.</summary>
        private string MixedRow(int wide, Operation last)
        {
            var lower = Lower("x", last);
            return Method(
                "The same with a narrower vector at the end, for which the float is not read once more.",
                $"void FmaRow{Lanes}And{last.Lanes}(ref float from, nint at, {Each(wide, c => $"{Type} k{c}")}, {last.Type} k{wide}, {Each(wide, c => $"ref {Type} s{c}")}, ref {last.Type} s{wide})",
                $"{Type} x = {Splat("at")};\n" + Each(wide, c => Update(c, "x", $"k{c}"), "\n") + $"\n{last.Update(wide, lower, $"k{wide}")}");
        }

        public IEnumerable<string> Accesses()
        {
            for (int vectors = Least; vectors <= Most; vectors++)
            {
                yield return Method(
                    "Reads vectors that lie <paramref name=\"stride\"/> floats apart.",
                    $"void LoadRow{Lanes}(ref float from, nint at, nint stride, {Each(vectors, v => $"out {Type} v{v}")})",
                    Each(vectors, v => $"v{v} = {Load("from", Address(v))};", "\n"));
                yield return Method(
                    "Adds to each sum a vector of memory, which lie <paramref name=\"stride\"/> floats apart.",
                    $"void AddRow{Lanes}(ref float from, nint at, nint stride, {Each(vectors, v => $"ref {Type} s{v}")})",
                    Each(vectors, v => $"s{v} += {Load("from", Address(v))};", "\n"));
                yield return Method(
                    "Writes vectors <paramref name=\"stride\"/> floats apart.",
                    $"void StoreRow{Lanes}(ref float to, nint at, nint stride, {Each(vectors, v => $"in {Type} v{v}")})",
                    Each(vectors, v => Lanes == 1 ? $"Unsafe.Add(ref to, {Address(v)}) = v{v};" : $"v{v}.StoreUnsafe(ref Unsafe.Add(ref to, {Address(v)}));", "\n"));
            }
        }

        public IEnumerable<string> TileStores()
        {
            for (int vectors = Least; vectors <= Most; vectors++)
            {
                for (int rows = Least; rows <= Most && rows * vectors <= MostSumsOfTile; rows++)
                {
                    yield return Method(
                        "Writes rows of as many vectors as the name says: vectors <paramref name=\"stride\"/> floats apart, rows <paramref name=\"step\"/> floats.",
                        $"void StoreTile{Lanes}x{vectors}(ref float to, nint at, nint step, nint stride, {Each(rows, r => Each(vectors, v => $"in {Type} v{r}_{v}"))})",
                        Each(rows, r => Each(vectors, v => $"v{r}_{v}.StoreUnsafe(ref Unsafe.Add(ref to, {Address(r, v)}));", "\n"), "\n"));
                }
            }
        }

        private static string Address(int row, int vector) =>
            Address(row).Replace("stride", "step", StringComparison.Ordinal) + (vector == 0 ? "" : vector == 1 ? " + stride" : $" + ({vector} * stride)");

        private static string Address(int row) => row == 0 ? "at" : row == 1 ? "at + stride" : $"at + ({row} * stride)";

        private string Load(string from, string at) => Lanes == 1 ? $"Unsafe.Add(ref {from}, {at})" : $"{Vector}.LoadUnsafe(ref Unsafe.Add(ref {from}, {at}))";

        private string Update(int sum, string x, string k) => Update($"{sum}", x, k);

        private string Update(string sum, string x, string k) => $"s{sum} = {Call(x, k, $"s{sum}")};";

        private string Call(string a, string b, string c) => (Lanes, Fused) switch
        {
            (1, true) => $"MathF.FusedMultiplyAdd({a}, {b}, {c})",
            (1, false) => $"float.MultiplyAddEstimate({a}, {b}, {c})",
            (_, true) => $"{Vector}.FusedMultiplyAdd({a}, {b}, {c})",
            _ => $"{Vector}.MultiplyAddEstimate({a}, {b}, {c})",
        };

        private string Splat(string at) => Lanes == 1 ? $"Unsafe.Add(ref from, {at})" : $"{Vector}.Create(Unsafe.Add(ref from, {at}))";

        private static string Each(int count, Func<int, string> text, string between = ", ") => string.Join(between, Enumerable.Range(0, count).Select(text));

        private static string Method(string summary, string header, string? body = null)
        {
            string lines = body is null ? "" : "    {\n" + string.Concat(body.Split('\n').Select(l => $"        {l}\n")) + "    }\n";
            return $"    /// <summary>{summary}</summary>\n    [MethodImpl(MethodImplOptions.AggressiveInlining)]\n    public static {header}\n{lines}";
        }
    }
}
