namespace ModelCompiler.Training;

/// <summary>
/// Some neighbouring parts whose gradients are added up together: a node of the one tree that says in which order all are. A node of
/// several parts has two halves, of which the left has as many parts as the largest power of two that is less than all.
/// </summary>
/// <param name="From">The first part.</param>
/// <param name="To">One after the last.</param>
internal readonly record struct PartNode(int From, int To)
{
    public bool IsPart => To - From == 1;

    public PartNode Left => this with { To = Middle };

    public PartNode Right => this with { From = Middle };

    private int Middle
    {
        get
        {
            int left = 1;
            while (left * 2 < To - From)
                left *= 2;
            return From + left;
        }
    }

    /// <summary>The largest nodes that lie within a rank's parts and have samples: what it can add up by itself.</summary>
    /// <param name="parts">The batch.</param>
    /// <param name="from">The rank's first part.</param>
    /// <param name="to">One after its last.</param>
    /// <param name="found">Receives them in order.</param>
    public void Within(BatchParts parts, int from, int to, List<PartNode> found)
    {
        if (From >= to || To <= from || parts.Length(From, To) == 0)
            return;
        if (From >= from && To <= to)
        {
            found.Add(this);
            return;
        }

        Left.Within(parts, from, to, found);
        Right.Within(parts, from, to, found);
    }
}
