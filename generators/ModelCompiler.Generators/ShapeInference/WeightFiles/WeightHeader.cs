using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.WeightFiles;

/// <summary>A tensor of a file, as its header describes it.</summary>
internal sealed record HeaderTensor(string Name, string Type, EquatableArray<long> Shape);

/// <summary>
/// The header of a <c>.safetensors</c> file, which a target of the build copies into a text: an analyzer may read additional files, as
/// text, and no others, and the file itself may be half a gigabyte.
/// </summary>
/// <param name="Tensors">In the file's order.</param>
/// <param name="Model">The model that the file was saved from, if it says so.</param>
internal sealed record WeightHeader(EquatableArray<HeaderTensor> Tensors, string? Model)
{
    /// <summary>What the target adds to the file's name.</summary>
    public const string Suffix = ".header.json";

    /// <exception cref="FormatException">A text that is none.</exception>
    public static WeightHeader Parse(string text)
    {
        var json = new JsonScanner(text);
        var tensors = new List<HeaderTensor>();
        string? model = null;
        foreach (string name in json.Properties())
        {
            if (name == "__metadata__")
            {
                foreach (string key in json.Properties())
                {
                    string value = json.Text();
                    if (key == "model") model = value;
                }
            }
            else
            {
                tensors.Add(ParseTensor(json, name));
            }
        }

        json.End();
        return new WeightHeader(tensors.ToEquatableArray(), model);
    }

    private static HeaderTensor ParseTensor(JsonScanner json, string name)
    {
        string type = "";
        long[] shape = [];
        foreach (string key in json.Properties())
        {
            if (key == "dtype") type = json.Text();
            else if (key == "shape") shape = [.. json.Numbers()];
            else if (key == "data_offsets") _ = json.Numbers().Count();
            else throw new FormatException($"'{name}' has an unknown property '{key}'");
        }

        return new HeaderTensor(name, type, shape.ToEquatableArray());
    }
}
