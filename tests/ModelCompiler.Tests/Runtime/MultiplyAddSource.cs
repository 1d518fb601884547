using System.Text;

namespace ModelCompiler.Tests.Runtime;

/// <summary>The text of the files under src/ModelCompiler/Runtime/MultiplyAdds, which differ in a width, a rounding and a number of sums.</summary>
internal static class MultiplyAddSource
{
    /// <summary>The least and the most sums that one call adds to.</summary>
    private const int Least = 2, Most = 8;

    /// <summary>File names and their texts.</summary>
    public static IEnumerable<(string File, string Text)> Files =>
    [
        .. new[] { 16, 8, 4, 1 }.Select(lanes => ($"FusedMultiplyAdds.{lanes}.cs", File("FusedMultiplyAdds", lanes))),
        .. new[] { 4, 1 }.Select(lanes => ($"EstimatedMultiplyAdds.{lanes}.cs", File("EstimatedMultiplyAdds", lanes))),
        .. new[] { 16, 8, 4, 1 }.Select(lanes => ($"VectorRowAccess.{lanes}.cs", File("VectorRowAccess", lanes))),
    ];

    private static string File(string type, int lanes)
    {
        var text = new StringBuilder();
        text.Append("// Written by MultiplyAddSource of the tests, which compare it: change it there.\n");
        text.Append("using System.Runtime.CompilerServices;\n");
        if (lanes > 1) text.Append("using System.Runtime.Intrinsics;\n");
        text.Append($"\nnamespace ModelCompiler.Runtime;\n\npublic static partial class {type}\n{{\n");
        var operation = new Operation(type == "FusedMultiplyAdds", lanes);
        text.Append(string.Join("\n", type == "VectorRowAccess" ? operation.Accesses() : operation.Methods()));
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
                foreach (var narrow in new[] { 8, 4, 1 }.Where(n => n < Lanes)) yield return MixedRow(sums - 1, this with { Lanes = narrow });
                yield return Method(
                    "Adds x0·k to s0, x1·k to s1 and so on, each x one float in all lanes: the first <paramref name=\"at\"/> floats after <paramref name=\"from\"/>, "
                        + "others <paramref name=\"stride\"/> floats apart.",
                    $"void FmaColumn{Lanes}(ref float from, nint at, nint stride, {Type} k, {targets})",
                    Each(sums, c => Update(c, Splat(Address(c)), "k"), "\n"));
            }
        }

        /// <summary>A row whose last vector is a narrower one: what is left of a number of channels.</summary>
        private string MixedRow(int wide, Operation last)
        {
            var lower = last.Lanes == 1 ? "x.ToScalar()" : "x" + string.Concat(Enumerable.Repeat(".GetLower()", int.Log2(Lanes / last.Lanes)));
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

        private static string Address(int row) => row == 0 ? "at" : row == 1 ? "at + stride" : $"at + ({row} * stride)";

        private string Load(string from, string at) => Lanes == 1 ? $"Unsafe.Add(ref {from}, {at})" : $"{Vector}.LoadUnsafe(ref Unsafe.Add(ref {from}, {at}))";

        private string Update(int sum, string x, string k) => $"s{sum} = {Call(x, k, $"s{sum}")};";

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
