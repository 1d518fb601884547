using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Neighbouring weights that one thread updates. They lie in one tensor where tensors differ in how they are treated.</summary>
/// <param name="Start">The first in the flat buffer; a multiple of 16.</param>
/// <param name="Length">How many; a multiple of 16.</param>
/// <param name="Tensor">The tensor's place among those that are trained; 0 where tensors do not differ.</param>
/// <param name="Decays">Whether these weights decay.</param>
internal readonly record struct UpdateItem(int Start, int Length, int Tensor, bool Decays)
{
    /// <summary>Floats of one item: 64 KiB of each buffer, so that all of Adam's four fit into a core's second-level cache.</summary>
    public const int Floats = 16 * 1024;

    /// <summary>All weights that are trained.</summary>
    public static UpdateItem[] Divide(ParameterSet parameters, UpdatePlan plan)
    {
        var items = new List<UpdateItem>();
        if (!plan.TensorsDiffer)
        {
            Add(items, 0, parameters.TrainableFloats, tensor: 0, decays: true);
            return [.. items];
        }

        int tensor = 0;
        foreach (ParameterDescription d in parameters.Descriptions.Where(d => d.Trainable))
            Add(items, d.Offset, AlignedBuffer.RoundUp(d.Length), tensor++, plan.Decays(d.Name));
        return [.. items];
    }

    private static void Add(List<UpdateItem> items, int start, int length, int tensor, bool decays)
    {
        for (int done = 0; done < length; done += Floats)
            items.Add(new(start + done, Math.Min(Floats, length - done), tensor, decays));
    }
}
