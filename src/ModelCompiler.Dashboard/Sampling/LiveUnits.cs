namespace ModelCompiler.Dashboard;

/// <summary>
/// Which units of a rectified layer ever give anything: one is called dead while its output was zero everywhere, in all samples of the last
/// looks. It cannot learn any more, since no gradient passes it.
/// </summary>
internal sealed class LiveUnits(int units)
{
    /// <summary>Looks that must agree.</summary>
    public const int Looks = 12;

    private readonly int[] quiet = new int[units];

    /// <summary>Looks so far.</summary>
    public int Count { get; private set; }

    public int Total => units;

    /// <summary>Units that were silent in the last <see cref="Looks"/>; 0 while there were fewer.</summary>
    public int Dead => Count < Looks ? 0 : quiet.Count(q => q >= Looks);

    /// <summary>Adds a look.</summary>
    /// <param name="outputs">Values of any number of samples, channels last.</param>
    public void Add(ReadOnlySpan<float> outputs)
    {
        Count++;
        for (int u = 0; u < units; u++)
            quiet[u]++;
        for (int i = 0; i < outputs.Length; i += units)
        {
            for (int u = 0; u < units; u++)
            {
                if (outputs[i + u] != 0)
                    quiet[u] = 0;
            }
        }
    }
}
