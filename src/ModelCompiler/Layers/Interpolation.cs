namespace ModelCompiler;

/// <summary>What stands between the cells of a map that is enlarged.</summary>
public enum Interpolation
{
    /// <summary>Copies of the nearest cell.</summary>
    Nearest,

    /// <summary>What lies on the lines between the four nearest cells' centres; centres are half a cell from the edges, and beyond the last
    /// centre its value goes on, as in Keras, in TensorFlow 2, and in PyTorch without aligned corners.</summary>
    Bilinear,
}
