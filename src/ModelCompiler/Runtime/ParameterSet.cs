using System.Collections;
using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>All weights of a model in one aligned buffer, each tensor reachable by name. May be shared by several instances.</summary>
public sealed class ParameterSet : IReadOnlyCollection<ParameterTensor>
{
    private readonly ParameterTensor[] tensors;
    private readonly Dictionary<string, ParameterTensor> byName;
    private int version;

    private ParameterSet(string modelName, ParameterDescription[] descriptions)
    {
        ModelName = modelName;
        Descriptions = descriptions;
        int end = 0;
        foreach (ParameterDescription description in descriptions)
        {
            end = Math.Max(end, checked(description.Offset + description.Length));
            if (description.Trainable)
                TrainableFloats = AlignedBuffer.RoundUp(end);
        }

        Buffer = new AlignedBuffer(AlignedBuffer.RoundUp(end));
        tensors = [.. descriptions.Where(d => !d.IsRange).Select(d => new ParameterTensor(d, Buffer, this))];
        Ranges = [.. descriptions.Where(d => d.IsRange).Select(d => new ParameterTensor(d, Buffer))];
        byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>The model whose weights these are.</summary>
    public string ModelName { get; }

    /// <summary>Number of tensors.</summary>
    public int Count => tensors.Length;

    /// <summary>Grows whenever weights change, so that whatever is derived from them (packed copies) knows to follow.</summary>
    public int Version => Volatile.Read(ref version);

    /// <summary>
    /// Whether somebody outside may hold a span over weights and write to it unseen: then whatever is derived from weights is derived anew
    /// each time.
    /// </summary>
    internal bool IsExposed { get; private set; }

    internal ParameterDescription[] Descriptions { get; }

    /// <summary>
    /// The least and the greatest value of the inputs of layers that predictions quantize, both 0 before any calibration; they lie behind
    /// the weights.
    /// </summary>
    internal ParameterTensor[] Ranges { get; }

    /// <summary>Whether no prediction needs a range that is not there.</summary>
    internal bool IsCalibrated => Ranges.All(r => r.Values[0] < r.Values[1]);

    /// <exception cref="ModelNotCalibratedException">Some range is not there.</exception>
    internal void RequireCalibration()
    {
        if (!IsCalibrated)
            throw new ModelNotCalibratedException(ModelName);
    }

    /// <summary>Forgets the ranges, as those of other weights.</summary>
    internal void ForgetRanges()
    {
        foreach (ParameterTensor range in Ranges) range.Values.Clear();
    }

    internal AlignedBuffer Buffer { get; }

    /// <summary>Length of the flat buffer's first part, which training changes. A multiple of 16; gaps between tensors are zero and stay
    /// so.</summary>
    internal int TrainableFloats { get; }

    /// <summary>A tensor by its full name.</summary>
    /// <exception cref="ParameterNotFoundException">No tensor has this name.</exception>
    public ParameterTensor this[string name] =>
        byName.TryGetValue(name, out ParameterTensor? tensor)
            ? tensor
            : throw new ParameterNotFoundException(ModelName, name, NearestNames.Of(name, byName.Keys));

    /// <summary>Allocates a model's weights and draws them from their initializers. Called by generated code.</summary>
    /// <param name="modelName">For messages.</param>
    /// <param name="descriptions">The tensors; trainable ones first, offsets rising in multiples of 16.</param>
    /// <param name="seed">Equal seeds give equal weights; each tensor draws from a stream of its own.</param>
    /// <exception cref="ArgumentException">The descriptions overlap, are misaligned, or put a trainable tensor after a frozen
    /// one.</exception>
    public static ParameterSet Create(string modelName, ParameterDescription[] descriptions, int seed)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        ArgumentNullException.ThrowIfNull(descriptions);
        CheckLayout(descriptions);
        var parameters = new ParameterSet(modelName, descriptions);
        for (int i = 0; i < parameters.tensors.Length; i++)
            WeightInitializer.Fill(parameters.tensors[i].Values, descriptions[i], seed, i);
        return parameters;
    }

    /// <summary>Allocates a model's weights, all 0, for a file to be read into. Called by generated code.</summary>
    /// <inheritdoc cref="Create"/>
    public static ParameterSet Allocate(string modelName, ParameterDescription[] descriptions)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        ArgumentNullException.ThrowIfNull(descriptions);
        CheckLayout(descriptions);
        return new ParameterSet(modelName, descriptions);
    }

    /// <summary>These weights for another model that was declared to share them. Called by generated code.</summary>
    /// <param name="modelName">The other model.</param>
    /// <param name="descriptions">Its tensors.</param>
    /// <returns>This set.</returns>
    /// <exception cref="ArgumentException">
    /// The tensors lie elsewhere: the two models come from different versions of the compiler.
    /// </exception>
    public ParameterSet SharedWith(string modelName, ParameterDescription[] descriptions)
    {
        ArgumentNullException.ThrowIfNull(descriptions);
        if (!Descriptions.Select(Place).SequenceEqual(descriptions.Select(Place)))
            throw new ArgumentException($"The weights of '{ModelName}' do not lie where '{modelName}' reads them. Declare both with the "
                + "same Precision, and compile both with the same version of ModelCompiler.", nameof(descriptions));
        return this;

        static (string Name, int Offset, int Length, bool Trainable) Place(ParameterDescription d) =>
            (d.Name, d.Offset, d.Length, d.Trainable);
    }

    /// <summary>Another set of the same tensors, all zero.</summary>
    internal ParameterSet MakeAlike() => new(ModelName, Descriptions);

    /// <summary>
    /// Says that the weights written so far are final until the next call of this or of <see cref="ParameterTensor.Span"/>. Without it
    /// predictions stay right but derive packed weights anew each time. Training and loading need no call.
    /// </summary>
    public void Touch()
    {
        IsExposed = false;
        MarkChanged();
    }

    /// <summary>The weights changed, by the library itself: spans that are outside stay outside.</summary>
    internal void MarkChanged() => Interlocked.Increment(ref version);

    internal void Expose() => IsExposed = true;

    /// <summary>Tensors in the order of their layers, trainable ones first.</summary>
    public IEnumerator<ParameterTensor> GetEnumerator() => ((IEnumerable<ParameterTensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void CheckLayout(ParameterDescription[] descriptions)
    {
        int end = 0;
        bool frozen = false;
        foreach (ParameterDescription description in descriptions)
        {
            if (description.Offset < end || description.Offset % AlignedBuffer.Alignment != 0 || (frozen && description.Trainable))
            {
                throw new ArgumentException(
                    $"'{description.Name}' at float {description.Offset} overlaps, is misaligned, or follows a frozen tensor.",
                    nameof(descriptions));
            }

            end = description.Offset + description.Length;
            frozen |= !description.Trainable;
        }
    }
}
