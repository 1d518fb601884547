using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Several axes counted as one number, the last one fastest. The batch, whose extent only the run knows, is put outermost.
/// </summary>
internal sealed class FlatAxes
{
    private readonly Axis[] axes;

    public FlatAxes(IEnumerable<Axis> axes) => this.axes = [.. axes.Where(a => a.Extent != 1).OrderBy(a => a.IsBatch ? 0 : 1)];

    public IReadOnlyList<Axis> Axes => axes;

    public bool HasBatch => axes.Length > 0 && axes[0].IsBatch;

    /// <summary>Numbers of one sample, or of all where the batch is not among the axes.</summary>
    public long Each => axes.Where(a => !a.IsBatch).Aggregate(1L, (n, a) => n * a.Extent);

    /// <summary>Numbers of a batch of as many samples.</summary>
    public long CountIn(int batch) => Each * (HasBatch ? batch : 1);

    public IntExpression Count => HasBatch ? new IntVariable(LoopNest.Batch) * Each : Each;

    /// <summary>Takes a number apart: integers for the axes, named with a suffix, and the scope that binds them.</summary>
    public (List<NestStatement> Lets, AxisScope Scope) Decode(IntExpression number, AxisScope scope, string suffix)
    {
        var lets = new List<NestStatement>();
        long inner = Each;
        for (int a = 0; a < axes.Length; a++)
        {
            Axis axis = axes[a];
            if (!axis.IsBatch) inner /= axis.Extent;
            IntExpression value = number / inner;
            if (a > 0) value %= axis.Extent;
            string name = axis.Name + suffix;
            lets.Add(new IntegerLet(name, value, Wide: axis.IsBatch));
            scope = scope.With(axis, LinearForm.Of(name));
        }

        return (lets, scope);
    }
}
