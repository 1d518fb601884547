namespace ModelCompiler.Data;

/// <summary>What stands where a moved picture has no pixel, as Keras names it.</summary>
public enum FillMode
{
    /// <summary>The nearest pixel of the edge: <c>aaaa|abcd|dddd</c>.</summary>
    Nearest,

    /// <summary>A constant: <c>kkkk|abcd|kkkk</c>.</summary>
    Constant,

    /// <summary>The picture mirrored at its edge: <c>dcba|abcd|dcba</c>.</summary>
    Reflect,

    /// <summary>The picture again: <c>abcd|abcd|abcd</c>.</summary>
    Wrap,
}
