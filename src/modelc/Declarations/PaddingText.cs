using System.Globalization;
using ModelCompiler;
using ModelCompiler.Onnx;

namespace ModelCompiler.Tool.Declarations;

/// <summary>Padding as settings of a layer: one number for all sides, and those that differ.</summary>
internal static class PaddingText
{
    public static void Add(ArchitectureNode node, List<string> rest)
    {
        string padding = node.Word("padding", "Valid");
        if (padding == "Same") rest.Add("Padding = Padding.Same");
        if (padding != "Explicit") return;
        IReadOnlyList<ArchitectureWindow> windows = node.Windows;
        if (node.Word("ceil", "false") == "true")
            windows = [.. windows.Select((w, axis) => DeclaredPadding.Of(w, node.Inputs[0].Shape[axis], node.Shape[axis]))];
        (string Side, int Cells)[] sides = windows.Count == 1
            ? [("PadLeft", windows[0].PadBefore), ("PadRight", windows[0].PadAfter)]
            : [("PadTop", windows[0].PadBefore), ("PadBottom", windows[0].PadAfter), ("PadLeft", windows[1].PadBefore),
                ("PadRight", windows[1].PadAfter)];
        int usual = sides.GroupBy(s => s.Cells).OrderByDescending(g => g.Count()).First() is var most && most.Count() * 2 > sides.Length
            ? most.Key
            : 0;
        if (usual > 0) rest.Add($"Pad = {Number(usual)}");
        rest.AddRange(sides.Where(s => s.Cells != usual).Select(s => $"{s.Side} = {Number(s.Cells)}"));
    }

    /// <summary>What a transposed convolution has beyond the size that its padding gives, or null.</summary>
    public static int? OutputPadding(ArchitectureNode node)
    {
        int[] more = [.. node.Windows.Select((w, axis) => More(node, w, axis))];
        return more.All(m => m == int.MinValue) ? null : more.Max();
    }

    private static int More(ArchitectureNode node, ArchitectureWindow window, int axis)
    {
        int span = ((window.Size - 1) * window.Dilation) + 1, input = node.Inputs[0].Shape[axis], output = node.Shape[axis],
            whole = ((input - 1) * window.Stride) + span;
        string padding = node.Word("padding", "Valid");
        int usual = padding switch
        {
            "Explicit" => whole - window.PadBefore - window.PadAfter,
            "Same" => input * window.Stride,
            _ => Math.Max(whole, input * window.Stride),
        };
        return output == usual ? int.MinValue : padding switch
        {
            "Explicit" => output - usual,
            "Same" => output - whole + (span / 2 * 2),
            _ => output - whole,
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
