namespace ModelCompiler.Onnx;

/// <summary>A network from a file: what a declaration of it would be, and its weights.</summary>
/// <param name="Architecture">Layers with names as the compiler makes them, without blocks.</param>
/// <param name="Tensors">Weights in the order of the layers, in the layouts of this library.</param>
public sealed record ImportedModel(ModelArchitecture Architecture, IReadOnlyList<ImportedTensor> Tensors);

/// <summary>Weights from a file.</summary>
/// <param name="Name">Full name, <c>conv2d_1.kernel</c>.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Values">Row-major.</param>
public sealed record ImportedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
