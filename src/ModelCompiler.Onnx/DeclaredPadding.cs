namespace ModelCompiler.Onnx;

/// <summary>
/// Padding of windows that round up. An architecture's pads count the cells that the last window runs over the end; a declaration and ONNX
/// do not.
/// </summary>
internal static class DeclaredPadding
{
    /// <summary>
    /// The window with the padding behind the input that was declared: as much as before it if the sizes allow it, else the least that
    /// gives the output's size.
    /// </summary>
    /// <param name="window">As the architecture has it.</param>
    /// <param name="input">Cells of the input.</param>
    /// <param name="output">Cells of the output.</param>
    public static ArchitectureWindow Of(ArchitectureWindow window, int input, int output)
    {
        int[] after = [window.PadBefore, .. Enumerable.Range(0, window.PadAfter + 1)];
        return window with
        {
            PadAfter = after.First(
                a => a <= window.PadAfter && (Output(window with { PadAfter = a }, input) == output || a == window.PadAfter)),
        };
    }

    /// <summary>Cells of the output of a window that rounds up; a window that would begin behind the input is none.</summary>
    private static int Output(ArchitectureWindow window, int input)
    {
        int steps = input + window.PadBefore + window.PadAfter - ((window.Size - 1) * window.Dilation) - 1,
            rounded = ((steps + window.Stride - 1) / window.Stride) + 1;
        return (rounded - 1) * window.Stride >= input + window.PadBefore ? rounded - 1 : rounded;
    }
}
