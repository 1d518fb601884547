namespace ModelCompiler;

/// <summary>
/// The file of the model's weights: the class gets a method <c>Pretrained()</c> that gives a model with them. List the file in the project,
/// <c>&lt;ModelWeights Include="lenet.safetensors" /&gt;</c>: it is then copied beside the program, or with <c>Embed="true"</c> becomes a
/// part of it, and its tensors are compared with the declaration while that is typed.
/// </summary>
/// <param name="path">A <c>.safetensors</c> file. Its name counts, not its folder.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class WeightsAttribute(string path) : Attribute
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Whose names and orders of axes it has. Files in PyTorch's are compared when they are loaded, not when the model is compiled.
    /// </summary>
    public WeightLayout Layout { get; set; }
}
