using System.ComponentModel;

namespace ModelCompiler.OpenCL.Runtime;

/// <summary>An index space of up to three dimensions: work groups, and work items in each.</summary>
/// <param name="LocalX">Work items of a group along dimension 0.</param>
/// <param name="GroupsX">Groups along dimension 0. The batch belongs here: devices limit the groups of the other dimensions, often to
/// 65,535.</param>
/// <param name="LocalY">Work items of a group along dimension 1.</param>
/// <param name="GroupsY">Groups along dimension 1.</param>
/// <param name="LocalZ">Work items of a group along dimension 2.</param>
/// <param name="GroupsZ">Groups along dimension 2.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WorkRange(int LocalX, GroupCount GroupsX, int LocalY, GroupCount GroupsY, int LocalZ, GroupCount GroupsZ)
{
    /// <summary>A range of one dimension.</summary>
    public WorkRange(int localX, GroupCount groupsX) : this(localX, groupsX, 1, GroupCount.One, 1, GroupCount.One)
    {
    }

    /// <summary>A range of two dimensions.</summary>
    public WorkRange(int localX, GroupCount groupsX, int localY, GroupCount groupsY)
        : this(localX, groupsX, localY, groupsY, 1, GroupCount.One)
    {
    }

    /// <summary>Work items of a group.</summary>
    public int GroupSize => checked(LocalX * LocalY * LocalZ);
}

/// <summary><paramref name="Each"/> groups, for each of ⌈batch / <paramref name="BatchTile"/>⌉ where that is not 0.</summary>
/// <param name="Each">Groups that do not depend on the batch, or groups of one tile of it.</param>
/// <param name="BatchTile">Samples that a group takes together, or 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GroupCount(long Each, int BatchTile = 0)
{
    /// <summary>A single group.</summary>
    public static GroupCount One => new(1);

    /// <summary>The groups of a run.</summary>
    public long At(int batch) => BatchTile == 0 ? Each : Each * (((long)batch + BatchTile - 1) / BatchTile);
}

/// <summary>A number that grows with the batch: <c>Fixed + PerSample · batch</c>.</summary>
/// <param name="Fixed">The part that does not.</param>
/// <param name="PerSample">What each sample adds.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct BatchExtent(long Fixed, long PerSample)
{
    /// <summary>The number of a run.</summary>
    public long At(int batch) => Fixed + PerSample * batch;
}
