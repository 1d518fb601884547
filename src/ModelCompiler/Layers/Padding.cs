namespace ModelCompiler;

/// <summary>How a sliding window meets the border of a map; TensorFlow's rules.</summary>
public enum Padding
{
    /// <summary>The window stays inside.</summary>
    Valid,

    /// <summary>The map is padded so that the output has <c>ceil(n / stride)</c> cells; an odd cell of padding goes below and to the
    /// right.</summary>
    Same,
}
