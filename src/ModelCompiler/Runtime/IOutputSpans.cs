using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary>Room for the values that <see cref="OutputAttribute"/> names, in the order of <see cref="ProgramLayout.Outputs"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOutputSpans
{
    /// <summary>Room for all samples of one value; empty where it is not asked for.</summary>
    /// <param name="output">Its number.</param>
    Span<float> this[int output] { get; }
}

/// <summary>The same for one model: what its generated <c>Outputs</c> implement.</summary>
/// <typeparam name="TModel">The model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOutputSpans<TModel> : IOutputSpans where TModel : class, IModel<TModel>;

/// <summary>One value alone.</summary>
internal readonly ref struct OneOutput(int output, Span<float> values) : IOutputSpans
{
    private readonly Span<float> values = values;

    public Span<float> this[int asked] => asked == output ? values : default;
}
